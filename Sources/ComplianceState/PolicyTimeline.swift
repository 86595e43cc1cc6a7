public import EventCatalogue
public import LedgerModel

/// The history of one policy, be it for access or for compliance.
public struct PolicyTimeline: Hashable, Sendable {
    public let tenant: TenantKey
    public let policy: Bits128
    public let timeline: Timeline

    public init(tenant: TenantKey, policy: Bits128, facts: [Fact], inForce: InForce = InForce()) {
        self.tenant = tenant
        self.policy = policy
        timeline = Timeline(facts: facts, inForce: inForce)
    }

    /// What kind of policy it is, by its whole history.
    public var kind: PolicyKind { PolicyKind(timeline.intervals) }

    /// A policy for access at an instant; nil where no event up to then speaks of one.
    public func content(asOf instant: Timestamp) -> PolicyContent? {
        timeline.intervals.last { $0.region == .policy && $0.from <= instant }.map { PolicyContent($0) }
    }
}

/// What a policy decides.
public enum PolicyKind: String, Hashable, Sendable {
    /// Who gets in: a conditional access policy.
    case access
    /// Which devices are compliant: a policy of a device manager.
    case compliance

    /// By the intervals of a policy.
    public init(_ intervals: [Interval]) {
        self = intervals.contains { $0.region == .policy } ? .access : .compliance
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
        isDeleted = interval.value == .deleted
        let code = interval.value.code
        state = code == 0 || code > UInt8.max ? nil : PolicyState(rawValue: interval.value.low)
        grantOperator = interval.detail == 0 ? nil : GrantOperator(rawValue: interval.detail)
        controls = interval.object.map { Self.controls($0) }
    }

    /// The controls that the bits of a fact's object stand for.
    static func controls(_ bits: Bits128) -> [GrantControl] {
        GrantControl.allCases.filter { bits.low >> UInt64($0.rawValue) & 1 == 1 }
    }
}
