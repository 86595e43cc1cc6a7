/// A set of applications that a conditional access policy names by a word of its own.
public enum ApplicationSet: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case office365 = 1
    case microsoftAdminPortals = 2

    public static let name = "ApplicationSet"
    public static let words = EnumerationWords(ApplicationSet.self)

    public var word: String {
        switch self {
        case .office365: "Office365"
        case .microsoftAdminPortals: "MicrosoftAdminPortals"
        default: String(describing: self)
        }
    }
}

/// A kind of client that a conditional access policy is about.
public enum PolicyClientApp: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case all = 1
    case browser = 2
    case mobileAppsAndDesktopClients = 3
    case exchangeActiveSync = 4
    case easSupported = 5
    case other = 6
    case unknownFutureValue = 7

    public static let name = "PolicyClientApp"
    public static let words = EnumerationWords(PolicyClientApp.self)

    public var word: String { String(describing: self) }
}

/// An operating system that a conditional access policy is about.
public enum PolicyPlatform: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case all = 1
    case android = 2
    case iOS = 3
    case windows = 4
    case windowsPhone = 5
    case macOS = 6
    case linux = 7
    case unknownFutureValue = 8

    public static let name = "PolicyPlatform"
    public static let words = EnumerationWords(PolicyPlatform.self)

    public var word: String { String(describing: self) }
}

/// What a device manager does about a device that is not compliant.
public enum NonComplianceAction: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case noAction = 1
    case notification = 2
    case block = 3
    case retire = 4
    case wipe = 5
    case removeResourceAccessProfiles = 6
    case pushNotification = 7
    case remoteLock = 8

    public static let name = "NonComplianceAction"
    public static let words = EnumerationWords(NonComplianceAction.self)

    public var word: String { String(describing: self) }
}
