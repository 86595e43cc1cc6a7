import ComplianceState
import GRDB
import LedgerModel

/// The rows of `interval`.
struct IntervalTable {
    private let replace: RawStatement
    private let ofSubject: RawStatement
    private let deleteTail: RawStatement
    private let deleteSubject: RawStatement

    static let columns = """
        region, object, value, detail, witness, reporter, from_time, position, to_time, end_position, confirmed,
        confirmed_position, facts
        """

    init(_ database: Database) throws {
        replace = try RawStatement(
            database,
            """
            INSERT OR REPLACE INTO interval (\(Self.columns), subject, track, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        ofSubject = try RawStatement(database, "SELECT \(Self.columns) FROM interval WHERE subject = ?")
        deleteTail = try RawStatement(
            database, "DELETE FROM interval WHERE subject = ? AND region = ? AND track = ? AND sequence >= ?")
        deleteSubject = try RawStatement(database, "DELETE FROM interval WHERE subject = ?")
    }

    /// All intervals of a subject, in the order of a timeline's.
    func read(_ subject: Int64) throws -> [Interval] {
        ofSubject.bind(1, subject)
        var out: [Interval] = []
        while try ofSubject.step() { if let interval = Self.interval(ofSubject) { out.append(interval) } }
        return out
    }

    /// Reads a row of ``columns`` from a column on.
    static func interval(_ statement: RawStatement, from column: Int32 = 0) -> Interval? {
        guard let region = Region(rawValue: statement.code(column)) else { return nil }
        return Interval(
            region: region, object: statement.bits(column + 1),
            value: RegionValue(code: UInt16(truncatingIfNeeded: statement.integer(column + 2))),
            detail: statement.code(column + 3), witnessCode: statement.code(column + 4),
            reporterCode: statement.code(column + 5), from: statement.time(column + 6),
            position: statement.position(column + 7), to: statement.optionalTime(column + 8),
            endPosition: statement.isNull(column + 9) ? nil : statement.position(column + 9),
            confirmed: statement.time(column + 10), confirmedPosition: statement.position(column + 11),
            count: UInt32(truncatingIfNeeded: statement.integer(column + 12)))
    }

    /// Writes what differs between a track's rows and its intervals.
    func write(_ intervals: [Interval], over old: [Interval], track: TrackName, subject: Int64) throws {
        for (index, interval) in intervals.enumerated() where index >= old.count || old[index] != interval {
            try write(interval, index, track, subject)
        }
        guard old.count > intervals.count else { return }
        deleteTail.bind(1, subject)
        deleteTail.bind(2, Int64(track.region.rawValue))
        deleteTail.bind(3, track.bytes)
        deleteTail.bind(4, Int64(intervals.count))
        try deleteTail.run()
    }

    func removeAll(_ subject: Int64) throws {
        deleteSubject.bind(1, subject)
        try deleteSubject.run()
    }

    private func write(_ interval: Interval, _ sequence: Int, _ track: TrackName, _ subject: Int64) throws {
        replace.bind(1, Int64(interval.region.rawValue))
        replace.bind(2, interval.object)
        replace.bind(3, Int64(interval.value.code))
        replace.bind(4, Int64(interval.detail))
        replace.bind(5, Int64(interval.witnessCode))
        replace.bind(6, Int64(interval.reporterCode))
        replace.bind(7, interval.from.nanoseconds)
        replace.bind(8, interval.position)
        replace.bind(9, interval.to?.nanoseconds)
        replace.bind(10, interval.endPosition.map { Int64(clamping: $0.value) })
        replace.bind(11, interval.confirmed.nanoseconds)
        replace.bind(12, interval.confirmedPosition)
        replace.bind(13, Int64(interval.count))
        replace.bind(14, subject)
        replace.bind(15, track.bytes)
        replace.bind(16, Int64(sequence))
        try replace.run()
    }
}

/// Names a track of a subject: a region, and the object where several hold at once.
struct TrackName: Hashable, Comparable {
    let region: Region
    let object: Bits128?

    init(_ region: Region, _ object: Bits128?) {
        self.region = region
        self.object = region.hasTrackPerObject ? object : nil
    }

    init(_ interval: Interval) { self.init(interval.region, interval.object) }

    /// As `interval.track` has it.
    var bytes: [UInt8] { object?.bytes ?? [] }

    static func < (left: TrackName, right: TrackName) -> Bool {
        if left.region != right.region { return left.region.rawValue < right.region.rawValue }
        guard let right = right.object else { return false }
        return left.object.map { $0 < right } ?? true
    }
}
