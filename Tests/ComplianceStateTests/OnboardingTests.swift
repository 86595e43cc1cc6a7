import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

/// Each vendor's procedure, in its order and in another one.
@Suite("Onboarding")
struct OnboardingTests {
    typealias Word = ReferenceData.SetupStep

    /// Records that a step of a procedure was done.
    private static func record(
        _ step: Word, _ at: Int64, _ log: inout PartnershipLog, _ procedure: ReferenceData.OnboardingProcedure
    ) {
        let product = log.product
        func instance(_ definition: EventDefinition, _ fill: (inout PublicData) -> Void = { _ in }) {
            log.instance(definition, at, 1, fill)
        }
        switch step {
        case .featureEnabled:
            log.append(PartnerSetupEvents.featureEnabled, at) {
                $0.set(PartnerSetupEvents.product, product)
                $0.set(PartnerSetupEvents.feature, .deviceCompliance)
            }
        case .licencesAssigned:
            log.append(PeopleEvents.licenceAssigned, at, connection: nil, person: user(1)) {
                $0.set(PeopleEvents.includesIntune, true)
            }
        case .administratorSignedIn:
            log.append(TenantEvents.administratorSignedIn, at, connection: nil) {
                $0.set(TenantEvents.console, .azurePortal)
            }
        case .directorySyncConfigured:
            log.append(TenantEvents.syncConfigured, at, connection: nil) {
                $0.set(TenantEvents.product, product)
            }
        case .intelligenceOptedIn:
            instance(InstanceEvents.intelligenceSet) { $0.set(InstanceEvents.isOptedIn, true) }
        case .partnerAdded: log.partner(PartnerSetupEvents.added, at, .iOS)
        case .assigned: log.assign(at, .iOS, all: true)
        case .directorySynced: log.sync(at, product)
        case .applicationRegistered: log.consent(ConsentEvents.applicationRegistered, at)
        case .configured:
            let type: PartnerConnectionType =
                procedure == .jamfManual
                ? .manual : procedure == .jamfCloudConnector ? .cloudConnector : .multiTenantApp
            log.configure(at, type)
        case .consentRequested: log.consent(ConsentEvents.requested, at)
        case .consentGranted: log.consent(PartnerEvents.consentGranted, at)
        case .connectorConsentGranted: log.consent(PartnerEvents.consentGranted, at, role: .cloudConnector)
        case .registrationConsentGranted:
            log.consent(
                PartnerEvents.consentGranted, at, role: .userRegistration, app: PartnershipLog.registrationApp
            )
        case .applicationNamed: log.partner(PartnerSetupEvents.appIDSet, at)
        case .registrationCompleted: log.partner(PartnerSetupEvents.registrationCompleted, at)
        case .tested: log.partner(PartnerSetupEvents.tested, at, outcome: .success)
        case .active: log.observe(at, .enabled)
        case .scopeChosen:
            log.append(ScopeEvents.changed, at) {
                $0.set(ScopeEvents.product, product)
                $0.set(ScopeEvents.mode, .everybody)
            }
        case .landingPageSet:
            log.append(PartnerSetupEvents.landingPageSet, at) {
                $0.set(PartnerSetupEvents.product, product)
                $0.set(PartnerSetupEvents.page, .registration)
            }
        case .instanceConnected: instance(InstanceEvents.connected)
        case .compliancePolicyEnabled: instance(InstanceEvents.policyEnabled)
        case .accessPolicyCreated:
            log.append(PolicyEvents.created, at, connection: nil) {
                $0.set(PolicyEvents.controls, [.compliantDevice])
            }
        case .identityServiceEnabled:
            instance(InstanceEvents.identityServiceSet) { $0.set(InstanceEvents.isEnabled, true) }
        case .identityMappingSet:
            instance(InstanceEvents.mappingSet) { $0.set(InstanceEvents.attribute, .immutableID) }
        case .windowsComplianceEnabled:
            instance(InstanceEvents.windowsSet) { $0.set(InstanceEvents.isEnabled, true) }
        case .managementAppAdded: instance(InstanceEvents.applicationAdded)
        case .customDomainAdded:
            log.append(TenantEvents.domainAdded, at, connection: nil) {
                $0.set(TenantEvents.product, product)
            }
        case .managementScopeSet:
            instance(InstanceEvents.scopeSet) { $0.set(InstanceEvents.scope, .some) }
        }
    }

