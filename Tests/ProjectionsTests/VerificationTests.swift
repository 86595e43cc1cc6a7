import ComplianceLedger
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct VerificationTests {
    /// Faults, each with how often it is told at least, and whether the digest sees it.
    static let faults: [(sql: String, digestDiffers: Bool)] = [
        ("UPDATE interval SET value = value + 1 WHERE rowid_of = 1", true),
        ("UPDATE interval SET from_time = from_time + 1 WHERE rowid_of = 1", true),
        ("UPDATE interval SET position = position + 1 WHERE rowid_of = 1", false),
        ("DELETE FROM interval WHERE rowid_of = 1", true),
        ("UPDATE user SET granted = granted + 1 WHERE subject = (SELECT min(subject) FROM user)", true),
        ("UPDATE user_device SET sign_ins = 77 WHERE user = (SELECT min(user) FROM user_device)", true),
        (
            "UPDATE device SET observed = 3 - observed WHERE subject = (SELECT min(subject) FROM device)",
            false
        ),
        (
            "UPDATE access_decision SET outcome = outcome % 3 + 1 WHERE position = (SELECT min(position) FROM access_decision WHERE in_force = 1)",
            true
        ),
        ("UPDATE access_decision SET in_force = 1 - in_force WHERE is_contested = 1", true),
        (
            "DELETE FROM access_decision WHERE position = (SELECT max(position) FROM access_decision WHERE in_force = 1)",
            true
        ),
        ("UPDATE tenant SET events = events + 1", false),
    ]

    @Test("a planted fault is found", arguments: faults.indices)
    func plantedFault(index: Int) throws {
        let fault = Self.faults[index]
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 81, count: 200))
        let store = try fixture.caughtUp()
        #expect(try store.verify(against: fixture.ledger).isGood)
        let writer = try #require(store.writer)
        let first = """
            (subject, region, track, sequence) =
                (SELECT subject, region, track, sequence FROM interval ORDER BY 1, 2, 3, 4 LIMIT 1)
            """
        let changed = try writer.write { database in
            try database.execute(sql: fault.sql.replacing("rowid_of = 1", with: first))
            return database.changesCount
        }
        #expect(changed > 0)
        let report = try store.verify(against: fixture.ledger)
        #expect(!report.isGood)
        #expect(report.total >= 1)
        #expect((report.digest != report.expectedDigest) == fault.digestDiffers)
    }

    @Test("at most a hundred differences are listed, and all are counted")
    func manyDifferences() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 82, count: 600))
        let store = try fixture.caughtUp()
        try store.writer?.write { try $0.execute(sql: "UPDATE interval SET facts = facts + 1") }
        let report = try store.verify(against: fixture.ledger)
        #expect(report.differences.count == VerificationReport.mostListed)
        #expect(report.total > VerificationReport.mostListed)
    }
}
