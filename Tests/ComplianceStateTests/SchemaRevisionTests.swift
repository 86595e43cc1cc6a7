import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

/// Events of several schema revisions, folded.
@Suite("Schema revisions in folds")
struct SchemaRevisionTests {
    private func data(_ method: AuthenticationMethod, channel: FactorChannel? = nil) -> PublicData {
        var data = PublicData()
        data.set(AuthenticationEvents.step, 1)
        data.set(AuthenticationEvents.method, method)
        data.set(AuthenticationEvents.channel, channel)
        return data
    }

    private func facts(
        _ type: EventType, _ revision: UInt32, _ data: PublicData
    ) -> [SubjectFact] {
        var log = LogFixture()
        log.append(
            type, at: seconds(3), devices: [entra(1)], user: user(1), data: data,
            revision: SchemaRevision(revision))
        return log.facts
    }

    @Test("a factor of revision 1 says what the same factor of revision 2 says")
    func factors() {
        for definition in [
            AuthenticationEvents.challenged, AuthenticationEvents.satisfied, AuthenticationEvents.denied,
            AuthenticationEvents.satisfiedByClaim,
        ] {
            let first = facts(definition.type, 1, data(.textMessage))
            let second = facts(definition.type, 2, data(.textMessage, channel: .textMessage))
            #expect(first.count == 1 && first.map(\.fact) == second.map(\.fact), "\(definition.type)")
            #expect(first.first?.fact.detail == AuthenticationMethod.textMessage.rawValue)
        }
    }

    @Test("a record of revision 1 is read with the field that revision 2 has, and all else as it stands")
    func record() throws {
        var log = LogFixture()
        log.append(
            AuthenticationEvents.challenged.type, at: seconds(3), devices: [entra(1)], user: user(1),
            data: data(.email))
        var read = 0
        log.forEach { view in
            view.withCurrentData { current in
                let data = PublicDataView(Array(current.slice(current.dataRange)))
                #expect(data[AuthenticationEvents.channel] == .email)
                #expect(data[AuthenticationEvents.method] == .email && data[AuthenticationEvents.step] == 1)
                #expect(current.id == view.id && current.position == view.position)
                #expect(current.recordKey == view.recordKey && current.tagCount == view.tagCount)
                read += 1
            }
        }
        #expect(read == 1)
    }

    @Test("types that only got fields fold as before, whichever revision they were recorded under")
    func plain() {
        var enrolled = PublicData()
        enrolled.set(DeviceEvents.platform, .iOS)
        enrolled.set(DeviceEvents.ownership, .company)
        var evaluated = PublicData()
        evaluated.set(ComplianceEvents.verdict, .nonCompliant)
        evaluated.set(ComplianceEvents.reasons, [.passcode])
        for (type, data) in [
            (DeviceEvents.enrolled.type, enrolled), (ComplianceEvents.evaluated.type, evaluated),
            (EnrollmentEvents.completed.type, PublicData()),
            (DeviceEvents.brokerInstalled.type, PublicData()),
        ] {
            let first = facts(type, 1, data)
            #expect(!first.isEmpty && first.map(\.fact) == facts(type, 2, data).map(\.fact), "\(type)")
        }
    }

    @Test("an event of a revision that is not known changes no state")
    func newer() {
        var compliant = PublicData()
        compliant.set(ComplianceEvents.isCompliant, true)
        for (type, data) in [
            (ComplianceEvents.observed.type, compliant), (DeviceEvents.enrolled.type, PublicData()),
            (AuthenticationEvents.denied.type, data(.email)),
            (CompliancePolicyEvents.observed.type, PublicData()),
        ] {
            #expect(facts(type, 9, data).isEmpty, "\(type)")
        }
        var log = LogFixture()
        log.append(
            AccessEvents.granted.type, at: seconds(1), devices: [entra(1)], user: user(1),
            revision: SchemaRevision(9))
        log.append(AccessEvents.granted.type, at: seconds(2), devices: [entra(1)], user: user(1))
        var decisions = 0
        log.forEach { if AccessDecision.extract(from: $0) != nil { decisions += 1 } }
        #expect(decisions == 1)
        #expect(log.folded().count == 2)
    }
}
