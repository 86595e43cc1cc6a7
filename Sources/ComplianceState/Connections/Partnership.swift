public import EventCatalogue
public import LedgerModel

/// A partner's connection to a tenant, as it was set up and as Microsoft saw it, at an instant.
///
/// Invariants: it is the same for every permutation of events that happened at different instants; nothing
/// of it depends on the clock; every value names the event that proves it.
public struct Partnership: Hashable, Sendable {
    /// That something is to be done by somebody, and what last did away with it.
    public struct Debt: Hashable, Sendable {
        /// The first event since the last settlement; nil where nothing is open.
        public internal(set) var open: Dated<SetupEventKind>?
        public internal(set) var settled: Dated<SetupEventKind>?

        mutating func incur(_ event: SetupEvent) { if open == nil { open = Dated(event.kind, event) } }
        mutating func settle(_ event: SetupEvent) {
            open = nil
            settled = Dated(event.kind, event)
        }
    }

    /// The instants of contact; each once.
    public struct Heartbeats: Hashable, Sendable {
        public internal(set) var count = 0
        public internal(set) var first: Dated<Bool>?
        public internal(set) var last: Dated<Bool>?
    }

    /// What the end of the connection does to its devices, as it was said.
    public struct Ending: Hashable, Sendable {
        public let removalAt: Timestamp?
        public let nonComplianceAt: Timestamp?
        /// How many devices it was about.
        public let devices: Int64?
    }

    /// A value for one operating system, or for all.
    public struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
        public let platform: Platform?
        public internal(set) var value: Dated<Value>
    }

    public let tenant: TenantKey
    public let key: PartnershipKey
    /// The instant that it is told of.
    public let instant: Timestamp
    /// By which procedures vendors have it connected, as far as its product and its type say.
    public let procedures: [ReferenceData.OnboardingProcedure]
    /// By which the partner itself may be connected: all of its product's, where its type is not known.
    let candidates: [ReferenceData.OnboardingProcedure]
    public internal(set) var product: Dated<ManagerProduct>?
    public internal(set) var kind: Dated<PartnerKind>?

    /// The connection as a whole.
    public internal(set) var whole = PartnershipTrack(nil)
    /// The operating systems that were named, each by itself; in the order of their numbers.
    public internal(set) var platforms: [PartnershipTrack] = []

    /// What Microsoft says of the connection, last, and when it was last seen.
    public internal(set) var observed: Dated<PartnerState>?
    public internal(set) var lastObserved: Timestamp?
    /// When an operating system was last shown as set up, or as not.
    var lastShown: [Platform: Timestamp] = [:]
    /// Whether Microsoft shows the partner as set up for operating systems.
    public internal(set) var observedPlatforms: [Setting<Bool>] = []
    /// For whom Microsoft shows it to work, as last seen; nil for all operating systems.
    public internal(set) var observedScopes: [Setting<SeenScope>] = []
    public internal(set) var heartbeats = Heartbeats()

    public internal(set) var connectionType: Dated<PartnerConnectionType>?
    public internal(set) var cloud: Dated<Cloud>?
    /// The tenant id as it was typed in.
    public internal(set) var directory: Dated<Bits128>?
    public internal(set) var application: Dated<Bits128>?
    public internal(set) var applicationType: Dated<PartnerAppType>?
    public internal(set) var landingPage: Dated<LandingPage>?
    public internal(set) var suppression: [Setting<Bool>] = []
    public internal(set) var features: [Dated<PartnerFeature>] = []
    public internal(set) var addresses: [Dated<AddressPurpose>] = []
    /// The last test, and whether it succeeded.
    public internal(set) var test: Dated<Bool>?
    /// The last inventory that was sent out of turn, and whether that succeeded.
    public internal(set) var update: Dated<Bool>?
    public internal(set) var ending: Dated<Ending>?

    public internal(set) var secrets: [PartnershipSecret] = []
    public internal(set) var consents: [PartnershipConsent] = []
    /// Single permissions of its applications, in the order in which they were first told of.
    public internal(set) var permissions: [PartnershipPermission] = []
    public internal(set) var scopes: [PartnershipScope] = []
    /// Groups or operating systems were changed, and no directory sync has followed.
    public internal(set) var sync = Debt()
    /// An installation's addresses were changed, and no named location was since.
    public internal(set) var namedLocations = Debt()
    public internal(set) var installations: [Installation] = []
    public internal(set) var onboarding: [OnboardingProgress] = []
    /// By when they happened; those of installations are theirs.
    public internal(set) var deviations: [PartnershipDeviation] = []
    /// What was done with it, and what was seen that had changed; in order.
    public internal(set) var events: [SetupEvent] = []

    init(
        _ tenant: TenantKey, _ key: PartnershipKey, _ instant: Timestamp,
        _ procedures: [ReferenceData.OnboardingProcedure],
        candidates: [ReferenceData.OnboardingProcedure]
    ) {
        self.tenant = tenant
        self.key = key
        self.instant = instant
        self.procedures = procedures
        self.candidates = candidates
    }
}

extension Partnership {
    /// The track of an operating system; nil where no event names it.
    public func track(_ platform: Platform) -> PartnershipTrack? {
        platforms.first { $0.platform == platform }
    }

