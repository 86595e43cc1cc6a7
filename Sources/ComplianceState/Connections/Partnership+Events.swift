import EventCatalogue
import LedgerModel

extension Partnership {
    /// Takes an event, in the order of events.
    ///
    /// - Parameter holders: the other partners of the tenant that have an operating system just then, each
    ///   with what proves it.
    mutating func take(_ event: SetupEvent, holders: [Platform: [GlobalPosition]]) {
        if let product = event.product { self.product.set(product, by: event) }
        if event.kind.isOfPartner, event.kind != .scopeChanged {
            kind.set(event.data[ConnectionEvents.kind].known, by: event)
        }
        if event.kind == .added { beginAgain(event) }
        switch event.kind {
        case .observed: return observe(event)
        case .heartbeat: return beat(event)
        case .assignmentObserved: return observeScope(event)
        case .directorySynced:
            // One that brings nothing that was waited for is no part of the history.
            let isAwaited = sync.open != nil || sync.settled == nil
            if event.isNoFailure { sync.settle(event) }
            guard isAwaited else { return }
        case .locationChanged:
            guard namedLocations.open != nil else { return }
            namedLocations.settle(event)
        case .addressChanged: namedLocations.incur(event)
        default: break
        }
        if event.kind.isOfInstallation { return installations.take(event, of: tenant) }
        events.append(event)
        judgeEnd(event)
        set(event)
        move(event, holders)
    }

    /// What was done behind an end, other than adding the partner again.
    private mutating func judgeEnd(_ event: SetupEvent) {
        guard event.kind.needsLife else { return }
        var tracks = event.platform.map { platform in platforms.filter { $0.platform == platform } } ?? []
        if event.platform == nil { tracks = whole.state?.isEnd == true ? [whole] : platforms }
        guard let ended = tracks.first?.standing, tracks.allSatisfy({ $0.state?.isEnd == true }) else {
            return
        }
        // One end may follow another.
        guard !event.kind.isEnd || event.kind.endState == ended.value else { return }
        deviations.note(
            PartnershipDeviation(.afterEnd, event, platform: event.platform, against: [ended.position]))
    }

    /// Another life begins empty: what was set in the one before its end is that one's.
    private mutating func beginAgain(_ event: SetupEvent) {
        let own = event.platform.flatMap { track($0)?.standing }
        let isWhole = whole.state.map { $0.isEnd || $0 == .off } == true
        guard event.isNoFailure, isWhole || own?.value.isEnd == true || own?.value == .off,
            let end = isWhole ? whole.standing : own
        else { return }
        func isBefore<Value>(_ dated: Dated<Value>) -> Bool {
            (dated.since, dated.position) <= (end.since, end.position)
        }
        scopes.removeAll { (isWhole || $0.platform == event.platform) && isBefore($0.last) }
        suppression.removeAll { (isWhole || $0.platform == event.platform) && isBefore($0.value) }
        guard isWhole else { return }
        if sync.open.map(isBefore) == true { sync.open = nil }
        connectionType.forget(isBefore)
        cloud.forget(isBefore)
        directory.forget(isBefore)
        application.forget(isBefore)
        applicationType.forget(isBefore)
        landingPage.forget(isBefore)
        test.forget(isBefore)
        update.forget(isBefore)
        ending = nil
        addresses.removeAll(where: isBefore)
    }

    // MARK: - What is set

    private mutating func set(_ event: SetupEvent) {
        let data = event.data
        switch event.kind {
        case .configured:
            guard event.isNoFailure else { return }
            connectionType.set(data[PartnerSetupEvents.connectionType].known, by: event)
            cloud.set(data[PartnerSetupEvents.cloud].known, by: event)
            directory.set(data[PartnerSetupEvents.directory], by: event)
            application.set(data[ConnectionEvents.app], by: event)
            secrets.take(event)
            if case .id(let id) = tenant, let typed = data[PartnerSetupEvents.directory], typed != id {
                deviations.note(PartnershipDeviation(.otherDirectory, event))
            }
        case .added, .applicationNamed:
            guard event.isNoFailure else { return }
            application.set(data[ConnectionEvents.app], by: event)
            applicationType.set(data[ConnectionEvents.appType].known, by: event)
            if event.kind == .added { awaitSync(event) }
        case .removed: if event.isNoFailure { awaitSync(event) }
        case .assigned, .scopeChanged:
            scopes.take(event)
            awaitSync(event)
        case .secretChanged, .secretExpired: secrets.take(event)
        case .tested:
            connectionType.set(data[PartnerSetupEvents.connectionType].known, by: event)
            test = Dated(event.isNoFailure, event)
            judgeByHand(event, .connectorTested)
        case .updateRequested:
            update = Dated(event.isNoFailure, event)
            judgeByHand(event, .connectorUpdated)
        case .registrationCompleted, .registrationFailed:
            cloud.set(data[PartnerSetupEvents.cloud].known, by: event)
            application.set(data[ConnectionEvents.app], by: event)
        case .terminated:
            ending = Dated(
                Ending(
                    removalAt: data[ConnectionEvents.removalAt],
                    nonComplianceAt: data[ConnectionEvents.nonComplianceAt],
                    devices: data[PartnerSetupEvents.devices]), event)
        case .landingPageSet: landingPage.set(data[PartnerSetupEvents.page].known, by: event)
        case .suppressionSet: suppress(event)
        case .featureEnabled:
            if let feature = data[PartnerSetupEvents.feature].known,
                !features.contains(where: { $0.value == feature })
            {
                features.append(Dated(feature, event))
            }
        case .addressSet:
            if let purpose = data[PartnerSetupEvents.purpose].known {
                addresses.removeAll { $0.value == purpose }
                addresses.append(Dated(purpose, event))
            }
        case .consentRequested, .consentGranted, .consentDeclined: consents.take(event)
        case .applicationRemoved:
            consents.take(event)
            permissions.take(event)
        case .permissionGranted, .permissionWithdrawn:
            permissions.take(event)
            consents.conclude(
                event, ReferenceData.current.permissions(for: connectionProcedure, at: event.occurred),
                permissions)
        default: break
        }
    }

