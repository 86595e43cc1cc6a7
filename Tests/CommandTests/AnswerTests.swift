import Foundation
import Testing

@Suite("answers")
struct AnswerTests {
    @Test("a list in JSON is an object with its instants, its prefix and the size of the log")
    func envelope() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        let size = object(fleet.shell.probity("status", "--json")).number("size")
        for kind in ["devices", "users", "tenants"] {
            let now = object(fleet.shell.probity("list", kind, "--json", "--as-of", "2026-01-08"))
            #expect(now["asOf"] as? String == "2026-01-08T23:59:59.999999999Z", "\(kind): \(now.keys)")
            #expect(now["knownAt"] is String)
            #expect(now.number("prefix") == size && now.number("size") == size)
            #expect((now[kind] as? [[String: Any]])?.isEmpty == false, "\(kind)")
            let before = object(fleet.shell.probity("list", kind, "--json", "--known-at", "@9"))
            #expect(before.number("prefix") == 10 && before.number("size") == size)
            let lines = fleet.shell.probity("list", kind, "--format", "jsonl").lines
            #expect(lines.allSatisfy { !$0.contains("knownAt") } && !lines.isEmpty)
        }
    }

    @Test("a list refuses the words that it cannot apply, and names those that it can")
    func inapplicableWords() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        let cases = [
            ("devices", "tenant, device, user", ["type:access.*", "since:-7d", "source:entra", "app:x"]),
            ("users", "tenant, user", ["device:nothing", "-type:access.*", "stream:x"]),
            ("tenants", "tenant", ["user:nobody", "device:nothing"]),
        ]
        for (kind, known, words) in cases {
            for word in words {
                let run = fleet.shell.probity("list", kind, "--", word)
                #expect(run.status == 64 && run.output.isEmpty, "\(kind) \(word): \(run.text)")
                #expect(run.errors.contains("expected one of \(known)\n"), "\(kind) \(word): \(run.errors)")
            }
        }
    }

    @Test("a filter of a list is the intersection of its words, turned round or not")
    func intersection() {
        let fleet = FleetLedger(devices: 8, days: 6)
        defer { fleet.shell.remove() }
        func count(_ words: String...) -> Int {
            let run = fleet.shell.run(["list", "devices", "--format", "jsonl", "--"] + words)
            #expect(run.status == 0, "\(words): \(run.errors)")
            return run.lines.count
        }
        let all = fleet.shell.probity("list", "devices", "--format", "jsonl").lines
        let device =
            String(all.first?.split(separator: "\"").dropFirst(3).first ?? "")
            .split(separator: "/").last.map(String.init) ?? ""
        #expect(count() == all.count && all.count > 4)
        #expect(count("-tenant:contoso") == all.count)
        #expect(count("-tenant:\(fleet.tenant)") == 0)
        #expect(count("device:\(device)") == 1)
        #expect(count("tenant:\(fleet.tenant)", "device:\(device)") == 1)
        #expect(count("tenant:contoso", "device:\(device)") == 0)
        #expect(count("-device:\(device)") == all.count - 1)
        #expect(count("device:\(device)", "-tenant:\(fleet.tenant)") == 0)
    }

    @Test("the devices of a person are those that show user lists")
    func devicesOfAPerson() {
        let fleet = FleetLedger(devices: 8, days: 10)
        defer { fleet.shell.remove() }
        let users = object(fleet.shell.probity("list", "users", "--json"))["users"] as? [[String: Any]] ?? []
        var listed = 0
        for user in users {
            let id = user["user"] as? String ?? ""
            let shown = object(fleet.shell.probity("show", "user", id, "--json"))["users"] as? [[String: Any]]
            let uses = shown?.first?["devices"] as? [[String: Any]] ?? []
            let run = fleet.shell.probity("list", "devices", "user:\(id)", "--format", "jsonl")
            #expect(run.lines.count == Set(uses.compactMap { $0["device"] as? String }).count, "\(run.text)")
            listed += run.lines.count
        }
        #expect(listed > 0)
    }

    @Test(
        "what cannot name a device is wrong usage",
        arguments: ["entra/xyz", "foo/4c299165-6e8f-4b45-a5ba-c5d250a707ff", ""])
    func deviceNames(_ name: String) {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/names")
        #expect(shell.probity("show", "device", name).status == 64)
        if !name.isEmpty { #expect(shell.probity("log", "device:\(name)").status == 64) }
        let unknown = shell.probity("show", "device", "C02XK1ABCDEF")
        #expect(unknown.status == 1 && unknown.errors.contains("showing a device of ledger: no event names"))
        #expect(unknown.errors.contains("hint: "))
    }

    @Test("an event's evidence is part of its JSON, and stands behind the event elsewhere")
    func evidence() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        let run = fleet.shell.probity("show", "event", "@3", "--evidence", "--json")
        let event = object(run)
        let evidence = event["evidence"] as? String ?? ""
        #expect(run.lines.count == 1 && event.number("position") == 3)
        #expect(event["road"] is String && event["received"] is String && evidence.count > 20)
        let text = fleet.shell.probity("show", "event", "@3", "--evidence").lines
        #expect(text.first?.hasPrefix("{\"specversion\"") == true, "\(text)")
        #expect(text.dropFirst().joined(separator: "\n") == evidence)
        let plain = object(fleet.shell.probity("show", "event", "@3", "--json"))
        #expect(plain["evidence"] == nil && plain.number("position") == 3)
    }

    @Test("checkpoint and rebuild answer in JSON")
    func moreObjects() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        let status = object(fleet.shell.probity("status", "--json"))
        let checkpoint = object(fleet.shell.probity("checkpoint", "--json"))
        #expect(checkpoint["origin"] as? String == "test.example/fleet")
        #expect(checkpoint.number("size") == status.number("size"))
        #expect(checkpoint["root"] as? String == status["root"] as? String)
        #expect((checkpoint["note"] as? String)?.hasPrefix("test.example/fleet\n") == true)
        let rebuilt = object(fleet.shell.probity("rebuild", "--json"))
        #expect(rebuilt.number("events") == status.number("size"))
        #expect(rebuilt["digest"] as? String == rebuilt["previousDigest"] as? String)
    }

    @Test("the last verification is told in words")
    func verified() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/status")
        #expect(shell.probity("status").lines.contains { $0.hasPrefix("verified") && $0.hasSuffix("never") })
        shell.probity("verify")
        let line = shell.probity("status").lines.first { $0.hasPrefix("verified") } ?? ""
        #expect(line.contains("events: good") && !line.contains("{"), "\(line)")
    }

    @Test("an option without its value does not take the next one", arguments: ["--as-of=", "--known-at="])
    func emptyValue(_ option: String) {
        let shell = Shell()
        defer { shell.remove() }
        let run = shell.probity("list", "devices", option, "--json")
        #expect(run.status == 64 && run.errors.contains("expected a value behind \(option)"), "\(run.errors)")
    }

    @Test("what is not there is said with the verb, its object and the next command")
    func nothingThere() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/nothing")
        shell.write("text", "no segment at all")
        for arguments in [
            ["show", "event", "8f14e45f-ceea-4672-9d0a-1f2b3c4d5e6f"], ["show", "tenant", "nobody"],
            ["show", "user", "nobody@example.com"], ["inspect", "text"], ["inspect", "nowhere"],
            ["catalogue", "no.such"],
        ] {
            let run = shell.run(arguments)
            #expect(run.status == 1 && run.output.isEmpty, "\(arguments): \(run.text)")
            #expect(
                run.errors.contains("ing ") && run.errors.contains("hint: "), "\(arguments): \(run.errors)")
            #expect(!run.errors.contains("nobody@"), "a person's name is no part of a message")
        }
    }

    @Test("a device that only a decision on access names is not said to be named by none")
    func namedOnly() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/named")
        let device = "b693c895-3068-4a47-8f12-979ff958c475"
        let event = """
            {"specversion":"1.0","id":"1","source":"mdm:one","type":"access.granted",\
            "time":"2026-03-01T00:00:00Z","data":{"tenant":"contoso","basis":"granted",\
            "device":{"entraDeviceId":"\(device)"}}}

            """
        #expect(shell.probity("append", "-", input: Array(event.utf8)).status == 0)
        let named = shell.run(["show", "device", device])
        #expect(named.status == 1 && named.errors.contains("one event names this device"), "\(named.errors)")
        let unknown = shell.run(["show", "device", "c793c895-3068-4a47-8f12-979ff958c475"])
        #expect(unknown.status == 1 && unknown.errors.contains("no event names this device"))
    }
}
