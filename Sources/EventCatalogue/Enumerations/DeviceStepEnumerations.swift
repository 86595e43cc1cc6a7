/// An app that signs a person in for others.
public enum BrokerApp: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case authenticator = 1
    case companyPortal = 2
    case other = 3

    public static let name = "BrokerApp"
    public static let words = EnumerationWords(BrokerApp.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .authenticator:
            ["com.azure.authenticator", "com.microsoft.azureauthenticator", "Microsoft Authenticator"]
        case .companyPortal: ["com.microsoft.CompanyPortalMac", "Company Portal"]
        default: []
        }
    }
}

/// How a computer joined the directory.
public enum JoinPath: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case outOfBox = 1
    case settings = 2
    case autopilot = 3
    case groupPolicy = 4
    case bulk = 5
    case other = 6

    public static let name = "JoinPath"
    public static let words = EnumerationWords(JoinPath.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .outOfBox: ["OOBE"]
        case .autopilot: ["Windows Autopilot"]
        default: []
        }
    }
}

/// What kind of account a person has on a computer.
public enum LocalAccountKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    /// Of the computer itself.
    case local = 1
    /// Of a directory, and kept on the computer.
    case mobile = 2
    /// Of a directory alone.
    case network = 3

    public static let name = "LocalAccountKind"
    public static let words = EnumerationWords(LocalAccountKind.self)

    public var word: String { String(describing: self) }
}

/// Why a device is managed no more.
public enum ManagementEnd: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case retired = 1
    case wiped = 2
    case unenrolled = 3
    case managementOff = 4
    case silent = 5
    case deleted = 6
    case superseded = 7

    public static let name = "ManagementEnd"
    public static let words = EnumerationWords(ManagementEnd.self)

    public var word: String { String(describing: self) }
}

/// By what road a verdict goes to the directory.
public enum ReportRoad: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case partnerCompliance = 1
    case mdmApp = 2
    case graph = 3
    case customConnector = 4
    case legacyInventory = 5

    public static let name = "ReportRoad"
    public static let words = EnumerationWords(ReportRoad.self)

    public var word: String { String(describing: self) }
}

/// What was asked of the directory about a device.
public enum ReportCall: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case register = 1
    case management = 2
    case compliance = 3
    case inventory = 4
    case withdrawal = 5
    case status = 6

    public static let name = "ReportCall"
    public static let words = EnumerationWords(ReportCall.self)

    public var word: String { String(describing: self) }
}

/// Why a person was written to.
public enum NotificationPurpose: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case registration = 1
    case nonCompliance = 2
    case enrollment = 3
    case retirement = 4
    case other = 5

    public static let name = "NotificationPurpose"
    public static let words = EnumerationWords(NotificationPurpose.self)

    public var word: String { String(describing: self) }
}

/// By what a person was written to.
public enum NotificationChannel: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case push = 1
    case email = 2
    case textMessage = 3
    case hub = 4
    case browser = 5

    public static let name = "NotificationChannel"
    public static let words = EnumerationWords(NotificationChannel.self)

    public var word: String { String(describing: self) }
}

/// A Microsoft app that access is tried with.
public enum OfficeApp: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case outlook = 1
    case word = 2
    case excel = 3
    case powerPoint = 4
    case oneDrive = 5
    case teams = 6
    case oneNote = 7
    case sharePoint = 8
    case edge = 9
    case authenticator = 10
    case companyPortal = 11
    case other = 12

    public static let name = "OfficeApp"
    public static let words = EnumerationWords(OfficeApp.self)

    public var word: String { String(describing: self) }
}

/// What came of opening an app.
public enum AppTestResult: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case opened = 1
    case refused = 2
    case promptedToRegister = 3
    case failed = 4

    public static let name = "AppTestResult"
    public static let words = EnumerationWords(AppTestResult.self)

    public var word: String { String(describing: self) }
}

/// What an assignment does.
public enum AssignmentIntent: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case required = 1
    case available = 2
    case uninstall = 3

    public static let name = "AssignmentIntent"
    public static let words = EnumerationWords(AssignmentIntent.self)

    public var word: String { String(describing: self) }
}

/// By what a named location is told.
public enum NetworkLocationKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case addresses = 1
    case countries = 2

    public static let name = "NetworkLocationKind"
    public static let words = EnumerationWords(NetworkLocationKind.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .addresses: ["ipNamedLocation"]
        case .countries: ["countryNamedLocation"]
        default: []
        }
    }
}

/// What a filter of a policy looks at.
public enum FilterTarget: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case applications = 1
    case devices = 2

    public static let name = "FilterTarget"
    public static let words = EnumerationWords(FilterTarget.self)

    public var word: String { String(describing: self) }
}

/// Whether what a filter finds is meant.
public enum FilterMode: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case include = 1
    case exclude = 2

    public static let name = "FilterMode"
    public static let words = EnumerationWords(FilterMode.self)

    public var word: String { String(describing: self) }
}

/// What a least version is asked of.
public enum VersionedComponent: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case operatingSystem = 1
    case manager = 2
    case managerApp = 3
    case broker = 4
    case companyPortal = 5
    case browser = 6

    public static let name = "VersionedComponent"
    public static let words = EnumerationWords(VersionedComponent.self)

    public var word: String { String(describing: self) }
}
