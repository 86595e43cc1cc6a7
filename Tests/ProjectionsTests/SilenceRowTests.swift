import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import Merkle
import Testing

@testable import Projections

/// Silences as the tables have them: rows that stand with their instant, whatever the clock says.
@Suite struct SilenceRowTests {
    private static let day: Int64 = 86_400
    private static func days(_ number: Int64) -> Timestamp { seconds(1_750_000_000 + number * day) }

    private func heard(_ key: String, at instant: Int64, device: UInt64 = 1) -> Step {
        Step(
            key: key, source: "jamf", ManagementEvents.inventoryObserved, at: Self.days(instant),
            devices: [Step.device(device)]
        ) { $0.set(ManagementEvents.state, .managed) }
    }

    private func contacts(_ store: ProjectionStore) throws -> [Interval] {
        let detail = try #require(try store.device(entra(1), asOf: .latest))
        return detail.intervals.filter { $0.region == .contact }
    }

    @Test("a silence stands in a row with the instant at which it falls due, before that has come")
    func due() throws {
        let fixture = try LedgerFixture()
        // Thirty years from the fixture's clock.
        try fixture.append([heard("a", at: 12_000)])
        let store = try fixture.caughtUp()
        let found = try contacts(store)
        #expect(found.map(\.from) == [Self.days(12_000), Self.days(12_030)])
        #expect(found.map(\.isInferred) == [false, true])
        let words = try store.database.read {
            try String.fetchAll(
                $0, sql: "SELECT value FROM device_history WHERE region = 'contact' ORDER BY \"from\"")
        }
        #expect(words == ["heard", "silentInferred"])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("what was concluded is not what was seen last of the device")
    func lastSeen() throws {
        let fixture = try LedgerFixture()
        try fixture.append([heard("a", at: 0)])
        let device = try #require(try fixture.caughtUp().device(entra(1), asOf: .latest))
        #expect(device.summary.lastSeen == Self.days(0) && device.summary.firstSeen == Self.days(0))
    }

    @Test("a contact that is recorded late moves the silence, and one that is revised away brings it back")
    func late() throws {
        let fixture = try LedgerFixture()
        try fixture.append([heard("a", at: 0), heard("c", at: 80)])
        let store = try fixture.caughtUp()
        #expect(try contacts(store).map(\.from) == [0, 30, 80, 110].map { Self.days($0) })
        try fixture.append([heard("b", at: 25)])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try contacts(store).map(\.from) == [0, 55, 80, 110].map { Self.days($0) })
        // The late record came again, and speaks of another device.
        try fixture.append([
            Step(
                key: "b", content: "2", modified: seconds(5), source: "jamf",
                ManagementEvents.inventoryObserved, at: Self.days(25), devices: [Step.device(2)])
        ])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try contacts(store).map(\.from) == [0, 30, 80, 110].map { Self.days($0) })
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("a tenant's own period moves all its devices' silences, however late it comes and if it is revised")
    func validity() throws {
        func setting(_ days: Int64, _ content: String, modified: Int64) -> Step {
            Step(
                key: "setting", content: content, modified: seconds(modified), TenantEvents.validitySet,
                at: Self.days(-5)
            ) { $0.set(TenantEvents.days, days) }
        }
        let fixture = try LedgerFixture()
        try fixture.append([heard("a", at: 0), heard("b", at: 10, device: 2)])
        let store = try fixture.caughtUp()
        func silences() throws -> [Timestamp] {
            try [entra(1), entra(2)].flatMap { key in
                try #require(try store.device(key, asOf: .latest)).intervals.filter(\.isInferred).map(\.from)
            }
        }
        #expect(try silences() == [Self.days(30), Self.days(40)])
        try fixture.append([setting(60, "1", modified: 1)])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try silences() == [Self.days(60), Self.days(70)])
        #expect(try store.verify(against: fixture.ledger).isGood)
        try fixture.append([heard("c", at: 50)])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try silences() == [Self.days(110), Self.days(70)])
        try fixture.append([setting(20, "2", modified: 2)])
        try Projector(store).catchUp(from: fixture.ledger)
        #expect(try silences() == [Self.days(20), Self.days(70), Self.days(30)])
        #expect(try store.verify(against: fixture.ledger).isGood)
    }

    @Test("the same records in any order make the same rows", arguments: 1...4 as ClosedRange<UInt64>)
    func order(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let steps = (0..<12).map { heard("r\($0)", at: $0 * 17) }
        var digests: Set<String> = []
        for shuffled in [steps, steps.shuffled(using: &random)] {
            let fixture = try LedgerFixture()
            try fixture.append(shuffled)
            let report = try fixture.caughtUp(eventsPerTransaction: 3).verify(against: fixture.ledger)
            #expect(report.isGood)
            digests.insert(report.digest.hex)
        }
        #expect(digests.count == 1)
    }
}
