import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Each part of a connection rests on the event that made it so, and on none that is about something else.
@Suite("What is told of a connection, and by which event")
struct PartnershipEvidenceTests {
    typealias Setup = PartnerSetupEvents

    @Test("an operating system that comes later has the state by the event that led the connection there")
    func joined() throws {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.configure(10)
        log.partner(Setup.added, 20, .android)
        log.assign(21, .android, groups: [1])
        let track = try #require(log.partnership()?.track(.android))
        #expect(track.state == .configured && track.standing?.position == GlobalPosition(0))
        #expect(track.standing?.since == seconds(10) && track.setup?.since == seconds(10))
        #expect(track.lives[0].joined?.position == GlobalPosition(2))
        #expect(track.lives[0].steps.map(\.transition) == [.added, .assigned, .configured])
        log.configure(30)
        log.consent(PartnerEvents.consentGranted, 31)
        let later = try #require(log.partnership()?.track(.android)?.lives.last)
        #expect(later.last.state == .provisioning && later.joined == nil)
    }

    @Test("an address for an operating system sets up nothing, and what Microsoft denies of one stays so")
    func denied() throws {
        var log = PartnershipLog()
        log.setUp(.iOS, .macOS)
        log.append(Setup.addressSet, 16) {
            $0.set(Setup.product, .maas360)
            $0.set(ConnectionEvents.platform, .windows)
            $0.set(Setup.purpose, .discovery)
        }
        log.partner(Setup.added, 17, .android, outcome: .failure)
        #expect(log.partnership()?.platforms.map(\.platform) == [.macOS, .iOS])
        log.append(ConnectionEvents.stateObserved, 20) {
            $0.set(ConnectionEvents.state, .unresponsive)
            $0.set(ConnectionEvents.iOS, true)
            $0.set(ConnectionEvents.macOS, false)
        }
        let partnership = try #require(log.partnership())
        #expect(partnership.track(.iOS)?.state == .unresponsive)
        #expect(partnership.track(.macOS)?.state == .enabled)
        #expect(partnership.disagreements.map(\.seen) == [.platform(false), .state(.unresponsive)])
    }

    @Test("Microsoft's word on the connection is none on an operating system that it denies")
    func otherPlatform() {
        var log = PartnershipLog()
        log.setUp(.iOS, .android)
        log.partner(Setup.removed, 20, .android)
        log.append(ConnectionEvents.stateObserved, 30) {
            $0.set(ConnectionEvents.state, .enabled)
            $0.set(ConnectionEvents.iOS, true)
            $0.set(ConnectionEvents.android, false)
        }
        #expect(log.partnership()?.disagreements.isEmpty == true)
        #expect(log.partnership()?.track(.android)?.state == .removed)
    }

