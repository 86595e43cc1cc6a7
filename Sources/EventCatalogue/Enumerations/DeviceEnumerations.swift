/// How a device stands with the directory.
public enum TrustType: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case workplace = 1
    case azureAD = 2
    case serverAD = 3

    public static let name = "TrustType"
    public static let words = EnumerationWords(TrustType.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .workplace:
            [
                "Workplace Joined", "Azure AD registered", "Microsoft Entra registered", "Workplace",
                "Registered",
            ]
        case .azureAD: ["AzureAD Joined", "Azure AD joined", "Microsoft Entra joined", "AzureAd"]
        case .serverAD:
            ["Domain Joined", "Hybrid Azure AD joined", "Microsoft Entra hybrid joined", "ServerAd"]
        default: []
        }
    }
}

/// An operating system family.
public enum Platform: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case windows = 1
    case macOS = 2
    case iOS = 3
    case iPadOS = 4
    case android = 5
    case linux = 6
    case chromeOS = 7
    case windowsPhone = 8
    case other = 9

    public static let name = "Platform"
    public static let words = EnumerationWords(Platform.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .macOS: ["Mac OS X", "Mac OS", "OSX", "MacMDM"]
        case .iOS: ["iPhone OS", "iPhone"]
        case .iPadOS: ["iPad"]
        case .android: ["AndroidForWork", "AndroidEnterprise"]
        case .chromeOS: ["Chrome OS"]
        case .windowsPhone: ["Windows Phone"]
        default: []
        }
    }
}

/// Where something about a device was seen.
public enum Witness: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case signIn = 1
    case auditLog = 2
    case deviceObject = 3
    case intune = 4
    case jamf = 5
    case workspaceOne = 6
    case maas360 = 7
    case ivanti = 8
    case fleet = 9
    case nanoMDM = 10

    public static let name = "Witness"
    public static let words = EnumerationWords(Witness.self)

    public var word: String { String(describing: self) }
}

/// Which service wrote a device's attribute in the directory.
public enum Reporter: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case intune = 1
    case deviceRegistration = 2
    case directorySync = 3
    case person = 4
    case application = 5

    public static let name = "Reporter"
    public static let words = EnumerationWords(Reporter.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .intune: ["Intune Compliance Client Prod", "Microsoft Intune"]
        case .deviceRegistration: ["Device Registration Service"]
        case .directorySync:
            [
                "Microsoft Azure AD Internal - Jit Provisioning", "AAD Connect", "DirectorySync",
                "Azure AD Connect",
            ]
        default: []
        }
    }
}

