import Foundation
import Testing

@Suite("importing the records of several instances")
struct BindingImportTests {
    private static func event(_ group: String, device: Int) -> String {
        """
        {"EventId":148,"EventType":"Enrollment Complete","DeviceId":\(device),"DeviceFriendlyName":"mithril",\
        "EventTime":"2026-03-01T08:00:00Z","EnrollmentStatus":"Enrolled","ComplianceStatus":"Compliant",\
        "SerialNumber":"C02ZQ000000\(device)","OrganizationGroupName":"\(group)"}

        """
    }

    private static let lines =
        "<13>Mar  1 08:00:00 core.example.org CEF:0|Mobile Iron|Core|11|71|Wipe|3|start=1772352000 act=Wipe "
        + "suser=sam cs1Label=Device UUID cs1=5a1d0c3e-0004-4000-8000-00000000d002\r\n\r\n"
        + "<13>Mar  1 08:00:01 core.example.org CEF:0|Mobile Iron|Core|11|71|Wipe|3|broken=a\\b\n"
        + "<13>Mar  1 08:00:02 other.example.org CEF:0|Mobile Iron|Core|11|1|Login|3|start=1772352002 act=Login\n"
        + "cut off\n"

    private func settings(_ groups: String) -> String {
        """
        {"sources":[{"source":"workspace-one:emea","tenant":"emea","organizationGroups":["EMEA"\(groups)]},\
        {"source":"workspace-one:apac","tenant":"apac","organizationGroups":["APAC"]},\
        {"source":"ivanti:core","tenant":"emea","hosts":["core.example.org"]}]}
        """
    }

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/bindings")
        shell.write(
            "events.jsonl",
            Self.event("EMEA", device: 1) + Self.event("APAC", device: 2) + Self.event("Other", device: 3))
        shell.write("audit.log", Self.lines)
        shell.write("sources.json", settings(""))
        return shell
    }

    @Test(
        "each record goes to the instance that lists its mark, and the others wait until the file lists theirs"
    )
    func mending() {
        let shell = shell()
        defer { shell.remove() }
        let run = ["import", "--json", "--sources", "sources.json", "events.jsonl"]
        let first = object(shell.run(run))
        #expect(first.number("recorded") == 2 && first.number("quarantined") == 1, "\(first)")
        let sources = shell.probity("list", "sources", "--format", "jsonl").text
        #expect(sources.contains("workspace-one:emea") && sources.contains("workspace-one:apac"))
        #expect(shell.probity("list", "tenants").text.contains("apac"))
        let second = object(shell.run(run))
        #expect(second.number("recorded") == 0 && second.number("duplicates") == 2)
        shell.write("sources.json", settings(",\"Other\""))
        let retried = object(shell.probity("quarantine", "retry", "--json", "--sources", "sources.json"))
        #expect(retried.number("recorded") == 1, "\(retried)")
        #expect(shell.probity("verify").status == 0)
    }

    @Test("a record of another instance than the named one is refused with the reason")
    func contradiction() {
        let shell = shell()
        defer { shell.remove() }
        let named = object(
            shell.probity(
                "import", "--json", "--source", "workspace-one:emea", "--sources", "sources.json",
                "events.jsonl"))
        #expect(named.number("recorded") == 1 && named.number("quarantined") == 2, "\(named)")
        let reasons = named["reasons"] as? [String: Int] ?? [:]
        #expect(reasons.keys.allSatisfy { $0.hasPrefix("record.source_conflict") }, "\(reasons)")
        #expect(shell.probity("quarantine", "list").text.contains("OrganizationGroupName"))
    }

    @Test(
        "lines are records of their own: what is read, recorded and refused adds up, and nothing comes twice")
    func lines() {
        let shell = shell()
        defer { shell.remove() }
        let run = ["import", "--json", "--sources", "sources.json", "audit.log"]
        let first = object(shell.run(run))
        #expect(first.number("read") == 4 && first.number("recorded") == 1, "\(first)")
        #expect(first.number("quarantined") == 3 && first["format"] as? String == "ivanti-audit")
        let reasons = first["reasons"] as? [String: Int] ?? [:]
        for code in ["cef.escape", "record.missing_instance"] {
            #expect(reasons.keys.contains { $0.hasPrefix(code) }, "\(code): \(reasons)")
        }
        let second = object(shell.run(run))
        #expect(second.number("recorded") == 0 && second.number("duplicates") == 1)
        #expect(shell.probity("log", "type:device.wipe_requested").text.contains("wipe_requested"))
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }
}
