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
        for kind in Self.kinds {
            for instant in Self.instants {
                for filter in filters(fleet, kind) {
                    compare(fleet.shell, ["list", kind, "--as-of", instant, "--format", "csv"], filter)
                }
            }
            for format in ["table", "json", "jsonl", "csv"] {
                let run = compare(fleet.shell, ["list", kind, "--format", format, "--as-of", "2026-01-12"])
                #expect(run.output.count > 100, "\(kind) \(format)")
            }
        }
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
        let stride = max(1, bytes.count / page / effort(40, nightly: 400))
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
