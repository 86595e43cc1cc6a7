import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("What else is told of a device")
struct DeviceNoteTests {
    private typealias Log = ConclusionLog
    private let workspaceOne = SourceName(.word("workspace-one"), .token(Token(word: "acme")))

    private func kinds(_ log: Log, _ day: Int64) -> [DeviceNote.Kind] { log.notes(day).map(\.kind) }

    @Test("D1: a phone that is enrolled and has no broker needs one, until it has one or is registered")
    func brokerMissing() {
        var log = Log()
        let enrolled = log.add(DeviceEvents.enrolled, 0, source: Log.jamf) {
            $0.set(DeviceEvents.platform, .iOS)
        }
        #expect(log.notes(1).map(\.position) == [enrolled])
        #expect(kinds(log, 1) == [.brokerMissing] && log.notes(1).first?.reference == "broker-ios")
        log.add(DeviceEvents.brokerInstalled, 2) { $0.set(DeviceEvents.isGuided, true) }
        #expect(kinds(log, 3) == [.brokerGuided])
        log.add(DeviceEvents.brokerSignedIn, 4)
        #expect(kinds(log, 5).isEmpty)
        log.add(DeviceEvents.brokerRemoved, 6)
        #expect(kinds(log, 7) == [.brokerMissing])
        log.add(DeviceEvents.registered, 8)
        #expect(kinds(log, 9).isEmpty)
        // Windows joins by itself.
        var windows = Log()
        windows.add(DeviceEvents.enrolled, 0, source: workspaceOne) {
            $0.set(DeviceEvents.platform, .windows)
        }
        #expect(kinds(windows, 1).isEmpty)
    }

