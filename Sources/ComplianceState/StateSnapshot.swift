public import LedgerModel

/// What held in one region, or in one track of it, at an instant.
public struct RegionState: Hashable, Sendable {
    public let region: Region
    /// See ``Fact/object``.
    public let object: Bits128?
    public let value: RegionValue
    /// See ``Fact/detail``.
    public let detail: UInt8
    /// Since when it had held.
    public let since: Timestamp
    /// The fact that proves it: the one that began it.
    public let position: GlobalPosition
    /// When it was last said, up to the instant; nil where that is not known, because only intervals are, and
    /// they were confirmed later still.
    public let confirmed: Timestamp?
    public let confirmedPosition: GlobalPosition?

    /// Whether it was concluded by a rule, and no fact says it; ``position`` is then that of the fact from
    /// which it was concluded.
    public let isInferred: Bool

    init(_ interval: Interval, asOf instant: Timestamp) {
        region = interval.region
        object = interval.object
        value = interval.value
        detail = interval.detail
        since = interval.from
        position = interval.position
        isInferred = interval.isInferred
        let isKnown = interval.confirmed <= instant
        confirmed = isKnown ? interval.confirmed : nil
        confirmedPosition = isKnown ? interval.confirmedPosition : nil
    }

    /// ``object``, unless that only tells one manager's track from another's.
    public var namedObject: Bits128? { region.objectIsTeller(detail) ? nil : object }

    /// How long before an instant it was last said, in nanoseconds; nil where ``confirmed`` is.
    public func age(at instant: Timestamp) -> Int64? {
        guard let confirmed else { return nil }
        let (age, overflow) = instant.nanoseconds.subtractingReportingOverflow(confirmed.nanoseconds)
        return overflow ? (instant < confirmed ? .min : .max) : age
    }
}

/// What held for a subject at an instant. A region without a fact up to then is absent, which is unknown, and
/// never non-compliant.
public struct StateSnapshot: Hashable, Sendable {
    public let instant: Timestamp
    /// By region and object, each once.
    public let states: [RegionState]

    /// Reads the state off intervals of one subject; rows of a projection do as well.
    ///
    /// - Parameter intervals: in the order in which a ``Timeline`` has them.
    public init(intervals: [Interval], asOf instant: Timestamp) {
        self.instant = instant
        var states: [RegionState] = []
        var last: Interval?
        func add(_ interval: Interval) {
            // What ended, and nothing began since, holds no more.
            guard interval.to.map({ $0 > instant }) ?? true else { return }
            states.append(RegionState(interval, asOf: instant))
        }
        for interval in intervals where interval.from <= instant {
            if let last,
                last.region != interval.region
                    || (interval.region.hasTrackPerObject && last.object != interval.object)
            {
                add(last)
            }
            last = interval
        }
        if let last { add(last) }
        self.states = states
    }

    /// The state of a region; of several tracks the one that spoke last, and of these the smallest object.
    public subscript(region: Region) -> RegionState? {
        var found: RegionState?
        for state in states where state.region == region {
            guard let standing = found else {
                found = state
                continue
            }
            if (standing.confirmed ?? standing.since) < (state.confirmed ?? state.since) { found = state }
        }
        return found
    }

    /// All tracks of a region.
    public func tracks(_ region: Region) -> [RegionState] { states.filter { $0.region == region } }
}
