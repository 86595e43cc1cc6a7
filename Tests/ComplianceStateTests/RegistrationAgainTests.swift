import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("A device that was deleted from the directory and registered anew")
struct RegistrationAgainTests {
    private static func say(
        _ log: inout LogFixture, _ isCompliant: Bool, at instant: Int64, device: UInt64 = 1
    ) {
        var data = PublicData()
        data.set(ComplianceEvents.isCompliant, isCompliant)
        data.set(ComplianceEvents.witness, .auditLog)
        log.append(ComplianceEvents.observed.type, at: seconds(instant), devices: [entra(device)], data: data)
    }

    private static func observed(_ log: LogFixture) throws -> [Interval] {
        try #require(log.folded().device(entra(1))).intervals.filter { $0.region == .complianceObserved }
    }

    @Test("what was said of the deleted object ends; the same word of the new one begins anew")
    func again() throws {
        var log = LogFixture()
        log.append(DeviceEvents.registered.type, at: seconds(10), devices: [entra(1)])
        Self.say(&log, true, at: 11)
        log.append(DeviceEvents.deleted.type, at: seconds(20), devices: [entra(1)])
        log.append(DeviceEvents.registered.type, at: seconds(30), devices: [entra(1)])
        let device = try #require(log.folded().device(entra(1)))
        #expect(device.state(asOf: seconds(29)).isCompliantObserved == true)
        // Nothing is said of the new object yet.
        #expect(device.state(asOf: seconds(31)).isCompliantObserved == nil)
        Self.say(&log, true, at: 40)
        Self.say(&log, true, at: 50)
        let intervals = try Self.observed(log)
        #expect(intervals.map(\.from) == [seconds(11), seconds(40)])
        #expect(intervals.map(\.to) == [seconds(30), nil])
        #expect(intervals.map(\.count) == [1, 2])
    }

    @Test("what is said in the instant of the new registration is of the new object, whatever comes first")
    func sameInstant() throws {
        for isFlagFirst in [true, false] {
            var log = LogFixture()
            Self.say(&log, true, at: 5)
            log.append(DeviceEvents.deleted.type, at: seconds(20), devices: [entra(1)])
            if isFlagFirst { Self.say(&log, true, at: 30) }
            log.append(DeviceEvents.registered.type, at: seconds(30), devices: [entra(1)])
            if !isFlagFirst { Self.say(&log, true, at: 30) }
            #expect(try Self.observed(log).map(\.from) == [seconds(5), seconds(30)])
        }
    }

    @Test("a withdrawn registration, and a first one, end nothing")
    func others() throws {
        var log = LogFixture()
        Self.say(&log, true, at: 5)
        log.append(DeviceEvents.registered.type, at: seconds(10), devices: [entra(1)])
        log.append(DeviceEvents.unregistered.type, at: seconds(20), devices: [entra(1)])
        log.append(DeviceEvents.registered.type, at: seconds(30), devices: [entra(1)])
        Self.say(&log, true, at: 40)
        #expect(try Self.observed(log).map(\.from) == [seconds(5)])
    }

    @Test(
        "every prefix of what happened holds what the whole held then",
        arguments: 1...20 as ClosedRange<UInt64>)
    func prefixes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var log = LogFixture()
        for _ in 0..<24 {
            let instant = Int64.random(in: 0...40, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: log.append(DeviceEvents.deleted.type, at: seconds(instant), devices: [entra(1)])
            case 1: log.append(DeviceEvents.registered.type, at: seconds(instant), devices: [entra(1)])
            default: Self.say(&log, Bool.random(using: &random), at: instant)
            }
        }
        let device = try #require(log.folded().device(entra(1)))
        for instant in Int64(0)...41 {
            let whole = StateSnapshot(intervals: device.intervals, asOf: seconds(instant))
            let then = Timeline(facts: device.facts.filter { $0.occurred <= seconds(instant) })
                .state(asOf: seconds(instant))
            #expect(whole[.complianceObserved]?.value == then[.complianceObserved]?.value)
            #expect(whole[.complianceObserved]?.since == then[.complianceObserved]?.since)
        }
    }
}
