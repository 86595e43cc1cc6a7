import FleetSimulator
import Testing

@Suite("simulate")
struct SimulateTests {
    @Test("the exported files are whole, though their pieces come by turns")
    func exports() throws {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity(
            "simulate", "--devices", "400", "--days", "9", "--seed", "5", "--exports", "exports")
        #expect(run.status == 0, "\(run.errors)")
        var expected: [String: [UInt8]] = [:]
        var returns = 0
        var last = ""
        let plan = try FleetPlan(devices: 400, days: 9, seed: 5)
        for chunk in FleetSimulation(plan).exports() {
            if chunk.path != last, expected[chunk.path] != nil { returns += 1 }
            last = chunk.path
            expected[chunk.path, default: []] += chunk.bytes
        }
        #expect(returns > 0, "the fleet is too small to tell")
        #expect(shell.files("exports") == expected.keys.map { "exports/" + $0 }.sorted())
        for (path, bytes) in expected { #expect(shell.read("exports/" + path) == bytes, "\(path)") }
    }
}
