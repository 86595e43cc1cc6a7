import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("The ids of a device, and for how long each was used")
struct DeviceAliasTests {
    private static func bind(_ log: inout LogFixture, at second: Int64, _ devices: [DeviceKey]) {
        log.append(DeviceEvents.identityBound.type, at: seconds(second), devices: devices)
    }

    private static func aliases(_ log: LogFixture, asOf second: Int64 = 1_000) throws -> [DeviceAlias] {
        let fold = log.folded()
        let device = try #require(fold.device(intune(1)))
        return fold.aliases(of: device, asOf: seconds(second))
    }

    @Test("a second registration has a span of its own, behind the first")
    func reregistration() throws {
        var log = LogFixture()
        Self.bind(&log, at: 1, [entra(1), intune(1)])
        log.observe(true, at: seconds(10), entra(1))
        log.observe(false, at: seconds(20), entra(1))
        Self.bind(&log, at: 30, [entra(2), intune(1)])
        log.observe(true, at: seconds(40), entra(2))
        let aliases = try Self.aliases(log)
        #expect(aliases.map(\.key) == [entra(1), entra(2), intune(1)])
        #expect(aliases[0].first == seconds(1))
        #expect(aliases[0].last == seconds(20))
        #expect(aliases[1].first == seconds(30))
        #expect(aliases[1].last == seconds(40))
        #expect(aliases[0].overlaps.isEmpty)
        #expect(aliases[0].bonds.map(\.other) == [intune(1)])
        #expect(aliases[2].bonds.map(\.position.value) == [0, 3])
        #expect(aliases[2].first == seconds(1))
        #expect(aliases[2].last == seconds(30))
    }

    @Test("ids of one kind that are used in the same time are told, as a wrong binding would be")
    func overlap() throws {
        var log = LogFixture()
        Self.bind(&log, at: 1, [entra(1), intune(1)])
        Self.bind(&log, at: 2, [entra(2), intune(1)])
        for second in [10, 30] as [Int64] { log.observe(true, at: seconds(second), entra(1)) }
        log.observe(true, at: seconds(20), entra(2))
        let aliases = try Self.aliases(log)
        #expect(aliases[0].overlaps == [entra(2)])
        #expect(aliases[1].overlaps == [entra(1)])
        #expect(aliases[2].overlaps.isEmpty)
    }

    @Test("what is known of an id ends with the instant asked for")
    func asOf() throws {
        var log = LogFixture()
        Self.bind(&log, at: 1, [entra(1), intune(1)])
        log.observe(true, at: seconds(10), entra(1))
        Self.bind(&log, at: 30, [entra(2), intune(1)])
        log.observe(true, at: seconds(40), entra(2))
        #expect(try Self.aliases(log, asOf: 29).map(\.key) == [entra(1), intune(1)])
        #expect(try Self.aliases(log, asOf: 35).map(\.key) == [entra(1), entra(2), intune(1)])
    }

    @Test("the first of several records that join two ids is told, in whatever order they came")
    func bonds() throws {
        for order in [[5, 1, 9], [9, 5, 1], [1, 9, 5]] as [[Int64]] {
            var log = LogFixture()
            for second in order { Self.bind(&log, at: second, [entra(1), intune(1)]) }
            #expect(try Self.aliases(log)[0].bonds.map(\.occurred) == [seconds(1)])
        }
    }
}
