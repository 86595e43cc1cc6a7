import EventCatalogue
import LedgerModel

/// A tenant that tries a device manager out.
struct Company: Sendable {
    let scenario: Scenario
    let tenant: TenantProfile
    /// The partner's id at the tenant's own device manager, and its application.
    let partner: Bits128
    let app: Bits128
    let principal: Bits128
    /// The partner that takes over where there is one.
    let successor: (partner: Bits128, app: Bits128, principal: Bits128)
    /// Installations of the manager.
    let installations: [Bits128]
    /// The group whose people take part, and another one that is let in later.
    let groups: [Bits128]
    let policy: Bits128
    let accessPolicy: Bits128
    let location: Bits128
    let sku: Bits128
    let servicePlan: Bits128
    let secrets: [Bits128]
    private let plan: FleetPlan

    init(_ plan: FleetPlan, _ scenario: Scenario) {
        var random = SeededRandom(seed: plan.seed, .company, Int(scenario.rawValue))
        self.plan = plan
        self.scenario = scenario
        tenant = TenantProfile(seed: plan.seed, index: Self.firstIndex + Int(scenario.rawValue))
        partner = random.guid()
        app = random.guid()
        principal = random.guid()
        successor = (random.guid(), random.guid(), random.guid())
        installations = [random.guid(), random.guid()]
        groups = [random.guid(), random.guid()]
        policy = random.guid()
        accessPolicy = random.guid()
        location = random.guid()
        sku = random.guid()
        servicePlan = random.guid()
        secrets = [random.guid(), random.guid()]
    }

    /// Companies are numbered behind all tenants of a plan.
    private static let firstIndex = 1_001

    var administrator: PersonProfile { tenant.administrator }

    /// An instant of the plan, in thousandths of its length.
    func at(_ thousandths: Int) -> Timestamp {
        plan.start.adding(seconds: Int64(plan.days) * 86_400 * Int64(thousandths) / 1_000)
    }

    /// The nth person who takes part; nobody of the ordinary fleet.
    func person(_ number: Int) -> PersonProfile {
        PersonProfile(
            seed: plan.seed, index: 2_000_000 + Int(scenario.rawValue) * 10_000 + number,
            domain: tenant.domain)
    }
}