    /// A sync is waited for where the partner's procedure has one.
    private mutating func awaitSync(_ event: SetupEvent) {
        if isDocumented(.directorySynced) { sync.incur(event) }
    }

    private mutating func judgeByHand(_ event: SetupEvent, _ kind: PartnershipDeviation.Kind) {
        let trigger = event.data[PartnerSetupEvents.trigger].known
        guard trigger == .manual || (kind == .connectorUpdated && trigger == nil), let connectionType,
            connectionType.value == .cloudConnector, product?.value == .jamfPro
        else { return }
        deviations.note(PartnershipDeviation(kind, event, against: [connectionType.position]))
    }

    private mutating func suppress(_ event: SetupEvent) {
        guard let isSuppressed = event.data[PartnerSetupEvents.isSuppressed] else { return }
        Self.put(isSuppressed, event.platform, event, &suppression)
        guard isSuppressed else { return }
        let scope =
            scopes.first { $0.platform == event.platform && $0.isOwn }
            ?? scopes.first { $0.platform == nil && $0.isOwn }
            ?? scopes.first { $0.platform == event.platform } ?? scopes.first { $0.platform == nil }
        let said = event.data[ConnectionEvents.allUsers]
        guard said == false || (said == nil && scope?.isForAll == false) else { return }
        deviations.note(
            PartnershipDeviation(
                .suppressionForGroups, event, platform: event.platform,
                against: [scope?.last.position].compactMap { $0 }))
    }

    private static func put(
        _ value: Bool, _ platform: Platform?, _ event: SetupEvent, _ settings: inout [Setting<Bool>]
    ) {
        if let place = settings.firstIndex(where: { $0.platform == platform }) {
            if settings[place].value.value != value { settings[place].value = Dated(value, event) }
        } else {
            settings.append(Setting(platform: platform, value: Dated(value, event)))
        }
    }

    // MARK: - What is seen

    private static let flags: [(field: PublicField<Bool>, platform: Platform)] = [
        (ConnectionEvents.iOS, .iOS), (ConnectionEvents.macOS, .macOS),
        (ConnectionEvents.android, .android), (ConnectionEvents.windows, .windows),
    ]

    private mutating func observe(_ event: SetupEvent) {
        for (field, platform) in Self.flags {
            guard let isSet = event.data[field] else { continue }
            Self.put(isSet, platform, event, &observedPlatforms)
            lastShown[platform] = event.occurred
        }
        guard let state = event.data[ConnectionEvents.state].known else { return }
        lastObserved = event.occurred
        let before = observed
        observed.set(state, by: event)
        if observed != before { events.append(event) }
        whole.see(state, event)
        for place in platforms.indices {
            // What is not set up for an operating system does not work for it, nor fail to.
            let isShown = observedPlatforms.first { $0.platform == platforms[place].platform }?.value.value
            if isShown != false || state == .terminated { platforms[place].see(state, event) }
        }
    }

    private mutating func observeScope(_ event: SetupEvent) {
        let seen = Setting(platform: event.platform, value: Dated(SeenScope(event), event))
        observedScopes.removeAll { $0.platform == seen.platform }
        observedScopes.append(seen)
    }

    private mutating func beat(_ event: SetupEvent) {
        if heartbeats.last?.since != event.occurred {
            heartbeats.count += 1
            heartbeats.last = Dated(true, event)
            if heartbeats.first == nil { heartbeats.first = heartbeats.last }
        }
        guard let standing = state else { return }
        let kind: PartnershipDeviation.Kind
        switch standing.value {
        case _ where standing.value.isEnd: kind = .heartbeatAfterEnd
        case .suspended, .off: kind = .heartbeatWhileOff
        case .failed: kind = .heartbeatBeforeEnabled
        case _ where standing.value.isOnTheWay: kind = .heartbeatBeforeEnabled
        default: return
        }
        deviations.note(PartnershipDeviation(kind, event, against: [standing.position]))
    }
}

extension SetupEventKind {
    /// Whether it makes sense only of a partner that is there.
    fileprivate var needsLife: Bool {
        switch self {
        case .assigned, .configured, .applicationNamed, .registrationCompleted, .tested, .provisioned,
            .enabled, .suspended, .resumed, .scopeChanged, .removed, .terminated, .deprovisioned:
            true
        default: false
        }
    }

    /// The state that it ends a connection with; nil for what ends none.
    var endState: PartnershipState? {
        switch self {
        case .removed: .removed
        case .terminated: .terminated
        case .deprovisioned: .deprovisioned
        default: nil
        }
    }

    var isEnd: Bool { endState != nil }
}