    @Test("a connection ends with the last of its operating systems, and tells its own end where it has one")
    func over() throws {
        var log = PartnershipLog()
        log.setUp(.iOS, .android)
        log.partner(Setup.removed, 20, .iOS)
        #expect(log.partnership()?.isOver == false && log.partnership()?.whole.state == .enabled)
        #expect(log.partnership()?.end(of: .iOS)?.since == seconds(20))
        #expect(log.partnership()?.end(of: .android) == nil)
        log.partner(Setup.removed, 21, .android)
        let partnership = try #require(log.partnership())
        #expect(partnership.isOver && partnership.whole.standing?.since == seconds(21))
        #expect(partnership.state?.value == .removed && partnership.state?.since == seconds(21))
        log.partner(Setup.terminated, 30)
        #expect(
            log.partnership()?.state?.value == .terminated && log.partnership()?.state?.since == seconds(30))
        #expect(log.partnership()?.track(.android)?.state == .removed)
        log.partner(Setup.added, 40, .iOS)
        #expect(log.partnership()?.isOver == false && log.partnership()?.whole.lives.count == 2)
    }

    @Test("of an installation that sent verdicts as the connection ended nothing is known")
    func installations() throws {
        var log = PartnershipLog()
        log.product = .ivantiEPMM
        log.partner(Setup.added, 10, .iOS)
        log.instance(InstanceEvents.connected, 11, 1, connection: PartnershipLog.partner)
        log.instance(InstanceEvents.policyEnabled, 12, 1, connection: PartnershipLog.partner)
        let before = try #require(log.partnership())
        #expect(before.installations.map { before.sendsVerdicts($0) } == [true])
        log.partner(Setup.removed, 20, .iOS)
        let after = try #require(log.partnership())
        #expect(after.installations.map { after.sendsVerdicts($0) } == [nil])
    }

    @Test("another life begins empty: of the one before nothing is set, open or done")
    func again() throws {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.setUp(.iOS)
        log.partner(Setup.tested, 16, outcome: .failure)
        log.partner(Setup.terminated, 20)
        log.partner(Setup.added, 30, .iOS)
        let partnership = try #require(log.partnership())
        #expect(partnership.scopes.isEmpty && partnership.test == nil && partnership.cloud == nil)
        #expect(partnership.sync.open?.since == seconds(30) && partnership.presentConsents.isEmpty)
        // Consent is the application's, and stands until it is withdrawn.
        #expect(partnership.consents.map(\.state) == [.granted])
        let progress = try #require(partnership.onboarding.first)
        #expect(progress.steps.filter { $0.done != nil }.map(\.row.value.step) == [.partnerAdded])
        #expect(progress.outOfOrder.isEmpty && progress.next?.row.value.step == .assigned)
        log.consent(PartnerEvents.consentGranted, 31)
        #expect(log.partnership()?.presentConsents.count == 1)
        #expect(log.partnership()?.track(.iOS)?.state == .provisioning)
    }

    @Test("what was set later counts, in whichever order it was recorded, and whose setting it is is told")
    func order() throws {
        var log = PartnershipLog()
        log.assign(50, .iOS, all: true)
        log.append(ScopeEvents.changed, 20) {
            $0.set(ScopeEvents.product, .maas360)
            $0.set(ScopeEvents.platform, .iOS)
            $0.set(ScopeEvents.mode, .groups)
            $0.set(ScopeEvents.added, [PartnershipLog.group(1)])
        }
        let scopes = try #require(log.partnership()?.scopes)
        #expect(scopes.map(\.isOwn) == [true, false] && scopes.map(\.isForAll) == [false, true])
        #expect(scopes.map(\.last.since) == [seconds(20), seconds(50)])
    }

    @Test("two lists that are whole agree where both name no exclusion")
    func exclusions() throws {
        var log = PartnershipLog()
        log.assign(10, .iOS, groups: [1], excluded: [2])
        log.assign(20, .iOS, groups: [1, 2])
        log.append(ConnectionEvents.assignmentObserved, 30) {
            $0.set(ConnectionEvents.platform, .iOS)
            $0.set(ConnectionEvents.groups, [1, 2].map(PartnershipLog.group))
        }
        let partnership = try #require(log.partnership())
        #expect(partnership.scopeDisagreements.isEmpty)
        #expect(partnership.scopes[0].groups.map(\.isMeant) == [true, true])
    }

    @Test("an application that is removed takes consent with it in each of its roles")
    func withdrawn() {
        var log = PartnershipLog()
        log.product = .jamfPro
        log.configure(10, .cloudConnector)
        log.consent(PartnerEvents.consentGranted, 11, role: .cloudConnector)
        log.consent(PartnerEvents.consentGranted, 12, role: .userRegistration)
        log.append(PartnerEvents.applicationRemoved, 20, connection: nil, app: PartnershipLog.app)
        #expect(log.partnership()?.consents.map(\.state) == [.withdrawn, .withdrawn])
        #expect(log.partnership()?.consents.map(\.last.since) == [seconds(20), seconds(20)])
    }

    @Test("a Core that was disconnected alone stays noted, with which one, though it came again")
    func alone() throws {
        var log = PartnershipLog()
        log.product = .ivantiEPMM
        for number: UInt64 in 1...2 { log.instance(InstanceEvents.connected, 10, number) }
        log.instance(InstanceEvents.disconnected, 20, 1)
        log.instance(InstanceEvents.connected, 21, 1)
        let deviations = try #require(log.partnership()?.allDeviations)
        #expect(deviations.map(\.kind) == [.installationAlone])
        #expect(deviations[0].installation == PartnershipLog.instance(1))
        #expect(deviations[0].positions == [GlobalPosition(1), GlobalPosition(2)])
        // That all are disconnected later is another matter.
        log.instance(InstanceEvents.disconnected, 30, 2)
        log.instance(InstanceEvents.disconnected, 31, 1)
        #expect(log.deviations() == [.installationAlone])
    }

    @Test("a new secret does not take back what Microsoft refuses")
    func secret() {
        func log(_ seen: PartnerState?) -> PartnershipLog {
            var log = PartnershipLog()
            log.product = .jamfPro
            log.configure(10, .manual)
            log.consent(PartnerEvents.consentGranted, 11)
            log.partner(Setup.tested, 12, outcome: .success)
            log.partner(Setup.secretExpired, 20)
            if let seen { log.observe(21, seen) }
            log.append(Setup.secretChanged, 30) {
                $0.set(Setup.product, .jamfPro)
                $0.set(Setup.secret, Bits128(high: 0x5E, low: 9))
            }
            return log
        }
        #expect(log(nil).partnership()?.state?.value == .enabled)
        #expect(log(.rejected).partnership()?.state?.value == .rejected)
        var mended = log(.rejected)
        mended.partner(Setup.enabled, 31)
        #expect(mended.partnership()?.state?.value == .enabled)
    }

    @Test("no sync is waited for where the product's document has none")
    func noSync() {
        for (product, isOpen) in [
            (ManagerProduct.jamfPro, false), (.ivantiEPMM, false), (.maas360, false), (.workspaceOne, true),
        ] {
            var log = PartnershipLog()
            log.product = product
            log.partner(Setup.added, 10, .macOS)
            #expect((log.partnership()?.sync.open != nil) == isOpen, "\(product)")
        }
    }

    @Test("consent that comes first is noted once the procedure is known, by that procedure's statements")
    func consentFirst() throws {
        var log = PartnershipLog()
        log.product = .jamfPro
        log.consent(PartnerEvents.consentGranted, 10, role: .cloudConnector)
        #expect(log.deviations() == [])
        log.configure(11, .cloudConnector)
        let deviation = try #require(log.partnership()?.deviations.first)
        #expect(deviation.kind == .consentBeforeConfiguration)
        #expect(
            deviation.sources(for: .jamfPro).map(\.description) == ["S004.21", "S004.22", "S004.33"])
        // What another product's document says is no statement on this one.
        #expect(PartnershipDeviation.Kind.otherDirectory.sources(for: .jamfPro).isEmpty)
        #expect(!PartnershipDeviation.Kind.heartbeatAfterEnd.sources(for: .jamfPro).isEmpty)
    }

    @Test("an access policy from before the partner makes no step of it skipped or out of order")
    func foreignPolicy() throws {
        var log = PartnershipLog()
        log.append(PolicyEvents.created, 5, connection: nil) {
            $0.set(PolicyEvents.controls, [.compliantDevice])
        }
        log.product = .workspaceOne
        log.partner(Setup.added, 10, .macOS)
        let progress = try #require(log.partnership()?.onboarding.first)
        #expect(progress.outOfOrder.isEmpty && progress.next?.row.value.step == .assigned)
        #expect(progress.steps.last?.done?.since == seconds(5))
        #expect(progress.skipped.map(\.row.value.step) == [.intelligenceOptedIn, .configured])
    }

    @Test("that another partner has the operating system is proved by how it came to have it")
    func taken() throws {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.partner(Setup.added, 10, .iOS, by: PartnershipLog.other)
        log.partner(Setup.enabled, 11, .iOS, by: PartnershipLog.other)
        log.product = .maas360
        log.partner(Setup.added, 20, .iOS)
        #expect(log.partnership()?.deviations[0].positions == [GlobalPosition(0), GlobalPosition(2)])
    }
}
