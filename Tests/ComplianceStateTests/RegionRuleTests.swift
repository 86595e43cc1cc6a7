import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("What a fact does to its region")
struct RegionRuleTests {
    private func values(_ log: LogFixture, _ region: Region, _ key: DeviceKey = entra(1)) -> [String] {
        log.folded().device(key)?.intervals.filter { $0.region == region }.map { $0.value.word(in: region) }
            ?? []
    }

    private func removal(_ evidence: RemovalEvidence) -> PublicData {
        var data = PublicData()
        data.set(DeviceEvents.evidence, evidence)
        return data
    }

    private func report(_ verdict: ComplianceVerdict?, _ message: UInt64) -> PublicData {
        var data = PublicData()
        data.set(ComplianceEvents.verdict, verdict)
        data.set(ComplianceEvents.message, Bits128(high: 1, low: message))
        return data
    }

    @Test("an attempt does not end an enrolment that stands")
    func attempts() {
        var log = LogFixture()
        log.append(EnrollmentEvents.requested.type, at: seconds(1), devices: [entra(1)])
        log.append(EnrollmentEvents.failed.type, at: seconds(2), devices: [entra(1)])
        log.append(DeviceEvents.enrolled.type, at: seconds(3), devices: [entra(1)])
        log.append(EnrollmentEvents.requested.type, at: seconds(4), devices: [entra(1)])
        log.append(EnrollmentEvents.failed.type, at: seconds(5), devices: [entra(1)])
        #expect(values(log, .enrolment) == ["requested", "failed", "enrolled"])
    }

    @Test("an end that was concluded is kept apart from one that was seen, and replaces none")
    func inferredEnd() {
        var log = LogFixture()
        log.append(DeviceEvents.enrolled.type, at: seconds(1), devices: [entra(1)])
        log.append(
            DeviceEvents.unenrolled.type, at: seconds(2), devices: [entra(1)], data: removal(.inferred))
        #expect(values(log, .enrolment) == ["enrolled", "unenrolledInferred"])
        log.append(DeviceEvents.retired.type, at: seconds(3), devices: [entra(1)], data: removal(.observed))
        log.append(
            DeviceEvents.unenrolled.type, at: seconds(4), devices: [entra(1)], data: removal(.inferred))
        #expect(values(log, .enrolment) == ["enrolled", "unenrolledInferred", "retired"])
    }

    @Test("the three witnesses of compliance are never merged")
    func witnesses() {
        var log = LogFixture()
        var verdict = PublicData()
        verdict.set(ComplianceEvents.verdict, .nonCompliant)
        log.append(ComplianceEvents.evaluated.type, at: seconds(1), devices: [entra(1)], data: verdict)
        log.append(
            ComplianceEvents.sent.type, at: seconds(2), devices: [entra(1)], data: report(.inGracePeriod, 1))
        log.observe(true, at: seconds(3), entra(1))
        let state = log.folded().device(entra(1))?.state(asOf: seconds(3))
        #expect(state?.evaluated == .nonCompliant)
        #expect(state?.reported?.stage == .sent && state?.reported?.verdict == .inGracePeriod)
        #expect(state?.isCompliantObserved == true)
    }

    @Test("a verdict that is unknown, a flag that was taken away and silence are not non-compliance")
    func unknown() {
        var log = LogFixture()
        var verdict = PublicData()
        verdict.set(ComplianceEvents.verdict, .unknown)
        log.append(ComplianceEvents.evaluated.type, at: seconds(1), devices: [entra(1)], data: verdict)
        log.observe(nil, before: true, at: seconds(1), entra(1))
        log.append(ComplianceEvents.observed.type, at: seconds(2), devices: [entra(1)])
        let state = log.folded().device(entra(1))?.state(asOf: seconds(9))
        #expect(state?.evaluated == .unknown)
        #expect(state?.isCompliantObserved == nil)
        #expect(state?.isManaged == nil && state?.reported == nil && state?.trustType == nil)
        #expect(values(log, .complianceObserved) == ["unset"])
    }

