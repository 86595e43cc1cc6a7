import FaultRecords
import Foundation
import Testing

@Suite("sources")
struct SourceListTests {
    private static let folding = ["--known-at", "2200-01-01"]

    private func rows(_ run: Run, _ member: String = "sources") -> [[String: Any]] {
        object(run)[member] as? [[String: Any]] ?? []
    }

    @Test("read models and a pass over the log list the same, at any instant")
    func sameBytes() {
        let fleet = FleetLedger(devices: 8, days: 14)
        defer { fleet.shell.remove() }
        for instant in ["2026-01-01", "2026-01-05", "2026-01-12", "2027-01-01", "@60"] {
            for more in [[], ["--gaps"], ["source:entra"], ["tenant:\(fleet.tenant)"]] {
                let arguments = ["list", "sources", "--format", "csv", "--as-of", instant] + more
                let read = fleet.shell.run(arguments)
                let folded = fleet.shell.run(arguments + Self.folding)
                #expect(read.status == 0 && folded.status == 0, "\(arguments): \(read.errors)")
                #expect(read.output == folded.output, "\(arguments)")
                #expect(!read.errors.contains("instead"), "\(read.errors)")
            }
        }
        let late = rows(fleet.shell.probity("list", "sources", "--json", "--as-of", "2027-01-01"))
        #expect(late.compactMap { $0["feed"] as? String } == ["sign-ins", "audits"])
        for row in late {
            #expect(row["silentSince"] as? String == row["last"] as? String && row["last"] is String)
            #expect(row.number("contents") > 10 && (row["rhythm"] as? String)?.hasSuffix("h") == true)
        }
        let early = rows(fleet.shell.probity("list", "sources", "--json", "--as-of", "2026-01-05"))
        #expect(!early.isEmpty)
        for row in early { #expect(row["silentSince"] is NSNull, "\(row)") }
        #expect(rows(fleet.shell.probity("list", "sources", "--json", "--as-of", "2020-01-01")).isEmpty)
        #expect(rows(fleet.shell.probity("list", "sources", "--json", "source:intune")).isEmpty)
        #expect(rows(fleet.shell.probity("list", "sources", "--json", "tenant:nobody")).isEmpty)
        #expect(rows(fleet.shell.probity("list", "sources", "--json", "--", "-source:entra")).isEmpty)
        let wrong = fleet.shell.probity("list", "sources", "device:x")
        #expect(wrong.status == 64 && wrong.errors.contains("expected one of tenant, source\n"))
    }

    @Test("status says of each source what it said before, and when its feeds were reporting")
    func status() {
        let fleet = FleetLedger(devices: 4, days: 6)
        defer { fleet.shell.remove() }
        let status = object(fleet.shell.probity("status", "--json"))
        let sources = status["sources"] as? [[String: Any]] ?? []
        #expect(sources.count == 1 && sources[0]["source"] as? String == "entra:\(fleet.tenant)")
        #expect(sources.first?.number("events") == status.number("size"))
        for name in ["first", "last", "lastRecorded"] { #expect(sources.first?[name] is String, "\(name)") }
        let feeds = sources.first?["feeds"] as? [[String: Any]] ?? []
        #expect(feeds.compactMap { $0["feed"] as? String } == ["sign-ins", "audits"])
        for feed in feeds { #expect(feed["silentSince"] is String && feed.number("gaps") >= 0) }
        let plain = fleet.shell.probity("status")
        #expect(plain.text.contains("SILENT SINCE") && plain.text.contains("sign-ins"))
        fleet.shell.remove("ledger/read-models")
        let without = object(fleet.shell.probity("status", "--json"))
        #expect(without["sources"] as? NSArray == status["sources"] as? NSArray)
    }

    @Test("an empty ledger has no sources")
    func empty() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/sources")
        #expect(rows(shell.probity("list", "sources", "--json")).isEmpty)
        #expect(object(shell.probity("status", "--json"))["sources"] is NSArray)
    }

    @Test("a list is whole whichever page of the read models is damaged")
    func damagedPages() {
        let fleet = FleetLedger(devices: 6, days: 6)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let arguments = ["list", "sources", "--as-of", "2026-01-20", "--format", "csv"]
        let wanted = shell.run(arguments + Self.folding).output
        let database = shell.files("ledger/read-models").first { $0.hasSuffix(".sqlite") } ?? ""
        let bytes = shell.read(database)
        let page = 4_096
        let stride = max(1, bytes.count / page / TestEffort.count(30, nightly: 400))
        for number in Swift.stride(from: 1, to: bytes.count / page, by: stride) {
            var damaged = bytes
            damaged.replaceSubrange(
                number * page..<(number + 1) * page, with: repeatElement(0xFF, count: page))
            shell.write(database, damaged)
            let run = shell.run(arguments)
            #expect(run.status == 0 && run.output == wanted, "page \(number): \(run.errors)")
        }
        #expect(bytes.count > 20 * page)
    }

    /// A sign-in of a device at an instant.
    private static func signIn(_ number: Int, _ instant: String) -> String {
        HostileInputTests.good.replacingOccurrences(of: "11111111-", with: String(format: "%08d-", number))
            .replacingOccurrences(of: "2026-01-02T03:04:05Z", with: instant)
    }

    @Test("a device's state says who said each part, and since when they have been silent")
    func device() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/silence")
        shell.write("input", Self.signIn(1, "2026-01-02T03:04:05Z"))
        shell.write("later", Self.signIn(2, "2026-02-01T00:00:00Z").replacing("44444444-", with: "44444445-"))
        #expect(shell.probity("import", "--tenant", "acme", "input", "later").status == 0)
        func states(_ instant: String, _ more: String...) -> [[String: Any]] {
            let run = shell.run(
                ["show", "device", "44444444-2222-4333-8444-555555555555", "--json", "--as-of", instant]
                    + more)
            let devices = object(run)["devices"] as? [[String: Any]]
            return devices?.first?["state"] as? [[String: Any]] ?? []
        }
        func silences(_ states: [[String: Any]]) -> Set<String> {
            Set(states.map { $0["silentSince"] as? String ?? "none" })
        }
        for more in [[], Self.folding] {
            let fresh =
                more.isEmpty
                ? states("2026-01-03T00:00:00Z") : states("2026-01-03T00:00:00Z", more[0], more[1])
            #expect(fresh.count > 2)
            for state in fresh {
                #expect(state["source"] as? String == "entra:acme" && state["feed"] as? String == "sign-ins")
            }
            #expect(silences(fresh) == ["none"])
        }
        // Silent for more than a day; known to the hour, because the feed spoke again later.
        #expect(silences(states("2026-01-05")) == ["2026-01-02T04:00:00Z"])
        // Said a month ago by a feed that goes on reporting.
        #expect(silences(states("2026-02-01T12:00:00Z")) == ["none"])
        // Two records are no rhythm: a month's distance makes no month usual.
        #expect(silences(states("2026-04-30")) == ["2026-02-01T00:00:00Z"])
        #expect(silences(states("2026-06-01")) == ["2026-02-01T00:00:00Z"])
        let plain = shell.probity(
            "show", "device", "44444444-2222-4333-8444-555555555555", "--as-of", "2026-06-01")
        #expect(plain.text.contains("not determinable since 2026-02-01T00:00:00Z: "), "\(plain.text)")
        #expect(plain.text.contains("entra:acme sign-ins silent since then"), "\(plain.text)")
    }

    @Test("records of the years 1 and 9999 neither stop a listing nor hide a silence")
    func hostileTimes() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/hostile")
        let instants = [
            "2026-01-02T03:04:05Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2261-01-01T00:00:00Z",
            "1700-01-01T00:00:00Z",
        ]
        let lines = instants.enumerated().map { Self.signIn($0.offset, $0.element) }
        shell.write("input", lines.joined(separator: "\n"))
        #expect(shell.probity("import", "--tenant", "acme", "input").status == 0)
        for instant in ["0001-01-01", "1969-12-31", "2026-01-09", "2262-01-01"] {
            let run = shell.probity("list", "sources", "--json", "--as-of", instant)
            if run.status == 64 { continue }
            #expect(run.status == 0, "\(instant): \(run.errors)")
            #expect(shell.probity("list", "sources", "--gaps", "--as-of", instant).status == 0)
        }
        let row = rows(shell.probity("list", "sources", "--json", "--as-of", "2026-01-09")).first ?? [:]
        // What has no instant that can be is dated by its receipt, which is later: known to the hour.
        #expect((row["silentSince"] as? String)?.hasPrefix("2026-01-02T03:") == true, "\(row)")
        #expect(row.number("unplaced") >= 2)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }
}
