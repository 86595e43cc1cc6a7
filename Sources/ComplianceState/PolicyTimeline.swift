public import EventCatalogue
public import LedgerModel

/// The history of one conditional access policy.
public struct PolicyTimeline: Hashable, Sendable {
    public let tenant: TenantKey
    public let policy: Bits128
    public let timeline: Timeline

    public init(tenant: TenantKey, policy: Bits128, facts: [Fact], inForce: InForce = InForce()) {
        self.tenant = tenant
        self.policy = policy
        timeline = Timeline(facts: facts, inForce: inForce)
    }

    /// The policy at an instant; nil where no event up to then speaks of it.
    public func content(asOf instant: Timestamp) -> PolicyContent? {
        timeline.intervals.last { $0.region == .policy && $0.from <= instant }.map { PolicyContent($0) }
    }
}

/// What a policy demanded, for as long as an interval lasts.
public struct PolicyContent: Hashable, Sendable {
    public let interval: Interval
    /// Nil where it is not known, and for a deleted policy.
    public let state: PolicyState?
    public let isDeleted: Bool
    /// How the controls are joined; nil where the policy has none, or does not say.
    public let grantOperator: GrantOperator?
    /// In the order of their numbers; nil where the policy has none, or does not say.
    public let controls: [GrantControl]?

    public init(_ interval: Interval) {
        self.interval = interval
        isDeleted = interval.value == .deletedPolicy
        let code = interval.value.code
        state = code == 0 || code > UInt8.max ? nil : PolicyState(rawValue: interval.value.low)
        grantOperator = interval.detail == 0 ? nil : GrantOperator(rawValue: interval.detail)
        controls = interval.object.map { bits in
            GrantControl.allCases.filter { bits.low >> UInt64($0.rawValue) & 1 == 1 }
        }
    }
}
