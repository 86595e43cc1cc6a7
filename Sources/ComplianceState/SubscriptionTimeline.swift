public import LedgerModel

/// The history of one product that a tenant has subscribed to.
public struct SubscriptionTimeline: Hashable, Sendable {
    public let tenant: TenantKey
    /// The product's id.
    public let sku: Bits128
    public let timeline: Timeline

    public init(tenant: TenantKey, sku: Bits128, facts: [Fact], inForce: InForce = InForce()) {
        self.tenant = tenant
        self.sku = sku
        timeline = Timeline(facts: facts, inForce: inForce)
    }

}

/// A subscription at an instant, as it was last seen. Its units and plans are those of the event at the
/// state's position.
public struct SubscriptionStanding: Hashable, Sendable {
    public let tenant: TenantKey
    public let sku: Bits128
    public let state: RegionState

    /// Nil where nothing is known of the subscription at the snapshot's instant.
    public init?(tenant: TenantKey, sku: Bits128, snapshot: StateSnapshot) {
        guard let state = snapshot[.subscription] else { return nil }
        self.tenant = tenant
        self.sku = sku
        self.state = state
    }

    /// The subscription at an instant; nil where no event up to then speaks of it.
    public init?(_ subscription: SubscriptionTimeline, asOf instant: Timestamp) {
        self.init(
            tenant: subscription.tenant, sku: subscription.sku,
            snapshot: subscription.timeline.state(asOf: instant))
    }
}
