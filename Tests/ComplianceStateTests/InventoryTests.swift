import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("What inventories say of a device")
struct InventoryTests {
    private static func row(_ log: inout LogFixture, at second: Int64, _ state: ManagementState?) {
        var data = PublicData()
        data.set(DeviceEvents.platform, .iOS)
        data.set(DeviceEvents.witness, .intune)
        data.set(ManagementEvents.state, state)
        log.append(
            ManagementEvents.inventoryObserved.type, at: seconds(second), devices: [intune(1)], data: data)
    }

    private static func state(_ log: LogFixture, asOf second: Int64) throws -> DeviceState {
        try #require(log.folded().device(intune(1))).state(asOf: seconds(second))
    }

    @Test("a missing row is no change: the device was last seen when it was last seen")
    func missing() throws {
        var log = LogFixture()
        Self.row(&log, at: 10, .managed)
        Self.row(&log, at: 20, .managed)
        let state = try Self.state(log, asOf: 500)
        let seen = try #require(state.snapshot[.inventory])
        #expect(seen.since == seconds(10))
        #expect(seen.confirmed == seconds(20))
        #expect(state.enrolment == .enrolled)
        #expect(state.platform == .iOS)
    }

    @Test(
        "how the manager holds it is told by the words of the inventory",
        arguments: [
            (.managed, .enrolled), (.retirePending, .retirePending), (.retireIssued, .retirePending),
            (.wipePending, .wipePending), (.wipeIssued, .wipePending), (.retireCanceled, .enrolled),
            (.wipeFailed, .enrolled), (.discovered, nil), (.deletePending, nil), (nil, nil),
        ] as [(ManagementState?, RegionValue.Enrolment?)])
    func words(state: ManagementState?, enrolment: RegionValue.Enrolment?) throws {
        var log = LogFixture()
        Self.row(&log, at: 10, state)
        #expect(try Self.state(log, asOf: 10).enrolment == enrolment)
    }

    @Test("a request is pending until something else is seen, and says nothing behind an end")
    func requests() throws {
        var log = LogFixture()
        Self.row(&log, at: 10, .managed)
        log.append(ManagementEvents.wipeRequested.type, at: seconds(20), devices: [intune(1)])
        #expect(try Self.state(log, asOf: 20).enrolment == .wipePending)
        log.append(DeviceEvents.wiped.type, at: seconds(30), devices: [intune(1)])
        log.append(ManagementEvents.retireRequested.type, at: seconds(40), devices: [intune(1)])
        #expect(try Self.state(log, asOf: 50).enrolment == .wiped)
    }

    @Test("snapshots in any order give the same history")
    func order() throws {
        var expected: [Interval]?
        for order in [[10, 20, 30], [30, 10, 20], [20, 30, 10]] as [[Int64]] {
            var log = LogFixture()
            for second in order { Self.row(&log, at: second, second == 20 ? .retirePending : .managed) }
            let intervals = try #require(log.folded().device(intune(1))).intervals
            let values = intervals.filter { $0.region == .enrolment }
            #expect(values.map(\.from) == [seconds(10), seconds(20), seconds(30)])
            #expect(expected == nil || expected?.count == intervals.count)
            expected = intervals
        }
    }
}
