import FaultRecords
import Foundation
import Testing

@Suite("lists")
struct ListTests {
    private static let kinds = ["devices", "users", "tenants"]
    private static let instants = [
        "2026-01-01", "2026-01-05", "2026-01-12", "2026-01-20", "2027-01-01", "@60",
    ]
    /// Later than any event is recorded: all is known then, and the log is folded.
    private static let folding = ["--known-at", "2200-01-01"]

    /// The first word of the second line, which is the second row's id.
    private func second(_ shell: Shell, _ kind: String) -> String {
        let run = shell.run(["list", kind, "--format", "csv"])
        let lines = run.text.split(separator: "\n")
        return lines.count > 2 ? String(lines[2].prefix { $0 != "," }) : ""
    }

    /// Filters that a list of a kind can apply.
    private func filters(_ fleet: FleetLedger, _ kind: String) -> [[String]] {
        let device = second(fleet.shell, "devices").split(separator: "/").last.map(String.init) ?? ""
        let user = second(fleet.shell, "users")
        #expect(device.count == 36 && user.count == 36)
        let tenant = fleet.tenant
        let ofAll = [
            [], ["tenant:\(tenant)"], ["tenant:nobody"], ["--", "-tenant:\(tenant)"],
            ["--", "tenant:\(tenant)", "-tenant:nobody"],
        ]
        guard kind != "tenants" else { return ofAll }
        let ofPeople = [
            ["user:\(user)"], ["tenant:nobody", "user:\(user)"], ["tenant:\(tenant)", "user:\(user)"],
            ["--", "-user:\(user)"],
        ]
        guard kind == "devices" else { return ofAll + ofPeople }
        return ofAll + ofPeople + [
            ["device:\(device)"], ["device:\(device)", "device:nothing"], ["device:nothing"],
            ["tenant:nobody", "device:\(device)"], ["tenant:\(tenant)", "device:\(device)"],
            ["--", "-device:\(device)"], ["user:\(user)", "device:\(device)"],
            ["--", "device:\(device)", "-tenant:\(tenant)"],
        ]
    }

    @Test("read models and a fold of the log give the same bytes, at any instant, with any filter")
    func sameBytes() {
        let fleet = FleetLedger()
        defer { fleet.shell.remove() }
        // Usually each filter at two of the instants, so that each instant meets a third of the filters.
        let turns = TestEffort.count(3, nightly: 1)
        for kind in Self.kinds {
            for (number, filter) in filters(fleet, kind).enumerated() {
                for (turn, instant) in Self.instants.enumerated()
                where filter.isEmpty || (number + turn) % turns == 0 {
                    compare(fleet.shell, ["list", kind, "--as-of", instant, "--format", "csv"], filter)
                }
            }
            for format in ["table", "json", "jsonl", "csv"] {
                let run = compare(fleet.shell, ["list", kind, "--format", format, "--as-of", "2026-01-12"])
                #expect(run.output.count > 100, "\(kind) \(format)")
            }
        }
    }

