import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// What is concluded only where no event contradicts it, and of the devices that it is about.
@Suite("Conclusions that an event contradicts are not drawn")
struct ContradictionTests {
    private typealias Log = ConclusionLog
    private func day(_ number: Int64) -> Timestamp { Log.day(number) }
    private static let simulator = SourceName(.word("simulator"), .token(Token(word: "fleet")))

    private func signIn(_ log: inout Log, _ day: Int64, isCompliant: Bool?) {
        log.add(AccessEvents.granted, day) { $0.set(AccessEvents.deviceIsCompliant, isCompliant) }
    }

    @Test("a sign-in that presents the device as compliant shows that something was reported")
    func reported() {
        var log = Log()
        log.add(DeviceEvents.registered, 1)
        signIn(&log, 2, isCompliant: false)
        signIn(&log, 3, isCompliant: nil)
        #expect(log.rules(4) == [.noReportYet])
        signIn(&log, 5, isCompliant: true)
        #expect(log.rules(6).isEmpty && log.rules(4) == [.noReportYet])
    }

    @Test("a sign-in's flag is a witness of its own, and is told once where its record tells it as a fact")
    func witness() throws {
        var log = Log()
        log.add(DeviceEvents.registered, 1)
        signIn(&log, 2, isCompliant: true)
        func seen(_ log: Log) throws -> [ComplianceWitnesses.Observed] {
            let device = try #require(log.log.folded().device(entra(1)))
            return ComplianceWitnesses(device, asOf: day(9), decisions: log.log.folded().decisions()) {
                log.sources[$0]
            }.observed
        }
        let found = try seen(log)
        #expect(found.map(\.witness) == [.signIn] && found.first?.isCompliant == true)
        #expect(found.first?.lastSaid == day(2))
        var data = PublicData()
        data.set(ComplianceEvents.isCompliant, false)
        data.set(ComplianceEvents.witness, .signIn)
        let origin = LogFixture.Origin(key: 77)
        log.log.append(
            ComplianceEvents.observed.type, at: day(3), devices: [entra(1)], origin: origin, data: data)
        var decision = PublicData()
        decision.set(AccessEvents.deviceIsCompliant, false)
        log.log.append(
            AccessEvents.denied.type, at: day(3), devices: [entra(1)], origin: origin, data: decision)
        let again = try seen(log)
        #expect(again.count == 1 && again.first?.isCompliant == false)
        #expect(again.first?.intervals.map(\.count) == [1, 1])
    }

