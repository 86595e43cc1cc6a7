import FaultRecords
import Foundation
import Testing

@Suite("hostile input")
struct HostileInputTests {
    static let good = """
        {"id":"11111111-2222-4333-8444-555555555555","createdDateTime":"2026-01-02T03:04:05Z","userId":"22222222-2222-4333-8444-555555555555","userPrincipalName":"kim@example.com","appId":"33333333-2222-4333-8444-555555555555","conditionalAccessStatus":"success","status":{"errorCode":0},"appliedConditionalAccessPolicies":[],"deviceDetail":{"deviceId":"44444444-2222-4333-8444-555555555555","isCompliant":true,"isManaged":true,"trustType":"AzureAD Joined"}}
        """

    /// Name, bytes, how many good records stand in it, and how many refused ones at least.
    static let inputs: [(name: String, bytes: [UInt8], good: Int, refused: Int)] = {
        let line = Array(good.utf8)
        func text(_ text: String) -> [UInt8] { Array(text.utf8) }
        func numbered(_ number: Int) -> [UInt8] {
            text(good.replacingOccurrences(of: "11111111-", with: String(format: "%08d-", number + 1)))
        }
        return [
            ("empty", [], 0, 0), ("blank", text("\n\n  \n"), 0, 0),
            ("truncated", Array(line.dropLast(20)), 0, 1),
            ("good then truncated", line + text("\n") + Array(numbered(1).dropLast(9)), 1, 1),
            ("bad between good", line + text("\n{\"id\":\n") + numbered(2) + text("\n"), 2, 1),
            ("binary", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, 0, 1),
            ("gzip", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3] + (0..<200).map { UInt8($0) }, 0, 1),
            ("utf-16", [0xFF, 0xFE] + good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, 0, 1),
            ("byte order mark", [0xEF, 0xBB, 0xBF] + line, 1, 0),
            ("deep", text(String(repeating: "[", count: 1_000_000)), 0, 1),
            (
                "deep in a record",
                text(
                    "{\"id\":\"x\",\"a\":" + String(repeating: "[", count: 5_000)
                        + String(repeating: "]", count: 5_000) + "}\n") + numbered(3), 1, 1
            ),
            (
                "duplicate keys",
                text(
                    "{\"id\":\"a\",\"id\":\"b\",\"createdDateTime\":\"2026-01-02T03:04:05Z\",\"conditionalAccessStatus\":\"success\"}\n"
                ) + numbered(4), 1, 1
            ),
            (
                "huge number",
                text("{\"id\":\"a\",\"x\":" + String(repeating: "9", count: 200_000) + "}\n") + numbered(5),
                1, 1
            ),
            (
                "lone surrogate",
                text(
                    "{\"id\":\"\\ud800\",\"createdDateTime\":\"2026-01-02T03:04:05Z\",\"conditionalAccessStatus\":\"success\"}\n"
                ) + numbered(6), 1, 1
            ),
            ("not utf-8", text("{\"id\":\"") + [0xC3, 0x28] + text("\"}\n") + numbered(7), 1, 1),
            (
                "error body",
                text("{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"expired\"}}\n")
                    + numbered(8), 1, 1
            ),
            ("csv", text("UserPrincipalName,TimeGenerated\nkim@example.com,2026-01-02\n"), 0, 1),
            (
                "wrong time", text(good.replacingOccurrences(of: "2026-01-02T03:04:05Z", with: "yesterday")),
                0, 1
            ),
            (
                "page",
                text("{\"@odata.context\":\"x\",\"value\":[") + line + text(",") + numbered(9) + text("]}"),
                2, 0
            ),
            ("page cut short", text("{\"value\":[") + line + text(",") + numbered(10).dropLast(30), 1, 1),
            ("records", text("{\"records\":[7,\"x\",null]}"), 0, 1),
            (
                "hostile names",
                text(
                    good.replacingOccurrences(
                        of: "kim@example.com",
                        with: "../../etc/passwd\\u0000\\u001b[31m\\u202e'; DROP TABLE x;--")), 1, 0
            ),
        ]
    }()

    @Test(
        "is refused with its place and reason, and nothing valid beside it is lost", arguments: inputs.indices
    )
    func refused(_ index: Int) {
        let input = Self.inputs[index]
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/hostile")
        shell.write("input", input.bytes)
        let started = ContinuousClock.now
        let run = shell.probity(
            "import", "--json", "--tenant", "55555555-2222-4333-8444-555555555555", "input")
        #expect(run.status == 0, "\(input.name): \(run.errors)")
        #expect(ContinuousClock.now - started < .seconds(10), "\(input.name)")
        let summary = object(run)
        #expect(summary.number("recorded") == input.good, "\(input.name): \(run.text)")
        #expect(summary.number("quarantined") >= input.refused, "\(input.name): \(run.text)")
        #expect(
            summary.number("read") == summary.number("recorded") + summary.number("duplicates")
                + summary.number("revisions") + summary.number("quarantined"), "\(input.name)")
        let strict = shell.probity(
            "import", "--strict", "--tenant", "55555555-2222-4333-8444-555555555555", "input")
        #expect(strict.status == (summary.number("quarantined") > 0 ? 1 : 0), "\(input.name)")
        #expect(shell.probity("verify").status == 0, "\(input.name)")
        // What was refused comes back byte for byte.
        for line in shell.probity("quarantine", "list", "--format", "jsonl").lines {
            let entry = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
            let shown = shell.probity("quarantine", "show", entry["id"] as? String ?? "")
            #expect(
                !shown.output.isEmpty && Data(input.bytes).range(of: Data(shown.output)) != nil,
                "\(input.name)")
            #expect(!(entry["code"] as? String ?? "").isEmpty)
        }
        #expect(!run.errors.contains("DROP TABLE") && !run.errors.contains("\u{1B}"))
    }

    @Test("a line of many mebibytes is kept in parts and takes no memory")
    func longLine() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/long")
        let megabytes = TestEffort.count(40, nightly: 100)
        let long =
            Array("{\"id\":\"".utf8) + [UInt8](repeating: 0x61, count: megabytes << 20) + Array("\"}\n".utf8)
        shell.write("input", long + Array(Self.good.utf8))
        let run = shell.probity("import", "--json", "--tenant", "acme", "input")
        #expect(run.status == 0, "\(run.errors)")
        #expect(object(run).number("recorded") == 1 && object(run).number("quarantined") == 1, "\(run.text)")
        #expect(shell.probity("verify").status == 0)
    }

    @Test("events that are not valid are refused one by one, with everything that is wrong with them")
    func invalidEvents() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/events")
        let good = DamageTests.events(0..<1)
        let bad = """
            {"specversion":"0.3","id":"","source":"a b","type":"no.such_type","time":"x","data":7}
            {"specversion":"1.0","id":"1","source":"s:t","type":"compliance.evaluated","data":{"tenant":"acme","verdict":5,"surprise":1}}
            not json

            """
        shell.write("input", bad + good)
        let run = shell.probity("append", "input", "--json")
        #expect(run.status == 1)
        #expect(
            object(run).number("recorded") == 1 && object(run).number("refused") == 3,
            "\(run.text) \(run.errors)")
        for word in [
            "specversion", "event.unknown_type", "event.wrong_kind", "event.unknown_member", "line 2",
        ] {
            #expect(run.errors.contains(word), "\(word): \(run.errors)")
        }
        // With --expect the input is one append: all or nothing.
        let conditional = shell.probity("append", "input", "--json", "--expect", "tenant/acme=none")
        #expect(conditional.status == 5 && object(conditional).number("recorded") == 0)
    }
}
