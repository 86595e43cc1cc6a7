public import ComplianceState
import GRDB
import LedgerModel

extension ProjectionStore {
    /// People by their ids, at an instant.
    ///
    /// For an instant at or after a person's last fact their row answers; for an earlier one their facts are
    /// folded.
    public func users(_ query: UserQuery) throws(ProjectionError) -> [UserSummary] {
        try onDatabase("list people") {
            try database.read { database in
                let statement = try RawStatement(
                    database,
                    """
                    SELECT user.subject, person.kind, tenant.text, person.id_kind, person.id, principal.text,
                        display.text, \(UserTable.tallyColumns)
                    FROM user JOIN subject AS person ON person.subject = user.subject
                    JOIN tenant ON tenant.tenant = user.tenant
                    LEFT JOIN user_label AS principal ON principal.subject = user.subject AND principal.field = 1
                    LEFT JOIN user_label AS display ON display.subject = user.subject AND display.field = 2
                    WHERE (?1 IS NULL OR tenant.text = ?1) AND (?2 IS NULL OR principal.text = ?2)
                        AND (?3 IS NULL OR person.text > ?3)
                    ORDER BY person.text, person.subject LIMIT ?4
                    """)
                statement.bind(1, text: query.tenant?.text)
                statement.bind(2, text: query.principalName)
                statement.bind(3, text: query.after?.bits.guidText)
                statement.bind(4, Int64(query.limit))
                var rows:
                    [(number: Int64, key: UserKey, tally: UserTally, principal: String?, name: String?)] = []
                while try statement.step() {
                    guard case .user(let key)? = SubjectNumbers.subject(statement, from: 1) else { continue }
                    rows.append(
                        (
                            statement.integer(0), key, UserTable.tally(statement, from: 7), statement.text(5),
                            statement.text(6)
                        ))
                }
                return try rows.map { row in
                    var tally = row.tally
                    if let last = tally.lastOccurred, last > query.instant {
                        let user = try self.timeline(row.key, row.number, in: database)
                        tally = UserTally(user, user.state(asOf: query.instant))
                        tally.readIntervals(user.timeline.intervals, asOf: query.instant)
                    }
                    return UserSummary(
                        key: row.key, tally: tally, principalName: row.principal, displayName: row.name)
                }
            }
        }
    }

    /// A person's whole history, folded from the facts that are in the tables; nil where no fact names them.
    public func user(_ key: UserKey) throws(ProjectionError) -> UserTimeline? {
        try onDatabase("find a person") {
            try database.read { database in
                guard let number = try self.number(of: .user(key), in: database) else { return nil }
                let user = try self.timeline(key, number, in: database)
                return user.timeline.facts.isEmpty ? nil : user
            }
        }
    }

    private func timeline(_ key: UserKey, _ number: Int64, in database: Database) throws -> UserTimeline {
        var facts: [Fact] = []
        try FactTable(database).read(number, into: &facts)
        return UserTimeline(key: key, facts: facts, inForce: try ContestedRecords(database).inForce)
    }
}
