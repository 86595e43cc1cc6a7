import Foundation
import Testing

/// By what the words of a device's page are dated, and whose contact is meant.
@Suite("what a device's page says since when")
struct DatedWordsTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    private static let serial = "C02ZQ0000001"

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/dated")
        return shell
    }

    private func take(_ shell: Shell, _ source: String, _ received: String?, _ text: String) {
        shell.write("in.json", text)
        let run = shell.run(
            ["import", "--tenant", Self.tenant, "--source", source]
                + (received.map { ["--received-at", $0] } ?? []) + ["in.json"])
        #expect(run.status == 0, "\(run.errors)")
    }

    private func maas(_ shell: Shell, _ received: String, _ status: String, _ seen: String) {
        take(
            shell, "maas360:north", received,
            """
            {"devices":{"count":1,"device":{"maas360DeviceID":"A1","platformSerialNumber":"\(Self.serial)",\
            "maas360ManagedStatus":"\(status)","lastReported":"\(seen)"}}}
            """)
    }

    private func view(_ shell: Shell, _ verb: String, _ arguments: String...) -> [String: Any] {
        let run = object(shell.run([verb, "device", Self.serial, "--json"] + arguments))
        return (run["devices"] as? [[String: Any]])?.first ?? [:]
    }

    private func text(_ shell: Shell, _ verb: String, _ arguments: String...) -> String {
        shell.run([verb, "device", Self.serial] + arguments).text
    }

    private func row(_ rows: Any?, _ name: String, _ value: String) -> [String: Any] {
        (rows as? [[String: Any]] ?? []).first { $0[name] as? String == value } ?? [:]
    }

    @Test("an end that a page tells was seen first then, and what it ended lasted until then at the latest")
    func pages() {
        let shell = shell()
        defer { shell.remove() }
        maas(shell, "2026-03-02T00:00:00Z", "Enrolled", "2026-03-01T08:00:00")
        maas(shell, "2026-03-09T00:00:00Z", "Control Removed", "2026-03-01T08:00:00")
        let view = view(shell, "show", "--as-of", "2026-03-10")
        let state = row(view["state"], "region", "enrolment")
        #expect(state["value"] as? String == "retired" && state["isFirstSeen"] as? Bool == true, "\(state)")
        #expect(state["datedBy"] as? String == "firstSeen")
        let page = text(shell, "show", "--as-of", "2026-03-10")
        #expect(page.contains("2026-03-09T00:00:00Z (first seen)"), "\(page)")
        #expect(page.contains("2026-03-09T00:00:00Z (at the latest)"), "\(page)")
        #expect(page.contains("ended  maas360:north"), "\(page)")
        #expect(page.contains("no id of the directory is joined to this device"), "\(page)")
        #expect(
            page.contains("no longer managed: retired since 2026-03-09T00:00:00Z (first seen) @"), "\(page)")
        #expect(view["ending"] as? String == "retired", "\(view["ending"] ?? "")")
        let part = row(self.view(shell, "why", "--as-of", "2026-03-10")["parts"], "region", "enrolment")
        #expect(part["isFirstSeen"] as? Bool == true && part["datedBy"] as? String == "firstSeen")
        let why = text(shell, "why", "--as-of", "2026-03-10")
        #expect(why.contains("enrolment is retired since 2026-03-09T00:00:00Z (first seen)"), "\(why)")
    }

    @Test("a contact whose text has no zone is one at the latest, however often the page is read again")
    func contact() {
        let shell = shell()
        defer { shell.remove() }
        for day in ["02", "08", "20"] {
            maas(shell, "2026-03-\(day)T00:00:00Z", "Enrolled", "2026-03-01T08:00:00")
        }
        let contact = row(view(shell, "show", "--as-of", "2026-03-21")["contacts"], "source", "maas360:north")
        #expect(contact["lastHeard"] as? String == "2026-03-01T20:00:00Z", "\(contact)")
        #expect(contact["lastHeardIs"] as? String == "atTheLatest")
        #expect(contact["datedBy"] as? String == "atTheLatest")
        #expect(contact["dueAt"] as? String == "2026-03-31T20:00:00Z")
        // The first of the three pages stands for what each tells.
        #expect(contact.number("position") == 0)
        let why = text(shell, "why", "--as-of", "2026-03-31T20:00:00Z")
        #expect(
            why.contains(
                "contact is not determinable since 2026-03-31T20:00:00Z (fell due), as its"),
            "\(why)")
        #expect(why.contains("heard 2026-03-01T20:00:00Z at the latest; nothing for 30 days"), "\(why)")
        let silent = row(view(shell, "show", "--as-of", "2026-04-01")["state"], "region", "contact")
        #expect(silent["lastSaid"] is NSNull && silent["datedBy"] as? String == "rule", "\(silent)")
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("a webhook without a time is dated by its receipt, or by its recording, and says so")
    func webhooks() {
        let shell = shell()
        defer { shell.remove() }
        let body = """
            {"webhook":{"webhookEvent":"MobileDeviceEnrolled"},"event":{"jssID":7,"udid":"",\
            "serialNumber":"\(Self.serial)","model":"iPad"}}
            """
        take(shell, "jamf:acme", "2026-03-02T00:00:00Z", body)
        let state = row(view(shell, "show", "--as-of", "2026-03-03")["state"], "region", "enrolment")
        #expect(state["datedBy"] as? String == "received" && state["isFirstSeen"] as? Bool == false)
        let page = text(shell, "show", "--as-of", "2026-03-03")
        #expect(page.contains("2026-03-02T00:00:00Z (as received)"), "\(page)")
        #expect(page.contains("heard by its manager"), "\(page)")
        take(shell, "jamf:west", nil, body)
        let recorded = row(view(shell, "show")["history"], "source", "jamf:west")
        #expect(recorded["datedBy"] as? String == "recorded", "\(recorded)")
    }
}
