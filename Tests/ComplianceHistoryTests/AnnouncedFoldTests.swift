import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import FleetSimulator
import LedgerModel
import RecordFormat
import Testing

/// Folds of a log that were told beforehand what to keep, and those of the same log that were told nothing.
@Suite struct AnnouncedFoldTests {
    /// A ledger with records of a small fleet, mapped by an older mapping and then by the newer one, from all
    /// its exports, in an order of arrival that is none of time.
    private static func ledger() throws -> RemapLedger {
        let records = try SimulatedRecords(devices: 8, days: 2, seed: 5)
        let ledger = try RemapLedger()
        for mappings in [older(), newer] {
            var all: [Submission] = []
            try records.forEach(mappings) { all += $0 }
            // Those of enrolments and partners are few, and of the others some will do.
            let chosen = all.enumerated().filter { index, submission in
                index % 7 == 0 || submission.events.contains { Self.isOfInterest($0.type) }
            }.map(\.element)
            for part in stride(from: 0, to: chosen.count, by: 50) {
                try ledger.append(Array(chosen[part..<min(part + 50, chosen.count)]))
            }
        }
        return ledger
    }

    private static func isOfInterest(_ type: EventType) -> Bool {
        EnrolmentStepKind.allCases.contains { $0.type == type }
            || SetupEventKind.allCases.contains { $0.type == type }
    }

    @Test("enrolments, partners, what was seen of them and licences are the same")
    func agreement() throws {
        let folder = try Self.ledger()
        let ledger = folder.ledger
        let history = History(ledger)
        var sessions = 0
        var partners = 0
        for part in 1...4 as ClosedRange<UInt64> {
            let size = TreeSize(ledger.size.value * part / 4)
            var enrolments = EnrolmentFold()
            var partnerships = PartnershipFold()
            try ledger.forEachRecord(below: size) { view in
                enrolments.add(view)
                partnerships.add(view)
                return true
            }
            let plain = enrolments.sessions(asOf: .latest)
            let announced = try history.enrolments(below: size)
            #expect(announced.sessions(asOf: .latest) == plain && announced.stepCount <= enrolments.stepCount)
            let told = try history.partnerships(below: size)
            #expect(told.partnerships(asOf: .latest) == partnerships.partnerships(asOf: .latest))
            #expect(told.licences(asOf: .latest) == partnerships.licences(asOf: .latest))
            #expect(told.connections() == (try history.fold(below: size).connections()))
            sessions += plain.count
            partners += told.partnerships(asOf: .latest).count + told.connections().count
        }
        #expect(sessions > 0 && partners > 0, "\(sessions) sessions, \(partners) partners")
    }

    @Test("what holds of devices is what their histories tell")
    func devices() throws {
        let folder = try Self.ledger()
        let history = History(folder.ledger)
        for size in [TreeSize(folder.ledger.size.value / 2), folder.ledger.size] {
            var expected: [DeviceKey: StateSnapshot] = [:]
            try history.fold(below: size).forEachDevice { device in
                // One that is only bound to others has no state.
                guard !device.facts.isEmpty else { return }
                expected[device.key] = device.timeline.state(asOf: .latest)
            }
            var found: [DeviceKey: StateSnapshot] = [:]
            try history.forEachDevice(below: size, asOf: .latest) { key, _, state in
                found[key] = state.snapshot
            }
            #expect(found.keys == expected.keys && !found.isEmpty)
            let differing = found.filter { expected[$0.key] != $0.value }.map(\.key.text)
            #expect(differing.isEmpty, "\(differing)")
        }
    }
}
