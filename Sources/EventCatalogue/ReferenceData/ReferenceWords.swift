public import LedgerModel

extension ReferenceData {
    /// A device manager, a directory or an application of them.
    public enum Product: String, ReferenceWord {
        case maas360, ivanti, workspaceOne, jamf, intune, entra, fleet
        case authenticator, companyPortal, mobileAtWork, maas360App, intelligentHub, edge, boxer
        case operatingSystem

        /// The product that a source is an instance of, by the first word of its name; nil for a source that
        /// no document is about.
        public init?(_ source: SourceName) {
            guard case .token(let word)? = source.components.first,
                let product = Self.sources.first(where: { word.bytes.elementsEqual($0.word.utf8) })?.product
            else { return nil }
            self = product
        }

        private static let sources: [(word: String, product: Product)] = [
            ("entra", .entra), ("intune", .intune), ("jamf", .jamf), ("workspace-one", .workspaceOne),
            ("maas360", .maas360), ("ivanti", .ivanti), ("fleet", .fleet),
        ]
    }

    /// What a minimum or a platform is for.
    public enum Purpose: String, ReferenceWord {
        case complianceReporting
        /// Enrolment that is authenticated by Entra, with its factors.
        case mfaEnrollment
    }

    /// What a document says of the highest version.
    public enum UpperBound: String, ReferenceWord {
        /// Whatever is the vendor's latest supported version at the time: a bound that the vendor dates.
        case latestSupported
    }

    /// By which door a product's compliance reaches the directory.
    public enum Road: String, ReferenceWord {
        /// Intune's partner compliance management.
        case partnerCompliance
        /// Intune's partner device management, Jamf's older integration.
        case partnerDevice
        /// An application for mobile device management in the directory, for Windows.
        case mdmApplication
        /// A flow of the administrator's own that writes by Graph.
        case customConnector

        /// How Graph calls a partner of this road; nil where there is no partner.
        public var partnerKind: PartnerKind? {
            switch self {
            case .partnerCompliance: .complianceManagement
            case .partnerDevice: .deviceManagement
            case .mdmApplication, .customConnector: nil
            }
        }
    }

    public enum Support: String, ReferenceWord {
        case native
        /// By means that the product's own integration does not have.
        case otherMeans
        case unsupported
        /// The document lists platforms, and this one is not among them.
        case notNamed
    }

    /// How a Windows computer came into the directory.
    public enum Join: String, ReferenceWord {
        case joinedAtFirstStart, joinedBySettings, hybridAtFirstStart, hybridOtherwise, registered
    }

    /// Who decides whether a device is compliant.
    public enum Evaluator: String, ReferenceWord { case deviceManager, intune }

    /// What a device manager sends of a device.
    public enum Sent: String, ReferenceWord { case verdict, inventory }

    public enum Method: String, ReferenceWord { case authentication, tunnel, graph }

    /// What a broker is for.
    public enum BrokerPurpose: String, ReferenceWord { case registration, signOn }

    public enum SignOn: String, ReferenceWord {
        case `extension`, library, certificate, browser, operatingSystem
    }

    public enum LinkForm: String, ReferenceWord { case current, older }

    public enum CloudName: String, ReferenceWord {
        case global, usGovernmentHigh, usGovernmentDefense, china, germany
    }

    /// What bears a name.
    public enum Subject: String, ReferenceWord {
        case entra, entraTenant, entraPremiumP1, intune, intunePortal, workspaceOne, ivanti, ivantiNeurons
        case clientSecret, inventoryState, maas360Partner, workspaceOnePartner, jamfPartner
    }

    public enum NameUse: String, ReferenceWord {
        case official
        /// A short or an earlier form that is met beside it.
        case other
    }

    /// Which of MaaS360's two enrolment workflows; an account has one of them at a time.
    public enum Workflow: String, ReferenceWord { case existing, new }

    /// Who authenticates a person at enrolment.
    public enum Authenticator: String, ReferenceWord { case deviceManager, entra }

    /// Where a person's account is.
    public enum Provider: String, ReferenceWord { case activeDirectory, entra }

    /// The default authentication setting of an account.
    public enum AuthenticationSetting: String, ReferenceWord { case none, activeDirectory, entra, both }

    public enum Input: String, ReferenceWord { case userName, domain, password }

    public enum Page: String, ReferenceWord {
        /// The device manager's first page.
        case managerFirst
        /// The device manager's page after it.
        case managerNext
        /// The external login page of Microsoft.
        case microsoft
    }

    /// Which part of a document says it, where the document contradicts itself.
    public enum Reading: String, ReferenceWord { case table, procedure }

    public enum ManagerFactors: String, ReferenceWord { case single, two }

    public enum EntraFactors: String, ReferenceWord { case single, multi }

    /// What the result code of a sign-in decides.
    public enum ResultClass: String, ReferenceWord {
        case success
        /// A conditional access policy refused.
        case conditionalAccess
        /// The device could not prove what it is.
        case deviceAuthentication
        /// A partner's challenge is open.
        case externalControl
        /// A further factor was asked for.
        case challenge
        /// A further factor failed.
        case multifactor
        /// The flow stopped for something else than a factor.
        case interrupt
        /// Credentials, account or token were refused.
        case authentication
    }

    /// What a tolerance is of.
    public enum Allowance: String, ReferenceWord {
        case signInLogDelay, factorDetailDelay, accessTokenLifetime, continuousTokenLifetime
        case policyPropagation, complianceValidity, evaluationErrorHold, gracePeriod, weeklyReport
        case checkInterval, reportDelay, inventorySchedule, clientSignIn, removalAfterTermination
        case activityStampAge, silence, signInRetention, auditRetention, managementAuditRetention
        case unifiedAuditRetention, unifiedAuditDelay, inventoryExport, eventFeedRetention
    }

    public enum Unit: String, ReferenceWord {
        case minute, hour, day

        var seconds: Int64 {
            switch self {
            case .minute: 60
            case .hour: 3_600
            case .day: 86_400
            }
        }
    }

    public enum Account: String, ReferenceWord { case local, mobile, network }

    public enum PermissionHolder: String, ReferenceWord { case application, administrator }

    /// Where a permission holds.
    public enum PermissionService: String, ReferenceWord { case entra, graph, intune, jamf }

    public enum LicenceName: String, ReferenceWord {
        /// A premium plan that the document does not name.
        case entraPremium
        case entraPremiumP1, intune, intelligenceFreeTier
    }

    public enum LicenceHolder: String, ReferenceWord { case tenant, user }

    /// Who uses the words of a partner's states.
    public enum StateVocabulary: String, ReferenceWord { case graph, portal, provisioning }
}