    private static func product(_ procedure: ReferenceData.OnboardingProcedure) -> ManagerProduct {
        switch procedure {
        case .maas360: .maas360
        case .ivantiCore: .ivantiEPMM
        case .workspaceOnePartner, .workspaceOneWindows: .workspaceOne
        case .jamfManual, .jamfCloudConnector: .jamfPro
        }
    }

    private static func steps(_ procedure: ReferenceData.OnboardingProcedure) -> [Word] {
        ReferenceData.current.onboarding(by: procedure, at: seconds(1_000)).map(\.value.step)
    }

    private static func progress(
        _ procedure: ReferenceData.OnboardingProcedure, _ steps: [Word], asOf instant: Int64 = 1_000
    ) -> OnboardingProgress? {
        var log = PartnershipLog()
        log.product = product(procedure)
        for (index, step) in steps.enumerated() { record(step, Int64(index + 10), &log, procedure) }
        return log.all(asOf: instant).flatMap(\.onboarding).first { $0.procedure == procedure }
    }

    @Test(
        "in its order every step is done, and none is skipped",
        arguments: ReferenceData.OnboardingProcedure.allCases)
    func inOrder(_ procedure: ReferenceData.OnboardingProcedure) throws {
        let steps = Self.steps(procedure)
        let progress = try #require(Self.progress(procedure, steps))
        #expect(progress.steps.map(\.row.value.step) == steps)
        #expect(progress.steps.allSatisfy { $0.standing == .done }, "\(progress.steps.map(\.standing))")
        #expect(progress.steps.map { $0.done?.since } == steps.indices.map { seconds(Int64($0 + 10)) })
        #expect(progress.isComplete && progress.next == nil)
        #expect(progress.outOfOrder.isEmpty && progress.skipped.isEmpty)
    }

    @Test(
        "the last two steps the other way round are out of order",
        arguments: ReferenceData.OnboardingProcedure.allCases)
    func outOfOrder(_ procedure: ReferenceData.OnboardingProcedure) throws {
        var steps = Self.steps(procedure)
        let last = steps.count - 1
        steps.swapAt(last - 1, last)
        let progress = try #require(Self.progress(procedure, steps))
        #expect(progress.outOfOrder.map(\.row.value.step) == [steps[last - 1]])
        #expect(progress.outOfOrder.first?.overtook == [steps[last]])
        #expect(progress.isComplete && progress.outOfOrder.first?.row.sources.isEmpty == false)
    }

    @Test(
        "half of it, with one step left out: what is skipped and what is next",
        arguments: ReferenceData.OnboardingProcedure.allCases)
    func halfway(_ procedure: ReferenceData.OnboardingProcedure) throws {
        let needed = ReferenceData.current.onboarding(by: procedure, at: seconds(1_000))
            .filter(\.value.isNeeded).map(\.value.step)
        // What the procedure is known by stays.
        let kept = needed.prefix(4).filter { $0 != needed[1] || $0 == .configured }
        let progress = try #require(Self.progress(procedure, kept))
        #expect(!progress.isComplete)
        #expect(progress.next?.row.value.step == needed.dropFirst(4).first, "\(procedure)")
        let left = needed.prefix(4).filter { !kept.contains($0) }
        #expect(progress.skipped.map(\.row.value.step) == left)
    }

    @Test("a failed step, an application of another role and a policy without the control do no step")
    func undone() throws {
        var log = PartnershipLog()
        log.product = .workspaceOne
        log.partner(PartnerSetupEvents.added, 10, .iOS, outcome: .failure)
        log.sync(11, outcome: .failure)
        log.append(PolicyEvents.created, 12, connection: nil) { $0.set(PolicyEvents.controls, [.mfa]) }
        log.configure(13)
        let progress = try #require(log.partnership()?.onboarding.first)
        #expect(progress.steps.filter { $0.done != nil }.map(\.row.value.step) == [.configured])
    }

    @Test("each operating system is told of, and Jamf Pro without a type of connection has no procedure")
    func platforms() throws {
        var log = PartnershipLog()
        log.partner(PartnerSetupEvents.added, 10, .android)
        log.partner(PartnerSetupEvents.added, 12, .iOS)
        let step = try #require(log.partnership()?.onboarding.first?.steps.first { $0.done != nil })
        #expect(step.platforms.map(\.platform) == [.android, .iOS])
        #expect(step.platforms.map(\.value.since) == [seconds(10), seconds(12)])
        log = PartnershipLog()
        log.product = .jamfPro
        log.configure(10)
        #expect(log.partnership()?.onboarding.isEmpty == true)
    }
}
