import FleetSimulator
import LedgerModel
import Testing

struct FleetSimulationTests {
    @Test("the same plan gives the same bytes in every output, another seed others")
    func determinism() throws {
        let first = try SimulatedOutput(devices: 9, days: 12, seed: 1, faults: .all).digest()
        #expect(try SimulatedOutput(devices: 9, days: 12, seed: 1, faults: .all).digest() == first)
        #expect(try SimulatedOutput(devices: 9, days: 12, seed: 2, faults: .all).digest() != first)
    }

    @Test("facts come in order of time, within the plan")
    func order() throws {
        let plan = try FleetPlan(devices: 40, days: 20, seed: 3, tenants: 3, faults: .all)
        var last = plan.start
        var tenants: Set<Int> = []
        for fact in FleetSimulation(plan) {
            #expect(fact.time >= last)
            last = fact.time
            tenants.insert(fact.tenant)
            if let device = fact.device { #expect(device % plan.tenants == fact.tenant) }
        }
        #expect(last < plan.end)
        #expect(tenants == [0, 1, 2])
    }

    @Test("the first piece of a great fleet's long exports comes without making the rest")
    func laziness() throws {
        let plan = try FleetPlan(devices: 100_000, days: 3_650, seed: 4)
        let duration = ContinuousClock().measure {
            var exports = FleetSimulation(plan).exports().makeIterator()
            #expect(exports.next() != nil)
            var events = FleetSimulation(plan).events().makeIterator()
            #expect(events.next() != nil)
        }
        #expect(duration < .seconds(30))
    }
}
