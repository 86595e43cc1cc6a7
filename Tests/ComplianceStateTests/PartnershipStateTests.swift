import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Every transition of the table, from events to states.
@Suite("States of partners' connections")
struct PartnershipStateTests {
    typealias Setup = PartnerSetupEvents

    private func steps(_ log: PartnershipLog, _ platform: Platform? = .iOS) -> [String] {
        let partnership = log.partnership()
        let track = platform.map { partnership?.track($0) } ?? partnership?.whole
        return track?.lives.flatMap(\.steps).map { "\($0.state.rawValue) \($0.transition.rawValue)" } ?? []
    }

    @Test("from being added to working: T1 to T5, and T7")
    func theWay() throws {
        var log = PartnershipLog()
        log.setUp(.iOS)
        #expect(
            steps(log) == [
                "created T1", "assigned T2", "configured T3", "consentPending T4", "provisioning T5",
                "enabled T7",
            ])
        let partnership = try #require(log.partnership())
        #expect(partnership.state?.value == .enabled && partnership.state?.since == seconds(15))
        #expect(partnership.state?.position == GlobalPosition(5))
        #expect(partnership.allDeviations.isEmpty && partnership.whole.earlierLives.isEmpty)
        #expect(partnership.product?.value == .maas360 && partnership.cloud?.value == .global)
        #expect(log.partnership(asOf: 13)?.state?.value == .consentPending)
        #expect(log.all(asOf: 9).isEmpty)
    }

    @Test("T6: consent that is declined fails the connection, and it is tried again from T3")
    func declined() {
        var log = PartnershipLog()
        log.partner(Setup.added, 10, .iOS)
        log.configure(12)
        log.consent(ConsentEvents.requested, 13)
        log.consent(ConsentEvents.declined, 14)
        log.configure(15)
        log.consent(PartnerEvents.consentGranted, 16)
        log.partner(Setup.tested, 17, outcome: .success)
        #expect(
            steps(log) == [
                "created T1", "configured T3", "consentPending T4", "failed T6", "configured T3",
                "provisioning T5", "enabled T7",
            ])
        #expect(log.partnership()?.consents.map(\.state) == [.granted])
        #expect(log.partnership()?.consents[0].steps.map(\.value) == [.asked, .declined, .granted])
    }

    @Test("T6: a registration that fails")
    func registrationFailed() {
        var log = PartnershipLog()
        log.configure(12)
        log.consent(PartnerEvents.consentGranted, 14)
        log.partner(Setup.registrationFailed, 15)
        #expect(steps(log, nil) == ["configured T3", "provisioning T5", "failed T6"])
    }

    @Test("T8: a test that fails, and one that succeeds then; a test of what works moves nothing")
    func tested() {
        var log = PartnershipLog()
        log.configure(12)
        log.consent(PartnerEvents.consentGranted, 14)
        log.partner(Setup.tested, 15, outcome: .failure)
        log.partner(Setup.tested, 16, outcome: .success)
        log.partner(Setup.tested, 17, outcome: .failure)
        #expect(steps(log, nil) == ["configured T3", "provisioning T5", "failed T8", "enabled T7"])
        #expect(log.partnership()?.test?.value == false && log.partnership()?.test?.since == seconds(17))
    }

    @Test("T9: a heartbeat leaves the state; each instant counts once")
    func heartbeat() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        for at: Int64 in [20, 30, 30] { log.append(ConnectionEvents.heartbeat, at) }
        let partnership = log.partnership(asOf: 40)
        #expect(partnership?.state?.value == .enabled && partnership?.heartbeats.count == 2)
        #expect(partnership?.heartbeats.first?.since == seconds(20))
        #expect(partnership?.heartbeats.last?.since == seconds(30))
        #expect(partnership?.heartbeatAge == 10_000_000_000)
        #expect(partnership?.allDeviations.isEmpty == true)
    }

    @Test(
        "T10, T11, T12: what Microsoft says of a connection that works, and that it works again",
        arguments: [
            (PartnerState.unresponsive, "unresponsive T10"), (.rejected, "rejected T11"),
            (.unavailable, "unavailable T12"),
        ])
    func hindered(_ seen: PartnerState, _ step: String) throws {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.observe(20, .enabled)
        log.observe(30, seen)
        #expect(steps(log).last == step)
        let partnership = try #require(log.partnership())
        let disagreement = try #require(partnership.disagreements.first)
        #expect(disagreement.setup.value == .enabled && disagreement.seen == .state(seen))
        #expect(disagreement.position == GlobalPosition(7))
        log.observe(40, .enabled)
        #expect(steps(log).last == "enabled T9" && log.partnership()?.disagreements.isEmpty == true)
        #expect(
            log.partnership(asOf: 35)?.state?.value.rawValue
                == step.split(separator: " ").first.map(String.init))
    }

    @Test("T11: messages that are refused")
    func rejected() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.partner(Setup.rejected, 20)
        #expect(steps(log).last == "rejected T11")
    }

    @Test("T13: switched off for one operating system with the configuration kept, and on again")
    func suspended() {
        var log = PartnershipLog()
        log.setUp(.iOS, .macOS)
        log.append(Setup.suspended, 20) {
            $0.set(Setup.product, .maas360)
            $0.set(ConnectionEvents.platform, .iOS)
            $0.set(Setup.isKept, true)
        }
        let partnership = log.partnership()
        #expect(partnership?.track(.iOS)?.state == .suspended)
        #expect(partnership?.track(.macOS)?.state == .enabled && partnership?.whole.state == .enabled)
        #expect(partnership?.state == nil && partnership?.allDeviations.isEmpty == true)
        log.partner(Setup.resumed, 30, .iOS)
        #expect(steps(log).suffix(2) == ["suspended T13", "enabled T13"])
        #expect(log.partnership()?.state?.value == .enabled)
    }

    @Test("T14: ended, with what becomes of the devices; removed and deprovisioned end, too")
    func ended() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.append(Setup.terminated, 20) {
            $0.set(Setup.product, .maas360)
            $0.set(ConnectionEvents.removalAt, seconds(900))
            $0.set(ConnectionEvents.nonComplianceAt, seconds(800))
            $0.set(Setup.devices, 7)
        }
        #expect(steps(log).last == "terminated T14")
        #expect(log.partnership()?.ending?.value.removalAt == seconds(900))
        #expect(log.partnership()?.ending?.value.devices == 7)
        log.partner(Setup.deprovisioned, 21, outcome: .success)
        log.partner(Setup.removed, 22, .iOS, outcome: .success)
        #expect(steps(log).suffix(3) == ["terminated T14", "deprovisioned T14", "removed T14"])
        #expect(log.deviations() == [])
    }

    @Test("T14: what Intune's audit says of an end counts as well")
    func endedByAudit() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.append(ConnectionEvents.changed, 20) {
            $0.set(ConnectionEvents.partner, PartnershipLog.partner)
            $0.set(ConnectionEvents.change, .terminated)
        }
        #expect(steps(log).last == "terminated T14")
    }

    @Test("T15: switched off with nothing kept")
    func off() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.append(Setup.suspended, 20) {
            $0.set(Setup.product, .maas360)
            $0.set(Setup.isKept, false)
        }
        #expect(steps(log).last == "off T15")
    }

    @Test("T16, T17: a change waits for a sync; one of another product, or that failed, is none")
    func sync() {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.setUp(.iOS)
        log.sync(16)
        #expect(log.partnership()?.sync.open == nil && log.partnership()?.sync.settled?.since == seconds(16))
        log.assign(20, .iOS, groups: [1])
        log.sync(21, .jamfPro)
        log.sync(22, .workspaceOne, outcome: .failure)
        #expect(log.partnership()?.sync.open?.since == seconds(20))
        #expect(log.partnership()?.sync.open?.value == .assigned)
        #expect(log.partnership()?.state?.value == .enabled)
        log.sync(23, .workspaceOne)
        #expect(log.partnership()?.sync.open == nil)
    }

    @Test("T16: an operating system that is added to a connection that works, works once it is assigned")
    func later() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.partner(Setup.added, 20, .android)
        #expect(log.partnership()?.track(.android)?.state == .created)
        log.assign(21, .android, all: true)
        #expect(steps(log, .android) == ["created T1", "assigned T2", "enabled T16"])
        #expect(log.partnership()?.track(.android)?.standing?.since == seconds(21))
    }

    @Test("T18: an address that changed leaves the named locations to be changed")
    func address() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.instance(InstanceEvents.addressChanged, 20) { $0.set(InstanceEvents.addresses, 2) }
        log.append(PolicySettingEvents.locationChanged, 19, connection: nil)
        #expect(log.partnership()?.namedLocations.open?.since == seconds(20))
        #expect(log.partnership()?.state?.value == .enabled)
        log.append(PolicySettingEvents.locationChanged, 30, connection: nil)
        #expect(log.partnership()?.namedLocations.open == nil)
        #expect(log.partnership()?.namedLocations.settled?.since == seconds(30))
        #expect(log.partnership()?.installations.first?.addresses == 2)
    }

    private func secret(
        _ log: inout PartnershipLog, _ definition: EventDefinition, _ at: Int64, _ number: UInt64,
        _ change: ConfigurationChange? = nil, expires: Int64? = nil
    ) {
        log.append(definition, at) {
            $0.set(Setup.product, .jamfPro)
            $0.set(Setup.secret, Bits128(high: 0x5E, low: number))
            $0.set(ConnectionEvents.change, change)
            $0.set(Setup.secretExpires, expires.map { seconds($0) })
        }
    }

    @Test("T19: two secrets count side by side; when the last one expires, messages are refused")
    func secrets() throws {
        var log = PartnershipLog()
        log.product = .jamfPro
        log.configure(10, .manual)
        log.consent(PartnerEvents.consentGranted, 11)
        log.partner(Setup.tested, 12, outcome: .success)
        secret(&log, Setup.secretChanged, 13, 1, .created, expires: 100)
        secret(&log, Setup.secretChanged, 90, 2, .created, expires: 500)
        let both = try #require(log.partnership(asOf: 95))
        #expect(both.secrets.map { $0.standing(at: both.instant) } == [.valid, .valid])
        let one = try #require(log.partnership(asOf: 200))
        #expect(one.secrets.map { $0.standing(at: one.instant) } == [.expired, .valid])
        secret(&log, Setup.secretExpired, 100, 1)
        #expect(log.partnership(asOf: 200)?.state?.value == .enabled)
        secret(&log, Setup.secretExpired, 500, 2)
        #expect(steps(log, nil).last == "rejected T19")
        secret(&log, Setup.secretChanged, 600, 3, .created, expires: 900)
        #expect(steps(log, nil).last == "enabled T19")
        secret(&log, Setup.secretChanged, 700, 3, .deleted)
        #expect(log.partnership(asOf: 800)?.secrets.last?.standing(at: seconds(800)) == .removed)
    }

    @Test("T20: added again after its end, the earlier life is kept")
    func again() throws {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.partner(Setup.terminated, 20)
        log.partner(Setup.added, 30, .iOS)
        log.assign(31, .iOS, all: true)
        let partnership = try #require(log.partnership())
        let track = try #require(partnership.track(.iOS))
        #expect(track.lives.count == 2 && track.state == .assigned)
        #expect(track.lives[0].last.state == .terminated && track.lives[0].steps.count == 7)
        #expect(track.lives[1].steps[0].transition == .addedAgain)
        #expect(partnership.whole.lives.count == 2 && partnership.allDeviations.isEmpty)
        // What was done in the earlier life is done no more.
        let progress = try #require(partnership.onboarding.first)
        #expect(progress.steps.first { $0.row.value.step == .configured }?.done == nil)
        #expect(progress.steps.first { $0.row.value.step == .partnerAdded }?.done?.since == seconds(30))
    }

    @Test("what ended by itself stays as it ended when the whole ends")
    func endedBefore() {
        var log = PartnershipLog()
        log.setUp(.iOS, .macOS)
        log.partner(Setup.removed, 20, .iOS)
        log.partner(Setup.terminated, 30)
        #expect(log.partnership()?.track(.iOS)?.standing?.since == seconds(20))
        #expect(log.partnership()?.track(.iOS)?.state == .removed)
        #expect(log.partnership()?.track(.macOS)?.state == .terminated)
    }

    @Test("what Microsoft saw before something was said again is no disagreement with it")
    func saidAgain() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.observe(20, .unresponsive)
        #expect(log.partnership()?.disagreements.count == 1)
        log.partner(Setup.enabled, 30)
        #expect(log.partnership()?.disagreements.isEmpty == true)
        #expect(log.partnership()?.track(.iOS)?.setup?.since == seconds(15))
        log.observe(40, .unresponsive, iOS: false)
        // One event is told to disagree once, by what it says of the operating system.
        #expect(log.partnership()?.disagreements.map(\.seen) == [.platform(false)])
        log.partner(Setup.removed, 50, .iOS)
        log.observe(60, .enabled, iOS: true)
        #expect(log.partnership()?.disagreements.map(\.seen) == [.platform(true)])
    }

    @Test("a partner that is only seen has the state that Microsoft says, and nothing was done with it")
    func seenOnly() throws {
        var log = PartnershipLog()
        log.observe(10, .enabled, iOS: true)
        log.observe(20, .terminated, iOS: false)
        let partnership = try #require(log.partnership())
        #expect(partnership.state?.value == .terminated && partnership.whole.setup == nil)
        #expect(!partnership.isSetUpByEvents && partnership.disagreements.isEmpty)
        #expect(partnership.observedPlatforms.map(\.value.value) == [false])
    }

    @Test("what is known by an id and what is known by its product alone are not joined")
    func keys() {
        var log = PartnershipLog()
        log.partner(Setup.added, 10, .iOS)
        log.partner(Setup.added, 11, .iOS, by: nil)
        #expect(log.all().map(\.key.text) == [PartnershipLog.partner.guidText, "maas360"])
        log.product = nil
        log.partner(Setup.added, 12, .iOS, by: nil)
        #expect(log.all().map(\.key.text).last == "unnamed")
    }
}
