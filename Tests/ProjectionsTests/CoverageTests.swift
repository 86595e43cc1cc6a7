import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct CoverageTests {
    /// Sign-ins and audits over a fortnight, some dated where no hour is.
    private static func steps() -> [Step] {
        var random = SeededRandom(seed: 31)
        return (0..<120).map { number in
            let second = 1_800_000_000 + Int64.random(in: 0...1_200_000, using: &random)
            let instant: Timestamp =
                switch number {
                case 40: .latest
                case 41: .earliest
                default: seconds(second)
                }
            if number % 3 == 0 {
                return Step(key: "\(number)", DeviceEvents.updated, at: instant, devices: [Step.device(1)])
            }
            return .signIn(
                key: "\(number)", modified: number % 5 == 0 ? seconds(second + 9_000) : nil, at: instant,
                device: Step.device(1), user: Step.person(1), isCompliant: true)
        }
    }

    private func folded(_ ledger: Ledger) throws -> [SourceRecords] {
        var fold = CoverageFold()
        try ledger.forEachRecord { view in
            fold.add(view)
            return true
        }
        return fold.sources
    }

    @Test("the rows are what a fold of the log comes to, whatever the transactions")
    func sameAsFold() throws {
        let fixture = try LedgerFixture()
        try fixture.append(Self.steps())
        try fixture.append(RandomSteps.make(seed: 32, count: 60))
        let wanted = try folded(fixture.ledger)
        let signIns = try #require(wanted.first?.feeds[.signIns])
        #expect(signIns.unplaced > 0 && signIns.hours.count > 20)
        for size: UInt64 in [1, 7, 1_000] {
            let store = try fixture.caughtUp(eventsPerTransaction: size)
            #expect(try store.read { reading throws(ProjectionError) in try reading.sources() } == wanted)
            #expect(try store.verify(against: fixture.ledger).isGood)
            store.close()
            _ = try ProjectionStore.rebuild(of: fixture.ledger)
        }
    }

    /// What is changed in the rows, and whether the digest sees it.
    static let faults: [(sql: String, digestDiffers: Bool)] = [
        ("UPDATE source SET events = events + 1", false),
        ("UPDATE source SET source = 'entra:other'", true),
        ("DELETE FROM source", true),
        ("UPDATE source_feed SET records = records + 1 WHERE feed = 1", false),
        ("UPDATE source_feed SET cursor = cursor + 1 WHERE feed = 1", false),
        ("UPDATE source_feed SET last = last + 1 WHERE feed = 1", true),
        ("UPDATE source_feed SET feed = 99 WHERE feed = 1", true),
        ("DELETE FROM source_feed WHERE feed = 2", true),
        ("UPDATE source_hour SET records = records + 1 WHERE feed = 1", false),
        ("DELETE FROM source_hour WHERE hour = (SELECT max(hour) FROM source_hour)", true),
        ("INSERT INTO source_hour VALUES ('entra:nobody', 1, 500000, 1)", true),
    ]

    @Test("a row that was changed is found", arguments: faults.indices)
    func plantedFault(_ index: Int) throws {
        let fault = Self.faults[index]
        let fixture = try LedgerFixture()
        try fixture.append(Self.steps())
        let store = try fixture.caughtUp()
        let writer = try #require(store.writer)
        let changed = try writer.write { database in
            try database.execute(sql: fault.sql)
            return database.changesCount
        }
        #expect(changed > 0)
        let report = try store.verify(against: fixture.ledger)
        #expect(!report.isGood && report.total > 0)
        #expect((report.digest != report.expectedDigest) == fault.digestDiffers, "\(report.differences)")
    }

    @Test("a row that is not readable is no answer")
    func unreadable() throws {
        let fixture = try LedgerFixture()
        try fixture.append(Self.steps())
        let store = try fixture.caughtUp()
        try store.writer?.write { try $0.execute(sql: "UPDATE source_feed SET feed = 99 WHERE feed = 1") }
        #expect(throws: ProjectionError.self) {
            try store.read { reading throws(ProjectionError) in try reading.sources() }
        }
    }

    @Test("the view has a row for each feed, in words")
    func view() throws {
        let fixture = try LedgerFixture()
        try fixture.append(Self.steps())
        let store = try fixture.caughtUp()
        let wanted = try #require(try folded(fixture.ledger).first)
        let rows = try store.database.read {
            try Row.fetchAll($0, sql: "SELECT * FROM source_coverage ORDER BY feed")
        }
        #expect(rows.map { $0["feed"] as String } == ["audits", "sign-ins"])
        for (row, feed) in zip(rows, [SourceFeed.audits, .signIns]) {
            let records = try #require(wanted.feeds[feed])
            #expect(row["source"] == wanted.source.description)
            #expect(row["records"] == records.records && row["hours"] == records.hours.count)
            let first: String = row["first_occurred"]
            #expect(Timestamp(rfc3339: first) == records.first)
        }
    }
}
