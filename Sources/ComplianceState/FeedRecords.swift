public import LedgerModel

/// What is known of the records of one feed, whatever the order in which they were recorded.
///
/// A record stands in the hour at which its fact occurred. One that is dated before 2000, or more than a day
/// after it was recorded, is counted and stands in none: a broken clock at the source neither makes a feed
/// older than it is nor hides its silence. Nor does one stand in an hour of which nobody says when it was,
/// so that it is dated by its recording; nor an object that is dated by its own last change, which does not
/// say when it was seen.
///
/// Memory: some thirty bytes for each hour in which a record stands, of which there are at most as many as
/// since 2000.
public struct FeedRecords: Hashable, Sendable {
    /// Contents of records, each as it was recorded.
    public internal(set) var records: Int64 = 0
    /// Those of ``records`` that stand in no hour.
    public internal(set) var unplaced: Int64 = 0
    /// The first and the last instant at which a placed one occurred; nil where none is placed.
    public internal(set) var first: Timestamp?
    public internal(set) var last: Timestamp?
    /// The newest instant that they carry, be it that of a modification.
    public internal(set) var cursor: Timestamp?
    public internal(set) var lastRecorded: Timestamp
    /// How many stand in an hour, by its number since 1970.
    public internal(set) var hours: [Int64: Int64] = [:]

    /// Nanoseconds of an hour.
    static let hour: Int64 = 3_600_000_000_000
    /// 2000-01-01T00:00:00Z.
    static let earliest = Timestamp(nanoseconds: 946_684_800_000_000_000)

    init(lastRecorded: Timestamp) { self.lastRecorded = lastRecorded }

    /// What a row says.
    public init(
        records: Int64, unplaced: Int64, first: Timestamp?, last: Timestamp?, cursor: Timestamp?,
        lastRecorded: Timestamp, hours: [Int64: Int64]
    ) {
        self.records = records
        self.unplaced = unplaced
        self.first = first
        self.last = last
        self.cursor = cursor
        self.lastRecorded = lastRecorded
        self.hours = hours
    }

    @inline(__always)
    mutating func count(
        _ occurred: OccurredTime, modified: Timestamp?, recorded: Timestamp, tellsWhenSeen: Bool
    ) {
        records += 1
        lastRecorded = max(lastRecorded, recorded)
        let latest = recorded.adding(seconds: 86_400)
        func isCredible(_ instant: Timestamp) -> Bool { instant >= Self.earliest && instant <= latest }
        if let modified, isCredible(modified) { cursor = cursor.map { max($0, modified) } ?? modified }
        guard occurred.basis != .receipt, isCredible(occurred.instant) else {
            unplaced += 1
            return
        }
        let occurred = occurred.instant
        cursor = cursor.map { max($0, occurred) } ?? occurred
        guard tellsWhenSeen else {
            unplaced += 1
            return
        }
        first = first.map { min($0, occurred) } ?? occurred
        last = last.map { max($0, occurred) } ?? occurred
        hours[occurred.nanoseconds / Self.hour, default: 0] += 1
    }
}
