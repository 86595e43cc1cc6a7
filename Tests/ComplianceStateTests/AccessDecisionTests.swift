import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Decisions on access")
struct AccessDecisionTests {
    static func data() -> PublicData {
        var data = PublicData()
        data.set(AccessEvents.errorCode, 53_000)
        data.set(AccessEvents.status, .failure)
        data.set(AccessEvents.basis, .conditionalAccess)
        data.set(AccessEvents.app, Bits128(high: 0, low: 11))
        data.set(AccessEvents.clientApp, .browser)
        data.set(AccessEvents.deviceIsCompliant, false)
        data.set(AccessEvents.trustType, .azureAD)
        data.set(
            AccessEvents.policies,
            [
                AppliedPolicy(
                    policy: Bits128(high: 0, low: 21), result: .failure, controls: [.compliantDevice]),
                AppliedPolicy(
                    policy: Bits128(high: 0, low: 22), result: .reportOnlyFailure, controls: [.mfa, .block]),
            ])
        data.set(AccessEvents.policiesOmitted, 3)
        data.set(AccessEvents.platform, .iOS)
        return data
    }

    @Test("a decision carries what the record says, and leaves open what it leaves open")
    func decision() throws {
        var log = LogFixture()
        log.append(
            AccessEvents.denied.type, at: seconds(3), devices: [entra(1)], user: user(1), data: Self.data())
        let decision = try #require(log.folded().decisions().first)
        #expect(decision.outcome == .denied)
        #expect(
            decision.errorCode == 53_000 && decision.status == .failure
                && decision.basis == .conditionalAccess)
        #expect(decision.device == entra(1) && decision.user == user(1) && decision.tenant == contoso)
        #expect(decision.application?.low == 11 && decision.clientApp == .browser)
        #expect(decision.deviceIsCompliant == false && decision.deviceIsManaged == nil)
        #expect(decision.trustType == .azureAD && decision.platform == .iOS)
        #expect(decision.policies.map(\.result) == [.failure, .reportOnlyFailure])
        #expect(decision.policies.map(\.controls) == [[.compliantDevice], [.mfa, .block]])
        #expect(decision.policiesOmitted == 3)
        #expect(decision.isInteractive == nil && decision.kind == nil)
        var extracted: [AccessDecision?] = []
        log.forEach { extracted.append(AccessDecision.extract(from: $0)) }
        #expect(extracted == [decision])
    }

    @Test("an event of another type is no decision")
    func otherType() {
        var log = LogFixture()
        log.observe(true, at: seconds(1), entra(1))
        log.forEach { #expect(AccessDecision.extract(from: $0) == nil) }
    }

    @Test("of a revised record the decision in force is given, in the order of time")
    func inForce() {
        var log = LogFixture()
        log.append(AccessEvents.granted.type, at: seconds(9), user: user(1))
        log.append(
            AccessEvents.denied.type, at: seconds(3), user: user(1),
            origin: .init(key: 1, tag: 1, modified: seconds(1)))
        log.append(
            AccessEvents.granted.type, at: seconds(3), user: user(1),
            origin: .init(key: 1, tag: 2, modified: seconds(2)))
        let fold = log.folded()
        #expect(fold.decisions().map(\.position.value) == [2, 0])
        #expect(fold.decisionCounts.total == 3 && fold.decisionCounts.denied == 1)
        #expect(log.folded(decisions: .counted).decisions().isEmpty)
        let state = fold.users()[user(1)]?.state(asOf: seconds(9))
        #expect(state?.granted == 2 && state?.denied == 0)
    }
}
