import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct ProjectorTests {
    @Test(
        "rows are what the log says, however it is cut into transactions",
        arguments: [(1, 1), (2, 3), (3, 17), (4, 100), (5, 5_000), (6, 2), (7, 7), (8, 40)])
    func rowsAreWhatTheLogSays(seed: UInt64, size: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 400))
        let store = try fixture.caughtUp(eventsPerTransaction: size)
        let report = try store.verify(against: fixture.ledger)
        #expect(report.isGood, "seed \(seed): \(report.total) differences, \(report.differences.prefix(3))")
        #expect(report.compared > 10)
        #expect(try store.progress().size == fixture.ledger.size)
    }

    @Test("rows are what the log says after each of many small appends", arguments: [11, 12, 13] as [UInt64])
    func rowsFollowAppends(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let fixture = try LedgerFixture()
        let store = try fixture.store()
        var projector = try Projector(store)
        var rest = RandomSteps.make(seed: seed, count: 250)[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...25, using: &random)
            try fixture.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
            // Sometimes by one that remembers nothing.
            if random.chance(1, in: 3) { projector = try Projector(store) }
            try projector.catchUp(from: fixture.ledger)
            let report = try store.verify(against: fixture.ledger)
            guard report.isGood else {
                Issue.record(
                    "seed \(seed), \(rest.count) left: \(report.total), \(report.differences.prefix(3))")
                return
            }
        }
    }

    @Test("the order of arrival does not change the digest", arguments: [21, 22, 23, 24] as [UInt64])
    func orderOfArrival(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let steps = RandomSteps.make(seed: seed, count: 200)
        let first = try LedgerFixture()
        try first.append(steps)
        let expected = try first.caughtUp().digest()
        for order in [Array(steps.reversed()), steps.shuffled(using: &random)] {
            let other = try LedgerFixture()
            try other.append(order)
            let digest = try other.caughtUp(eventsPerTransaction: 13).digest()
            #expect(digest == expected, "seed \(seed)")
        }
        let without = try LedgerFixture()
        try without.append(Array(steps.dropLast(40)))
        #expect(
            try without.caughtUp().digest() != expected,
            "seed \(seed): a digest that never differs says nothing")
    }

    @Test("a store that was left between two transactions goes on from there")
    func goesOn() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 31, count: 300))
        let half = TreeSize(fixture.ledger.size.value / 2)
        do {
            let store = try fixture.store()
            try Projector(store, eventsPerTransaction: 20).catchUp(from: fixture.ledger, upTo: half)
            #expect(try store.progress().size == half)
            #expect(try store.progress().lag > 0)
            #expect(try store.verify(against: fixture.ledger).isGood)
            store.close()
        }
        let store = try fixture.store()
        let report = try Projector(store).catchUp(from: fixture.ledger)
        #expect(report.from == half)
        #expect(report.to == fixture.ledger.size)
        #expect(try store.progress().lag == 0)
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("a transaction that fails in its middle leaves neither rows nor progress")
    func allOrNothing() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 41, count: 120))
        let store = try fixture.store()
        let writer = try #require(store.writer)
        let projector = try Projector(store, eventsPerTransaction: 60)
        try projector.catchUp(from: fixture.ledger, upTo: TreeSize(60))
        let before = try store.counts()
        // Decisions are written after facts: the one that has this place already stops the transaction there.
        try writer.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER stop BEFORE INSERT ON access_decision WHEN new.position >= 60
                    BEGIN SELECT RAISE(ABORT, 'stopped'); END
                    """)
        }
        #expect(throws: ProjectionError.self) { try projector.catchUp(from: fixture.ledger) }
        #expect(try store.counts() == before)
        try writer.write { try $0.execute(sql: "DROP TRIGGER stop") }
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("a projector that has nothing to read changes nothing")
    func nothingToRead() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 51, count: 20))
        let store = try fixture.caughtUp()
        let before = try store.counts()
        let report = try Projector(store).catchUp(from: fixture.ledger)
        #expect(report.events == 0)
        #expect(try store.counts() == before)
    }

    @Test("a revision that names another device takes its fact from the first")
    func revisionMovesFact() throws {
        let fixture = try LedgerFixture()
        func observed(_ content: String, _ modified: Int64, _ device: UInt64) -> Step {
            Step(
                key: "moved", content: content, modified: seconds(modified), ComplianceEvents.observed,
                at: seconds(100), devices: [Step.device(device)]
            ) { $0.set(ComplianceEvents.isCompliant, true) }
        }
        let store = try fixture.store()
        let projector = try Projector(store)
        try fixture.append([observed("1", 1, 1)])
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.device(entra(1), asOf: .latest)?.intervals.count == 1)
        try fixture.append([observed("2", 2, 2)])
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.device(entra(1), asOf: .latest)?.intervals == [])
        #expect(try store.device(entra(2), asOf: .latest)?.intervals.count == 1)
        // An older content that comes late changes nothing.
        try fixture.append([observed("3", 0, 1)])
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.device(entra(1), asOf: .latest)?.intervals == [])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("keys that a record binds become one device, and part again when it is revised")
    func bindingsComeAndGo() throws {
        let fixture = try LedgerFixture()
        let store = try fixture.store()
        let projector = try Projector(store)
        try fixture.append([
            Step(key: "a", DeviceEvents.enrolled, at: seconds(10), devices: [Step.object(1)]),
            Step(key: "b", DeviceEvents.disabled, at: seconds(20), devices: [Step.device(1)]),
        ])
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.counts().devices == 2)
        func bound(_ content: String, _ modified: Int64, _ other: UInt64) -> Step {
            Step(
                key: "bound", content: content, modified: seconds(modified), DeviceEvents.identityBound,
                at: seconds(30), devices: [Step.device(1), Step.object(other)])
        }
        try fixture.append([bound("1", 1, 1)])
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.counts().devices == 1)
        let joined = try #require(try store.device(entra(1), asOf: .latest))
        #expect(joined.keys.count == 2)
        #expect(Set(joined.intervals.map(\.region)) == [.enrolment, .enabled])
        try fixture.append([bound("2", 2, 9)])
        try projector.catchUp(from: fixture.ledger)
        let parted = try #require(try store.device(entra(1), asOf: .latest))
        #expect(parted.intervals.map(\.region) == [.enabled])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }
}
