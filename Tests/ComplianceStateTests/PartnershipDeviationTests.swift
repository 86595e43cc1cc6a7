import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Events that fit no transition are kept, and what they depart from is noted.
@Suite("Partners' connections otherwise than documented")
struct PartnershipDeviationTests {
    typealias Setup = PartnerSetupEvents

    @Test("a platform that is added twice, and one that another partner has")
    func added() throws {
        var log = PartnershipLog()
        log.partner(Setup.added, 10, .iOS)
        log.partner(Setup.added, 11, .iOS)
        #expect(log.deviations() == [.addedTwice])
        #expect(log.partnership()?.deviations[0].positions == [GlobalPosition(0), GlobalPosition(1)])
        #expect(log.partnership()?.track(.iOS)?.lives.count == 1)
        log.product = .workspaceOne
        log.partner(Setup.added, 12, .iOS, by: PartnershipLog.other)
        log.partner(Setup.added, 13, .android, by: PartnershipLog.other)
        let other = try #require(log.all().first { $0.key == .connection(PartnershipLog.other) })
        #expect(other.deviations.map(\.kind) == [.platformTaken])
        #expect(other.deviations[0].platform == .iOS)
        #expect(other.deviations[0].positions == [GlobalPosition(0), GlobalPosition(2)])
        #expect(other.track(.iOS)?.state == .created)
    }

    @Test("a platform is free again once the other partner was removed, and iPadOS is iOS")
    func free() {
        var log = PartnershipLog()
        log.partner(Setup.added, 10, .iPadOS, by: PartnershipLog.other)
        log.product = .workspaceOne
        log.partner(Setup.added, 12, .iOS)
        #expect(log.deviations() == [.platformTaken])
        log.partner(Setup.removed, 11, .iPadOS, by: PartnershipLog.other)
        #expect(log.deviations() == [])
    }

    @Test("assigned before it was added")
    func assigned() {
        var log = PartnershipLog()
        log.assign(10, .iOS, all: true)
        log.partner(Setup.added, 11, .iOS)
        #expect(log.deviations() == [.assignedBeforeAdded])
        #expect(log.partnership()?.track(.iOS)?.state == .assigned)
    }

    @Test("consent before the configuration departs from MaaS360's procedure, and not from Jamf's by hand")
    func consent() {
        for (product, type, expected) in [
            (ManagerProduct.maas360, PartnerConnectionType.multiTenantApp, [.consentBeforeConfiguration]),
            (.jamfPro, .manual, [] as [PartnershipDeviation.Kind]),
        ] {
            var log = PartnershipLog()
            log.product = product
            log.consent(PartnerEvents.consentGranted, 10)
            log.configure(11, type)
            log.partner(Setup.tested, 12, outcome: .success)
            #expect(log.deviations() == expected, "\(product)")
            #expect(log.partnership()?.state?.value == .enabled)
        }
    }

    @Test("enabled without consent departs where a document asks for consent, and of Cores none does")
    func enabled() {
        for (product, expected) in [
            (ManagerProduct.maas360, [PartnershipDeviation.Kind.enabledWithoutConsent]), (.ivantiEPMM, []),
            (.fleet, [.enabledWithoutConsent]),
        ] {
            var log = PartnershipLog()
            log.product = product
            log.configure(11)
            log.partner(Setup.enabled, 12)
            #expect(log.deviations() == expected, "\(product)")
            #expect(log.partnership()?.state?.value == .enabled)
        }
    }

    @Test("a Cloud Connector needs consent to two applications, and is not tested or updated by hand")
    func connector() {
        var log = PartnershipLog()
        log.product = .jamfPro
        log.configure(10, .cloudConnector)
        log.consent(PartnerEvents.consentGranted, 11, role: .cloudConnector)
        #expect(log.partnership()?.state?.value == .consentPending)
        log.consent(
            PartnerEvents.consentGranted, 12, role: .userRegistration, app: PartnershipLog.registrationApp)
        #expect(log.partnership()?.state?.value == .provisioning)
        log.append(Setup.tested, 13) {
            $0.set(Setup.product, .jamfPro)
            $0.set(Setup.outcome, .success)
            $0.set(Setup.trigger, .saved)
        }
        #expect(log.partnership()?.state?.value == .enabled && log.deviations().isEmpty)
        log.append(Setup.tested, 14) {
            $0.set(Setup.product, .jamfPro)
            $0.set(Setup.trigger, .manual)
        }
        log.partner(Setup.updateRequested, 15)
        #expect(log.deviations() == [.connectorTested, .connectorUpdated])
    }

