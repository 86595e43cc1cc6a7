import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

private let jamf = SourceName(.word("jamf"), .token(Token(word: "acme")))
private let ivanti = SourceName(.word("ivanti"), .token(Token(word: "acme")))
private func days(_ number: Int64) -> Timestamp { seconds(number * 86_400 + 1_750_000_000) }

@Suite("A tenant's own compliance status validity period")
struct ValidityPeriodTests {
    private enum Entry {
        case heard(Int64, SourceName = jamf)
        case set(Int64, days: Int64, tenant: TenantKey = contoso)
    }

    private func log(_ entries: [Entry]) -> LogFixture {
        var log = LogFixture()
        for entry in entries {
            var data = PublicData()
            switch entry {
            case .heard(let day, let source):
                data.set(ManagementEvents.state, .managed)
                log.append(
                    ManagementEvents.inventoryObserved.type, at: days(day), devices: [entra(1)],
                    source: source, data: data)
            case .set(let day, let number, let tenant):
                data.set(TenantEvents.days, number)
                log.append(TenantEvents.validitySet.type, at: days(day), tenant: tenant, data: data)
            }
        }
        return log
    }

    /// On which days what is concluded begins.
    private func silences(_ entries: [Entry]) throws -> [Timestamp] {
        let device = try #require(log(entries).folded().device(entra(1)))
        return device.intervals.filter { $0.region == .contact && $0.isInferred }.map(\.from)
    }

    @Test("it decides when a silence falls due, from when it was set")
    func due() throws {
        #expect(try silences([.heard(0)]) == [days(30)])
        #expect(try silences([.set(-5, days: 60), .heard(0)]) == [days(60)])
        #expect(try silences([.set(-5, days: 7), .heard(0), .heard(20)]) == [days(7), days(27)])
        // A silence that has lasted for longer falls due when the setting is made, and not before.
        #expect(try silences([.heard(0), .set(20, days: 7)]) == [days(20)])
        #expect(try silences([.heard(0), .set(40, days: 7)]) == [days(30)])
        // Longer before it fell due, and longer when it had.
        #expect(try silences([.heard(0), .set(29, days: 45)]) == [days(45)])
        #expect(try silences([.heard(0), .set(31, days: 45)]) == [days(30)])
        #expect(try silences([.heard(0), .set(30, days: 45)]) == [days(45)])
        #expect(try silences([.heard(0), .set(10, days: 90), .set(50, days: 40)]) == [days(50)])
    }

    @Test("another tenant's, one that no document has, and a manager with a rule of its own")
    func others() throws {
        let fabrikam = TenantKey.name(Token(word: "fabrikam"))
        #expect(try silences([.set(-5, days: 60, tenant: fabrikam), .heard(0)]) == [days(30)])
        #expect(try silences([.set(-5, days: 121), .heard(0)]) == [days(30)])
        #expect(try silences([.set(-5, days: 120), .heard(0)]) == [days(120)])
        #expect(try silences([.set(-5, days: 60), .heard(0, ivanti)]) == [days(8)])
    }

    @Test("the order in which events are recorded makes no difference, nor does folding without a history")
    func order() throws {
        let entries: [Entry] = [
            .set(-5, days: 7), .heard(0), .heard(20), .set(21, days: 50), .heard(22), .set(40, days: 10),
        ]
        let expected = try silences(entries)
        #expect(expected == [days(7), days(40)])
        for order in [[5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 4, 2], [2, 4, 1, 5, 3, 0]] {
            let changed = order.map { entries[$0] }
            #expect(try silences(changed) == expected, "\(order)")
            for day in Int64(0)..<60 {
                let log = log(changed)
                var ground = FoldGround()
                log.forEach { ground.announce($0) }
                _ = ground.beginContents()
                var standings = DeviceStandings(ground, asOf: days(day))
                log.forEach { standings.add($0) }
                let late = standings.devicesToFold
                var refold = DeviceRefold(ground, late, asOf: days(day))
                log.forEach { refold.add($0) }
                let refolded = refold.states()
                let whole = try #require(log.folded().device(entra(1)))
                standings.forEachDevice { key, _, snapshot in
                    let found = (snapshot ?? refolded[key]).map { DeviceState($0).contacts.map(\.value) }
                    #expect(found == whole.state(asOf: days(day)).contacts.map(\.value), "day \(day)")
                }
            }
        }
    }

    @Test("the setting in force is told, and a conclusion on compliance goes by it")
    func told() throws {
        let log = log([.set(-5, days: 60), .heard(0), .set(70, days: 20)])
        let fold = log.folded()
        let periods = fold.validity(of: contoso)
        #expect(periods.settings.map(\.days) == [60, 20])
        #expect(periods.setting(at: days(-6)) == nil && periods.setting(at: days(69))?.days == 60)
        let device = try #require(fold.device(entra(1)))
        #expect(device.validity == periods)
        #expect(periods.setting(ofSilence: .validityPeriod, due: days(60))?.position == GlobalPosition(0))
        #expect(SilenceRule.validityPeriod.name(of: periods.settings[0]) == "validity-period-60d")
        #expect(SilenceRule.validityPeriod.name(of: nil) == "validity-period-30d")
    }
}
