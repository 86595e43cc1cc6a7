import LedgerModel

/// A fleet that follows the documented workflows, told fact by fact.
///
/// Facts come in order of time. Nothing is drawn from outside the plan: the same plan tells the same story in
/// the same bytes. Memory is that of one small state per device, whatever the number of days; each fact is
/// computed when it is asked for.
public struct FleetSimulation: Sequence, Sendable {
    public let plan: FleetPlan

    public init(_ plan: FleetPlan) { self.plan = plan }

    public func makeIterator() -> Iterator { Iterator(Fleet(plan)) }

    /// The facts as CloudEvents, one JSON text each; see ``FleetEvents``.
    public func events() -> FleetEvents { FleetEvents(plan: plan) }

    /// The facts as files in the vendors' own formats; see ``FleetExports``.
    public func exports(formats: ExportFormats = .all) -> FleetExports {
        FleetExports(plan: plan, formats: formats)
    }

    /// What was planted and what the outputs should amount to; see ``FleetTruth``.
    ///
    /// - Parameter formats: in which formats the exports are written that it speaks of.
    public func truth(formats: ExportFormats = .all) -> FleetTruth {
        FleetTruth(plan: plan, formats: formats)
    }

    public struct Iterator: IteratorProtocol, Sendable {
        let fleet: Fleet
        private var schedule = Schedule<Actor>()
        private(set) var lives: [DeviceLife]
        private var tenants: [TenantLife]
        private var stories: [ScenarioLife]
        private var ready: [SimulatedFact] = []

        /// Whose turn it is, by their numbers.
        private enum Actor: Sendable {
            case tenant(Int), device(Int), story(Int)
        }

        init(_ fleet: Fleet) {
            self.fleet = fleet
            tenants = (0..<fleet.plan.tenants).map { TenantLife(fleet, tenant: $0) }
            lives = (0..<fleet.plan.devices).map { DeviceLife(fleet, device: $0) }
            stories = ScenarioLife.all(of: fleet)
            for life in tenants { schedule.add(.tenant(life.tenant), at: life.next.nanoseconds) }
            for life in lives { schedule.add(.device(life.device), at: life.next.nanoseconds) }
            for (index, life) in stories.enumerated() {
                schedule.add(.story(index), at: life.next.nanoseconds)
            }
        }

        public mutating func next() -> SimulatedFact? {
            while ready.isEmpty {
                guard let time = schedule.time, time < fleet.plan.end.nanoseconds,
                    let actor = schedule.removeFirst()
                else { return nil }
                switch actor {
                case .tenant(let tenant):
                    ready = [tenants[tenant].step(in: fleet)]
                    if !tenants[tenant].isOver { schedule.add(actor, at: tenants[tenant].next.nanoseconds) }
                case .device(let device):
                    ready = lives[device].step(in: fleet).reversed()
                    if !lives[device].isOver { schedule.add(actor, at: lives[device].next.nanoseconds) }
                case .story(let index):
                    ready = stories[index].step(in: fleet)
                    if !stories[index].isOver { schedule.add(actor, at: stories[index].next.nanoseconds) }
                }
            }
            return ready.popLast()
        }
    }
}
