import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("A person's history")
struct UserTimelineTests {
    @Test("sign-ins, factors, methods and the account are told as of an instant")
    func state() {
        var log = LogFixture()
        var method = PublicData()
        method.set(AuthenticationEvents.method, .fido2)
        log.append(AuthenticationEvents.methodRegistered.type, at: seconds(1), user: user(1), data: method)
        log.append(AuthenticationEvents.methodRegistered.type, at: seconds(1), user: user(1))
        log.append(AccessEvents.interrupted.type, at: seconds(2), devices: [entra(1)], user: user(1))
        log.append(AuthenticationEvents.denied.type, at: seconds(3), user: user(1))
        log.append(AccessEvents.denied.type, at: seconds(3), devices: [entra(1)], user: user(1))
        log.append(AuthenticationEvents.satisfied.type, at: seconds(4), user: user(1), data: method)
        log.append(AuthenticationEvents.satisfiedByClaim.type, at: seconds(5), user: user(1))
        log.append(AccessEvents.granted.type, at: seconds(5), devices: [intune(2)], user: user(1))
        log.append(AuthenticationEvents.methodRemoved.type, at: seconds(6), user: user(1), data: method)
        log.append(DirectoryEvents.accountDisabled.type, at: seconds(7), user: user(1))
        log.append(AccessEvents.granted.type, at: seconds(8), user: user(2))
        let timeline = log.folded().users()[user(1)]
        let early = timeline?.state(asOf: seconds(5))
        #expect(early?.granted == 1 && early?.denied == 1 && early?.interrupted == 1)
        #expect(early?.lastGranted?.position == GlobalPosition(7))
        #expect(early?.lastFactorSatisfied?.occurred == seconds(4))
        #expect(early?.lastFactorDenied?.occurred == seconds(3))
        #expect(early?.methods == [.fido2] && early?.hasUnnamedMethod == true)
        #expect(early?.isEnabled == nil)
        #expect(early?.devices.map(\.device) == [entra(1), intune(2)])
        #expect(early?.devices.first?.count == 2)
        #expect(early?.devices.first?.first.occurred == seconds(2))
        #expect(early?.devices.first?.last.occurred == seconds(3))
        let late = timeline?.state(asOf: seconds(7))
        #expect(late?.methods == [] && late?.hasUnnamedMethod == true)
        #expect(late?.isEnabled == false)
        #expect(timeline?.state(asOf: seconds(0)).granted == 0)
    }
}
