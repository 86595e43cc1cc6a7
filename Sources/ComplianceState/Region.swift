public import EventCatalogue

/// One independent side of a subject's state. Regions never decide one another, and each has its own facts.
///
/// The raw values are stable. What a region's codes mean is said by ``RegionValue``.
public enum Region: UInt8, CaseIterable, Hashable, Sendable {
    /// With the device manager.
    case enrolment = 1
    /// The authentication broker on the device.
    case broker = 2
    /// With the directory.
    case registration = 3
    /// The directory's flag, as it was seen.
    case management = 4
    /// First witness: what a device manager concluded; one track per compliance policy, and one per manager
    /// for its verdicts that name none.
    case complianceEvaluated = 5
    /// Second witness: what was told to the directory, and how far that got.
    case complianceReported = 6
    /// Third witness: the directory's flag, as it was seen.
    case complianceObserved = 7
    case platform = 8
    case trustType = 9
    /// Whether the directory object is enabled.
    case enabled = 10
    /// The registered owner, of whom there is one.
    case owner = 11
    /// A registered user; one track per person.
    case user = 12
    /// What the device manager told the directory about managing the device.
    case managementSignalled = 13
    case ownership = 14
    /// Whether a device manager's inventory held the device; absence from one says nothing.
    case inventory = 15
    /// Whether a device manager hears of the device; one track per manager. See ``SilenceRule``.
    case contact = 16
    /// Whether the device is on its way into the directory, or did not get in; ends where it is registered.
    case registrationAttempt = 17
    /// What happened to a device and changes no other region; no state, each stands alone.
    case step = 18

    /// A person's sign-ins; no state, each stands alone.
    case signIn = 32
    /// A person's further factors; no state, each stands alone.
    case factor = 33
    /// A person's registered methods; one track per method.
    case method = 34
    /// Whether a person's account is enabled.
    case account = 35
    /// A person's licences; one track per subscription.
    case licence = 36

    /// A conditional access policy's state, operator and controls.
    case policy = 64
    /// Whether an application has a service principal.
    case application = 65
    case consent = 66
    /// Permissions of an application; one track per service principal.
    case permission = 67
    /// To what and to whom a policy of either kind applies.
    case policyScope = 68
    /// Whether a compliance policy is there, and in which version.
    case compliancePolicy = 69

    /// How a partner's connection stands.
    case connectionState = 96
    /// Whether a partner is set up; one track per operating system.
    case connectionPlatform = 97
    /// When a partner was in contact.
    case connectionHeartbeat = 98
    /// For whom a partner works, whatever the operating system.
    case connectionAssignment = 99
    case connectionAssignmentIOS = 100
    case connectionAssignmentMacOS = 101
    case connectionAssignmentAndroid = 102
    case connectionAssignmentWindows = 103
    /// Whether a partner is configured.
    case connectionConfigured = 104
    /// What a tenant has subscribed to: whether it can be used, its units and its plans.
    case subscription = 105
    /// What a compliance policy does about devices that are not compliant.
    case complianceActions = 106
    /// For how many days a tenant has compliance be valid; see ``ValidityPeriods``.
    case complianceValidity = 107

    /// What is configured, and told by few events: its intervals are always folded from all facts.
    public var isConfiguration: Bool {
        switch self {
        case .policyScope, .compliancePolicy, .complianceActions, .connectionState, .connectionPlatform,
            .connectionHeartbeat, .connectionConfigured, .subscription, .complianceValidity:
            true
        default: isAssignment
        }
    }

    /// For whom a partner works.
    public var isAssignment: Bool {
        rawValue >= Self.connectionAssignment.rawValue
            && rawValue <= Self.connectionAssignmentWindows.rawValue
    }

    /// The region of a partner's assignments: for one operating system, or for all where none is named. Nil
    /// for one that no partner works on.
    public static func assignment(of platform: Platform?) -> Region? {
        switch platform {
        case nil: .connectionAssignment
        case .iOS, .iPadOS: .connectionAssignmentIOS
        case .macOS: .connectionAssignmentMacOS
        case .android: .connectionAssignmentAndroid
        case .windows: .connectionAssignmentWindows
        default: nil
        }
    }

    /// Whether each fact stands alone, so that there is nothing that lasts.
    public var isMomentary: Bool { self == .signIn || self == .factor || self == .step }

    /// Whether ``Fact/object`` names the track, so that values for several objects hold at once.
    public var hasTrackPerObject: Bool {
        switch self {
        case .complianceEvaluated, .contact, .user, .method, .licence, .permission, .connectionPlatform: true
        default: false
        }
    }

    /// Whether the object stands for who tells, by ``Fact/detail``.
    func objectIsTeller(_ detail: UInt8) -> Bool {
        self == .contact || (self == .complianceEvaluated && detail != 0)
    }

    /// Whether it is told by steps of a registration, which are one story.
    public var isOfRegistration: Bool { self == .registration || self == .registrationAttempt }

    /// Whether what is said in it ends by what is said in another region: see ``Timeline``.
    public var endsByRegistration: Bool { self == .registrationAttempt || isOfDirectoryObject }

    /// What is said of the object in the directory, and goes with it.
    var isOfDirectoryObject: Bool {
        switch self {
        case .management, .complianceObserved, .trustType, .enabled, .owner, .user: true
        default: false
        }
    }

    /// Whether the object is a random identity, which no digest may depend on.
    var objectIsIdentity: Bool { self == .owner || self == .user }

    /// Its name in rows and reports.
    public var word: String {
        switch self {
        case .complianceEvaluated: "compliance-evaluated"
        case .complianceReported: "compliance-reported"
        case .complianceObserved: "compliance-observed"
        case .trustType: "trust-type"
        case .registrationAttempt: "registration-attempt"
        case .step: "device-step"
        case .managementSignalled: "management-signalled"
        case .signIn: "sign-in"
        case .policyScope: "policy-scope"
        case .compliancePolicy: "compliance-policy"
        case .complianceActions: "compliance-actions"
        case .complianceValidity: "compliance-validity"
        case .connectionState: "connection-state"
        case .connectionPlatform: "connection-platform"
        case .connectionHeartbeat: "connection-heartbeat"
        case .connectionAssignment: "connection-assignment"
        case .connectionAssignmentIOS: "connection-assignment-ios"
        case .connectionAssignmentMacOS: "connection-assignment-macos"
        case .connectionAssignmentAndroid: "connection-assignment-android"
        case .connectionAssignmentWindows: "connection-assignment-windows"
        case .connectionConfigured: "connection-configured"
        default: String(describing: self)
        }
    }

    /// The region of a name.
    public init?(word: String) {
        guard let region = Self.allCases.first(where: { $0.word.utf8.elementsEqual(word.utf8) }) else {
            return nil
        }
        self = region
    }
}
