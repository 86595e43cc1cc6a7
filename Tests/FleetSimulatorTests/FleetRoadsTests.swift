import FleetSimulator
import StrictJSON
import Testing

struct FleetRoadsTests {
    @Test("each road has the same sign-ins, each once")
    func same() throws {
        let simulation = FleetSimulation(try FleetPlan(devices: 400, days: 30, seed: 81))
        let roads = simulation.signInsByRoad(count: 2_300)
        #expect(roads.map(\.road) == ["graph", "azure-monitor", "log-analytics", "unified-audit"])
        var lines: [String: [JSONValue]] = [:]
        for (road, bytes) in roads {
            lines[road] = try bytes.split(separator: UInt8(ascii: "\n")).map {
                try JSONDocument(Array($0)).root
            }
        }
        let pages = try #require(lines["graph"])
        #expect(pages.count == 3)
        let asked = pages.flatMap { $0["value"]?.array.map { Array($0) } ?? [] }
        let ids = Set(asked.compactMap { $0["id"]?.string })
        #expect(asked.count == 2_300 && ids.count == 2_300)
        let delivered = try #require(lines["azure-monitor"]).compactMap { $0["properties"]?["id"]?.string }
        #expect(delivered.count == 2_300 && Set(delivered) == ids)
        let rows = try #require(lines["log-analytics"]).compactMap { $0["Id"]?.string }
        #expect(rows == delivered)
        let unified = try #require(lines["unified-audit"])
        let flows = try #require(lines["azure-monitor"]).compactMap {
            $0["properties"]?["correlationId"]?.string
        }
        #expect(unified.compactMap { $0["InterSystemsId"]?.string } == flows && flows.count == 2_300)
        #expect(Set(unified.compactMap { $0["Id"]?.string }).count == 2_300)
    }

    @Test("a fleet with fewer sign-ins gives what it has, and none are none")
    func few() throws {
        let simulation = FleetSimulation(try FleetPlan(devices: 2, days: 2, seed: 82))
        #expect(simulation.signInsByRoad(count: 0).allSatisfy { $0.bytes.isEmpty })
        let most = simulation.signInsByRoad(count: 10_000)
        #expect(most.allSatisfy { !$0.bytes.isEmpty })
        #expect(most.map(\.bytes) == simulation.signInsByRoad(count: 10_001).map(\.bytes))
    }
}
