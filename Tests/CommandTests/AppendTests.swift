import Foundation
import Testing

@Suite("probity append")
struct AppendTests {
    private static func event(_ id: String, around: String = "", _ data: String = "") -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"mdm:berlin","type":"compliance.evaluated"\#(around),"#
            + #""data":{"tenant":"acme"\#(data)}}"#
    }

    private static let bad = [
        "{bad", event("b-1", #","device":"x""#), event("b-2", around: #","data_base64":"AA==""#),
        event("b-3", #","verdict":"NonCompliant""#), "no json",
    ]

    private func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/append")
        return shell
    }

    private func quarantined(_ shell: Shell) throws -> [[String: Any]] {
        let run = shell.probity("quarantine", "list", "--json")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [[String: Any]])
    }

    @Test("what is refused is kept byte for byte with its file, line and reason", arguments: ["input", "-"])
    func refused(file: String) throws {
        let shell = ledger()
        defer { shell.remove() }
        let input = (Self.bad + [Self.event("good")]).joined(separator: "\n") + "\n"
        shell.write("input", input)
        let run = shell.probity("append", file, input: Array(input.utf8))
        #expect(run.status == 1)
        #expect(run.lines.count == 1, "\(run.text)")
        let entries = try quarantined(shell)
        #expect(
            entries.map { $0["code"] as? String } == [
                "json.truncated", "event.invalid", "event.invalid", "event.invalid", "json.unexpected_byte",
            ])
        #expect(entries.map { $0.number("line") } == [1, 2, 3, 4, 5])
        #expect(entries.allSatisfy { $0["file"] as? String == file })
        #expect(entries[1]["field"] as? String == "data.device")
        for (entry, text) in zip(entries, Self.bad) {
            let id = try #require(entry["id"] as? String)
            let shown = String(decoding: shell.probity("quarantine", "show", id).output, as: UTF8.self)
            #expect(shown.trimmingCharacters(in: .newlines) == text)
        }
        #expect(run.errors.contains("`nonCompliant`"))
    }

    @Test("with --expect nothing is recorded or kept, and the status is 5")
    func expecting() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("input", Self.event("good") + "\n" + Self.bad[1] + "\n")
        let run = shell.probity("append", "--expect", "tenant/acme=none", "input")
        #expect(run.status == 5 && run.output.isEmpty)
        #expect(try quarantined(shell).isEmpty)
        #expect(shell.probity("log").output.isEmpty)
        shell.write("valid", Self.event("good") + "\n" + Self.event("better") + "\n")
        #expect(shell.probity("append", "--expect", "tenant/acme=none", "valid").lines.count == 2)
        #expect(shell.probity("append", "--expect", "tenant/acme=7", "valid").status == 5)
    }

    @Test("the same event with another content is refused and kept")
    func conflict() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("first", Self.event("one"))
        shell.write("second", Self.event("one", #","verdict":"compliant""#))
        #expect(shell.probity("append", "first").status == 0)
        #expect(shell.probity("append", "second").status == 1)
        let entry = try #require(try quarantined(shell).first)
        #expect(entry["code"] as? String == "ledger.refused")
        #expect(entry["expected"] as? String == "the content that stands at position 0")
    }

    @Test("members around a list of events are refused, its events are recorded")
    func wrapped() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("page", #"{"value":[\#(Self.event("one"))],"@odata.count":1}"#)
        let run = shell.probity("append", "page", "--json")
        #expect(run.status == 1 && object(run).number("recorded") == 1, "\(run.text)")
        shell.write("other", #"{"value":[\#(Self.event("one"))],"extra":1}"#)
        #expect(shell.probity("append", "other").status == 1)
        #expect(
            try quarantined(shell).map { $0["code"] as? String } == ["event.wrapped", "page.other_members"])
        // An event whose own member is such a list is an event.
        let member = Self.event("whole", around: #","records":[{"a":1}]"#)
        shell.write("member", member)
        #expect(shell.probity("append", "member").status == 0)
        #expect(shell.probity("show", "event", "@1", "--evidence").text.contains(member))
        shell.write("list", "[\(Self.event("one")),\(Self.event("two"))]")
        let list = object(shell.probity("append", "list", "--json"))
        #expect(list.number("recorded") == 1 && list.number("duplicates") == 1)
    }

    @Test("a receipt names the event by its id in the ledger and by its own, on one line")
    func receipts() throws {
        let shell = ledger()
        defer { shell.remove() }
        let ids = ["plain-1", "with space", #"line\nfeed"#, #"\u001b[31m\u202e"#, "a\\\"b"]
        shell.write("input", ids.map { Self.event($0) }.joined(separator: "\n"))
        let run = shell.probity("append", "input")
        #expect(run.lines.count == ids.count, "\(run.text)")
        #expect(!run.output.contains(0x1B) && !run.text.unicodeScalars.contains("\u{202E}"))
        for (place, line) in run.lines.enumerated() {
            let words = line.split(separator: " ", maxSplits: 3)
            try #require(words.count == 4)
            #expect(words[0] == "recorded" && words[1] == "\(place)")
            #expect(object(shell.probity("show", "event", "@\(place)"))["id"] as? String == String(words[2]))
        }
        #expect(run.lines[0].hasSuffix(" plain-1") && run.lines[1].hasSuffix(#" "with space""#))
    }

    @Test("as JSON the receipts stand in the object before the counts, also where something is refused")
    func receiptsAsJSON() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("input", ([Self.event("a"), Self.bad[1], Self.event("b")]).joined(separator: "\n"))
        for outcome in ["recorded", "duplicate"] {
            let run = object(shell.probity("append", "input", "--json"))
            let receipts = try #require(run["receipts"] as? [[String: Any]])
            #expect(receipts.map { $0["id"] as? String } == ["a", "b"])
            #expect(receipts.map { $0.number("line") } == [1, 3])
            #expect(receipts.map { $0.number("position") } == [0, 1])
            #expect(receipts.allSatisfy { $0["outcome"] as? String == outcome })
            let shown = object(shell.probity("show", "event", "@1"))
            #expect(receipts[1]["eventId"] as? String == shown["id"] as? String)
            #expect(run.number("read") == 3 && run.number("refused") == 1)
        }
        #expect(object(shell.probity("append", "input", "--json", "--quiet"))["receipts"] == nil)
        let missing = shell.probity("append", "nowhere", "--json")
        #expect(missing.status == 1 && object(missing).number("read") == 0)
    }

    @Test("what no field of the ledger holds is shown with the evidence")
    func evidence() {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("input", Self.event("one", around: #","traceparent":"00-4711-01""#))
        #expect(shell.probity("append", "input").status == 0)
        #expect(shell.probity("show", "event", "@0", "--evidence").text.contains("00-4711-01"))
    }

    @Test("what is refused can be tried again where it is valid now, and stays where it is not")
    func retried() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("first", Self.event("one"))
        shell.write("second", Self.bad[1] + "\n" + Self.event("one", #","verdict":"compliant""#))
        #expect(shell.probity("append", "first").status == 0)
        #expect(shell.probity("append", "second").status == 1)
        let run = shell.probity("quarantine", "retry", "--json")
        #expect(run.status == 0 && object(run).number("quarantined") == 2, "\(run.text) \(run.errors)")
        #expect(try quarantined(shell).count == 2)
    }

    @Test("an event that went astray into an import is recorded by another try")
    func retriedAsEvent() throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write("input", Self.event("one") + "\n" + Self.bad[1])
        #expect(shell.probity("import", "--tenant", "acme", "input").status == 0)
        #expect(try quarantined(shell).count == 2)
        let run = object(shell.probity("quarantine", "retry", "--json"))
        #expect(run.number("recorded") == 1 && run.number("quarantined") == 1, "\(run)")
        #expect(try quarantined(shell).map { $0.number("line") } == [2])
        #expect(object(shell.probity("show", "event", "@0"))["source"] as? String == "mdm:berlin")
    }

    @Test("all events of a simulated fleet are accepted")
    func simulated() {
        let shell = ledger()
        defer { shell.remove() }
        let events = shell.probity("simulate", "--devices", "20", "--days", "40", "--seed", "8", "--events")
        let run = shell.probity("append", "--json", "--quiet", "-", input: events.output)
        #expect(run.status == 0, "\(run.errors)")
        #expect(object(run).number("refused") == 0)
        #expect(object(run).number("recorded") == events.lines.count)
    }

    /// The devices of the scenarios that are registered at the end stand as the truth has them.
    private func expectPilots(_ shell: Shell, as instant: String) throws {
        let listed = object(shell.probity("list", "devices", "--as-of", instant, "--json"))["devices"]
        var devices: [String: [String: Any]] = [:]
        for row in try #require(listed as? [[String: Any]]) {
            (row["device"] as? String).map { devices[$0] = row }
        }
        var count = 0
        for line in String(decoding: shell.read("truth"), as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("{\"kind\":\"pilot\"") {
            let truth = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            func value(_ name: String) -> String? { (truth[name] as? [String: Any])?["value"] as? String }
            guard value("registration") == "registered",
                let row = devices["entra/\(truth["entraDeviceId"] as? String ?? "")"]
            else { continue }
            #expect(row["enrolment"] as? String == value("enrolment"), "\(line)")
            #expect(row["evaluated"] as? String == value("evaluated"), "\(line)")
            #expect(row["observed"] as? String == value("observed"), "\(line)")
            count += 1
        }
        #expect(count > 60)
    }

    @Test("all events of a simulated fleet keep the rules, and its enrolments end as they did")
    func simulatedAndEnforced() throws {
        let shell = ledger()
        defer { shell.remove() }
        let events = shell.probity(
            "simulate", "--devices", "60", "--days", "10", "--seed", "8", "--events", "--truth", "truth")
        let run = shell.probity("append", "--enforce", "--json", "--quiet", "-", input: events.output)
        #expect(run.status == 0, "\(run.errors)")
        #expect(object(run).number("recorded") == events.lines.count)
        let listed = object(shell.probity("list", "enrollments", "--json"))["enrollments"] as? [[String: Any]]
        var enrolments: [String: [String: Any]] = [:]
        for row in try #require(listed) { (row["enrollment"] as? String).map { enrolments[$0] = row } }
        var count = 0
        for line in String(decoding: shell.read("truth"), as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("{\"kind\":\"enrolment\"") {
            let truth = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let row = try #require(enrolments[truth["session"] as? String ?? ""])
            #expect(row["outcome"] as? String == truth["outcome"] as? String, "\(line)")
            #expect(max(0, row.number("observed")) == truth.number("factors"), "\(line)")
            #expect((row["deviations"] as? String ?? "fewerThanOtherReading") == "fewerThanOtherReading")
            count += 1
        }
        #expect(count == 60)
        try expectPilots(shell, as: "2026-01-15")
        let broken = shell.probity(
            "simulate", "--devices", "2", "--days", "4", "--scenarios", "jamf", "--violations", "R49",
            "--events")
        let refused = shell.probity("append", "--enforce", "--quiet", "-", input: broken.output)
        #expect(
            broken.status == 0 && refused.status == 5 && refused.errors.contains("R49"), "\(refused.errors)")
    }
}