    @Test("verdicts by several policies hold at once")
    func perPolicy() {
        var log = LogFixture()
        for (policy, verdict) in [(1 as UInt64, ComplianceVerdict.nonCompliant), (2, .compliant)] {
            var data = PublicData()
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ComplianceEvents.policy, Bits128(high: 0, low: policy))
            log.append(
                ComplianceEvents.evaluated.type, at: seconds(Int64(policy)), devices: [entra(1)], data: data)
        }
        let tracks = log.folded().device(entra(1))?.state(asOf: seconds(9)).snapshot.tracks(
            .complianceEvaluated)
        #expect(tracks?.map { $0.value.word(in: .complianceEvaluated) } == ["nonCompliant", "compliant"])
    }

    @Test("a further report of the same verdict does not lower how far it got; a failed one is news")
    func reportStages() {
        var log = LogFixture()
        log.append(
            ComplianceEvents.sent.type, at: seconds(1), devices: [entra(1)], data: report(.compliant, 1))
        log.append(ComplianceEvents.accepted.type, at: seconds(2), devices: [entra(1)], data: report(nil, 1))
        log.append(ComplianceEvents.completed.type, at: seconds(3), devices: [entra(1)], data: report(nil, 1))
        log.append(
            ComplianceEvents.sent.type, at: seconds(4), devices: [entra(1)], data: report(.compliant, 2))
        #expect(
            values(log, .complianceReported) == [
                "sent:compliant", "accepted:compliant", "completed:compliant",
            ])
        log.append(ComplianceEvents.failed.type, at: seconds(5), devices: [entra(1)], data: report(nil, 2))
        log.append(
            ComplianceEvents.completed.type, at: seconds(6), devices: [entra(1)], data: report(nil, 77))
        #expect(values(log, .complianceReported).suffix(2) == ["failed:compliant", "completed:unknown"])
    }

    @Test("a device has one owner and any number of users")
    func people() {
        func relation(_ relation: LinkRelation) -> PublicData {
            var data = PublicData()
            data.set(DeviceEvents.relation, relation)
            return data
        }
        var log = LogFixture()
        let linked = DeviceEvents.userLinked.type
        let unlinked = DeviceEvents.userUnlinked.type
        log.append(linked, at: seconds(1), devices: [entra(1)], user: user(1), data: relation(.owner))
        log.append(linked, at: seconds(1), devices: [entra(1)], user: user(1), data: relation(.user))
        log.append(linked, at: seconds(2), devices: [entra(1)], user: user(2), data: relation(.owner))
        log.append(linked, at: seconds(2), devices: [entra(1)], user: user(2), data: relation(.user))
        log.append(unlinked, at: seconds(3), devices: [entra(1)], user: user(1), data: relation(.owner))
        let device = log.folded().device(entra(1))
        #expect(device?.state(asOf: seconds(1)).owner == user(1).identity)
        #expect(device?.state(asOf: seconds(3)).owner == user(2).identity)
        #expect(device?.state(asOf: seconds(3)).users == [user(1).identity, user(2).identity])
        log.append(unlinked, at: seconds(4), devices: [entra(1)], user: user(2), data: relation(.owner))
        log.append(unlinked, at: seconds(4), devices: [entra(1)], user: user(1), data: relation(.user))
        let later = log.folded().device(entra(1))?.state(asOf: seconds(4))
        #expect(later?.owner == nil)
        #expect(later?.users == [user(2).identity])
    }

    @Test("a deleted device keeps what other witnesses said, and may be registered again")
    func deletion() {
        var log = LogFixture()
        var trust = PublicData()
        trust.set(DeviceEvents.trustType, .serverAD)
        log.append(DeviceEvents.registered.type, at: seconds(1), devices: [entra(1)], data: trust)
        log.observe(true, at: seconds(2), entra(1))
        log.append(DeviceEvents.deleted.type, at: seconds(3), devices: [entra(1)])
        let state = log.folded().device(entra(1))?.state(asOf: seconds(3))
        #expect(state?.registration == .deleted)
        #expect(state?.isCompliantObserved == true)
        #expect(state?.trustType == .serverAD)
        log.append(DeviceEvents.registered.type, at: seconds(4), devices: [entra(1)])
        #expect(values(log, .registration) == ["registered", "deleted", "registered"])
    }

    @Test("a sign-in that shows a platform alone shows no registration")
    func platformAlone() {
        var log = LogFixture()
        var data = PublicData()
        data.set(DeviceEvents.platform, .macOS)
        data.set(DeviceEvents.witness, .signIn)
        log.append(DeviceEvents.registrationObserved.type, at: seconds(1), devices: [entra(1)], data: data)
        let state = log.folded().device(entra(1))?.state(asOf: seconds(1))
        #expect(state?.registration == nil)
        #expect(state?.platform == .macOS)
    }
}
