import ComplianceState
import EventCatalogue
import LedgerModel

/// A person's state as a row holds it: counts and last moments, which add up from facts in any order.
///
/// Each part is the ``UserState`` of some of the facts; ``merge(_:)`` adds another part of them. Methods and
/// account do not add up, and are read off the intervals.
struct UserTally: Hashable {
    struct Moment: Hashable, Comparable {
        var at: Timestamp
        var position: GlobalPosition

        static func < (left: Self, right: Self) -> Bool {
            left.at != right.at ? left.at < right.at : left.position < right.position
        }

        init(at: Timestamp, position: GlobalPosition) {
            self.at = at
            self.position = position
        }

        init(_ occurrence: Occurrence) { self.init(at: occurrence.occurred, position: occurrence.position) }
    }

    struct Use: Hashable {
        var kind: DeviceIDKind
        var id: Bits128
        var first: Moment
        var last: Moment
        var count: Int
    }

    /// The last fact's instant.
    var lastOccurred: Timestamp?
    var granted = 0
    var denied = 0
    var interrupted = 0
    var lastGranted: Moment?
    var lastDenied: Moment?
    var lastFactorSatisfied: Moment?
    var lastFactorDenied: Moment?
    /// Bit n for the method of code n; bit 0 for one that no record names.
    var methods: UInt64 = 0
    var account: RegionValue = .unknown

    init() {}

    init(
        lastOccurred: Timestamp?, granted: Int, denied: Int, interrupted: Int, lastGranted: Moment?,
        lastDenied: Moment?, lastFactorSatisfied: Moment?, lastFactorDenied: Moment?, methods: UInt64,
        account: RegionValue
    ) {
        self.lastOccurred = lastOccurred
        self.granted = granted
        self.denied = denied
        self.interrupted = interrupted
        self.lastGranted = lastGranted
        self.lastDenied = lastDenied
        self.lastFactorSatisfied = lastFactorSatisfied
        self.lastFactorDenied = lastFactorDenied
        self.methods = methods
        self.account = account
    }

    /// What a timeline amounts to.
    init(_ user: UserTimeline, _ state: UserState) {
        lastOccurred = user.timeline.facts.last?.occurred
        granted = state.granted
        denied = state.denied
        interrupted = state.interrupted
        lastGranted = state.lastGranted.map { Moment($0) }
        lastDenied = state.lastDenied.map { Moment($0) }
        lastFactorSatisfied = state.lastFactorSatisfied.map { Moment($0) }
        lastFactorDenied = state.lastFactorDenied.map { Moment($0) }
        readIntervals(user.timeline.intervals)
    }

    static func uses(_ state: UserState) -> [Use] {
        state.devices.map {
            Use(
                kind: $0.device.kind, id: $0.device.id, first: Moment($0.first), last: Moment($0.last),
                count: $0.count)
        }
    }

    /// Adds what other facts amount to.
    mutating func merge(_ other: UserTally) {
        granted += other.granted
        denied += other.denied
        interrupted += other.interrupted
        lastOccurred = Self.later(lastOccurred, other.lastOccurred)
        lastGranted = Self.later(lastGranted, other.lastGranted)
        lastDenied = Self.later(lastDenied, other.lastDenied)
        lastFactorSatisfied = Self.later(lastFactorSatisfied, other.lastFactorSatisfied)
        lastFactorDenied = Self.later(lastFactorDenied, other.lastFactorDenied)
    }

    /// Takes methods and account from the person's intervals.
    mutating func readIntervals(_ intervals: [Interval], asOf instant: Timestamp = .latest) {
        let snapshot = StateSnapshot(intervals: intervals, asOf: instant)
        account = snapshot[.account]?.value ?? .unknown
        methods = 0
        for state in snapshot.tracks(.method)
        where state.value.code == UInt16(RegionValue.Presence.present.rawValue) {
            methods |= 1 << UInt64(min(state.detail, 63))
        }
    }

    private static func later<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }
}
