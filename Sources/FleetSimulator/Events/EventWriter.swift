import EventCatalogue
import LedgerModel

/// Writes the events of one fact.
///
/// A class, so that the closures which fill an event may read what it knows while it writes.
final class EventWriter {
    let fact: SimulatedFact
    let tenant: TenantProfile
    /// The device's owner; the administrator where the fact is the tenant's.
    let person: PersonProfile
    /// Nil where the fact is the tenant's.
    let device: DeviceProfile?
    let fleet: Fleet
    private var made: [[UInt8]] = []

    init(_ fleet: Fleet, _ fact: SimulatedFact) {
        self.fleet = fleet
        self.fact = fact
        tenant = fleet.tenants[fact.tenant]
        if let index = fact.device {
            person = fleet.owner(of: index)
            device = fleet.profile(of: index, owner: person, registration: fact.registration)
        } else {
            person = tenant.administrator
            device = nil
        }
    }

    /// The events, in the order of their parts.
    func events() -> [[UInt8]] {
        switch fact.content {
        case .signIn(let row): signIn(row)
        case .change(let change): self.change(change)
        case .report(let report): self.report(report)
        case .step(let step): self.step(step)
        }
        return made
    }

    private func step(_ step: ScenarioStep) {
        var event = CloudEvent(step.definition, fact, part: 0, at: step.time)
        event.tenant(step.tenant)
        step.fill(&event)
        made.append(event.finished())
    }

    /// Writes one event: tenant first, then what `fill` adds.
    func write(_ definition: EventDefinition, _ fill: (inout CloudEvent) -> Void) {
        var event = CloudEvent(definition, fact, part: made.count)
        event.tenant(tenant)
        fill(&event)
        made.append(event.finished())
    }
}
