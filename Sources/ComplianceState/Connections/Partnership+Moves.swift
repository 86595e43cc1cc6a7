import EventCatalogue
import LedgerModel

extension Partnership {
    /// Moves the tracks that an event is about: one operating system's, or the whole with all of them.
    mutating func move(_ event: SetupEvent, _ holders: [Platform: [GlobalPosition]]) {
        guard event.kind.movesTracks else { return }
        if let platform = event.platform {
            // What failed to begin is there no more than before.
            guard track(platform) != nil || event.isNoFailure || !event.kind.beginsOrEnds else { return }
            judgeHolders(platform, event, holders)
            let place = place(of: platform)
            stepPlatform(place, event)
            follow(place, event)
            lead(event)
        } else {
            if event.kind == .added { for track in platforms { judgeHolders(track, event, holders) } }
            let before = whole.isLed ? nil : whole.standing?.position
            var track = whole
            step(event, &track)
            whole = track
            for place in platforms.indices {
                // What ended by itself before stays as it ended.
                let isOver = platforms[place].state?.isEnd == true
                if event.kind.isEnd, isOver, platforms[place].standing?.position != before { continue }
                stepPlatform(place, event)
            }
        }
    }

    private mutating func stepPlatform(_ place: Int, _ event: SetupEvent) {
        var track = platforms[place]
        step(event, &track)
        platforms[place] = track
    }

    private mutating func place(of platform: Platform) -> Int {
        if let place = platforms.firstIndex(where: { $0.platform == platform }) { return place }
        let place = platforms.firstIndex { $0.platform?.rawValue ?? 0 > platform.rawValue } ?? platforms.count
        platforms.insert(PartnershipTrack(platform), at: place)
        return place
    }

    /// An operating system that is added later is as far as the connection is, once somebody is assigned.
    private mutating func follow(_ place: Int, _ event: SetupEvent) {
        guard event.kind == .assigned, platforms[place].state == .assigned, let life = whole.lives.last
        else { return }
        if life.last.state == .enabled {
            // It cannot have worked before somebody was assigned.
            platforms[place].enter(.enabled, .changed, event)
        } else if life.last.state.progress ?? 0 > 2 {
            platforms[place].join(life.last, by: event)
        }
    }

    /// The whole is as far as the first of its operating systems, begins again with any, and ends with the
    /// last.
    private mutating func lead(_ event: SetupEvent) {
        switch event.kind {
        case .added where event.isNoFailure:
            if whole.state == nil { whole.enter(.created, .added, event) }
            if whole.state?.isEnd == true || whole.state == .off {
                whole.enter(.created, .addedAgain, event)
            }
        case .assigned: if whole.state == .created { whole.enter(.assigned, .assigned, event) }
        case .enabled, .resumed: whole.advance(to: .enabled, .confirmed, event)
        case .removed, .terminated, .deprovisioned:
            guard let end = event.kind.endState, event.isNoFailure, whole.state?.isEnd == false,
                platforms.allSatisfy({ $0.state?.isEnd ?? true })
            else { return }
            whole.endWith(end, event)
        default: break
        }
    }

    private mutating func judgeHolders(
        _ track: PartnershipTrack, _ event: SetupEvent, _ holders: [Platform: [GlobalPosition]]
    ) {
        if let platform = track.platform { judgeHolders(platform, event, holders) }
    }

    private mutating func judgeHolders(
        _ platform: Platform, _ event: SetupEvent, _ holders: [Platform: [GlobalPosition]]
    ) {
        guard event.kind == .added || event.kind == .enabled || event.kind == .resumed, event.isNoFailure
        else { return }
        let others = holders[platform] ?? []
        guard !others.isEmpty else { return }
        deviations.note(
            PartnershipDeviation(.platformTaken, event, platform: platform, against: others))
    }

    // MARK: - One track