    @Test("what was told of a device is not past its time where a sign-in still shows it as compliant")
    func valid() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0)
        signIn(&log, 20, isCompliant: true)
        #expect(log.rules(31) == [.validityPassed])
        signIn(&log, 35, isCompliant: true)
        #expect(log.rules(36).isEmpty && log.rules(31) == [.validityPassed])
        signIn(&log, 40, isCompliant: false)
        #expect(log.rules(41) == [.validityPassed])
    }

    @Test("a device that only alerts is judged by all that its policy did up to the instant asked for")
    func alertsSince() {
        let policy = Bits128(high: 8, low: 1)
        let alert = [ScheduledAction(action: .notification, graceHours: 0)]
        var log = Log()
        log.evaluate(
            .nonCompliant, 2, source: Log.jamf,
            results: [PolicyVerdict(policy: policy, verdict: .nonCompliant)])
        log.actions[policy] = [(day(1), alert)]
        #expect(log.rules(3) == [.alertOnly] && log.rules(9) == [.alertOnly])
        log.actions[policy]?.append((day(4), alert + [ScheduledAction(action: .block, graceHours: 0)]))
        log.actions[policy]?.append((day(6), alert))
        #expect(log.rules(3) == [.alertOnly])
        // Blocked meanwhile, it is marked as not compliant: what the policy does since says nothing.
        #expect(log.rules(5).isEmpty && log.rules(7).isEmpty)
        // Of one that the directory does not have nothing is shown there.
        log.add(DeviceEvents.deleted, 3)
        #expect(log.rules(3).isEmpty)
    }

    // MARK: The end of a partner

    private func ended(_ product: ManagerProduct, _ day: Int64) -> PartnerTermination {
        PartnerTermination(
            product: product, platform: nil, occurred: self.day(day), position: GlobalPosition(50),
            nonComplianceAt: self.day(20), removalAt: self.day(90))
    }

    private func enrol(_ log: inout Log, _ day: Int64, _ product: ManagerProduct) {
        log.add(DeviceEvents.enrolled, day, source: Self.simulator) { $0.set(DeviceEvents.product, product) }
    }

    @Test("a partner's end is of the devices that it had then, not of those that it had let go")
    func letGoBefore() {
        var log = Log()
        log.terminations = [ended(.jamfPro, 10)]
        enrol(&log, 0, .jamfPro)
        #expect(log.rules(11) == [.partnerTerminated, .partnerRemoved])
        var retired = log
        retired.add(DeviceEvents.retired, 5, source: Self.simulator)
        #expect(retired.rules(11).isEmpty)
        // Let go after the end and before what it announces; and after.
        var later = log
        later.add(DeviceEvents.retired, 30, source: Self.simulator)
        #expect(later.rules(25) == [.partnerTerminated, .partnerRemoved])
        #expect(later.rules(31) == [.partnerTerminated])
        // Whose user turned management off behind the end is one of them still.
        var off = log
        off.add(ManagementEndEvents.lost, 12, source: Self.simulator) {
            $0.set(ManagementEndEvents.end, .managementOff)
        }
        #expect(off.rules(13) == [.managementOff, .partnerTerminated, .partnerRemoved])
        var deleted = log
        deleted.add(DeviceEvents.registered, 1)
        deleted.add(DeviceEvents.deleted, 9)
        #expect(!deleted.rules(11).contains(.partnerTerminated))
        // Enrolled with it again, it is one of its devices.
        enrol(&retired, 7, .jamfPro)
        #expect(retired.rules(11) == [.partnerTerminated, .partnerRemoved])
    }

    @Test("a partner's end is not of a device that another manager took in, before or since")
    func elsewhere() {
        var log = Log()
        log.terminations = [ended(.jamfPro, 10)]
        enrol(&log, 0, .jamfPro)
        var before = log
        enrol(&before, 8, .workspaceOne)
        #expect(before.rules(11).isEmpty)
        var since = log
        enrol(&since, 15, .workspaceOne)
        #expect(since.rules(12) == [.partnerTerminated, .partnerRemoved] && since.rules(25).isEmpty)
        // That it is seen as compliant behind its date says that it was not marked.
        var shown = log
        shown.add(ComplianceEvents.observed, 22) { $0.set(ComplianceEvents.isCompliant, true) }
        #expect(shown.rules(23) == [.partnerRemoved])
    }

    @Test("of the events of one instant any may say whose device it is")
    func oneInstant() {
        var log = Log()
        log.terminations = [ended(.jamfPro, 10)]
        log.add(EnrollmentEvents.completed, 0, source: Self.simulator)
        enrol(&log, 0, .jamfPro)
        #expect(log.rules(11) == [.partnerTerminated, .partnerRemoved])
    }

    @Test("the end at one manager is not the end at the other, whose verdict still counts")
    func twoManagers() throws {
        var log = Log()
        enrol(&log, 0, .jamfPro)
        let taken = log.add(DeviceEvents.enrolled, 1) { $0.set(DeviceEvents.product, .intune) }
        log.evaluate(.notAssigned, 2)
        log.add(ManagementEndEvents.lost, 3, source: Self.simulator) {
            $0.set(ManagementEndEvents.end, .unenrolled)
            $0.set(ManagementEndEvents.product, .jamfPro)
        }
        #expect(log.rules(4) == [.compliantByDefault])
        func standing(_ number: Int64) throws -> ManagerStanding {
            let device = try #require(log.log.folded().device(entra(1)))
            return ManagerStanding(device, asOf: day(number), log.basis())
        }
        #expect(try standing(2).holds.map(\.manager) == [.product(.jamf), .product(.intune)])
        let found = try standing(4)
        #expect(found.endedBy == .product(.jamf) && found.holds.map(\.position) == [taken])
        // What names nobody, and is of a source that took nothing in, is of all.
        log.add(DeviceEvents.wiped, 5, source: Log.jamf)
        #expect(try standing(6).holds.map(\.manager) == [.product(.intune)])
        log.add(DeviceEvents.wiped, 7, source: SourceName(.word("entra"), .id(Bits128(high: 1, low: 1))))
        #expect(try standing(8).holds.isEmpty && log.rules(8).isEmpty)
    }
}
