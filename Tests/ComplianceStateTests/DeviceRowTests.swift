import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Rows of a device's life that its regions alone tell; the others stand with what is concluded and noted.
@Suite("Rows of a device's life")
struct DeviceRowTests {
    private typealias Log = ConclusionLog
    private let message = Bits128(high: 9, low: 1)

    private func state(_ log: Log, _ day: Int64) -> DeviceState? {
        log.log.folded().device(entra(1))?.state(asOf: Log.day(day))
    }

    @Test("D4: at a check-in the device is heard, and its verdict is sent")
    func checkIn() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf)
        log.evaluate(.compliant, 1, source: Log.jamf)
        log.add(DeviceStepEvents.checkedIn, 20, source: Log.jamf)
        log.add(ComplianceEvents.sent, 20, source: Log.jamf) {
            $0.set(ComplianceEvents.verdict, .compliant)
            $0.set(ComplianceEvents.message, message)
        }
        #expect(state(log, 19)?.reported == nil)
        #expect(state(log, 20)?.reported?.stage == .sent)
        #expect(state(log, 20)?.contacts.first?.confirmed == Log.day(20))
        // What was heard at the check-in counts for the silence.
        #expect(state(log, 49)?.isSilent == false && state(log, 50)?.isSilent == true)
    }

    @Test("D5: a report that was accepted is completed, or fails, with the verdict that it was sent with")
    func reports() {
        for (end, stage) in [
            (ComplianceEvents.completed, RegionValue.ReportStage.completed),
            (ComplianceEvents.failed, .failed),
        ] {
            var log = Log()
            log.add(ComplianceEvents.sent, 1) {
                $0.set(ComplianceEvents.verdict, .nonCompliant)
                $0.set(ComplianceEvents.message, message)
            }
            log.add(ComplianceEvents.accepted, 2) { $0.set(ComplianceEvents.message, message) }
            log.add(end, 3) { $0.set(ComplianceEvents.message, message) }
            #expect(state(log, 2)?.reported?.stage == .accepted)
            #expect(state(log, 3)?.reported?.stage == stage)
            #expect(state(log, 3)?.reported?.verdict == .nonCompliant)
        }
    }

    @Test("D12: a device that is to be retired is pending, then retired; what the directory shows is its own")
    func retired() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf)
        log.add(ComplianceEvents.managementObserved, 1) { $0.set(ComplianceEvents.isManaged, true) }
        log.add(ManagementEvents.retireRequested, 2, source: Log.jamf)
        log.add(DeviceStepEvents.retireConfirmed, 3, source: Log.jamf) {
            $0.set(DeviceStepEvents.outcome, .success)
        }
        log.add(DeviceEvents.retired, 4, source: Log.jamf)
        #expect(state(log, 2)?.enrolment == .retirePending && state(log, 3)?.enrolment == .retired)
        #expect(state(log, 3)?.isManaged == true)
        #expect(state(log, 4)?[.enrolment]?.since == Log.day(3))
        log.add(ManagementEndEvents.lost, 5) { $0.set(ManagementEndEvents.end, .retired) }
        #expect(state(log, 5)?.isManaged == false && state(log, 5)?[.enrolment]?.since == Log.day(3))
    }

    @Test("D19: an end that nobody saw is inferred, and one that is seen later replaces it")
    func inferred() throws {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf)
        log.add(ManagementEndEvents.lost, 40, source: Log.jamf) {
            $0.set(ManagementEndEvents.end, .unenrolled)
            $0.set(ManagementEndEvents.evidence, .inferred)
        }
        let managers = log.basis().managers
        let silent = try #require(state(log, 39))
        #expect(DeviceEnding(silent, managers)?.kind == .silentInferred)
        let ended = try #require(state(log, 41))
        #expect(ended.enrolment == .unenrolledInferred && ended.enrolment?.isInferred == true)
        #expect(DeviceEnding(ended, managers)?.kind == .unenrolledInferred)
        log.add(DeviceEvents.unenrolled, 50, source: Log.jamf)
        #expect(state(log, 51)?.enrolment == .unenrolled)
    }
}
