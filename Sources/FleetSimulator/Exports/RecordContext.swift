import LedgerModel

/// Who and what a fact's record names, computed once for its road.
struct RecordContext {
    let fact: SimulatedFact
    let tenant: TenantProfile
    let person: PersonProfile
    let device: DeviceProfile?
    let fleet: Fleet
    let isGraph: Bool
    let delivery: Delivery
    let version: Delivery.Version

    init(
        _ fleet: Fleet, _ fact: SimulatedFact, _ delivery: Delivery, isGraph: Bool,
        version: Delivery.Version = .final
    ) {
        self.fleet = fleet
        self.fact = fact
        self.delivery = delivery
        self.isGraph = isGraph
        self.version = version
        tenant = fleet.tenants[fact.tenant]
        if let index = fact.device {
            person = fleet.owner(of: index)
            device = fleet.profile(of: index, owner: person, registration: fact.registration)
        } else {
            person = tenant.administrator
            device = nil
        }
    }

    /// Whether the record says what only its first delivery says.
    func isPreliminary(_ revision: Delivery.Revision) -> Bool {
        version == .preliminary && delivery.revision == revision
    }

    /// The record's own id: the same by every road and in every version.
    var id: String {
        guard case .change = fact.content else { return fact.id.guidText }
        var random = SeededRandom(seed: fact.id.high, .record, 0)
        return "Directory_\(fact.correlation.guidText)_\(random.code(5))_\(fact.id.low % 1_000_000_000)"
    }
}
