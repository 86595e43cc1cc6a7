import Foundation
import Testing

@Suite("importing tables of Log Analytics")
struct TableImportTests {
    private static let tenant = "55555555-2222-4333-8444-555555555555"
    private static let header =
        "Id,TimeGenerated [UTC],Type,ResultType,ConditionalAccessStatus,UserPrincipalName,DeviceDetail,AADTenantId\r\n"

    private static func row(_ id: Int, device: String = "{}", tenant: String = tenant) -> String {
        "signin-\(id),\"1/2/2026, 3:04:05.250 PM\",SigninLogs,0,success,kim@example.com,\"\(device)\",\(tenant)\r\n"
    }

    private func shell(_ input: String) -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/table")
        shell.write("input.csv", input)
        return shell
    }

    @Test("rows are recorded once, and are the records that came as JSON")
    func recorded() {
        let shell = shell(Self.header + Self.row(1) + Self.row(2) + Self.row(1))
        defer { shell.remove() }
        let first = object(shell.probity("import", "--json", "--strict", "input.csv"))
        #expect(first.number("read") == 3 && first.number("recorded") == 2)
        #expect(first.number("duplicates") == 1 && first.number("quarantined") == 0)
        #expect(first["source"] as? String == "entra:\(Self.tenant)")
        #expect(first["format"] as? String == "entra-signin")
        #expect(object(shell.probity("import", "--json", "input.csv")).number("duplicates") == 3)
        shell.write(
            "graph.json",
            """
            {"id":"signin-1","createdDateTime":"2026-01-02T15:04:05.25Z","conditionalAccessStatus":"success",\
            "userPrincipalName":"kim@example.com","status":{"errorCode":0},"signInEventTypes":["interactiveUser"]}
            """)
        // One record, by another road: corroborated, without an event but that it was.
        let graph = object(shell.probity("import", "--json", "--tenant", Self.tenant, "graph.json"))
        #expect(graph.number("recorded") == 1 && graph.number("events") == 1)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("a cut cell goes in and is told; bad rows are quarantined behind their header, with their places")
    func refused() {
        let cut = Self.row(1, device: "{\"\"deviceId\"\":\"\"44444444-2222")
        let short = "signin-2,x"
        let shell = shell(Self.header + cut + short + "\r\n" + Self.row(3))
        defer { shell.remove() }
        let run = shell.probity("import", "--json", "input.csv")
        #expect(object(run).number("recorded") == 2 && object(run).number("quarantined") == 1, "\(run.text)")
        #expect(object(run)["reasons"] as? [String: Int] == ["csv.columns": 1])
        #expect(shell.probity("log", "--format", "jsonl").text.contains("\"fieldUnreadable\""))
        let lines = shell.probity("quarantine", "list", "--format", "jsonl").lines
        #expect(lines.count == 1)
        let entry =
            (try? JSONSerialization.jsonObject(with: Data((lines.first ?? "").utf8))) as? [String: Any]
        #expect(entry?["line"] as? Int == 3)
        let shown = shell.probity("quarantine", "show", entry?["id"] as? String ?? "")
        #expect(shown.output == Array((Self.header + short).utf8))
    }

    @Test("rows without a tenant wait in quarantine until it is given")
    func retried() {
        let shell = shell(Self.header + Self.row(1, tenant: "") + Self.row(2, tenant: ""))
        defer { shell.remove() }
        #expect(object(shell.probity("import", "--json", "input.csv")).number("quarantined") == 2)
        let run = shell.probity("quarantine", "retry", "--json", "--tenant", Self.tenant)
        #expect(object(run).number("recorded") == 2, "\(run.text)")
    }

    @Test("a table of anything else is quarantined once")
    func otherTable() {
        let shell = shell("_Name,Time [UTC]\nkim,\"a\nb\"\nlee,c\n")
        defer { shell.remove() }
        let run = object(shell.probity("import", "--json", "input.csv"))
        #expect(run["reasons"] as? [String: Int] == ["input.csv": 1])
    }
}
