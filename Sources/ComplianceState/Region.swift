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
    /// First witness: what the device manager concluded; one track per compliance policy.
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

    /// A person's sign-ins; no state, each stands alone.
    case signIn = 32
    /// A person's further factors; no state, each stands alone.
    case factor = 33
    /// A person's registered methods; one track per method.
    case method = 34
    /// Whether a person's account is enabled.
    case account = 35

    /// A conditional access policy's state, operator and controls.
    case policy = 64
    /// Whether an application has a service principal.
    case application = 65
    case consent = 66
    /// Permissions of an application; one track per service principal.
    case permission = 67

    /// Whether each fact stands alone, so that there is nothing that lasts.
    public var isMomentary: Bool { self == .signIn || self == .factor }

    /// Whether ``Fact/object`` names the track, so that values for several objects hold at once.
    public var hasTrackPerObject: Bool {
        switch self {
        case .complianceEvaluated, .user, .method, .permission: true
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
        case .managementSignalled: "management-signalled"
        case .signIn: "sign-in"
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
