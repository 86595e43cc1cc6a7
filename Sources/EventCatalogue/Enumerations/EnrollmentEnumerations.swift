/// How a device manager asks who enrols.
public enum EnrollmentWorkflow: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case existing = 1
    case new = 2

    public static let name = "EnrollmentWorkflow"
    public static let words = EnumerationWords(EnrollmentWorkflow.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .new: ["mfa"]
        default: []
        }
    }
}

/// Which directory a device manager asks first.
public enum DefaultAuthentication: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case none = 1
    case activeDirectory = 2
    case entra = 3
    case both = 4

    public static let name = "DefaultAuthentication"
    public static let words = EnumerationWords(DefaultAuthentication.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .activeDirectory: ["AD", "Corporate (AD)"]
        case .entra: ["Azure AD", "Corporate (Entra)"]
        default: []
        }
    }
}

/// Who checked a password.
public enum AuthenticationProvider: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case activeDirectory = 1
    case entra = 2
    case manager = 3
    case federated = 4

    public static let name = "AuthenticationProvider"
    public static let words = EnumerationWords(AuthenticationProvider.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .activeDirectory: ["AD"]
        case .entra: ["Azure AD", "AAD"]
        default: []
        }
    }
}

/// Whose page took an input.
public enum AuthenticationPage: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case manager = 1
    case managerPassword = 2
    case microsoft = 3
    case other = 4

    public static let name = "AuthenticationPage"
    public static let words = EnumerationWords(AuthenticationPage.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .manager: ["MaaS360"]
        case .microsoft: ["Microsoft Login"]
        default: []
        }
    }
}

/// In which directory a person is.
public enum DirectoryUserKind: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case activeDirectory = 1
    case entra = 2
    case local = 3

    public static let name = "DirectoryUserKind"
    public static let words = EnumerationWords(DirectoryUserKind.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .activeDirectory: ["AD"]
        case .entra: ["Azure AD"]
        default: []
        }
    }
}

/// Why a device is enrolled.
public enum EnrollmentReason: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case rollout = 1
    case remediation = 2
    case replacement = 3
    case reenrollment = 4

    public static let name = "EnrollmentReason"
    public static let words = EnumerationWords(EnrollmentReason.self)

    public var word: String { String(describing: self) }
}

/// Whether a person typed something.
public enum InputSource: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case typed = 1
    case prefilled = 2

    public static let name = "InputSource"
    public static let words = EnumerationWords(InputSource.self)

    public var word: String { String(describing: self) }
}

/// Which browser opened the request.
public enum EnrollmentBrowser: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case edge = 1
    case safari = 2
    case chrome = 3
    case firefox = 4
    case inApp = 5
    case other = 6

    public static let name = "EnrollmentBrowser"
    public static let words = EnumerationWords(EnrollmentBrowser.self)

    public var word: String { String(describing: self) }
}

/// Where somebody was sent.
public enum RedirectTarget: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case microsoftSignIn = 1
    case managerPage = 2
    case enrollmentPortal = 3
    case companyPortal = 4
    case registrationPage = 5
    case accessDenied = 6
    case custom = 7

    public static let name = "RedirectTarget"
    public static let words = EnumerationWords(RedirectTarget.self)

    public var word: String { String(describing: self) }
}

/// How far an enrolment came that nobody went on with.
public enum AbandonedStep: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case request = 1
    case identifier = 2
    case password = 3
    case factor = 4
    case code = 5
    case profile = 6

    public static let name = "AbandonedStep"
    public static let words = EnumerationWords(AbandonedStep.self)

    public var word: String { String(describing: self) }
}

/// How many factors are asked for.
public enum FactorSetting: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case single = 1
    case two = 2
    case multi = 3

    public static let name = "FactorSetting"
    public static let words = EnumerationWords(FactorSetting.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .single: ["single-factor"]
        case .two: ["two-factor"]
        case .multi: ["MFA", "multi-factor"]
        default: []
        }
    }
}

/// Who asked for a factor.
public enum FactorProvider: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case entra = 1
    case manager = 2
    case other = 3

    public static let name = "FactorProvider"
    public static let words = EnumerationWords(FactorProvider.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .entra: ["Azure AD"]
        default: []
        }
    }
}

/// How a further factor reached the person.
public enum FactorChannel: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case approval = 1
    case textMessage = 2
    case call = 3
    case email = 4
    case appCode = 5
    case securityKey = 6
    case certificate = 7
    case platformCredential = 8
    case pass = 9
    case other = 10

    public static let name = "FactorChannel"
    public static let words = EnumerationWords(FactorChannel.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .approval: ["notification", "push"]
        case .textMessage: ["sms"]
        case .call: ["voice"]
        case .email: ["e-mail"]
        case .appCode: ["totp"]
        default: []
        }
    }
}
