import ComplianceState
import GRDB
public import LedgerModel

extension ProjectionReading {
    static let userWalk = """
        SELECT user.subject, person.id, \(UserTable.tallyColumns) FROM subject AS person
        CROSS JOIN user ON user.subject = person.subject
        WHERE person.kind = 2 AND person.tenant = ?1 AND person.id_kind = 0
        """

    /// People whose newest name, as far as sign-ins told it, is this one; letter case of ASCII does not
    /// count. In the order of their ids.
    ///
    /// Cost: one pass over all names.
    public func people(named name: String) throws(ProjectionError) -> [IdentityID] {
        let operation = "find a person by name"
        return try onDatabase(operation) {
            let statement = try RawStatement(
                database,
                """
                SELECT DISTINCT person.id FROM user_label
                JOIN subject AS person ON person.subject = user_label.subject
                WHERE user_label.field = 1 AND user_label.text = ?1 COLLATE NOCASE AND person.kind = 2
                    AND person.id_kind = 0
                ORDER BY person.id
                """)
            statement.bind(1, text: name)
            var found: [IdentityID] = []
            while try statement.step() {
                guard let id = statement.bits(0) else { throw Self.unreadable(operation) }
                found.append(IdentityID(id))
            }
            return found
        }
    }

    /// Calls `body` with each person of whom anything was known at an instant, by their keys.
    ///
    /// Cost: a few steps in an index for each; for an instant before a person's last fact, one pass over
    /// their facts. Memory: what one person's facts take.
    public func forEachUser(
        _ filter: SubjectFilter = .all, asOf instant: Timestamp, _ body: (UserListing) -> Void
    ) throws(ProjectionError) {
        let operation = "list people"
        try onDatabase(operation) {
            let reader = try UserReader(database)
            let all = try RawStatement(database, Self.userWalk + " ORDER BY person.id")
            let one = try RawStatement(database, Self.userWalk + " AND person.id = ?2")
            func visit(
                _ rows: RawStatement, _ tenant: TenantKey, without excluded: Set<Bits128>
            ) throws {
                defer { rows.reset() }
                while try rows.step() {
                    guard let id = rows.bits(1) else { throw Self.unreadable(operation) }
                    guard !excluded.contains(id) else { continue }
                    let key = UserKey(tenant: tenant, identity: IdentityID(id))
                    let tally = UserTable.tally(rows, from: 2)
                    if let user = try reader.listing(key, rows.integer(0), tally, asOf: instant) {
                        body(user)
                    }
                }
            }
            for tenant in try tenantNumbers(operation) {
                guard let clauses = filter.personClauses(in: tenant.key) else { continue }
                let wanted = clauses.filter { !$0.isNegated }.map(\.ids)
                let excluded = clauses.filter(\.isNegated).reduce(into: Set()) { $0.formUnion($1.ids) }
                guard let first = wanted.first else {
                    all.bind(1, tenant.number)
                    try visit(all, tenant.key, without: excluded)
                    continue
                }
                for id in wanted.dropFirst().reduce(first, { $0.intersection($1) }).sorted() {
                    one.bind(1, tenant.number)
                    one.bind(2, id)
                    try visit(one, tenant.key, without: excluded)
                }
            }
        }
    }
}

/// Reads one person at a time.
private struct UserReader {
    private let facts: FactTable
    private let nextRegion: RawStatement
    private let newest: RawStatement
    private let uses: RawStatement
    private let inForce: InForce

    init(_ database: Database) throws {
        facts = try FactTable(database)
        nextRegion = try RawStatement(
            database, "SELECT region FROM fact WHERE subject = ? AND region > ? ORDER BY region LIMIT 1")
        newest = try RawStatement(
            database,
            """
            SELECT occurred, position, ordinal, record_key, content_tag, mapping FROM fact
            WHERE subject = ? AND region = ? ORDER BY occurred DESC, position DESC, ordinal DESC
            """)
        uses = try RawStatement(database, "SELECT count(*) FROM user_device WHERE user = ?")
        inForce = try ContestedRecords(database).inForce
    }

    func listing(
        _ key: UserKey, _ number: Int64, _ tally: UserTally, asOf instant: Timestamp
    ) throws -> UserListing? {
        guard let last = tally.lastOccurred else { return nil }
        if last > instant {
            var all: [Fact] = []
            try facts.read(number, into: &all)
            return UserListing(UserTimeline(key: key, facts: all, inForce: inForce), asOf: instant)
        }
        uses.bind(1, number)
        let devices = try uses.step() ? Int(uses.integer(0)) : 0
        uses.reset()
        return UserListing(key, tally, devices: devices, newest: try newestFacts(number))
    }

    /// The last facts in force, newest first: the last ones of each region, of which there are few.
    private func newestFacts(_ number: Int64) throws -> [FactPlace] {
        var found: [FactPlace] = []
        var region: Int64 = -1
        while true {
            nextRegion.bind(1, number)
            nextRegion.bind(2, region)
            guard try nextRegion.step() else { break }
            region = nextRegion.integer(0)
            nextRegion.reset()
            newest.bind(1, number)
            newest.bind(2, region)
            var count = 0
            while count < UserListing.mostSources, try newest.step() {
                guard isInForce(newest) else { continue }
                found.append(
                    FactPlace(
                        occurred: newest.time(0), position: newest.position(1), ordinal: newest.code(2)))
                count += 1
            }
            newest.reset()
        }
        return found.sorted(by: >)
    }

    private func isInForce(_ row: RawStatement) -> Bool {
        guard !inForce.isEmpty else { return true }
        guard let key = row.bits(3), let tag = row.bits(4) else { return false }
        return inForce.contains(
            RecordKey(key), contentTag: ContentTag(tag),
            mapping: MappingRevision(UInt32(truncatingIfNeeded: row.integer(5))))
    }
}
