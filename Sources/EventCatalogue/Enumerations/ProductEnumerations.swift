/// A device manager, whoever makes it; old names of a product are spellings of its present one.
public enum ManagerProduct: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case intune = 1
    case maas360 = 2
    case ivantiEPMM = 3
    case ivantiNeurons = 4
    case workspaceOne = 5
    case jamfPro = 6
    case fleet = 7
    case nanoMDM = 8
    case microMDM = 9
    case other = 10

    public static let name = "ManagerProduct"
    public static let words = EnumerationWords(ManagerProduct.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .ivantiEPMM: ["MobileIron Core", "MobileIron", "Ivanti EPMM"]
        case .ivantiNeurons: ["MobileIron Cloud", "Ivanti Neurons for MDM"]
        case .workspaceOne: ["AirWatch", "VMware Workspace ONE", "Omnissa Workspace ONE"]
        case .jamfPro: ["Jamf", "Casper Suite"]
        default: []
        }
    }
}

/// Which of the identity provider's clouds a tenant is in.
public enum Cloud: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case global = 1
    case usGovernmentHigh = 2
    case usGovernmentDefense = 3
    case china = 4
    case germany = 5

    public static let name = "Cloud"
    public static let words = EnumerationWords(Cloud.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .global: ["public", "GCC"]
        case .usGovernmentHigh: ["GCC High", "US Government L4"]
        case .usGovernmentDefense: ["DoD", "US Government L5"]
        case .china: ["21Vianet"]
        default: []
        }
    }
}

/// What made something happen.
public enum Trigger: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case manual = 1
    case scheduled = 2
    case automatic = 3
    case stateChange = 4
    case checkIn = 5
    case saved = 6

    public static let name = "Trigger"
    public static let words = EnumerationWords(Trigger.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .automatic: ["event"]
        default: []
        }
    }
}

/// Who switched a feature on.
public enum EnablingParty: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case vendorSupport = 1
    case vendorUpgrade = 2
    case administrator = 3

    public static let name = "EnablingParty"
    public static let words = EnumerationWords(EnablingParty.self)

    public var word: String { String(describing: self) }
}

/// Where an administrator signed in.
public enum AdministratorConsole: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case intuneAdminCenter = 1
    case azurePortal = 2
    case entraAdminCenter = 3
    case managerConsole = 4
    case commandLine = 5
    case other = 6

    public static let name = "AdministratorConsole"
    public static let words = EnumerationWords(AdministratorConsole.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .intuneAdminCenter: ["Endpoint Manager", "endpoint.microsoft.com"]
        case .azurePortal: ["portal.azure.com"]
        default: []
        }
    }
}

/// By what an administrator used a console.
public enum ConsoleChannel: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case browser = 1
    case desktopApp = 2
    case api = 3

    public static let name = "ConsoleChannel"
    public static let words = EnumerationWords(ConsoleChannel.self)

    public var word: String { String(describing: self) }
}

/// What an administrator may do there, as far as one word says it.
public enum AdministratorPrivilege: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case full = 1
    case conditionalAccess = 2
    case compliance = 3
    case application = 4
    case readOnly = 5
    case other = 6

    public static let name = "AdministratorPrivilege"
    public static let words = EnumerationWords(AdministratorPrivilege.self)

    public var word: String { String(describing: self) }
}

/// What has to be there before a device manager can report.
public enum Prerequisite: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case managerVersion = 1
    case directoryPremium = 2
    case intuneSubscription = 3
    case userLicences = 4
    case directorySync = 5
    case groupsImported = 6
    case administratorConsent = 7
    case conditionalAccess = 8
    case brokerAvailable = 9
    case enterpriseAndroid = 10
    case customDomain = 11

    public static let name = "Prerequisite"
    public static let words = EnumerationWords(Prerequisite.self)

    public var word: String { String(describing: self) }
}

/// By what people and groups come from one directory into another.
public enum DirectorySyncKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case entraConnect = 1
    case cloudSync = 2
    case managerDirectory = 3
    case provisioning = 4

    public static let name = "DirectorySyncKind"
    public static let words = EnumerationWords(DirectorySyncKind.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .entraConnect: ["Azure AD Connect", "AAD Connect"]
        default: []
        }
    }
}

/// Who runs an installation of a device manager.
public enum InstanceHosting: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    /// The product's vendor, as Jamf Cloud.
    case vendorCloud = 1
    /// Its owner, on machines of its own.
    case onPremises = 2

    public static let name = "InstanceHosting"
    public static let words = EnumerationWords(InstanceHosting.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .vendorCloud: ["Jamf Cloud"]
        case .onPremises: ["on-premise", "on-premises"]
        default: []
        }
    }
}
