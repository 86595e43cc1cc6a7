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
        /// Numbers of devices, and of tenants as -1 and below.
        private var schedule = Schedule<Int>()
        private(set) var lives: [DeviceLife]
        private var tenants: [TenantLife]
        private var ready: [SimulatedFact] = []

        init(_ fleet: Fleet) {
            self.fleet = fleet
            tenants = (0..<fleet.plan.tenants).map { TenantLife(fleet, tenant: $0) }
            lives = (0..<fleet.plan.devices).map { DeviceLife(fleet, device: $0) }
            for life in tenants { schedule.add(-1 - life.tenant, at: life.next.nanoseconds) }
            for life in lives { schedule.add(life.device, at: life.next.nanoseconds) }
        }

        public mutating func next() -> SimulatedFact? {
            while ready.isEmpty {
                guard let time = schedule.time, time < fleet.plan.end.nanoseconds,
                    let actor = schedule.removeFirst()
                else { return nil }
                if actor < 0 {
                    let tenant = -1 - actor
                    ready = [tenants[tenant].step(in: fleet)]
                    if !tenants[tenant].isOver { schedule.add(actor, at: tenants[tenant].next.nanoseconds) }
                } else {
                    ready = lives[actor].step(in: fleet).reversed()
                    if !lives[actor].isOver { schedule.add(actor, at: lives[actor].next.nanoseconds) }
                }
            }
            return ready.popLast()
        }
    }
}
