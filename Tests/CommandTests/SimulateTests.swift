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
        let plan = try FleetPlan(devices: 400, days: 9, seed: 5, scenarios: .all)
        for chunk in FleetSimulation(plan).exports() {
            if chunk.path != last, expected[chunk.path] != nil { returns += 1 }
            last = chunk.path
            expected[chunk.path, default: []] += chunk.bytes
        }
        #expect(returns > 0, "the fleet is too small to tell")
        #expect(shell.files("exports") == expected.keys.map { "exports/" + $0 }.sorted())
        for (path, bytes) in expected { #expect(shell.read("exports/" + path) == bytes, "\(path)") }
    }

    @Test("only the formats asked for are written, and the truth speaks of them alone")
    func formats() throws {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity(
            "simulate", "--devices", "5", "--days", "8", "--exports", "out", "--formats", "intune, blob",
            "--truth", "truth")
        #expect(run.status == 0, "\(run.errors)")
        let folders = Set(shell.files("out").compactMap { $0.split(separator: "/").dropFirst().first })
        #expect(folders == ["intune", "blob"])
        let sources = String(decoding: shell.read("truth"), as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("{\"kind\":\"counts\"") }
            .compactMap { $0.split(separator: "\"").dropFirst(7).first }
        #expect(sources == ["blob", "intune", "events"])
        let refused = shell.probity(
            "simulate", "--devices", "5", "--days", "8", "--exports", "more", "--formats", "entra,x")
        #expect(refused.status == 64 && refused.errors.contains("unified-audit"), "\(refused.errors)")
        #expect(shell.files("more").isEmpty)
    }

    @Test("only the scenarios asked for are told, and a name that is none is refused")
    func scenarios() {
        let shell = Shell()
        defer { shell.remove() }
        let small = ["simulate", "--devices", "3", "--days", "4", "--events"]
        let plain = shell.run(small + ["--scenarios", "none"])
        let some = shell.run(small + ["--scenarios", "jamf-cloud", "--truth", "truth"])
        #expect(plain.status == 0 && some.status == 0, "\(some.errors)")
        #expect(Set(some.lines).isStrictSuperset(of: Set(plain.lines)))
        let companies = String(decoding: shell.read("truth"), as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("{\"kind\":\"company\"") }
        #expect(companies.count == 1 && companies.first?.contains("jamf-cloud") == true)
        #expect(shell.run(small).lines.count > some.lines.count)
        let refused = shell.run(small + ["--scenarios", "jamf,x"])
        #expect(refused.status == 64 && refused.errors.contains("workspace-one"), "\(refused.errors)")
    }
}
