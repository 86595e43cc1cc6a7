public import EventCatalogue
public import LedgerModel

/// The history of one person.
public struct UserTimeline: Hashable, Sendable {
    public let key: UserKey
    public let timeline: Timeline

    public init(key: UserKey, facts: [Fact], inForce: InForce = InForce()) {
        self.key = key
        timeline = Timeline(facts: facts, inForce: inForce)
    }

    /// What was known of the person at an instant; facts of that very instant count. Cost: one pass over the
    /// facts.
    public func state(asOf instant: Timestamp) -> UserState { UserState(self, asOf: instant) }
}

/// Something that happened, and the event that says so.
public struct Occurrence: Hashable, Sendable {
    public let occurred: Timestamp
    public let position: GlobalPosition

    init(_ fact: Fact) {
        occurred = fact.occurred
        position = fact.position
    }
}

/// A person's sign-ins, factors and account, up to an instant.
public struct UserState: Hashable, Sendable {
    /// How a person used a device.
    public struct DeviceUse: Hashable, Sendable {
        public let device: DeviceKey
        public internal(set) var first: Occurrence
        public internal(set) var last: Occurrence
        public internal(set) var count: Int
    }

    public let instant: Timestamp
    public private(set) var granted = 0
    public private(set) var denied = 0
    public private(set) var interrupted = 0
    /// The last sign-in that ended with a token.
    public private(set) var lastGranted: Occurrence?
    public private(set) var lastDenied: Occurrence?
    /// The last fresh further factor; one satisfied by an earlier claim is none.
    public private(set) var lastFactorSatisfied: Occurrence?
    public private(set) var lastFactorDenied: Occurrence?
    /// The last time that a further factor was asked for and nobody answered.
    public private(set) var lastFactorTimedOut: Occurrence?
    /// The subscriptions that the person has a licence of, as far as records name them, in ascending order.
    public private(set) var licences: [Bits128] = []
    /// Whether a licence lets the person's devices be managed by Intune; false where the last one that does
    /// was taken away, nil where nothing says it.
    public private(set) var hasIntuneLicence: Bool?
    /// The methods registered, as far as the records name them; in the order of their numbers.
    public private(set) var methods: [AuthenticationMethod] = []
    /// Whether a method is registered that no record names.
    public private(set) var hasUnnamedMethod = false
    /// Nil where nothing says it.
    public private(set) var isEnabled: Bool?
    /// The devices that signed in with the person, by their keys.
    public private(set) var devices: [DeviceUse] = []

    init(_ user: UserTimeline, asOf instant: Timestamp) {
        self.instant = instant
        var uses: [DeviceKey: DeviceUse] = [:]
        for fact in user.timeline.facts {
            guard fact.occurred <= instant else { break }
            switch fact.region {
            case .signIn:
                countSignIn(fact)
                guard let id = fact.object, let kind = DeviceIDKind(rawValue: fact.detail) else { continue }
                let key = DeviceKey(tenant: user.key.tenant, kind: kind, id: id)
                let this = Occurrence(fact)
                uses[key, default: DeviceUse(device: key, first: this, last: this, count: 0)].count += 1
                uses[key]?.last = this
            case .factor:
                switch RegionValue.FactorOutcome(rawValue: fact.value.low) {
                case .satisfied, .codeVerified: lastFactorSatisfied = Occurrence(fact)
                case .denied, .codeRefused: lastFactorDenied = Occurrence(fact)
                case .timedOut: lastFactorTimedOut = Occurrence(fact)
                case .challenged, .satisfiedByClaim, nil: break
                }
            default: break
            }
        }
        devices = uses.values.sorted { $0.device < $1.device }
        let snapshot = StateSnapshot(intervals: user.timeline.intervals, asOf: instant)
        isEnabled = snapshot[.account].map { $0.value == RegionValue(RegionValue.Switch.enabled) }
        for state in snapshot.tracks(.method) where state.value == RegionValue(RegionValue.Presence.present) {
            let method = AuthenticationMethod(rawValue: state.detail) ?? .unrecognised
            if method == .unrecognised { hasUnnamedMethod = true } else { methods.append(method) }
        }
        for state in snapshot.tracks(.licence) {
            let isPresent = state.value == RegionValue(RegionValue.Presence.present)
            if isPresent, let sku = state.object { licences.append(sku) }
            guard Licence(rawValue: state.detail).contains(.intune) else { continue }
            hasIntuneLicence = isPresent || hasIntuneLicence == true
        }
    }

    private mutating func countSignIn(_ fact: Fact) {
        switch RegionValue.SignInOutcome(rawValue: fact.value.low) {
        case .granted:
            granted += 1
            lastGranted = Occurrence(fact)
        case .denied:
            denied += 1
            lastDenied = Occurrence(fact)
        case .interrupted: interrupted += 1
        case nil: break
        }
    }
}
