public import ComplianceState
public import LedgerModel

/// A person at an instant, as a list shows one, with the positions that prove it.
public struct UserListing: Hashable, Sendable {
    public let key: UserKey
    public let granted: Int
    public let denied: Int
    public let interrupted: Int
    public let lastGranted: Timestamp?
    /// The last fresh further factor.
    public let lastFactorSatisfied: Timestamp?
    /// How many devices signed in with the person.
    public let devices: Int
    /// The last event up to the instant that says anything of the person.
    public let last: GlobalPosition
    /// The last events of all, later than the instant too, in which the newest name may stand; at most
    /// ``mostSources``.
    public let nameSources: [GlobalPosition]

    public static let mostSources = 5

    /// Nil where nothing was said of the person up to the instant.
    public init?(_ user: UserTimeline, asOf instant: Timestamp) {
        let facts = user.timeline.facts
        guard let last = facts.last(where: { $0.occurred <= instant }) else { return nil }
        let state = user.state(asOf: instant)
        key = user.key
        granted = state.granted
        denied = state.denied
        interrupted = state.interrupted
        lastGranted = state.lastGranted?.occurred
        lastFactorSatisfied = state.lastFactorSatisfied?.occurred
        devices = state.devices.count
        self.last = last.position
        nameSources = facts.suffix(Self.mostSources).map(\.position)
    }

    /// - Parameter newest: the person's last facts, newest first.
    init?(_ key: UserKey, _ tally: UserTally, devices: Int, newest: [FactPlace]) {
        guard let last = newest.first else { return nil }
        self.key = key
        granted = tally.granted
        denied = tally.denied
        interrupted = tally.interrupted
        lastGranted = tally.lastGranted?.at
        lastFactorSatisfied = tally.lastFactorSatisfied?.at
        self.devices = devices
        self.last = last.position
        nameSources = newest.prefix(Self.mostSources).reversed().map(\.position)
    }
}

/// A fact's place in a history.
struct FactPlace: Comparable {
    let occurred: Timestamp
    let position: GlobalPosition
    let ordinal: UInt8

    static func < (left: FactPlace, right: FactPlace) -> Bool {
        (left.occurred, left.position, left.ordinal) < (right.occurred, right.position, right.ordinal)
    }
}
