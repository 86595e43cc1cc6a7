import Foundation
import Testing

@Suite("what stands beside records in an import")
struct ImportNeighbourTests {
    private static func record(_ number: Int) -> String {
        HostileInputTests.good.replacingOccurrences(of: "11111111-", with: String(format: "%08d-", number))
    }

    /// Text, how many records are recorded, and the entries of the quarantine: code and bytes.
    static let inputs: [(text: String, recorded: Int, refused: [(code: String, text: String)])] = {
        let one = record(1)
        let two = record(2)
        let holder = one.dropLast() + ",\"value\":[\(two),\(record(3))]}"
        return [
            (
                "{\"value\":[\(one)],\"records\":[\(two)]}", 1,
                [("page.other_members", "\"records\":[\(two)]")]
            ),
            (
                "{\"records\":[\(one)],\"value\":[\(two)]}", 1,
                [("page.other_members", "\"value\":[\(two)]")]
            ),
            (
                "{\"value\":[\(one)],\"value\":[\(two)]}", 1,
                [("json.duplicate_key", "\"value\":[\(two)]")]
            ),
            ("{\"value\":[\(one)],\"extra\":\(two)}", 1, [("page.other_members", "\"extra\":\(two)")]),
            (
                "{\"value\":[\(one)],\"error\":{\"code\":\"x\"}}", 1,
                [("page.other_members", "\"error\":{\"code\":\"x\"}")]
            ),
            (
                "{\"extra\":\(two),\"value\":[\(one)]}", 0,
                [("page.other_members", "{\"extra\":\(two),\"value\":[\(one)]}")]
            ),
            (String(holder), 0, [("record.second_record", String(holder))]),
            (
                "{\"message\":\(one),\"event\":{\"original\":\(two)}}", 0,
                [("record.second_record", "{\"message\":\(one),\"event\":{\"original\":\(two)}}")]
            ),
            (
                "Name,Time [UTC]\nkim,2026-01-02\nsam,\"a\n{\n\"\n", 0,
                [("input.csv", "Name,Time [UTC]\nkim,2026-01-02\nsam,\"a\n{\n\"\n")]
            ),
            ("\u{1}a\n \u{2}\n\n\(one)\n", 1, [("input.binary", "\u{1}a\n \u{2}\n\n")]),
        ]
    }()

    @Test("is in quarantine byte for byte, and counted", arguments: inputs.indices)
    func kept(_ index: Int) {
        let input = Self.inputs[index]
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/neighbours")
        shell.write("input", input.text)
        let run = shell.probity("import", "--json", "--tenant", "acme", "input")
        #expect(run.status == 0, "\(run.errors)")
        #expect(object(run).number("recorded") == input.recorded, "\(run.text)")
        #expect(object(run).number("quarantined") == input.refused.count, "\(run.text)")
        #expect(object(run).number("read") == input.recorded + input.refused.count, "\(run.text)")
        let entries = shell.probity("quarantine", "list", "--format", "jsonl").lines.map {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
        }
        #expect(entries.map { $0["code"] as? String } == input.refused.map(\.code))
        for (entry, refused) in zip(entries, input.refused) {
            let shown = shell.probity("quarantine", "show", entry["id"] as? String ?? "")
            #expect(shown.text == refused.text)
        }
    }

    @Test("a long table is kept in parts that say what it is, and counted once")
    func longTable() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/table")
        shell.write("input", "Name,Time\n" + String(repeating: "kim,2026-01-02\n", count: 2_000_000))
        let run = shell.probity("import", "--json", "input")
        #expect(object(run).number("read") == 1 && object(run).number("quarantined") == 1, "\(run.text)")
        #expect(object(run)["reasons"] as? [String: Int] == ["input.csv": 1])
        let lines = shell.probity("quarantine", "list", "--format", "jsonl").lines
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("\"input.csv\"") })
        #expect(lines.allSatisfy { $0.contains("comma-separated values of no format that is read") })
    }
}
