import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("How further factors stand")
struct FactorStandingTests {
    private func step(
        _ log: inout LogFixture, _ definition: EventDefinition, _ second: Int64,
        _ method: AuthenticationMethod? = nil, _ channel: FactorChannel? = nil,
        by provider: FactorProvider? = nil, session: UInt64? = nil, record: UInt64 = 1
    ) {
        var data = PublicData()
        data.set(AuthenticationEvents.method, method)
        data.set(AuthenticationEvents.channel, channel)
        data.set(AuthenticationEvents.askedBy, provider)
        data.set(AuthenticationEvents.session, session.map { Bits128(high: 0x5E, low: $0) })
        log.append(
            definition.type, at: seconds(second), devices: [entra(1)], user: user(1),
            origin: LogFixture.Origin(key: record), data: data, revision: definition.revision)
    }

    private func standings(_ log: LogFixture, at second: Int64 = 99) -> [FactorStanding] {
        log.folded().users()[user(1)]?.factors(asOf: seconds(second)) ?? []
    }

    @Test("each ending of a factor has a state of its own")
    func states() {
        let cases: [(EventDefinition, FactorStanding.State)] = [
            (AuthenticationEvents.satisfied, .given), (AuthenticationEvents.codeVerified, .given),
            (AuthenticationEvents.satisfiedByClaim, .claimed), (AuthenticationEvents.denied, .refused),
            (AuthenticationEvents.codeRefused, .refused), (AuthenticationEvents.timedOut, .notAnswered),
        ]
        for (definition, expected) in cases {
            var log = LogFixture()
            step(&log, AuthenticationEvents.challenged, 1, .textMessage, .textMessage, by: .entra)
            #expect(standings(log).map(\.state) == [.asked])
            step(&log, definition, 2, .textMessage, .textMessage, by: .entra)
            #expect(standings(log).map(\.state) == [expected], "\(definition.type)")
            #expect(standings(log, at: 1).map(\.state) == [.asked])
            #expect(standings(log).first?.given.count == (expected == .given ? 1 : 0))
        }
    }

    @Test("what was asked for by one channel and answered by another one was never answered")
    func unanswered() {
        var log = LogFixture()
        step(&log, AuthenticationEvents.challenged, 1, .authenticatorApp, .approval, by: .entra, session: 1)
        #expect(standings(log).first?.unanswered.isEmpty == true)
        step(&log, AuthenticationEvents.codeVerified, 2, .textMessage, .textMessage, by: .entra, session: 1)
        step(&log, AuthenticationEvents.satisfiedByClaim, 3, by: .manager, session: 1)
        let found = standings(log).first
        #expect(found?.state == .claimed && found?.given.map(\.channel) == [.textMessage])
        #expect(found?.unanswered.map(\.channel) == [.approval])
        var answered = LogFixture()
        step(&answered, AuthenticationEvents.challenged, 1, .authenticatorApp, .approval, by: .entra)
        step(&answered, AuthenticationEvents.satisfied, 2, .authenticatorApp, .approval, by: .entra)
        #expect(standings(answered).first?.unanswered.isEmpty == true)
    }

    @Test(
        "a factor tells method, channel and who asked for it",
        arguments: [
            (AuthenticationMethod.authenticatorApp, FactorChannel.approval, FactorProvider.entra),
            (.textMessage, .textMessage, .entra), (.voiceCall, .call, .entra), (.email, .email, .manager),
        ])
    func channels(method: AuthenticationMethod, channel: FactorChannel, provider: FactorProvider) {
        var log = LogFixture()
        step(&log, AuthenticationEvents.satisfied, 1, method, channel, by: provider)
        let given = standings(log).first?.given.first
        #expect(given?.method == method && given?.channel == channel && given?.askedBy == provider)
        let fact = log.facts.first?.fact
        #expect(fact?.witness == nil && fact?.reporter == nil)
    }