    @Test("switched on that was not off, off that was not on, and an end of nothing")
    func switching() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.partner(Setup.resumed, 20, .iOS)
        #expect(log.deviations() == [.resumedUnsuspended])
        #expect(log.partnership()?.state?.value == .enabled)
        log = PartnershipLog()
        log.partner(Setup.suspended, 20, .iOS)
        #expect(log.deviations() == [.suspendedUnenabled])
        #expect(log.partnership()?.track(.iOS)?.state == .suspended)
        log = PartnershipLog()
        log.partner(Setup.terminated, 20)
        #expect(log.deviations() == [.endedUnbegun] && log.partnership()?.state?.value == .terminated)
    }

    @Test("what comes after the end is kept and noted, heartbeats are counted")
    func afterEnd() throws {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.partner(Setup.terminated, 20)
        log.partner(Setup.enabled, 21)
        for at: Int64 in 22...24 { log.append(ConnectionEvents.heartbeat, at) }
        let partnership = try #require(log.partnership())
        #expect(partnership.state?.value == .terminated)
        #expect(partnership.deviations.map(\.kind) == [.afterEnd, .heartbeatAfterEnd])
        #expect(partnership.deviations.map(\.count) == [1, 3])
        #expect(partnership.events.contains { $0.kind == .enabled } && partnership.heartbeats.count == 3)
        #expect(partnership.deviations[1].positions == [GlobalPosition(6), GlobalPosition(8)])
    }

    @Test("in contact before it works, and while it is switched off")
    func heartbeats() {
        var log = PartnershipLog()
        log.setUp(.iOS)
        log.append(ConnectionEvents.heartbeat, 14)
        #expect(log.deviations() == [.heartbeatBeforeEnabled])
        log.partner(Setup.suspended, 20)
        log.append(ConnectionEvents.heartbeat, 21)
        #expect(log.deviations() == [.heartbeatBeforeEnabled, .heartbeatWhileOff])
    }

    @Test("the tenant id of another tenant, and the notification suppressed for groups")
    func settings() {
        var log = PartnershipLog()
        log.append(Setup.configured, 10) {
            $0.set(Setup.product, .maas360)
            $0.set(Setup.directory, Bits128(high: 1, low: 1))
        }
        log.append(ScopeEvents.changed, 11) {
            $0.set(ScopeEvents.product, .maas360)
            $0.set(ScopeEvents.mode, .groups)
        }
        log.append(Setup.suppressionSet, 12) {
            $0.set(Setup.product, .maas360)
            $0.set(Setup.isSuppressed, true)
        }
        #expect(log.deviations() == [.otherDirectory, .suppressionForGroups])
        #expect(log.partnership()?.suppression.map(\.value.value) == [true])
    }

    @Test("every deviation names a rule, and its statements are some document's")
    func citations() {
        let documents = Set(ReferenceData.current.documents.map(\.key))
        for kind in PartnershipDeviation.Kind.allCases {
            #expect(!kind.rule.isEmpty)
            #expect(kind.sources.allSatisfy { documents.contains($0.document) }, "\(kind)")
            for source in kind.sources {
                let document = ReferenceData.current.documents.first { $0.key == source.document }
                #expect(source.fact ?? 1 <= document?.facts ?? 1, "\(kind) \(source)")
            }
        }
        #expect(
            PartnershipDeviation.Kind.enabledWithoutConsent.sources(for: .jamfPro).allSatisfy {
                $0.document == "S004"
            })
    }

    // MARK: - Several installations

    @Test("a Core that is disconnected while others stay, and while its policy is enabled")
    func cores() throws {
        var log = PartnershipLog()
        log.product = .ivantiEPMM
        for number: UInt64 in 1...2 {
            log.instance(InstanceEvents.connected, 10, number)
            log.instance(InstanceEvents.policyEnabled, 11, number)
        }
        #expect(log.partnership()?.installations.map(\.uploads) == [true, true])
        log.instance(InstanceEvents.disconnected, 20, 1)
        #expect(log.deviations() == [.policyStillEnabled, .installationAlone])
        #expect(log.partnership()?.installations.map(\.uploads) == [false, true])
        // All of them may be disconnected, each after its policy was disabled.
        log.instance(InstanceEvents.policyDisabled, 19, 1)
        log.instance(InstanceEvents.policyDisabled, 21, 2)
        log.instance(InstanceEvents.disconnected, 22, 2)
        #expect(log.deviations() == [])
        #expect(log.deviations(asOf: 20) == [.installationAlone])
    }

    @Test("what an installation is told of is told with since when, and nothing else is known of it")
    func installation() throws {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.instance(InstanceEvents.versionObserved, 10) {
            $0.set(InstanceEvents.version, VersionNumber(major: 23, minor: 10))
        }
        log.instance(InstanceEvents.versionObserved, 20) {
            $0.set(InstanceEvents.version, VersionNumber(major: 24, minor: 2))
        }
        log.instance(InstanceEvents.windowsSet, 21) { $0.set(InstanceEvents.isEnabled, true) }
        log.instance(InstanceEvents.mappingSet, 22) { $0.set(InstanceEvents.attribute, .immutableID) }
        log.instance(InstanceEvents.scopeSet, 23) {
            $0.set(InstanceEvents.scope, .some)
            $0.set(InstanceEvents.groups, [PartnershipLog.group(1)])
        }
        let installation = try #require(log.partnership()?.installations.first)
        #expect(installation.version?.value.dotted == "24.2" && installation.version?.since == seconds(20))
        #expect(installation.versionBefore?.dotted == "23.10")
        #expect(installation.sendsWindows?.value == true && installation.mapping?.value == .immutableID)
        #expect(installation.scope?.value == .some && installation.scopeGroups == [PartnershipLog.group(1)])
        #expect(installation.uploads == nil && installation.isConnected == nil)
        #expect(log.partnership()?.key == .product(.workspaceOne))
        #expect(log.partnership()?.procedures == [.workspaceOneWindows])
    }

    @Test("several Jamf Pros on one tenant by hand")
    func severalJamf() {
        for (type, expected) in [
            (PartnerConnectionType.manual, [PartnershipDeviation.Kind.severalWithoutConnector]),
            (.cloudConnector, []),
        ] {
            var log = PartnershipLog()
            log.product = .jamfPro
            log.configure(10, type)
            log.instance(InstanceEvents.connected, 11, 1)
            #expect(log.deviations() == [])
            log.instance(InstanceEvents.connected, 12, 2)
            #expect(log.deviations() == expected, "\(type)")
        }
    }
}
