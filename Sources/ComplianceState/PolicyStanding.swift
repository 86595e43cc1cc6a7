public import EventCatalogue
public import LedgerModel

/// A policy of either kind at an instant, as it was last seen.
public struct PolicyStanding: Hashable, Sendable {
    public let tenant: TenantKey
    public let policy: Bits128
    public let kind: PolicyKind
    public let snapshot: StateSnapshot

    /// Nil where nothing is known of the policy at the snapshot's instant.
    public init?(tenant: TenantKey, policy: Bits128, kind: PolicyKind, snapshot: StateSnapshot) {
        guard !snapshot.states.isEmpty else { return nil }
        self.tenant = tenant
        self.policy = policy
        self.kind = kind
        self.snapshot = snapshot
    }

    /// The policy at an instant; nil where no event up to then speaks of it.
    public init?(_ policy: PolicyTimeline, asOf instant: Timestamp) {
        self.init(
            tenant: policy.tenant, policy: policy.policy, kind: policy.kind,
            snapshot: policy.timeline.state(asOf: instant))
    }

    /// What says how the policy stands: of an access policy its state, of a compliance policy that it is
    /// there.
    public var standing: RegionState? {
        snapshot[kind == .access ? .policy : .compliancePolicy]
            ?? snapshot.states.max { ($0.since, $0.position) < ($1.since, $1.position) }
    }

    public var isDeleted: Bool { standing?.value == .deleted }

    /// Whether an access policy is in force; nil where it is not said, and for a deleted policy.
    public var state: PolicyState? {
        guard let value = snapshot[.policy]?.value, value != .deleted, value.code != 0,
            value.code <= UInt8.max
        else { return nil }
        return PolicyState(rawValue: value.low)
    }

    /// How an access policy's controls are joined; nil where it has none, or does not say.
    public var grantOperator: GrantOperator? {
        snapshot[.policy].flatMap { $0.detail == 0 ? nil : GrantOperator(rawValue: $0.detail) }
    }

    /// An access policy's controls; nil where it has none, or does not say.
    public var controls: [GrantControl]? {
        snapshot[.policy]?.object.map { PolicyContent.controls($0) }
    }

    /// For which operating systems a compliance policy is.
    public var platform: Platform? {
        snapshot[.compliancePolicy].flatMap { $0.detail == 0 ? nil : Platform(rawValue: $0.detail) }
    }

    /// Since when to what and to whom it applies is the same; nil where it was never read, and for a deleted
    /// policy.
    public var scope: RegionState? { standing(in: .policyScope) }

    /// Since when a compliance policy does the same about devices that are not compliant; nil where it was
    /// never read, and for a deleted policy.
    public var actions: RegionState? { standing(in: .complianceActions) }

    private func standing(in region: Region) -> RegionState? {
        snapshot[region].flatMap { $0.value == .deleted ? nil : $0 }
    }
}
