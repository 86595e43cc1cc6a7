import ComplianceLedger
import Connectors
import EventCatalogue
import Foundation
import LedgerModel
import StrictJSON
import Testing

@Suite("import --remap")
struct RemapTests {
    /// The mappings of a release before: lower revisions, which understood nothing.
    private static let earlier: MappingTable = {
        func before(_ revision: MappingRevision) -> MappingRevision { MappingRevision(revision.value - 1) }
        var table = MappingTable.current
        table.entra = before(table.entra)
        table.management = before(table.management)
        table.unifiedAudit = before(table.unifiedAudit)
        table.deviceManagers = before(table.deviceManagers)
        table.keptForLater = Set(SourceFormat.allCases)
        return table
    }()

    /// Records files of a fleet as a release before would have.
    private static func importEarlier(_ fleet: FleetLedger, _ files: [String]) throws {
        let ledger = try Ledger.open(fleet.shell.folder + "/ledger", for: .writing)
        defer { try? ledger.close() }
        var context = ConnectorContext(tenant: TenantName(Array(fleet.tenant.utf8)))
        context.mappings = earlier
        for file in files {
            var splitter = InputSplitter()
            let items =
                fleet.shell.read(file).withUnsafeBytes { splitter.consume($0) } + splitter.finish()
            var submissions: [Submission] = []
            for item in items where item.kind == .record {
                guard case .submissions(let found) = VendorConnector().read(item.bytes, context) else {
                    continue
                }
                submissions += found
            }
            for start in stride(from: 0, to: submissions.count, by: 500) {
                let end = min(start + 500, submissions.count)
                for result in ledger.appendEach(Array(submissions[start..<end])) { _ = try result.get() }
            }
        }
        try ledger.close()
    }

    private func digest(_ shell: Shell, _ arguments: String...) -> String {
        object(shell.run(["replay", "--json"] + arguments))["digest"] as? String ?? "none"
    }

    @Test("an upgrade's remapping says what an import by the new release says, and keeps what was known")
    func upgrade() throws {
        let fleet = FleetLedger(devices: 8, days: 6, importing: false)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        try Self.importEarlier(fleet, fleet.exports)
        #expect(shell.probity("rebuild").status == 0)
        let before = object(shell.probity("status", "--json")).number("size")
        let ignorant = digest(shell)
        #expect(before > 100)

        let run = shell.probity("import", "--remap", "--json", "--strict")
        #expect(run.status == 0, "\(run.errors)")
        let summary = object(run)
        #expect(summary.number("remapped") > 100 && summary.number("refused") == 0)
        #expect(
            summary.number("looked")
                == summary.number("remapped") + summary.number("same") + summary.number("withoutEvidence")
                + summary.number("refused"))
        #expect(summary.number("firstPosition") == before)
        let after = object(shell.probity("status", "--json")).number("size")
        #expect(after == before + summary.number("events"))
        #expect(summary.number("lastPosition") == after - 1)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
        #expect(digest(shell) != ignorant)
        // Known at the last event before it, nothing was known of any device.
        #expect(
            shell.probity("list", "devices", "--format", "jsonl", "--known-at", "@\(before - 1)").text.isEmpty
        )
        #expect(!shell.probity("list", "devices", "--format", "jsonl").text.isEmpty)

        let again = object(shell.probity("import", "--remap", "--json"))
        #expect(again.number("events") == 0 && again.number("remapped") == 0)
        #expect(again.number("same") == summary.number("looked"))
        let files = object(fleet.importAll())["total"] as? [String: Any] ?? [:]
        #expect(files.number("events") == 0 && files.number("duplicates") == files.number("read"))

        let other = FleetLedger(devices: 8, days: 6)
        defer { other.shell.remove() }
        #expect(digest(other.shell) == digest(shell))
    }

    @Test("the evidence of a newer event is that of the first, and stands once")
    func evidence() throws {
        let fleet = FleetLedger(devices: 3, days: 2, importing: false)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        try Self.importEarlier(fleet, fleet.exports)
        let summary = object(shell.probity("import", "--remap", "--json"))
        let note = object(
            shell.probity("show", "event", "@\(summary.number("firstPosition"))", "--json", "--evidence"))
        #expect(note["type"] as? String == "record.remapped")
        let origin = ((note["data"] as? [String: Any])?["origin"] as? NSNumber)?.intValue ?? -1
        let first = object(shell.probity("show", "event", "@\(origin)", "--json", "--evidence"))
        let next = object(
            shell.probity("show", "event", "@\(summary.number("firstPosition") + 1)", "--json", "--evidence"))
        #expect((first["evidence"] as? String ?? "").isEmpty == false)
        #expect(next["evidence"] as? String == first["evidence"] as? String)
        #expect(next["received"] as? String == first["received"] as? String)
        #expect(first["inForce"] as? Bool == false && next["inForce"] as? Bool == true)
        #expect(
            (first["supersededBy"] as? NSNumber)?.intValue == summary.number("firstPosition") + 1)
    }

    @Test("what cannot be read again is listed, and counts as failed only where that is asked for")
    func refused() throws {
        let fleet = FleetLedger(devices: 3, days: 2, importing: false)
        defer { fleet.shell.remove() }
        let shell = fleet.shell
        let ledger = try Ledger.open(shell.folder + "/ledger", for: .writing)
        var context = ConnectorContext(tenant: TenantName(Array(fleet.tenant.utf8)))
        context.mappings = Self.earlier
        let record = Array(
            """
            {"id":"one","createdDateTime":"2026-01-05T08:00:00Z","conditionalAccessStatus":"success",\
            "userId":"5a1d0c3e-0005-4000-8000-00000000e001","appId":"5a1d0c3e-0007-4000-8000-00000000c001",\
            "userPrincipalName":"planted@person.example","status":{"errorCode":0}}
            """.utf8)
        guard case .submissions(var found) = VendorConnector().read(record, context) else {
            Issue.record("it is a sign-in")
            return
        }
        found[0].evidence = Array("planted@person.example".utf8)
        for result in ledger.appendEach(found) { _ = try result.get() }
        try ledger.close()
        let run = shell.probity("import", "--remap")
        #expect(run.status == 0)
        #expect(run.errors.contains("@0 of entra:") && run.errors.contains("stays as it is"))
        #expect(!run.errors.contains("planted") && !run.text.contains("planted"))
        let strict = shell.probity("import", "--remap", "--strict", "--json")
        #expect(strict.status == 1)
        let refusals = object(strict)["refusals"] as? [[String: Any]] ?? []
        #expect(refusals.count == 1 && refusals.first?.number("position") == 0)
        #expect(object(shell.probity("status", "--json")).number("size") == 1)
    }

    @Test(
        "it takes no files, no format and no instant; without it, files are wanted",
        arguments: [
            ["--remap", "file.json"], ["--remap", "-"], ["--remap", "--format", "entra-signin"],
            ["--remap", "--received-at", "2026-01-01T00:00:00Z"], [], ["--json"],
            ["--remap", "--source", "nobody"],
        ])
    func usage(_ arguments: [String]) {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/usage")
        #expect(shell.run(["import"] + arguments).status == 64)
    }

    @Test("an empty ledger has nothing to read again")
    func empty() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/empty")
        let run = shell.probity("import", "--remap", "--json")
        #expect(run.status == 0 && object(run).number("looked") == 0)
    }
}
