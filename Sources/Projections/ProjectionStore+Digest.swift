import ComplianceState
import GRDB
import LedgerModel
public import Merkle

extension ProjectionStore {
    /// The digest over everything that the tables say, in values alone; see `verify`.
    ///
    /// Cost: one pass over states and decisions; thirty-two bytes of memory for each.
    public func digest() throws(ProjectionError) -> SHA256Digest {
        try onDatabase("digest the read model") {
            try database.read { database in
                var digest = ContentDigest()
                try Self.forEachState(database) { subject, _, intervals in digest.add(subject, intervals) }
                try Self.forEachUser(database) { key, tally, uses in digest.add(key.tenant, tally, uses) }
                let decisions = try RawStatement(database, DecisionSummary.select)
                while try decisions.step() {
                    if let decision = DecisionSummary(row: decisions) { digest.add(decision) }
                }
                for source in try CoverageTable(database).read() ?? [] { digest.add(source) }
                return digest.digest
            }
        }
    }

    /// Calls `body` with every subject that holds a state, and its intervals, by their numbers.
    static func forEachState(
        _ database: Database, _ body: (Subject, Int64, [Interval]) throws -> Void
    ) throws {
        let subjects = try RawStatement(
            database,
            """
            SELECT subject.kind, tenant.text, subject.id_kind, subject.id, subject.subject FROM subject
            JOIN tenant ON tenant.tenant = subject.tenant
            WHERE subject.subject IN (SELECT subject FROM device) OR subject.subject IN (SELECT subject FROM user)
                OR EXISTS (SELECT 1 FROM interval WHERE interval.subject = subject.subject)
            ORDER BY subject.subject
            """)
        let table = try IntervalTable(database)
        while try subjects.step() {
            guard let subject = SubjectNumbers.subject(subjects) else { continue }
            try body(subject, subjects.integer(4), try table.read(subjects.integer(4)))
        }
    }

    /// Calls `body` with every person's row.
    static func forEachUser(
        _ database: Database, _ body: (UserKey, UserTally, [UserTally.Use]) throws -> Void
    ) throws {
        let users = try RawStatement(
            database,
            """
            SELECT person.kind, tenant.text, person.id_kind, person.id, user.subject, \(UserTable.tallyColumns)
            FROM user JOIN subject AS person ON person.subject = user.subject
            JOIN tenant ON tenant.tenant = user.tenant
            """)
        let table = try UserTable(database)
        while try users.step() {
            guard case .user(let key)? = SubjectNumbers.subject(users) else { continue }
            try body(key, UserTable.tally(users, from: 5), try table.devices(users.integer(4)))
        }
    }
}
