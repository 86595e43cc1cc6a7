public import ComplianceState
public import EventCatalogue
public import LedgerModel

/// One person at an instant, as a list shows it.
public struct UserSummary: Hashable, Sendable {
    public let key: UserKey
    public let granted: Int
    public let denied: Int
    public let interrupted: Int
    public let lastGranted: Timestamp?
    public let lastDenied: Timestamp?
    /// The last fresh further factor.
    public let lastFactorSatisfied: Timestamp?
    public let lastFactorDenied: Timestamp?
    /// In the order of their numbers.
    public let methods: [AuthenticationMethod]
    /// Nil where nothing says it.
    public let isEnabled: Bool?
    /// Personal; nil where no private record that still stands has one.
    public let principalName: String?
    public let displayName: String?

    init(key: UserKey, tally: UserTally, principalName: String?, displayName: String?) {
        self.key = key
        granted = tally.granted
        denied = tally.denied
        interrupted = tally.interrupted
        lastGranted = tally.lastGranted?.at
        lastDenied = tally.lastDenied?.at
        lastFactorSatisfied = tally.lastFactorSatisfied?.at
        lastFactorDenied = tally.lastFactorDenied?.at
        methods = AuthenticationMethod.allCases.filter {
            $0 != .unrecognised && $0.rawValue < 64 && tally.methods >> UInt64($0.rawValue) & 1 == 1
        }
        isEnabled =
            tally.account == .unknown
            ? nil : tally.account.code == UInt16(RegionValue.Switch.enabled.rawValue)
        self.principalName = principalName
        self.displayName = displayName
    }
}

/// Which people are asked for.
public struct UserQuery: Hashable, Sendable {
    public var tenant: TenantKey?
    /// Compared byte by byte.
    public var principalName: String?
    /// For when; facts of that very instant count.
    public var instant: Timestamp
    /// Only people behind this one, in the order of their ids.
    public var after: IdentityID?
    /// How many at most; 1 to ``DeviceQuery/mostPerPage``.
    public var limit: Int

    public init(
        tenant: TenantKey? = nil, principalName: String? = nil, asOf instant: Timestamp,
        after: IdentityID? = nil,
        limit: Int = 100
    ) {
        self.tenant = tenant
        self.principalName = principalName
        self.instant = instant
        self.after = after
        self.limit = min(max(limit, 1), DeviceQuery.mostPerPage)
    }
}
