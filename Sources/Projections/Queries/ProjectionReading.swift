import ComplianceState
import GRDB
import LedgerModel

/// One look at the tables: all that it tells stood there at one moment, whatever is written meanwhile.
///
/// Must not leave the call that hands it out. As long as that call lasts, SQLite's write-ahead log keeps what
/// writers add.
public struct ProjectionReading {
    /// How far the rows go.
    public let progress: ProjectionProgress
    let database: Database
}

extension ProjectionStore {
    /// Runs questions that belong together, all on the same rows.
    public func read<Answer>(
        _ body: (ProjectionReading) throws(ProjectionError) -> Answer
    ) throws(ProjectionError) -> Answer {
        let operation = "read the read model"
        return try onDatabase(operation) {
            try database.read { database in
                guard let progress = try ProjectionProgress.read(database) else {
                    throw ProjectionError(.corrupt, operation, "it does not say how far it has read")
                }
                return try body(ProjectionReading(progress: progress, database: database))
            }
        }
    }
}

extension ProjectionReading {
    /// A row whose words are none: a list without it would look whole.
    static func unreadable(_ operation: String) -> ProjectionError {
        ProjectionError(.corrupt, operation, "a row is not readable")
    }

    /// The numbers of all tenants, in the order of their keys.
    func tenantNumbers(_ operation: String) throws -> [(number: Int64, key: TenantKey)] {
        let statement = try RawStatement(database, "SELECT tenant, text FROM tenant")
        var out: [(number: Int64, key: TenantKey)] = []
        while try statement.step() {
            guard let key = statement.text(1).flatMap(TenantKey.init(text:)) else {
                throw Self.unreadable(operation)
            }
            out.append((statement.integer(0), key))
        }
        return out.sorted { $0.key < $1.key }
    }
}