    private mutating func step(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        let state = track.state
        if state?.isEnd == true {
            guard event.isNoFailure else { return }
            if event.kind == .added { track.enter(.created, .addedAgain, event) }
            if let end = event.kind.endState { track.enter(end, .ended, event) }
            return
        }
        switch event.kind {
        case .added: add(event, &track)
        case .removed: if event.isNoFailure { end(.removed, event, &track) }
        case .terminated: end(.terminated, event, &track)
        case .deprovisioned: if event.isNoFailure { end(.deprovisioned, event, &track) }
        case .changed: change(event, &track)
        case .assigned:
            if state == nil, hasStep(.partnerAdded) {
                deviations.note(PartnershipDeviation(.assignedBeforeAdded, event, platform: track.platform))
            }
            track.advance(to: .assigned, .assigned, event)
        case .configured where event.isNoFailure: track.advance(to: .configured, .configured, event)
        case .applicationNamed: track.advance(to: .configured, .configured, event)
        case .configured: if track.isOpen { track.enter(.failed, .consentRefused, event) }
        case .consentRequested:
            if track.isOpen { judgeConfiguration(event, track) }
            track.advance(to: .consentPending, .consentAsked, event)
        case .consentGranted: consent(event, &track)
        case .permissionGranted: if consents.isConcluded(by: event) { consent(event, &track) }
        case .consentDeclined, .registrationFailed:
            if track.isOpen { track.enter(.failed, .consentRefused, event) }
        case .provisioned where event.isNoFailure: track.advance(to: .provisioning, .consentGiven, event)
        case .provisioned: if track.isOpen { track.enter(.failed, .testFailed, event) }
        case .registrationCompleted: confirm(event, &track)
        case .tested: if event.isNoFailure { confirm(event, &track) } else { fail(event, &track) }
        case .enabled: enable(event, &track)
        case .resumed: resume(event, &track)
        case .suspended: suspend(event, &track)
        case .rejected:
            if state != .suspended, state != .off { track.enter(.rejected, .rejected, event) }
        case .secretExpired:
            if state == .enabled, secrets.valid(at: event.occurred).isEmpty {
                track.enter(.rejected, .secret, event)
            }
        case .secretChanged:
            // That Microsoft refuses it, only Microsoft or a test takes back.
            if state == .rejected, track.lastTransition == .secret, observed?.value != .rejected,
                !secrets.valid(at: event.occurred).isEmpty
            {
                track.enter(.enabled, .secret, event)
            }
        default: break
        }
    }

    private mutating func add(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        guard event.isNoFailure else { return }
        guard track.state != nil else { return track.enter(.created, .added, event) }
        if track.state == .off { return track.enter(.created, .addedAgain, event) }
        // What was set up before the partner is added, was set up for it.
        guard track.wasEver({ $0 == .created }) else { return }
        deviations.note(
            PartnershipDeviation(
                .addedTwice, event, platform: track.platform,
                against: [track.lives.last?.steps[0].position].compactMap { $0 }))
    }

    private mutating func end(
        _ state: PartnershipState, _ event: SetupEvent, _ track: inout PartnershipTrack
    ) {
        if track.state == nil, platforms.allSatisfy({ $0.state == nil }) {
            deviations.note(PartnershipDeviation(.endedUnbegun, event, platform: track.platform))
        }
        track.enter(state, .ended, event)
    }

    private mutating func change(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        switch event.data[ConnectionEvents.change] {
        case .created?: if track.state == nil { track.enter(.created, .added, event) }
        case .deleted?: track.enter(.removed, .ended, event)
        case .terminated?: track.enter(.terminated, .ended, event)
        default: break
        }
    }

    private mutating func consent(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        if track.isOpen { judgeConfiguration(event, track) }
        if presentConsents.isComplete(by: connectionProcedure) {
            track.advance(to: .provisioning, .consentGiven, event)
        } else {
            track.advance(to: .consentPending, .consentAsked, event)
        }
    }

    private mutating func confirm(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        guard track.isOpen else { return }
        judgeConsent(event, track)
        track.enter(.enabled, .confirmed, event)
    }

    private func fail(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        if track.isOpen { track.enter(.failed, .testFailed, event) }
    }

    private mutating func enable(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        if track.isOpen { judgeConsent(event, track) }
        let isBack = track.state == .suspended || track.state == .off
        track.enter(.enabled, isBack ? .suspended : .confirmed, event)
    }

    private mutating func resume(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        guard track.state == .suspended || track.state == .off else {
            deviations.note(
                PartnershipDeviation(
                    .resumedUnsuspended, event, platform: track.platform,
                    against: [track.standing?.position].compactMap { $0 }))
            return enable(event, &track)
        }
        track.enter(.enabled, .suspended, event)
    }

    private mutating func suspend(_ event: SetupEvent, _ track: inout PartnershipTrack) {
        if !track.wasEver({ $0.isSetUp }) {
            // Of the whole nothing is known where only its operating systems are told of.
            guard track.state != nil || platforms.isEmpty || track.platform != nil else { return }
            deviations.note(
                PartnershipDeviation(
                    .suspendedUnenabled, event, platform: track.platform,
                    against: [track.standing?.position].compactMap { $0 }))
        }
        let isKept = event.data[PartnerSetupEvents.isKept] ?? true
        track.enter(isKept ? .suspended : .off, isKept ? .suspended : .switchedOff, event)
    }

