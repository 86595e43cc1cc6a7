/// What is a member of a group.
public enum MemberKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case user = 1
    case device = 2
    case servicePrincipal = 3
    case group = 4
    case other = 5

    public static let name = "MemberKind"
    public static let words = EnumerationWords(MemberKind.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .servicePrincipal: ["Service Principal", "ServicePrincipal"]
        default: []
        }
    }
}

/// Whether a conditional access policy is in force.
public enum PolicyState: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case enabled = 1
    case disabled = 2
    case reportOnly = 3

    public static let name = "PolicyState"
    public static let words = EnumerationWords(PolicyState.self)

    public var word: String {
        switch self {
        case .reportOnly: "enabledForReportingButNotEnforced"
        default: String(describing: self)
        }
    }

    public var spellings: [String] {
        switch self {
        case .reportOnly: ["reportOnly", "reporting"]
        default: []
        }
    }
}

/// How a policy joins its grant controls.
public enum GrantOperator: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case all = 1
    case any = 2

    public static let name = "GrantOperator"
    public static let words = EnumerationWords(GrantOperator.self)

    public var word: String {
        switch self {
        case .all: "AND"
        case .any: "OR"
        default: String(describing: self)
        }
    }
}

/// How an operation ended, as its source says.
public enum Outcome: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case success = 1
    case failure = 2
    case timeout = 3
    case unknownFutureValue = 4
    case clientError = 5
    case interrupted = 6

    public static let name = "Outcome"
    public static let words = EnumerationWords(Outcome.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .success: ["Succeeded"]
        case .failure: ["Failed"]
        default: []
        }
    }
}

/// Why a record became a generic observation.
public enum ObservationReason: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case noMapping = 1
    case failedOperation = 2
    case nothingChanged = 3
    case evidenceOnly = 4
    case detailMissing = 5
    case fieldUnreadable = 6

    public static let name = "ObservationReason"
    public static let words = EnumerationWords(ObservationReason.self)

    public var word: String { String(describing: self) }
}

/// What kind of source record an observation is.
public enum RecordCategory: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case signIn = 1
    case directoryAudit = 2
    case other = 3
    case deviceManagement = 4
    case deviceManagementAudit = 5
    case configuration = 6

    public static let name = "RecordCategory"
    public static let words = EnumerationWords(RecordCategory.self)

    public var word: String { String(describing: self) }
}

/// The category of a directory audit record.
public enum AuditCategory: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case applicationManagement = 1
    case authentication = 2
    case authorization = 3
    case device = 4
    case directoryManagement = 5
    case groupManagement = 6
    case policy = 7
    case resourceManagement = 8
    case roleManagement = 9
    case userManagement = 10
    case administrativeUnit = 11
    case deviceConfiguration = 12
    case entitlementManagement = 13
    case identityProtection = 14
    case provisioningManagement = 15
    case other = 16
    case kerberosDomain = 17
    case label = 18
    case permissionGrantPolicy = 19
    case contact = 20
    case attributeManagement = 21
    case crossTenant = 22

    public static let name = "AuditCategory"
    public static let words = EnumerationWords(AuditCategory.self)

    public var word: String {
        switch self {
        case .applicationManagement: "ApplicationManagement"
        case .authentication: "Authentication"
        case .authorization: "Authorization"
        case .device: "Device"
        case .directoryManagement: "DirectoryManagement"
        case .groupManagement: "GroupManagement"
        case .policy: "Policy"
        case .resourceManagement: "ResourceManagement"
        case .roleManagement: "RoleManagement"
        case .userManagement: "UserManagement"
        case .administrativeUnit: "AdministrativeUnit"
        case .deviceConfiguration: "DeviceConfiguration"
        case .entitlementManagement: "EntitlementManagement"
        case .identityProtection: "IdentityProtection"
        case .provisioningManagement: "ProvisioningManagement"
        case .other: "Other"
        case .kerberosDomain: "KerberosDomain"
        case .label: "Label"
        case .permissionGrantPolicy: "PermissionGrantPolicy"
        case .contact: "Contact"
        case .attributeManagement: "AttributeManagement"
        case .crossTenant: "CrossTenantAccessSettings"
        default: String(describing: self)
        }
    }

    public var spellings: [String] {
        switch self {
        case .device: ["DeviceManagement"]
        default: []
        }
    }
}