    @Test("Entra's factor goes before the device manager's own, and the other way round is told")
    func order() {
        for isEntraFirst in [true, false] {
            var log = LogFixture()
            let entra: Int64 = isEntraFirst ? 1 : 5
            step(
                &log, AuthenticationEvents.challenged, entra, .textMessage, .textMessage, by: .entra,
                session: 1)
            step(
                &log, AuthenticationEvents.satisfied, entra + 1, .textMessage, .textMessage, by: .entra,
                session: 1, record: 2)
            step(
                &log, AuthenticationEvents.challenged, 3, .email, .email, by: .manager, session: 1, record: 3)
            step(
                &log, AuthenticationEvents.codeVerified, 4, .email, .email, by: .manager, session: 1,
                record: 4)
            let standing = standings(log).first
            #expect(standing?.given.count == 2 && standing?.isEntraFirst == isEntraFirst)
            #expect(standing?.session == Bits128(high: 0x5E, low: 1))
        }
        var one = LogFixture()
        step(&one, AuthenticationEvents.satisfied, 1, .textMessage, .textMessage, by: .entra)
        #expect(standings(one).first?.isEntraFirst == nil)
    }

    @Test(
        "a code that was found right and the factor that it gave are one, a second challenge asks for another"
    )
    func sameFactor() {
        var log = LogFixture()
        step(&log, AuthenticationEvents.challenged, 1, .textMessage, .textMessage, by: .entra)
        step(&log, AuthenticationEvents.codeVerified, 2, .textMessage, .textMessage, by: .entra)
        step(&log, AuthenticationEvents.satisfied, 3, .textMessage, .textMessage, by: .entra)
        #expect(standings(log).first?.given.count == 1)
        step(&log, AuthenticationEvents.challenged, 4, .textMessage, .textMessage, by: .entra)
        step(&log, AuthenticationEvents.satisfied, 5, .textMessage, .textMessage, by: .entra)
        #expect(standings(log).first?.given.count == 2)
    }

    @Test("an earlier factor that was accepted is no fresh one, by whatever type it is told")
    func claims() {
        var log = LogFixture()
        step(&log, AuthenticationEvents.satisfied, 1, .previouslySatisfied)
        step(&log, AuthenticationEvents.satisfiedByClaim, 2, .textMessage, record: 2)
        #expect(standings(log).map(\.state) == [.claimed, .claimed])
        #expect(standings(log).allSatisfy { $0.given.isEmpty })
    }

    @Test("sessions are apart, and in the order of their last steps")
    func sessions() {
        var log = LogFixture()
        step(&log, AuthenticationEvents.challenged, 1, session: 1)
        step(&log, AuthenticationEvents.challenged, 2, session: 2, record: 2)
        step(&log, AuthenticationEvents.denied, 5, session: 1, record: 3)
        step(&log, AuthenticationEvents.satisfied, 3, .fido2, record: 4)
        #expect(standings(log).map { $0.session?.low } == [2, nil, 1])
        #expect(standings(log).map(\.state) == [.asked, .given, .refused])
    }

    @Test("a person's last factors count codes as well, and one that nobody answered is neither")
    func lastFactors() {
        var log = LogFixture()
        step(&log, AuthenticationEvents.satisfied, 1)
        step(&log, AuthenticationEvents.codeVerified, 2, record: 2)
        step(&log, AuthenticationEvents.denied, 3, record: 3)
        step(&log, AuthenticationEvents.codeRefused, 4, record: 4)
        step(&log, AuthenticationEvents.timedOut, 5, record: 5)
        step(&log, AuthenticationEvents.satisfiedByClaim, 6, record: 6)
        let state = log.folded().users()[user(1)]?.state(asOf: seconds(9))
        #expect(state?.lastFactorSatisfied?.occurred == seconds(2))
        #expect(state?.lastFactorDenied?.occurred == seconds(4))
        #expect(state?.lastFactorTimedOut?.occurred == seconds(5))
    }
}