    // MARK: - What should have come before

    /// The procedure by which the partner itself is connected.
    var connectionProcedure: ReferenceData.OnboardingProcedure? {
        procedures.first { $0 != .workspaceOneWindows }
    }

    /// Whether the partner's procedure has a step, as far as it is known.
    private func hasStep(_ step: ReferenceData.SetupStep) -> Bool {
        guard let connectionProcedure else { return true }
        return connectionProcedure.row(of: step) != nil
    }

    /// Whether every procedure by which the partner may be connected has a step; of an unknown product none.
    func isDocumented(_ step: ReferenceData.SetupStep) -> Bool {
        !candidates.isEmpty && candidates.allSatisfy { $0.row(of: step) != nil }
    }

    private mutating func judgeConfiguration(_ event: SetupEvent, _ track: PartnershipTrack) {
        // In some procedures consent comes first.
        guard track.platform == nil || whole.state == nil, !candidates.isEmpty,
            !events.contains(where: {
                ($0.kind == .configured && $0.isNoFailure) || $0.kind == .applicationNamed
            }), !deviations.contains(where: { $0.kind == .consentBeforeConfiguration })
        else { return }
        var sources: [ReferenceSource] = []
        for candidate in candidates {
            guard let configured = candidate.row(of: .configured),
                let consent = candidate.row(where: { $0.step.isConsent }),
                configured.value.order < consent.value.order
            else { return }
            for source in configured.sources + consent.sources where !sources.contains(source) {
                sources.append(source)
            }
        }
        deviations.note(PartnershipDeviation(.consentBeforeConfiguration, event, stated: sources))
    }

    private mutating func judgeConsent(_ event: SetupEvent, _ track: PartnershipTrack) {
        let isAsked =
            hasStep(.consentGranted) || hasStep(.connectorConsentGranted)
        guard isAsked, !consents.isComplete(by: connectionProcedure),
            track.platform == nil || event.platform != nil
        else { return }
        deviations.note(PartnershipDeviation(.enabledWithoutConsent, event, platform: event.platform))
    }
}

extension ReferenceData.OnboardingProcedure {
    /// What the documents say of a step of the procedure; nil where they have none.
    fileprivate func row(of step: ReferenceData.SetupStep) -> ReferenceRow<ReferenceData.OnboardingStep>? {
        row { $0.step == step }
    }

    fileprivate func row(
        where holds: (ReferenceData.OnboardingStep) -> Bool
    ) -> ReferenceRow<ReferenceData.OnboardingStep>? {
        ReferenceData.current.onboardingSteps.first { $0.value.procedure == self && holds($0.value) }
    }
}

extension SetupEventKind {
    /// Whether it may move a connection from one state to another.
    fileprivate var movesTracks: Bool {
        switch self {
        case .featureEnabled, .addressSet, .landingPageSet, .suppressionSet, .updateRequested, .scopeChanged:
            false
        default: isOfSetup || isOfApplication || self == .changed
        }
    }

    fileprivate var beginsOrEnds: Bool { self == .added || isEnd }
}

extension ReferenceData.SetupStep {
    /// Whether somebody consents in it.
    var isConsent: Bool {
        self == .consentGranted || self == .connectorConsentGranted || self == .registrationConsentGranted
    }
}

extension PartnershipTrack {
    /// Takes what Microsoft says. It does not lead out of a state that somebody chose.
    mutating func see(_ seen: PartnerState, _ event: SetupEvent) {
        switch seen {
        case .enabled:
            guard isOpen || (state?.isSetUp == true && lastTransition != .secret) else { return }
            enter(.enabled, isOpen ? .confirmed : .heartbeat, event)
        case .terminated: if state?.isEnd != true { enter(.terminated, .ended, event) }
        case .rejected: hinder(.rejected, .rejected, event)
        case .unresponsive: hinder(.unresponsive, .unanswered, event)
        case .unavailable: hinder(.unavailable, .unavailable, event)
        case .unknown, .unrecognised: break
        }
    }

    private mutating func hinder(
        _ state: PartnershipState, _ transition: PartnershipTransition, _ event: SetupEvent
    ) {
        guard self.state.map({ $0.isSetUp || $0 == .provisioning }) ?? true else { return }
        enter(state, transition, event)
    }
}