/// A property of a directory device object.
public enum DeviceProperty: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case deviceOSVersion = 1
    case displayName = 2
    case devicePhysicalIds = 3
    case deviceOSType = 4
    case deviceTrustType = 5
    case accountEnabled = 6
    case approximateLastLogon = 7
    case cloudAccountEnabled = 8
    case cloudDeviceOSType = 9
    case cloudDeviceOSVersion = 10
    case cloudDisplayName = 11
    case deviceManufacturer = 12
    case deviceModel = 13
    case isCompliant = 14
    case isManaged = 15
    case managementType = 16
    case registeredOwner = 17
    case registeredUsers = 18
    case profileType = 19
    case deviceCategory = 20
    case deviceOwnership = 21
    case enrollmentProfileName = 22
    case extensionAttributes = 23
    case deviceId = 24
    case bitLockerKey = 25
    case alternativeSecurityIds = 26
    case systemLabels = 27
    case isRooted = 28
    case domainName = 29
    case complianceExpiry = 30
    case enrollmentType = 31
    case registrationTime = 32
    case includedUpdatedProperties = 33
    case targetDevice = 34

    public static let name = "DeviceProperty"
    public static let words = EnumerationWords(DeviceProperty.self)

    public var word: String {
        switch self {
        case .deviceOSVersion: "DeviceOSVersion"
        case .displayName: "DisplayName"
        case .devicePhysicalIds: "DevicePhysicalIds"
        case .deviceOSType: "DeviceOSType"
        case .deviceTrustType: "DeviceTrustType"
        case .accountEnabled: "AccountEnabled"
        case .approximateLastLogon: "ApproximateLastLogonTimestamp"
        case .cloudAccountEnabled: "CloudAccountEnabled"
        case .cloudDeviceOSType: "CloudDeviceOSType"
        case .cloudDeviceOSVersion: "CloudDeviceOSVersion"
        case .cloudDisplayName: "CloudDisplayName"
        case .deviceManufacturer: "DeviceManufacturer"
        case .deviceModel: "DeviceModel"
        case .isCompliant: "IsCompliant"
        case .isManaged: "IsManaged"
        case .managementType: "DeviceManagementAppId"
        case .registeredOwner: "RegisteredOwner"
        case .registeredUsers: "RegisteredUsers"
        case .profileType: "ProfileType"
        case .deviceCategory: "DeviceCategory"
        case .deviceOwnership: "DeviceOwnership"
        case .enrollmentProfileName: "EnrollmentProfileName"
        case .extensionAttributes: "ExtensionAttributes"
        case .deviceId: "DeviceId"
        case .bitLockerKey: "BitLockerKey"
        case .alternativeSecurityIds: "AlternativeSecurityIds"
        case .systemLabels: "SystemLabels"
        case .isRooted: "IsRooted"
        case .domainName: "DomainName"
        case .complianceExpiry: "ComplianceExpirationDateTime"
        case .enrollmentType: "DeviceEnrollmentType"
        case .registrationTime: "RegistrationDateTime"
        case .includedUpdatedProperties: "Included Updated Properties"
        case .targetDevice: "TargetId.DeviceId"
        default: String(describing: self)
        }
    }

    public var spellings: [String] {
        switch self {
        case .approximateLastLogon: ["DeviceApproximateLastLogonTimestamp"]
        case .isCompliant: ["DeviceIsCompliant"]
        case .isManaged: ["DeviceIsManaged"]
        case .managementType: ["MDMAppId", "DeviceManagementType", "ManagementType"]
        case .profileType: ["RegisteredProfileType"]
        case .extensionAttributes: ["ExtensionAttribute1"]
        case .bitLockerKey: ["BitlockerKey"]
        case .alternativeSecurityIds: ["DeviceAlternativeSecurityIds", "DeviceKey", "DeviceKeyCredentials"]
        case .systemLabels: ["DeviceSystemMetadata", "DeviceSystemLabels"]
        case .isRooted: ["DeviceIsRooted"]
        case .complianceExpiry: ["DeviceComplianceExpirationDateTime", "ComplianceExpiryTime"]
        case .enrollmentType: ["EnrollmentType"]
        case .registrationTime: ["RegisteredDateTime"]
        case .targetDevice: ["TargetId.DeviceOSType", "TargetId.DeviceTrustType"]
        default: []
        }
    }
}

/// What a person is to a device.
public enum LinkRelation: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case owner = 1
    case user = 2

    public static let name = "LinkRelation"
    public static let words = EnumerationWords(LinkRelation.self)

    public var word: String { String(describing: self) }
}

/// Something done to a device for security's sake.
public enum SecurityAction: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case localPasswordRecovered = 1
    case bitLockerKeyRead = 2
    case bitLockerKeyAdded = 3
    case bitLockerKeyDeleted = 4
    case lockRequested = 5
    case unlockRequested = 6

    public static let name = "SecurityAction"
    public static let words = EnumerationWords(SecurityAction.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .localPasswordRecovered: ["Recover device local administrator password"]
        case .bitLockerKeyRead: ["Read BitLocker key"]
        case .bitLockerKeyAdded: ["Add BitLocker key"]
        case .bitLockerKeyDeleted: ["Delete BitLocker key"]
        default: []
        }
    }
}

/// Whose device it is.
public enum Ownership: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case company = 1
    case personal = 2
    case unknown = 3

    public static let name = "Ownership"
    public static let words = EnumerationWords(Ownership.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .company: ["corporate"]
        default: []
        }
    }
}

/// Whether the end of an enrolment was seen or concluded.
public enum RemovalEvidence: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case observed = 1
    case inferred = 2

    public static let name = "RemovalEvidence"
    public static let words = EnumerationWords(RemovalEvidence.self)

    public var word: String { String(describing: self) }
}

/// What a device manager concluded about a device; unknown is never non-compliant, nor compliant.
public enum ComplianceVerdict: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case compliant = 1
    case nonCompliant = 2
    case inGracePeriod = 3
    case conflict = 4
    case error = 5
    case unknown = 6
    case configManager = 7
    case indeterminate = 8
    case notApplicable = 9
    case remediated = 10
    case notAssigned = 11

    public static let name = "ComplianceVerdict"
    public static let words = EnumerationWords(ComplianceVerdict.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .nonCompliant: ["noncompliant", "Not compliant", "NotCompliant"]
        default: []
        }
    }
}