    @Test("D1: that its user was led to the broker is dated by the installation, not by the sign-in to it")
    func brokerGuided() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf)
        let installed = log.add(DeviceEvents.brokerInstalled, 2) { $0.set(DeviceEvents.isGuided, true) }
        log.add(DeviceEvents.brokerSignedIn, 4) { $0.set(DeviceEvents.isGuided, true) }
        #expect(log.notes(5).map(\.position) == [installed] && log.notes(5).first?.occurred == Log.day(2))
    }

    @Test("D2: who signed in to the broker is registered, and the directory's id is the device's")
    func brokerSignIn() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0, source: Log.jamf, of: [intune(1)])
        log.add(DeviceEvents.brokerSignedIn, 1, of: [intune(1)])
        log.add(DeviceEvents.registered, 1, of: [entra(1)])
        log.add(DeviceEvents.identityBound, 1, of: [entra(1), intune(1)])
        let device = log.log.folded().device(intune(1))
        #expect(device?.keys == [entra(1), intune(1)])
        #expect(device?.state(asOf: Log.day(2)).broker == .signedIn)
        #expect(device?.state(asOf: Log.day(2)).registration == .registered)
    }

    @Test("D13: a device that was deleted from the directory is on its way into it again, and then in it")
    func registeringAgain() {
        var log = Log()
        log.add(DeviceEvents.registered, 0)
        log.add(DeviceEvents.deleted, 1)
        log.add(DeviceStepEvents.registrationStarted, 2)
        #expect(kinds(log, 2) == [.registeringAgain])
        log.add(DeviceStepEvents.registrationFailed, 3) { $0.set(DeviceStepEvents.errorCode, 1_312) }
        #expect(kinds(log, 3) == [.registrationFailed(code: 1_312)])
        log.add(DeviceEvents.registered, 4)
        #expect(kinds(log, 5).isEmpty)
    }

    @Test("D14: a device that registered again says which id it had before")
    func anotherID() {
        var log = Log()
        log.add(DeviceEvents.registered, 0)
        let rebound = log.add(DeviceStepEvents.identityRebound, 1, of: [entra(2), entra(1)]) {
            $0.set(DeviceEvents.entraDevice, entra(2).id)
            $0.set(DeviceStepEvents.entraDeviceBefore, entra(1).id)
        }
        #expect(kinds(log, 2) == [.anotherID(before: entra(1).id)])
        #expect(log.notes(2).map(\.position) == [rebound])
        let device = log.log.folded().device(entra(1))
        #expect(device?.keys == [entra(1), entra(2)])
        // The old id is named last by the record that joins it, and gave way to the new one.
        let aliases = device.map { log.log.folded().aliases(of: $0, asOf: Log.day(9)) } ?? []
        #expect(aliases.map(\.last) == [Log.day(1), Log.day(1)])
        #expect(aliases.map(\.first) == [Log.day(0), Log.day(1)])
        #expect(aliases.allSatisfy { $0.overlaps.isEmpty })
    }

    @Test("D16: an account of a Mac is told with whether Jamf's integration works with it")
    func accounts() {
        for (account, isSupported) in [
            (LocalAccountKind.local, true), (.mobile, true), (.network, false),
        ] {
            var log = Log()
            log.add(DeviceEvents.enrolled, 0, source: Log.jamf) { $0.set(DeviceEvents.platform, .macOS) }
            log.add(DeviceEvents.registered, 0)
            log.add(DeviceStepEvents.inventorySent, 1, source: Log.jamf) {
                $0.set(DeviceStepEvents.account, account)
            }
            #expect(kinds(log, 2) == [.account(account, isSupported: isSupported)])
            #expect(log.notes(2).first?.reference == "account-jamf-\(account.word)")
        }
        // Of a manager of which no document says it, nothing is told of support.
        var other = Log()
        other.add(DeviceStepEvents.registrationPolicyRun, 1, source: workspaceOne) {
            $0.set(DeviceStepEvents.account, .network)
        }
        #expect(kinds(other, 2) == [.account(.network, isSupported: nil)])
    }

    @Test("D17: where the user of a computer that is not known was sent to")
    func redirected() {
        for target in [
            RedirectTarget.registrationPage, .enrollmentPortal, .companyPortal, .accessDenied, .custom,
        ] {
            var log = Log()
            log.add(DeviceStepEvents.redirected, 1, source: Log.jamf) {
                $0.set(DeviceStepEvents.target, target)
            }
            #expect(kinds(log, 2) == [.redirected(target)])
            #expect(log.log.folded().device(entra(1))?.intervals.isEmpty == true)
        }
    }

    @Test("D18: hybrid joined outside of the first start, and registered, is not Workspace ONE's own way")
    func joins() {
        let cases: [(EventDefinition, TrustType, JoinPath?, ReferenceData.Join?)] = [
            (DeviceStepEvents.joined, .azureAD, .outOfBox, nil),
            (DeviceStepEvents.joined, .azureAD, .settings, nil),
            (DeviceStepEvents.hybridJoined, .serverAD, .outOfBox, nil),
            (DeviceStepEvents.hybridJoined, .serverAD, .groupPolicy, .hybridOtherwise),
            (DeviceStepEvents.hybridJoined, .serverAD, .settings, .hybridOtherwise),
            (DeviceStepEvents.hybridJoined, .serverAD, nil, nil),
            (DeviceStepEvents.joined, .workplace, nil, .registered),
        ]
        for (definition, trust, path, expected) in cases {
            var log = Log()
            log.add(DeviceEvents.enrolled, 0, source: workspaceOne) {
                $0.set(DeviceEvents.platform, .windows)
            }
            log.add(definition, 1) {
                $0.set(DeviceEvents.platform, .windows)
                $0.set(DeviceEvents.trustType, trust)
                $0.set(DeviceStepEvents.path, path)
            }
            #expect(kinds(log, 2) == (expected.map { [.joinUnsupported($0, .otherMeans)] } ?? []))
            // Of a manager of which no document says it, nothing is told.
            var other = log
            other.sources = other.sources.mapValues { _ in Log.intune }
            #expect(kinds(other, 2).isEmpty)
        }
    }

    @Test("that a record is to be deleted is told until the device is let go, and told again of a later one")
    func deleteRequested() {
        var log = Log()
        log.add(DeviceEvents.enrolled, 0)
        log.add(DeviceEvents.registered, 0)
        log.add(ManagementEvents.deleteRequested, 1)
        #expect(kinds(log, 2) == [.deleteRequested] && kinds(log, 0).isEmpty)
        log.add(DeviceEvents.unenrolled, 3)
        #expect(kinds(log, 4).isEmpty && kinds(log, 2) == [.deleteRequested])
        log.add(DeviceEvents.enrolled, 5)
        log.add(ManagementEvents.deleteRequested, 6)
        #expect(kinds(log, 7) == [.deleteRequested])
    }

    @Test("that the directory does not know a device is told until it does; a certificate is told")
    func others() {
        var log = Log()
        log.add(DeviceStepEvents.inventorySent, 1, source: Log.jamf) {
            $0.set(DeviceStepEvents.isRegistered, false)
        }
        #expect(kinds(log, 2) == [.notRegistered])
        log.add(DeviceEvents.registered, 3)
        #expect(kinds(log, 4).isEmpty)
        log.add(DeviceStepEvents.certificateInstalled, 5)
        #expect(kinds(log, 6) == [.certificateInstalled])
        #expect(log.log.folded().device(entra(1))?.state(asOf: Log.day(6)).registration == .registered)
    }
}
