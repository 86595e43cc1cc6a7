import Foundation
import Testing

@Suite("importing the unified audit log")
struct UnifiedAuditImportTests {
    private static let tenant = "55555555-2222-4333-8444-555555555555"
    private static let device = "66666666-2222-4333-8444-666666666666"
    private static let header = "RecordId,CreationDate,RecordType,Operation,UserId,AuditData\r\n"

    private static func record(_ id: Int) -> String {
        """
        {"Id":"ual-\(id)","CreationTime":"2026-01-02T03:04:05","RecordType":15,"Operation":"UserLoggedIn",\
        "OrganizationId":"\(tenant)","UserId":"kim@example.com","Workload":"AzureActiveDirectory",\
        "DeviceProperties":[{"Name":"Id","Value":"\(device)"},{"Name":"IsCompliant","Value":"True"}]}
        """
    }

    private static func row(_ id: Int, _ data: String) -> String {
        let cell = data.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "ual-\(id),2026-01-02T03:04:05.0000000Z,15,UserLoggedIn,kim@example.com,\"\(cell)\"\r\n"
    }

    @Test("rows are recorded once, a cut one too, and a short one is quarantined behind its header")
    func recorded() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/unified")
        let cut = Self.row(2, String(Self.record(2).prefix(150)))
        let short = "ual-3,x"
        shell.write("input.csv", Self.header + Self.row(1, Self.record(1)) + cut + short + "\r\n")
        let run = object(shell.probity("import", "--json", "--tenant", Self.tenant, "input.csv"))
        #expect(run.number("recorded") == 2 && run.number("quarantined") == 1)
        #expect(run["reasons"] as? [String: Int] == ["csv.columns": 1])
        #expect(run["source"] as? String == "ual:\(Self.tenant)")
        #expect(run["format"] as? String == "unified-audit")
        #expect(shell.probity("log", "--format", "jsonl").text.contains("\"fieldUnreadable\""))
        let again = object(shell.probity("import", "--json", "--tenant", Self.tenant, "input.csv"))
        #expect(again.number("duplicates") == 2 && again.number("recorded") == 0)
        // The whole record is the one whose row was cut.
        shell.write("whole.json", Self.record(2))
        let whole = object(
            shell.probity("import", "--json", "--source", "ual:\(Self.tenant)", "whole.json"))
        #expect(whole.number("recorded") == 1 && whole.number("quarantined") == 0)
        #expect(shell.probity("show", "device", Self.device).status == 0)
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("a cut row without a tenant waits in quarantine until it is given")
    func retried() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/unified")
        shell.write("input.csv", "#TYPE Audit\r\n" + Self.header + Self.row(2, "{\"Id\""))
        let run = object(shell.probity("import", "--json", "input.csv"))
        #expect(run["reasons"] as? [String: Int] == ["record.missing_tenant: none": 1])
        let retried = object(shell.probity("quarantine", "retry", "--json", "--tenant", Self.tenant))
        #expect(retried.number("recorded") == 1)
    }
}
