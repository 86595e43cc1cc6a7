import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("Single permissions of a partner's applications, and consent that follows from them")
struct PartnershipPermissionTests {
    private typealias Setup = PartnerSetupEvents
    private static let needed: [PartnerPermission] = [.updateDeviceAttributes, .readApplications]

    private func manual() -> PartnershipLog {
        var log = PartnershipLog()
        log.product = .jamfPro
        log.configure(10, .manual)
        return log
    }

    private func steps(_ log: PartnershipLog) -> [PartnershipState] {
        log.partnership()?.whole.lives.flatMap(\.steps).map(\.state) ?? []
    }

    @Test("consent follows once all is given that the documents list, and every one of the events proves it")
    func follows() throws {
        var log = manual()
        log.permission(PartnerEvents.permissionGranted, 11, [.updateDeviceAttributes])
        #expect(log.partnership()?.consents.isEmpty == true && steps(log) == [.configured])
        log.permission(PartnerEvents.permissionGranted, 12, [.readApplications, .readUser])
        let partnership = try #require(log.partnership())
        #expect(steps(log) == [.configured, .provisioning])
        let consent = try #require(partnership.consents.first)
        #expect(consent.state == .granted && consent.last.since == seconds(12))
        #expect(consent.application == PartnershipLog.app)
        #expect(consent.proofs == [GlobalPosition(1), GlobalPosition(2)])
        #expect(partnership.permissions.map(\.permission) == Self.needed + [.readUser])
        #expect(partnership.permissions.allSatisfy { $0.isGranted.value && $0.scope == .tenant })
        #expect(partnership.permissions[0].isGranted.position == GlobalPosition(1))
        #expect(partnership.events.map(\.kind) == [.configured, .permissionGranted, .permissionGranted])
        log.partner(Setup.tested, 13, outcome: .success)
        #expect(!log.deviations().contains(.enabledWithoutConsent))
    }

    @Test("with one lacking, given to one person, or of another application, nothing follows")
    func lacking() {
        var log = manual()
        log.permission(PartnerEvents.permissionGranted, 11, [.updateDeviceAttributes])
        log.permission(PartnerEvents.permissionGranted, 12, [.readApplications], scope: .person)
        log.permission(
            PartnerEvents.permissionGranted, 13, [.readApplications], app: PartnershipLog.registrationApp)
        log.permission(PartnerEvents.permissionGranted, 14, nil)
        #expect(log.partnership()?.consents.isEmpty == true && steps(log) == [.configured])
        #expect(
            log.partnership()?.permissions.map(\.permission) == [
                .updateDeviceAttributes, .readApplications, nil,
            ])
        log.partner(Setup.tested, 15, outcome: .success)
        #expect(log.deviations() == [.enabledWithoutConsent])
    }

    @Test(
        "one that is needed is taken again: consent is withdrawn; one that is not, or not named, changes nothing"
    )
    func withdrawn() {
        var log = manual()
        log.permission(PartnerEvents.permissionGranted, 11, Self.needed + [.readUser])
        log.permission(PartnerEvents.permissionWithdrawn, 12, [.readUser], scope: nil)
        log.permission(PartnerEvents.permissionWithdrawn, 13, nil)
        #expect(log.partnership()?.consents.map(\.state) == [.granted])
        log.permission(PartnerEvents.permissionWithdrawn, 14, [.readApplications], scope: nil)
        let consent = log.partnership()?.consents.first
        #expect(consent?.steps.map(\.value) == [.granted, .withdrawn])
        #expect(consent?.proofs == [GlobalPosition(4)])
        #expect(log.partnership()?.permissions.map(\.isGranted.value) == [true, false, false, false])
        log.permission(PartnerEvents.permissionGranted, 15, [.readApplications])
        #expect(log.partnership()?.consents.first?.steps.map(\.value) == [.granted, .withdrawn, .granted])
        #expect(log.partnership()?.consents.first?.proofs == [GlobalPosition(1), GlobalPosition(5)])
    }

    @Test("where documents do not list what is needed, permissions are told and consent is not concluded")
    func unlisted() {
        var log = PartnershipLog()
        log.configure(10)
        log.permission(PartnerEvents.permissionGranted, 11, Self.needed, omitted: 2)
        #expect(log.partnership()?.consents.isEmpty == true)
        #expect(log.partnership()?.permissions.map(\.permission) == Self.needed + [nil])
        #expect(log.partnership()?.state?.value == .configured)
    }

    @Test("after the documents' list has ended nothing follows from it")
    func ended() {
        var log = PartnershipLog()
        log.product = .jamfPro
        let later: Int64 = 1_800_000_000
        log.configure(later, .manual)
        log.permission(PartnerEvents.permissionGranted, later + 1, Self.needed)
        let partnership = log.partnership(asOf: later + 2)
        #expect(partnership?.permissions.count == 2 && partnership?.consents.isEmpty == true)
    }

    @Test(
        "an application that others name with its service principal, or with its product, is found by these")
    func named() {
        let principal = Bits128(high: 0xC0, low: 9)
        var log = PartnershipLog()
        log.append(PartnerEvents.applicationAdded, 9, connection: nil, app: PartnershipLog.app) {
            $0.set(PartnerEvents.principal, principal)
        }
        log.configure(10)
        log.permission(PartnerEvents.permissionGranted, 11, [.readUser], app: nil, principal: principal)
        log.permission(
            PartnerEvents.permissionGranted, 12, [.readUser], app: nil, principal: PartnershipLog.other)
        #expect(log.partnership()?.permissions.map(\.application) == [PartnershipLog.app])

        var other = PartnershipLog()
        other.consent(PartnerEvents.consentGranted, 10)
        other.permission(PartnerEvents.permissionGranted, 11, [.readUser])
        #expect(other.all().map(\.permissions.count) == [1])
        other.product = .workspaceOne
        other.consent(PartnerEvents.consentGranted, 12)
        // Whose it is, is not clear any more.
        #expect(other.all().map(\.permissions.count) == [0, 0])
    }

    @Test("an application that is removed takes its permissions along")
    func removed() {
        var log = manual()
        log.permission(PartnerEvents.permissionGranted, 11, Self.needed)
        log.append(PartnerEvents.applicationRemoved, 12, connection: nil, app: PartnershipLog.app)
        #expect(log.partnership()?.permissions.map(\.isGranted.value) == [false, false])
        #expect(log.partnership()?.consents.map(\.state) == [.withdrawn])
    }

    @Test("the order in which events are recorded makes no difference")
    func order() {
        var log = manual()
        log.permission(PartnerEvents.permissionGranted, 11, [.updateDeviceAttributes])
        log.permission(PartnerEvents.permissionGranted, 12, [.readApplications])
        log.permission(PartnerEvents.permissionWithdrawn, 13, [.readApplications])
        log.permission(PartnerEvents.permissionGranted, 14, [.readApplications])
        let straight = [0, 1, 2, 3, 4]
        let expected = log.told(log.fold(straight).partnerships(asOf: seconds(100)), straight)
        for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 1, 0, 4, 2]] {
            #expect(log.told(log.fold(order).partnerships(asOf: seconds(100)), order) == expected)
        }
    }
}
