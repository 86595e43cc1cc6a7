public import LedgerModel

extension ReferenceData {
    /// One step of a vendor's procedure by which a tenant is connected to a device manager.
    public struct OnboardingStep: ReferenceValue {
        public static let kind = ReferenceKind.onboardingStep

        public let procedure: OnboardingProcedure
        /// Its place in the procedure, from 1; no two steps of a procedure share one.
        public let order: Int64
        public let step: SetupStep
        /// Whether the procedure is incomplete without it, in each case.
        public let isNeeded: Bool

        public init(_ members: inout ReferenceMembers) throws(ReferenceDataFault) {
            procedure = try members.word("procedure")
            order = try members.number("order")
            step = try members.word("step")
            isNeeded = try members.flag("isNeeded")
        }

        public var key: [String] { [procedure.rawValue, step.rawValue] }

        public var cells: [(name: String, cell: ReferenceCell?)] {
            [
                ("procedure", ReferenceCell(procedure)),
                ("order", ReferenceCell(order)),
                ("step", ReferenceCell(step)),
                ("isNeeded", ReferenceCell(isNeeded)),
            ]
        }
    }

    /// By which procedure a device manager is connected.
    public enum OnboardingProcedure: String, ReferenceWord {
        case maas360, ivantiCore, workspaceOnePartner, workspaceOneWindows, jamfManual, jamfCloudConnector
    }

    /// What is done in a step of a procedure.
    public enum SetupStep: String, ReferenceWord {
        case featureEnabled, licencesAssigned, administratorSignedIn, directorySyncConfigured
        case intelligenceOptedIn, partnerAdded, assigned, directorySynced, applicationRegistered
        /// What the device manager needs to reach the tenant was set: ids, a secret, the type of connection.
        case configured
        case consentRequested, consentGranted
        /// Consent to the application that connects.
        case connectorConsentGranted
        /// Consent to the application by which people register.
        case registrationConsentGranted
        /// The application's id was given to the tenant's own device manager.
        case applicationNamed
        case registrationCompleted, tested, active
        /// For whom the device manager works was chosen there.
        case scopeChosen
        case landingPageSet, instanceConnected, compliancePolicyEnabled, accessPolicyCreated
        case identityServiceEnabled, identityMappingSet, windowsComplianceEnabled, managementAppAdded
        case customDomainAdded, managementScopeSet
    }

    /// The steps of a procedure that documents stated at an instant, in their order.
    public func onboarding(
        by procedure: OnboardingProcedure, at instant: Timestamp
    ) -> [ReferenceRow<OnboardingStep>] {
        onboardingSteps.inForce(at: instant).filter { $0.value.procedure == procedure }
            .sorted { $0.value.order < $1.value.order }
    }
}
