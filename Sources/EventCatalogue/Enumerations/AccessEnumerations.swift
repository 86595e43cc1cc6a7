/// What conditional access did with a sign-in, as Entra's `conditionalAccessStatus` says. `success` also
/// means merely evaluated.
public enum ConditionalAccessStatus: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case success = 1
    case failure = 2
    case notApplied = 3
    case unknownFutureValue = 4

    public static let name = "ConditionalAccessStatus"
    public static let words = EnumerationWords(ConditionalAccessStatus.self)

    public var word: String { String(describing: self) }
}

/// What one policy did with a sign-in; results in report-only mode neither grant nor deny.
public enum PolicyResult: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case success = 1
    case failure = 2
    case notApplied = 3
    case notEnabled = 4
    case unknown = 5
    case unknownFutureValue = 6
    case reportOnlySuccess = 7
    case reportOnlyFailure = 8
    case reportOnlyNotApplied = 9
    case reportOnlyInterrupted = 10

    public static let name = "PolicyResult"
    public static let words = EnumerationWords(PolicyResult.self)

    public var word: String { String(describing: self) }
}

/// A control that a conditional access policy demands.
public enum GrantControl: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case block = 1
    case mfa = 2
    case compliantDevice = 3
    case domainJoinedDevice = 4
    case approvedApplication = 5
    case compliantApplication = 6
    case passwordChange = 7
    case termsOfUse = 8
    case authenticationStrength = 9
    case federatedMultiFactor = 10
    case riskRemediation = 11
    case unknownFutureValue = 12

    public static let name = "GrantControl"
    public static let words = EnumerationWords(GrantControl.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .mfa: ["requireMultifactorAuthentication", "Require multifactor authentication"]
        case .compliantDevice: ["requireCompliantDevice", "Require compliant device"]
        case .domainJoinedDevice:
            ["requireHybridAzureADJoinedDevice", "Require Hybrid Azure AD joined device"]
        case .approvedApplication: ["approvedClientApp", "Require approved client app"]
        case .compliantApplication: ["appProtectionPolicy", "Require app protection policy"]
        case .passwordChange: ["Require password change"]
        case .authenticationStrength: ["Require authentication strength"]
        default: []
        }
    }
}

/// Why access was decided as it was.
public enum AccessBasis: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case granted = 1
    case conditionalAccess = 2
    case deviceAuthentication = 3
    case externalControl = 4
    case authentication = 5
    case multifactor = 6
    case interrupt = 7
    case unclassified = 8
    case contradicted = 9

    public static let name = "AccessBasis"
    public static let words = EnumerationWords(AccessBasis.self)

    public var word: String { String(describing: self) }
}

/// Which kind of sign-in it was.
public enum SignInKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case interactiveUser = 1
    case nonInteractiveUser = 2
    case servicePrincipal = 3
    case managedIdentity = 4
    case unknownFutureValue = 5

    public static let name = "SignInKind"
    public static let words = EnumerationWords(SignInKind.self)

    public var word: String { String(describing: self) }
}

/// The kind of client that signed in.
public enum ClientApp: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case browser = 1
    case mobileAppsAndDesktopClients = 2
    case exchangeActiveSync = 3
    case imap = 4
    case pop = 5
    case authenticatedSMTP = 6
    case exchangeWebServices = 7
    case autodiscover = 8
    case mapi = 9
    case otherClients = 10
    case exchangeOnlinePowerShell = 11
    case offlineAddressBook = 12
    case outlookAnywhere = 13
    case reportingWebServices = 14
    case universalOutlook = 15

    public static let name = "ClientApp"
    public static let words = EnumerationWords(ClientApp.self)

    public var word: String {
        switch self {
        case .mapi: "mapiOverHTTP"
        default: String(describing: self)
        }
    }

    public var spellings: [String] {
        switch self {
        case .mobileAppsAndDesktopClients: ["Mobile Apps and Desktop clients"]
        case .exchangeActiveSync: ["Exchange ActiveSync"]
        case .imap: ["IMAP4"]
        case .pop: ["POP3"]
        case .authenticatedSMTP: ["Authenticated SMTP"]
        case .exchangeWebServices: ["Exchange Web Services"]
        case .autodiscover: ["AutoDiscover"]
        case .mapi: ["MAPI Over HTTP"]
        case .otherClients: ["Other clients", "other"]
        case .exchangeOnlinePowerShell: ["Exchange Online PowerShell"]
        case .offlineAddressBook: ["Offline Address Book"]
        case .outlookAnywhere: ["Outlook Anywhere (RPC over HTTP)"]
        case .reportingWebServices: ["Reporting Web Services"]
        case .universalOutlook: ["Universal Outlook"]
        default: []
        }
    }
}

/// The protocol by which a token was asked for.
public enum AuthenticationProtocol: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case none = 1
    case oAuth2 = 2
    case ropc = 3
    case wsFederation = 4
    case saml20 = 5
    case deviceCode = 6
    case authenticationTransfer = 7
    case nativeAuth = 8
    case implicitAccessTokenAndGetResponseMode = 9
    case unknownFutureValue = 10

    public static let name = "AuthenticationProtocol"
    public static let words = EnumerationWords(AuthenticationProtocol.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .ropc: ["rpoc"]
        default: []
        }
    }
}

/// How risky a sign-in was judged while it happened.
public enum RiskLevel: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case none = 1
    case low = 2
    case medium = 3
    case high = 4
    case hidden = 5
    case unknownFutureValue = 6

    public static let name = "RiskLevel"
    public static let words = EnumerationWords(RiskLevel.self)

    public var word: String { String(describing: self) }
}
