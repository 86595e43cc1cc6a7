public import EventCatalogue
public import LedgerModel

/// The history of one partner's connection to a tenant.
public struct ConnectionTimeline: Hashable, Sendable {
    public let tenant: TenantKey
    /// The partner's id at the tenant's device manager.
    public let connection: Bits128
    public let timeline: Timeline

    public init(tenant: TenantKey, connection: Bits128, facts: [Fact], inForce: InForce = InForce()) {
        self.tenant = tenant
        self.connection = connection
        timeline = Timeline(facts: facts, inForce: inForce)
    }

    /// The instants at which the partner was in contact, up to one; each once, in their order, each with the
    /// first event that says it.
    public func heartbeats(asOf instant: Timestamp) -> [(at: Timestamp, position: GlobalPosition)] {
        var out: [(at: Timestamp, position: GlobalPosition)] = []
        for fact in timeline.facts
        where fact.region == .connectionHeartbeat && fact.occurred <= instant && out.last?.at != fact.occurred
        {
            out.append((fact.occurred, fact.position))
        }
        return out
    }
}

/// A partner's connection at an instant, as it was last seen.
public struct ConnectionStanding: Hashable, Sendable {
    public let tenant: TenantKey
    public let connection: Bits128
    public let snapshot: StateSnapshot

    /// Nil where nothing is known of the connection at the snapshot's instant.
    public init?(tenant: TenantKey, connection: Bits128, snapshot: StateSnapshot) {
        guard !snapshot.states.isEmpty else { return nil }
        self.tenant = tenant
        self.connection = connection
        self.snapshot = snapshot
    }

    /// The connection at an instant; nil where no event up to then speaks of it.
    public init?(_ connection: ConnectionTimeline, asOf instant: Timestamp) {
        self.init(
            tenant: connection.tenant, connection: connection.connection,
            snapshot: connection.timeline.state(asOf: instant))
    }

    /// How it stands; nil where nothing says it.
    public var state: RegionState? { snapshot[.connectionState] }

    public var isDeleted: Bool { state?.value == .deleted }

    public var kind: PartnerKind? { state.flatMap { PartnerKind(rawValue: $0.detail) } }

    /// Whether the partner is set up for an operating system; nil where nothing says it.
    public func platform(_ platform: Platform) -> RegionState? {
        snapshot.tracks(.connectionPlatform).first { $0.object?.low == UInt64(platform.rawValue) }
    }

    /// When the partner was last in contact.
    public var lastHeartbeat: Timestamp? { snapshot[.connectionHeartbeat].map { $0.confirmed ?? $0.since } }

    /// For whom it works, by region; those that were read.
    public var assignments: [RegionState] { snapshot.states.filter { $0.region.isAssignment } }

    public var isConfigured: RegionState? { snapshot[.connectionConfigured] }

    /// Since when the connection stands as it does, and what proves it: of its state, else of what was said
    /// last.
    public var standing: RegionState? {
        state ?? snapshot.states.max { ($0.since, $0.position) < ($1.since, $1.position) }
    }
}
