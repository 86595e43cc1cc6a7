/// How a device stands with its manager.
public enum ManagementState: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case managed = 1
    case retirePending = 2
    case retireFailed = 3
    case wipePending = 4
    case wipeFailed = 5
    case unhealthy = 6
    case deletePending = 7
    case retireIssued = 8
    case wipeIssued = 9
    case wipeCanceled = 10
    case retireCanceled = 11
    case discovered = 12

    public static let name = "ManagementState"
    public static let words = EnumerationWords(ManagementState.self)

    public var word: String { String(describing: self) }
}

/// By what a device is managed.
public enum ManagementAgent: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case eas = 1
    case mdm = 2
    case easMdm = 3
    case intuneClient = 4
    case easIntuneClient = 5
    case configurationManagerClient = 6
    case configurationManagerClientMdm = 7
    case configurationManagerClientMdmEas = 8
    case unknown = 9
    case jamf = 10
    case googleCloudDevicePolicyController = 11
    case microsoft365ManagedMdm = 12
    case msSense = 13

    public static let name = "ManagementAgent"
    public static let words = EnumerationWords(ManagementAgent.self)

    public var word: String { String(describing: self) }
}

/// How a device manager says that a device stands with the directory.
public enum RegistrationState: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case notRegistered = 1
    case registered = 2
    case revoked = 3
    case keyConflict = 4
    case approvalPending = 5
    case certificateReset = 6
    case notRegisteredPendingEnrollment = 7
    case unknown = 8

    public static let name = "RegistrationState"
    public static let words = EnumerationWords(RegistrationState.self)

    public var word: String { String(describing: self) }
}

/// How the connection of a partner stands.
public enum PartnerState: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case unknown = 1
    case unavailable = 2
    case enabled = 3
    case terminated = 4
    case rejected = 5
    case unresponsive = 6

    public static let name = "PartnerState"
    public static let words = EnumerationWords(PartnerState.self)

    public var word: String { String(describing: self) }
}

/// What a partner does for a tenant.
public enum PartnerKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case complianceManagement = 1
    case deviceManagement = 2

    public static let name = "PartnerKind"
    public static let words = EnumerationWords(PartnerKind.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .complianceManagement: ["ComplianceManagementPartner"]
        case .deviceManagement: ["DeviceManagementPartner"]
        default: []
        }
    }
}

/// Whose application a partner uses.
public enum PartnerAppType: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case unknown = 1
    case singleTenantApp = 2
    case multiTenantApp = 3

    public static let name = "PartnerAppType"
    public static let words = EnumerationWords(PartnerAppType.self)

    public var word: String { String(describing: self) }
}

/// What was done to something that is configured.
public enum ConfigurationChange: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case created = 1
    case changed = 2
    case deleted = 3
    case assigned = 4
    case terminated = 5

    public static let name = "ConfigurationChange"
    public static let words = EnumerationWords(ConfigurationChange.self)

    public var word: String { String(describing: self) }
}

/// Whether what a tenant has subscribed to can be used.
public enum CapabilityStatus: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case enabled = 1
    case warning = 2
    case suspended = 3
    case deleted = 4
    case lockedOut = 5

    public static let name = "CapabilityStatus"
    public static let words = EnumerationWords(CapabilityStatus.self)

    public var word: String { String(describing: self) }
}

/// A report that a source exports in batches.
public enum BatchedReport: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case devices = 1
    case deviceComplianceOrg = 2

    public static let name = "BatchedReport"
    public static let words = EnumerationWords(BatchedReport.self)

    public var word: String { String(describing: self) }
}
