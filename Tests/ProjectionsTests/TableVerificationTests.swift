import ComplianceLedger
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite("what verify finds in tables that no answer shows row by row") struct TableVerificationTests {
    /// One changed value in each table, and what of it the states and decisions above it do not show.
    static let faults: [(table: String, sql: String)] = [
        ("sqlite_schema", "DROP INDEX device_tenant"),
        ("sqlite_schema", "DROP VIEW users"),
        ("progress", "UPDATE progress SET last_event = zeroblob(16)"),
        ("progress", "UPDATE progress SET log_size = next - 1"),
        ("progress", "UPDATE progress SET log_size = log_size + 1"),
        ("word", "UPDATE word SET word = word || 's' WHERE list = 'Platform' AND code = 3"),
        ("word", "DELETE FROM word WHERE list = 'region/owner'"),
        ("tenant", "INSERT INTO tenant (text) VALUES ('nobody')"),
        ("tenant_family", "UPDATE tenant_family SET events = events + 1 WHERE family = 'access'"),
        ("tenant_family", "UPDATE tenant_family SET family = 'none' WHERE family = 'access'"),
        (
            "subject",
            "UPDATE subject SET text = text || 'x' WHERE subject = (SELECT max(subject) FROM subject)"
        ),
        (
            "subject",
            """
            UPDATE subject SET stands_for = (SELECT min(subject) FROM subject WHERE kind = 1)
                WHERE subject = (SELECT max(subject) FROM subject WHERE kind = 2)
            """
        ),
        ("device_binding", "UPDATE device_binding SET first = second WHERE ordinal = 0"),
        ("device_binding", "UPDATE device_binding SET mapping = mapping + 1"),
        ("fact", "UPDATE fact SET value = value + 256 WHERE position = (SELECT max(position) FROM fact)"),
        ("fact", "DELETE FROM fact WHERE position = (SELECT min(position) FROM fact)"),
        ("fact", "UPDATE fact SET modified = coalesce(modified, 0) + 1 WHERE position < 9"),
        ("contested_content", "UPDATE contested_content SET mapping = mapping + 1"),
        ("contested_content", "DELETE FROM contested_content WHERE has_modified = 1"),
        (
            "contested_subject",
            "DELETE FROM contested_subject WHERE subject = (SELECT max(subject) FROM contested_subject)"
        ),
        ("twin_copy", "UPDATE twin_copy SET gives_way = 1 - gives_way"),
        ("interval", "UPDATE interval SET track = CAST(track || x'00' AS BLOB) WHERE length(track) = 16"),
        ("interval", "UPDATE interval SET detail = detail + 256"),
        ("interval", "UPDATE interval SET sequence = sequence + 1000"),
        ("device", "UPDATE device SET enrolment = enrolment + 65536"),
        ("device", "UPDATE device SET tenant = (SELECT max(tenant) FROM tenant) + 1"),
        ("user", "UPDATE user SET enabled = enabled + 65536"),
        ("user", "UPDATE user SET tenant = tenant + 1"),
        ("user_device", "UPDATE user_device SET id_kind = id_kind + 256"),
        ("access_decision", "UPDATE access_decision SET record_key = zeroblob(16)"),
        ("access_decision", "UPDATE access_decision SET content_tag = zeroblob(16)"),
        ("access_decision", "UPDATE access_decision SET modified = 7 WHERE modified IS NOT NULL"),
        ("access_decision", "UPDATE access_decision SET mapping = mapping + 1"),
        ("access_decision", "UPDATE access_decision SET is_contested = 1 - is_contested"),
        ("access_decision", "UPDATE access_decision SET basis = basis + 256"),
        ("source", "UPDATE source SET source = source || 'x'"),
        ("source_feed", "UPDATE source_feed SET feed = feed + 256"),
        ("source_hour", "DELETE FROM source_hour"),
    ]

    /// A ledger in which every table has rows.
    private static func fixture() throws -> (fixture: LedgerFixture, store: ProjectionStore) {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 84, count: 200))
        for source in ["entra", "ual"] as [StaticString] {
            try fixture.append([
                Step.signIn(
                    key: "twin of \(source)", source: source, twin: "one", at: seconds(1_700_200_000),
                    device: Step.device(1), user: Step.person(1))
            ])
        }
        return (fixture, try fixture.caughtUp(eventsPerTransaction: 50))
    }

    @Test("each table has rows, and all of them are as the log has it")
    func whole() throws {
        let (fixture, store) = try Self.fixture()
        try store.database.read { database in
            for table in ComparedTable.allCases {
                let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table.rawValue)")
                #expect(count ?? 0 > 0, "\(table)")
            }
        }
        #expect(Set(Self.faults.map(\.table)) == Set(ComparedTable.allCases.map(\.rawValue)))
        let report = try store.verify(against: fixture.ledger)
        #expect(report.isGood, "\(report.differences)")
        store.close()
        _ = try ProjectionStore.rebuild(of: fixture.ledger)
        let rebuilt = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        let again = try rebuilt.verify(against: fixture.ledger)
        #expect(again.isGood, "\(again.differences)")
    }

    @Test("a changed value is found, and its table named", arguments: faults.indices)
    func changed(index: Int) throws {
        let fault = Self.faults[index]
        let (fixture, store) = try Self.fixture()
        let writer = try #require(store.writer)
        let isChanged = try writer.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let before = database.totalChangesCount
            try database.execute(sql: fault.sql)
            return database.totalChangesCount > before || fault.sql.hasPrefix("DROP")
        }
        #expect(isChanged)
        let report = try store.verify(against: fixture.ledger)
        #expect(!report.isGood)
        let isNamed = report.differences.contains { $0.subject == fault.table }
        // A comparison row by row tells more than the table's name.
        let isTold = report.differences.contains {
            $0.part == "row" || fault.table == "source_hour" && $0.part == "sign-ins"
        }
        #expect(isNamed || isTold, "\(report.differences)")
    }

    @Test("an index that has not the rows of its table is found")
    func index() throws {
        let (fixture, store) = try Self.fixture()
        try store.writer?.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET sql = replace(sql, '(observed,', '(platform,')
                        WHERE name = 'device_observed';
                    """)
        }
        store.close()
        let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        let report = try reader.verify(against: fixture.ledger)
        #expect(report.differences.contains { $0.part == "integrity" }, "\(report.differences)")
    }
}