    /// The tracks that tell how it stands: of its operating systems, else of the whole.
    public var tracks: [PartnershipTrack] { platforms.isEmpty ? [whole] : platforms }

    /// Whether any event tells of it being set up, and not only of it being seen.
    public var isSetUpByEvents: Bool { events.contains { !$0.kind.isSeen } || !installations.isEmpty }

    /// Whether the connection is over, with all of its operating systems.
    public var isOver: Bool {
        (whole.state?.isEnd ?? true) && tracks.allSatisfy { $0.state?.isEnd == true }
    }

    /// That it is over, for an operating system or for all; nil where it is not.
    public func end(of platform: Platform? = nil) -> Dated<PartnershipState>? {
        let standing = platform.flatMap { track($0)?.standing } ?? (isOver ? state : whole.standing)
        return standing?.value.isEnd == true ? standing : nil
    }

    /// How it stands: as it ended, where it is over; else the state that all its operating systems share,
    /// else that of the whole. Nil where they differ and the whole has none.
    public var state: Dated<PartnershipState>? {
        let states = tracks.compactMap(\.standing)
        if let end = whole.standing, end.value.isEnd, states.allSatisfy({ $0.value.isEnd }) { return end }
        guard let first = states.first, states.allSatisfy({ $0.value == first.value }) else {
            return states.isEmpty ? whole.standing : nil
        }
        return states.min { ($0.since, $0.position) < ($1.since, $1.position) }
    }

    /// Whether something was done behind the end of the life before: what was done up to it belongs to that.
    public func isOfPresentLife(_ since: Timestamp, _ position: GlobalPosition) -> Bool {
        guard let end = whole.earlierLives.last?.last else { return true }
        return (since, position) > (end.since, end.position)
    }

    /// Consent that was asked for or given in the present life.
    public var presentConsents: [PartnershipConsent] {
        consents.filter { isOfPresentLife($0.lastSaid.since, $0.lastSaid.position) }
    }

    /// Whether an installation sends verdicts. Of one that did as the connection ended, nothing is known.
    public func sendsVerdicts(_ installation: Installation) -> Bool? {
        isOver && installation.uploads == true ? nil : installation.uploads
    }

    /// All that departs from the documents, with that of its installations; by when it happened.
    public var allDeviations: [PartnershipDeviation] {
        (deviations + installations.flatMap(\.deviations)).sorted {
            ($0.occurred, $0.positions.last ?? GlobalPosition(0))
                < ($1.occurred, $1.positions.last ?? GlobalPosition(0))
        }
    }

    /// How long ago the partner was last in contact, in nanoseconds; nil where no contact is known.
    public var heartbeatAge: Int64? {
        heartbeats.last.map { last in
            let age = instant.nanoseconds.subtractingReportingOverflow(last.since.nanoseconds)
            return age.overflow ? .max : age.partialValue
        }
    }

    /// What was done and what Microsoft says, where both are about the same time and differ.
    ///
    /// What Microsoft said before something was done is no disagreement with it.
    public var disagreements: [PartnershipDisagreement] {
        tracks.compactMap { track in
            guard let setup = track.setup else { return nil }
            let said = track.lastSaid ?? setup.since
            let shown = track.platform.flatMap { platform in
                observedPlatforms.first { $0.platform == platform }?.value
            }
            // Of an operating system that it does not show, Microsoft's word about the whole says nothing.
            let isMeant = shown?.value != false || observed?.value == .terminated
            if let platform = track.platform, let shown, let lastShown = lastShown[platform],
                said <= lastShown, shown.value ? setup.value.isEnd : setup.value == .enabled && !isMeant
            {
                return PartnershipDisagreement(
                    platform: platform, setup: setup, seen: .platform(shown.value),
                    position: shown.position, lastSeen: lastShown)
            }
            guard let observed, let lastObserved, isMeant, said <= lastObserved,
                setup.value.disagrees(with: observed.value)
            else { return nil }
            return PartnershipDisagreement(
                platform: track.platform, setup: setup, seen: .state(observed.value),
                position: observed.position, lastSeen: lastObserved)
        }
    }
}

/// That Microsoft says otherwise than was done.
public struct PartnershipDisagreement: Hashable, Sendable {
    public enum Seen: Hashable, Sendable {
        case state(PartnerState)
        /// Whether the operating system is shown as set up.
        case platform(Bool)
    }

    /// Nil for the whole connection.
    public let platform: Platform?
    public let setup: Dated<PartnershipState>
    public let seen: Seen
    /// The event that says what Microsoft saw first.
    public let position: GlobalPosition
    public let lastSeen: Timestamp
}

extension PartnershipState {
    /// Whether Microsoft's word cannot be true beside it. Of a connection that is still being set up nothing
    /// can be said, for its end may not have been told yet.
    fileprivate func disagrees(with seen: PartnerState) -> Bool {
        switch self {
        case .enabled:
            seen == .unavailable || seen == .terminated || seen == .rejected || seen == .unresponsive
        case .suspended, .off, .removed, .terminated, .deprovisioned, .failed, .rejected: seen == .enabled
        default: seen == .terminated
        }
    }
}

extension SetupEventKind {
    /// Whether it tells what was seen, not what was done.
    var isSeen: Bool { self == .observed || self == .heartbeat || self == .assignmentObserved }
}
