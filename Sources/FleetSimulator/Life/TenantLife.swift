import LedgerModel

/// What a tenant's administrator does: brings the device manager in, makes policies, enables one later.
struct TenantLife: Sendable {
    let tenant: Int
    private var done = 0
    private var random: SeededRandom
    /// When the next step happens.
    private(set) var next: Timestamp

    private static let changes: [DirectoryChange] = [
        .principalAdded, .consentGiven, .roleAssigned, .policyAdded(.multifactor),
        .policyAdded(.compliantDevice), .policyAdded(.portalReport), .policyEnabled(.compliantDevice),
    ]

    init(_ fleet: Fleet, tenant: Int) {
        self.tenant = tenant
        random = SeededRandom(seed: fleet.plan.seed, .tenantLife, tenant)
        next = fleet.plan.start.adding(nanoseconds: Int64(1 + random.below(600_000_000)) * 100)
    }

    var isOver: Bool { done >= Self.changes.count }

    /// What happens at ``next``; then sets the next instant. The policy is enabled at the fleet's
    /// ``Fleet/enforced``.
    mutating func step(in fleet: Fleet) -> SimulatedFact {
        var draw = SeededRandom(seed: fleet.plan.seed, .fact, -1 - tenant, done)
        let made = SimulatedFact(
            time: next, tenant: tenant, device: nil, fault: nil, id: draw.guid(), correlation: draw.guid(),
            content: .change(Self.changes[done]))
        done += 1
        next =
            done == Self.changes.count - 1
            ? fleet.enforced : next.adding(nanoseconds: Int64(1 + random.below(600_000_000)) * 100)
        return made
    }
}
