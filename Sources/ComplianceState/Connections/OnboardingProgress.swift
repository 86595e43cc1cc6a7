public import EventCatalogue
import LedgerModel

/// How far a tenant is with a vendor's procedure, step by step.
///
/// A step is done by its first event; that it was done later again is no matter of the procedure.
public struct OnboardingProgress: Hashable, Sendable {
    /// How a step stands.
    public enum Standing: String, Hashable, Sendable {
        case done
        /// Not done, though the procedure needs it and a later one is done.
        case skipped
        /// The first one behind the last that is done, of those that the procedure needs.
        case next
        /// Not done yet.
        case open
        /// Not done, and needed in some cases alone.
        case optional
    }

    public struct Step: Hashable, Sendable {
        /// What the documents say of it.
        public let row: ReferenceRow<ReferenceData.OnboardingStep>
        public internal(set) var standing: Standing
        /// The first event that does it.
        public let done: Dated<SetupEventKind>?
        /// For which operating systems it was done, each by its first event.
        public let platforms: [Partnership.Setting<SetupEventKind>]
        /// Steps that the procedure has before it, and that were done after it.
        public internal(set) var overtook: [ReferenceData.SetupStep] = []
        /// Whether it was done for the tenant before anything was done with the partner: not for this one, so
        /// it tells nothing of the order.
        let isForeign: Bool
    }

    public let procedure: ReferenceData.OnboardingProcedure
    /// In their order.
    public private(set) var steps: [Step]

    /// The step that is to be done next; nil where the last one is done.
    public var next: Step? { steps.first { $0.standing == .next } }
    public var skipped: [Step] { steps.filter { $0.standing == .skipped } }
    public var outOfOrder: [Step] { steps.filter { !$0.overtook.isEmpty } }
    /// Whether every step that is needed is done.
    public var isComplete: Bool { steps.allSatisfy { $0.done != nil || !$0.row.value.isNeeded } }

    /// - Parameters:
    ///   - events: in their order.
    ///   - first: the first one of the partner's own.
    ///   - consent: when consent followed from single permissions.
    init(
        _ procedure: ReferenceData.OnboardingProcedure, at instant: Timestamp, _ events: [SetupEvent],
        since first: SetupEvent?, firstLicence: Dated<SetupEventKind>?,
        consent: Dated<SetupEventKind>? = nil, by reference: ReferenceData = .current
    ) {
        self.procedure = procedure
        steps = reference.onboarding(by: procedure, at: instant).map { row in
            let doing = events.filter { $0.does(row.value.step) }
            var done = doing.first.map { Dated($0.kind, $0) }
            if row.value.step == .licencesAssigned, let firstLicence {
                if done == nil || firstLicence.since < done?.since ?? firstLicence.since {
                    done = firstLicence
                }
            }
            if row.value.step == .consentGranted, let consent {
                if done == nil || consent.since < done?.since ?? consent.since { done = consent }
            }
            var platforms: [Partnership.Setting<SetupEventKind>] = []
            for event in doing {
                guard let platform = event.platform,
                    !platforms.contains(where: { $0.platform == platform })
                else { continue }
                platforms.append(
                    Partnership.Setting(platform: platform, value: Dated(event.kind, event)))
            }
            let isForeign =
                row.value.step == .accessPolicyCreated
                && doing.first.map { event in first.map { event < $0 } ?? true } == true
            return Step(
                row: row, standing: .open, done: done, platforms: platforms, isForeign: isForeign)
        }
        stand()
        order()
    }

    private mutating func stand() {
        let last = steps.lastIndex { $0.done != nil && !$0.isForeign } ?? -1
        var isNextFound = false
        for place in steps.indices {
            if steps[place].done != nil {
                steps[place].standing = .done
            } else if !steps[place].row.value.isNeeded {
                steps[place].standing = .optional
            } else if place < last {
                steps[place].standing = .skipped
            } else if !isNextFound {
                steps[place].standing = .next
                isNextFound = true
            }
        }
    }

    /// A step that was done before one that belongs before it; of equal instants none is first.
    private mutating func order() {
        for place in steps.indices {
            guard let done = steps[place].done, !steps[place].isForeign else { continue }
            steps[place].overtook = steps[..<place].filter {
                $0.done.map { $0.since > done.since } ?? false
            }.map(\.row.value.step)
        }
    }
}

extension SetupEvent {
    /// Whether it does a step of a procedure.
    func does(_ step: ReferenceData.SetupStep) -> Bool {
        switch step {
        case .featureEnabled: kind == .featureEnabled
        case .licencesAssigned:
            kind == .prerequisitesChecked && data[TenantEvents.met]?.contains(.userLicences) == true
        case .administratorSignedIn:
            kind == .administratorSignedIn && data[TenantEvents.console].known.map { $0.isMicrosoft } == true
        case .directorySyncConfigured: kind == .syncConfigured && data[TenantEvents.isEnabled] != false
        case .intelligenceOptedIn:
            kind == .intelligenceSet ? data[InstanceEvents.isOptedIn] == true : isFeature(.intelligence)
        case .partnerAdded: kind == .added && isNoFailure
        case .assigned: kind == .assigned
        case .directorySynced: kind == .directorySynced && isNoFailure
        case .applicationRegistered: kind == .applicationRegistered || kind == .applicationAdded
        case .configured: kind == .configured && isNoFailure
        case .consentRequested: kind == .consentRequested
        case .consentGranted: kind == .consentGranted
        case .connectorConsentGranted: kind == .consentGranted && isOfRole(.cloudConnector)
        case .registrationConsentGranted: kind == .consentGranted && isOfRole(.userRegistration)
        case .applicationNamed: kind == .applicationNamed
        case .registrationCompleted: kind == .registrationCompleted
        case .tested: kind == .tested && isNoFailure
        case .active:
            kind == .enabled || (kind == .observed && data[ConnectionEvents.state] == .enabled)
        case .scopeChosen: kind == .scopeChanged
        case .landingPageSet: kind == .landingPageSet
        case .instanceConnected: kind == .instanceConnected
        case .compliancePolicyEnabled: kind == .policyEnabled
        case .accessPolicyCreated:
            kind == .accessPolicyCreated && data[PolicyEvents.controls]?.contains(.compliantDevice) == true
        case .identityServiceEnabled:
            kind == .identityServiceSet && data[InstanceEvents.isEnabled] == true
        case .identityMappingSet: kind == .mappingSet
        case .windowsComplianceEnabled: kind == .windowsSet && data[InstanceEvents.isEnabled] == true
        case .managementAppAdded: kind == .managementAppAdded
        case .customDomainAdded: kind == .domainAdded
        case .managementScopeSet:
            kind == .managementScopeSet && data[InstanceEvents.scope].known.map { $0 != .none } == true
        }
    }

    private func isFeature(_ feature: PartnerFeature) -> Bool {
        kind == .featureEnabled && data[PartnerSetupEvents.feature] == feature
    }

    private func isOfRole(_ role: ConsentRole) -> Bool { data[ConsentEvents.role] == role }
}

extension AdministratorConsole {
    /// Whether it is one of the tenant's own, not the device manager's.
    fileprivate var isMicrosoft: Bool {
        self == .azurePortal || self == .intuneAdminCenter || self == .entraAdminCenter
    }
}