    @Test(
        "attempts and conclusions are those of the device's own page, from the read models and from the log")
    func conclusions() throws {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/conclusions")
        func line(_ number: Int, _ type: String, _ members: String) -> String {
            #"{"specversion":"1.0","id":"\#(number)-\#(type)","source":"desk:berlin","type":"\#(type)","#
                + #""time":"2026-03-01T08:0\#(number):00Z","data":{"tenant":"contoso","device":{"#
                + #""entraDeviceId":"1111111\#(number)-0000-4000-8000-000000000001"}\#(members)}}"#
        }
        let events = [
            line(1, "device.registered", #","trustType":"workplace""#),
            line(2, "device.registration_failed", #","platform":"iOS""#),
            line(3, "device.registered", ""), line(3, "compliance.evaluated", #","verdict":"compliant""#),
        ]
        shell.write("events", events.joined(separator: "\n"))
        #expect(shell.probity("append", "events").status == 0)
        for more in [["--as-of", "2026-03-02"], ["--as-of", "2026-03-02"] + Self.folding] {
            let run = shell.run(["list", "devices", "--conclusions", "--json"] + more)
            let rows = try #require(object(run)["devices"] as? [[String: Any]], "\(run.errors)")
            #expect(rows.map { $0["registrationAttempt"] as? String } == [nil, "failed", nil])
            #expect(rows.map { $0["conclusions"] as? String } == ["no-report-yet", nil, nil], "\(run.text)")
            #expect(rows[0]["conclusionsSince"] as? String == "2026-03-01T08:01:00Z")
            let page = shell.run(
                ["show", "device", "11111111-0000-4000-8000-000000000001", "--json"] + more)
            let device = (object(page)["devices"] as? [[String: Any]])?.first
            let told = device?["inferences"] as? [[String: Any]] ?? []
            #expect(told.map { $0["rule"] as? String } == ["no-report-yet"])
        }
        let plain = shell.probity("list", "devices", "--format", "csv").lines
        #expect(plain.first?.hasSuffix("endingSince,registrationAttempt") == true)
        let columns = shell.probity("list", "devices", "--format", "csv", "--conclusions").lines
        #expect(columns.first?.hasSuffix(",registrationAttempt,conclusions,conclusionsSince") == true)
    }

    @Test("show tenant says the same from the read models as from a fold of the log")
    func tenant() {
        let fleet = FleetLedger()
        defer { fleet.shell.remove() }
        for instant in Self.instants {
            let run = compare(fleet.shell, ["show", "tenant", fleet.tenant, "--as-of", instant])
            #expect(run.text.contains("devices "), "\(run.text)")
            let arguments = ["show", "tenant", fleet.tenant, "--as-of", instant, "--json"]
            let read = object(fleet.shell.run(arguments))["tenant"] as? NSDictionary
            let folded = object(fleet.shell.run(arguments + Self.folding))["tenant"] as? NSDictionary
            #expect(read != nil && read == folded)
        }
        #expect(fleet.shell.probity("show", "tenant", "nobody").status == 1)
    }

    @discardableResult
    private func compare(_ shell: Shell, _ arguments: [String], _ filter: [String] = []) -> Run {
        let read = shell.run(arguments + filter)
        let folded = shell.run(arguments + Self.folding + filter)
        #expect(read.status == 0 && folded.status == 0, "\(arguments): \(read.errors)")
        #expect(!read.errors.contains("folding"), "\(arguments): \(read.errors)")
        if arguments.contains("json") {
            #expect(Self.rows(read) == Self.rows(folded), "\(arguments)")
        } else {
            #expect(read.output == folded.output, "\(arguments) \(filter)")
        }
        return read
    }

    /// The answer's own bytes but for the instant at which it was known.
    private static func rows(_ run: Run) -> String {
        run.text.replacing(/"knownAt":"[^"]*"/, with: "", maxReplacements: 1)
    }

    @Test("read models that are missing, late, another ledger's or no database are said, and the log answers")
    func unusable() {
        let fleet = FleetLedger(importing: false)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        shell.probity("init", "--origin", "test.example/other", "--ledger", "other")
        _ = shell.run(["import", "--tenant", fleet.tenant, "--ledger", "other", fleet.exports[0]])
        #expect(shell.probity("list", "devices").errors.contains("folding") == false, "nothing is there yet")
        _ = shell.run(["import", "--tenant", fleet.tenant, fleet.exports[0]])
        shell.copy("ledger/read-models", to: "early")
        _ = fleet.importAll()
        shell.copy("ledger/read-models", to: "whole")
        let wanted = Self.kinds.map { shell.run(["list", $0, "--format", "csv"] + Self.folding).output }
        func check(_ reason: String) {
            for (kind, output) in zip(Self.kinds, wanted) {
                let run = shell.run(["list", kind, "--format", "csv"])
                #expect(run.status == 0 && run.output == output, "\(kind), \(reason): \(run.errors)")
                #expect(run.errors.contains(reason), "\(kind), \(reason): \(run.errors)")
                #expect(run.errors.contains("folding the log instead"), "\(kind), \(reason)")
                #expect(run.errors.contains("hint: probity rebuild"), "\(kind), \(reason)")
            }
        }
        shell.remove("ledger/read-models")
        check("there is none")
        shell.copy("early", to: "ledger/read-models")
        check("the read models lag: they hold")
        shell.copy("other/read-models", to: "ledger/read-models")
        check("another ledger")
        shell.copy("whole", to: "ledger/read-models")
        let database = shell.files("ledger/read-models").first { $0.hasSuffix(".sqlite") } ?? ""
        shell.write(database, "no database")
        check("could not")
        #expect(shell.probity("rebuild").status == 0)
        for (kind, output) in zip(Self.kinds, wanted) {
            let run = shell.run(["list", kind, "--format", "csv"])
            #expect(run.output == output && !run.errors.contains("folding"), "\(kind): \(run.errors)")
        }
    }

    @Test("a list is whole whichever page of the read models is damaged, even where rows were out already")
    func damagedPages() {
        let fleet = FleetLedger(devices: 40, days: 6)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let wanted = Self.kinds.map { shell.run(["list", $0, "--format", "jsonl"] + Self.folding).output }
        let database = shell.files("ledger/read-models").first { $0.hasSuffix(".sqlite") } ?? ""
        let bytes = shell.read(database)
        let page = 4_096
        #expect(bytes.count > 20 * page)
        var folded = 0
        let stride = max(1, bytes.count / page / TestEffort.count(40, nightly: 400))
        for number in Swift.stride(from: 1, to: bytes.count / page, by: stride) {
            var damaged = bytes
            damaged.replaceSubrange(
                number * page..<(number + 1) * page, with: repeatElement(0xFF, count: page))
            shell.write(database, damaged)
            for (kind, output) in zip(Self.kinds, wanted) {
                let run = shell.run(["list", kind, "--format", "jsonl"])
                #expect(run.status == 0 && run.output == output, "\(kind), page \(number): \(run.errors)")
                if run.errors.contains("folding") { folded += 1 }
            }
        }
        #expect(folded > 0, "some damage is met")
    }
}
