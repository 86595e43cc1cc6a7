/// How a partner is connected.
public enum PartnerConnectionType: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case cloudConnector = 1
    case manual = 2
    case multiTenantApp = 3
    case mdmApp = 4

    public static let name = "PartnerConnectionType"
    public static let words = EnumerationWords(PartnerConnectionType.self)

    public var word: String { String(describing: self) }
}

/// Something of a device manager's that has to be switched on.
public enum PartnerFeature: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case deviceCompliance = 1
    case conditionalAccess = 2
    case enrollmentFactors = 3
    case windowsCompliance = 4
    case intelligence = 5

    public static let name = "PartnerFeature"
    public static let words = EnumerationWords(PartnerFeature.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .deviceCompliance: ["Device Compliance"]
        case .conditionalAccess: ["Conditional Access"]
        default: []
        }
    }
}

/// For what an application wants consent.
public enum ConsentRole: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case complianceUpdate = 1
    case cloudConnector = 2
    case userRegistration = 3
    case conditionalAccess = 4
    case other = 5

    public static let name = "ConsentRole"
    public static let words = EnumerationWords(ConsentRole.self)

    public var word: String { String(describing: self) }
}

/// For whom consent counts.
public enum ConsentScope: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case tenant = 1
    case person = 2

    public static let name = "ConsentScope"
    public static let words = EnumerationWords(ConsentScope.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .tenant: ["AllPrincipals"]
        case .person: ["Principal"]
        default: []
        }
    }
}

/// A permission that a partner's application is given.
public enum PartnerPermission: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case updateDeviceAttributes = 1
    case getDeviceCompliance = 2
    case getDataWarehouse = 3
    case managePartnerPolicies = 4
    case readUser = 5
    case readAllUsers = 6
    case readDirectory = 7
    case readGroups = 8
    case readDevices = 9
    case writeDevices = 10
    case readApplications = 11
    case other = 12

    public static let name = "PartnerPermission"
    public static let words = EnumerationWords(PartnerPermission.self)

    public var word: String {
        switch self {
        case .updateDeviceAttributes: "update_device_attributes"
        case .getDeviceCompliance: "get_device_compliance"
        case .getDataWarehouse: "get_data_warehouse"
        case .managePartnerPolicies: "manage_partner_compliance_policy"
        case .readUser: "User.Read"
        case .readAllUsers: "User.Read.All"
        case .readDirectory: "Directory.Read.All"
        case .readGroups: "Group.Read.All"
        case .readDevices: "Device.Read.All"
        case .writeDevices: "Device.ReadWrite.All"
        case .readApplications: "Application.Read.All"
        default: String(describing: self)
        }
    }
}

/// What a partner's address is for.
public enum AddressPurpose: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case enrollment = 1
    case remediation = 2
    case discovery = 3
    case termsOfUse = 4
    case consent = 5

    public static let name = "AddressPurpose"
    public static let words = EnumerationWords(AddressPurpose.self)

    public var word: String { String(describing: self) }
}

/// What an unknown computer's user is shown.
public enum LandingPage: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case registration = 1
    case accessDenied = 2
    case custom = 3

    public static let name = "LandingPage"
    public static let words = EnumerationWords(LandingPage.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .registration: ["default", "The Default Jamf Pro Device Registration Page"]
        case .accessDenied: ["Access Denied page"]
        default: []
        }
    }
}

/// For whom a partner works, in one word.
public enum ScopeMode: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case everybody = 1
    case groups = 2
    case nobody = 3

    public static let name = "ScopeMode"
    public static let words = EnumerationWords(ScopeMode.self)

    public var word: String { String(describing: self) }
}

/// By which attribute a person is found in another directory.
public enum IdentityAttribute: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case immutableID = 1
    case userPrincipalName = 2
    case mail = 3
    case objectGUID = 4
    case other = 5

    public static let name = "IdentityAttribute"
    public static let words = EnumerationWords(IdentityAttribute.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .immutableID: ["ImmutableId", "onPremisesImmutableId"]
        default: []
        }
    }
}

/// Whose devices may be managed.
public enum ManagementScope: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case none = 1
    case some = 2
    case all = 3

    public static let name = "ManagementScope"
    public static let words = EnumerationWords(ManagementScope.self)

    public var word: String { String(describing: self) }
}
