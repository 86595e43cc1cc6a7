import GRDB
public import LedgerModel

/// How far a read model has read. Stands in the same transaction as the rows that it vouches for.
public struct ProjectionProgress: Hashable, Sendable {
    /// The ledger that was read.
    public internal(set) var ledger: LedgerID
    /// Of the code that wrote the rows.
    public internal(set) var revision: UInt32
    /// How many events are in the rows: the next one has this position.
    public internal(set) var size: TreeSize
    /// How many events the ledger held when it was last looked at.
    public internal(set) var logSize: TreeSize
    /// The last event that is in the rows.
    public internal(set) var lastEvent: EventID?

    /// How many recorded events the rows do not have yet.
    public var lag: UInt64 { logSize.value > size.value ? logSize.value - size.value : 0 }

    /// Of the rows that this code writes; a read model of another one is made anew.
    static let currentRevision: UInt32 = 11

    /// Nil where the row is missing or is not readable.
    static func read(_ database: Database) throws -> ProjectionProgress? {
        let statement = try RawStatement(
            database, "SELECT ledger, revision, next, log_size, last_event FROM progress")
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        guard let ledger = statement.bits(0), let revision = UInt32(exactly: statement.integer(1)),
            let size = UInt64(exactly: statement.integer(2)),
            let logSize = UInt64(exactly: statement.integer(3))
        else { return nil }
        return ProjectionProgress(
            ledger: LedgerID(ledger), revision: revision, size: TreeSize(size), logSize: TreeSize(logSize),
            lastEvent: statement.bits(4).map { EventID($0) })
    }

    func write(_ database: Database) throws {
        let statement = try RawStatement(
            database,
            """
            INSERT OR REPLACE INTO progress (one, ledger, revision, next, log_size, last_event)
            VALUES (1, ?, ?, ?, ?, ?)
            """)
        statement.bind(1, ledger.bits)
        statement.bind(2, Int64(revision))
        statement.bind(3, Int64(clamping: size.value))
        statement.bind(4, Int64(clamping: logSize.value))
        statement.bind(5, lastEvent?.bits)
        try statement.run()
    }
}
