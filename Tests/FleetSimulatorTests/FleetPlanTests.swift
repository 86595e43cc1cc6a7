import FleetSimulator
import LedgerModel
import Testing

struct FleetPlanTests {
    @Test("a number out of its range is refused by name", arguments: [0, -1, 1_000_001, Int.max, Int.min])
    func ranges(count: Int) {
        let error = #expect(throws: FleetPlanError.self) { try FleetPlan(devices: count, days: 1, seed: 0) }
        #expect(error?.field == "devices")
        #expect(error?.found == count)
        #expect(throws: FleetPlanError.self) { try FleetPlan(devices: 1, days: count, seed: 0) }
        #expect(throws: FleetPlanError.self) { try FleetPlan(devices: 1, days: 1, seed: 0, tenants: count) }
    }

    @Test("a start near the ends of the calendar is refused, not overflowed")
    func calendar() throws {
        for start in [Timestamp.earliest, .latest] {
            #expect(throws: FleetPlanError.self) {
                try FleetPlan(devices: 1, days: 3_650, seed: 0, start: start)
            }
        }
    }

    @Test("a plan begins on Monday 5 January 2026 unless it says otherwise")
    func start() throws {
        #expect(try FleetPlan(devices: 1, days: 1, seed: 0).start.description == "2026-01-05T00:00:00Z")
    }

    @Test("every seed and the smallest fleet work", arguments: [0, 1, UInt64.max])
    func smallest(seed: UInt64) throws {
        let output = try SimulatedOutput(devices: 1, days: 1, seed: seed)
        #expect(try !output.events().isEmpty)
        #expect(try !output.records().isEmpty)
    }
}
