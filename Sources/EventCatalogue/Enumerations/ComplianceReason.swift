/// Why a device manager found a device not compliant, as far as one word says it.
///
/// The words are Ivanti's published ones, in this catalogue's spelling, and what the other managers say that
/// none of these has. Names of policies and rules are free text and stand in private records.
public enum ComplianceReason: UInt8, CatalogueEnumeration {
    case unrecognised = 0
    case appControl = 1
    case allowedApps = 2
    case disallowedApps = 3
    case requiredApps = 4
    case autoBlock = 5
    /// Jailbroken, rooted, or tampered with.
    case compromised = 6
    /// Encryption of what the device stores.
    case dataProtection = 7
    case deviceAdminDeactivated = 8
    case outOfContact = 9
    case exchange = 10
    case hardwareVersion = 11
    case loggedOut = 12
    case manual = 13
    case osVersion = 14
    case mailboxLimit = 15
    case policyOutOfDate = 16
    /// The source says that it does not know.
    case unknown = 17
    case passcode = 18
    /// A policy of the manager's, which one is private.
    case policyViolated = 19
    /// A rule of the manager's, which one is private.
    case ruleViolated = 20
    case quarantined = 21
    case blocked = 22
    /// It is no member of the group of compliant devices any more.
    case leftComplianceGroup = 23
    case noPolicyAssigned = 24
    /// The person whose device it is does not exist, or may not use the manager.
    case userMissing = 25

    public static let name = "ComplianceReason"
    public static let words = EnumerationWords(ComplianceReason.self)

    public var word: String { String(describing: self) }

    public var spellings: [String] {
        switch self {
        case .appControl: ["APP_CONTROL"]
        case .allowedApps: ["ALLOWED_APP_CONTROL"]
        case .disallowedApps: ["DISALLOWED_APP_CONTROL"]
        case .requiredApps: ["REQUIRED_APP_CONTROL"]
        case .autoBlock: ["AUTO_BLOCK"]
        case .dataProtection: ["DATA_PROTECTION"]
        case .deviceAdminDeactivated: ["DEVICE_ADMIN_DEACTIVE"]
        case .outOfContact: ["DEVICE_OUT_OF_CONTACT"]
        case .hardwareVersion: ["HW_VERSION"]
        case .loggedOut: ["LOGGED_OUT"]
        case .osVersion: ["OS_VERSION"]
        case .mailboxLimit: ["PER_MAILBOX_LIMIT"]
        case .policyOutOfDate: ["POLICY_OUT_OF_DATE"]
        default: []
        }
    }
}
