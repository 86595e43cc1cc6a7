import Foundation
import Testing

/// For how long a tenant has compliance be valid, and what follows for its devices.
@Suite("a tenant's own validity period")
struct ValiditySettingTests {
    private static let device = "11111111-0000-4000-8000-000000000001"

    private static func line(_ id: Int, _ time: String, _ type: String, _ members: String) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"desk:berlin","type":"\#(type)","time":"\#(time)","#
            + #""data":{"tenant":"contoso",\#(members)}}"#
    }

    private static func heard(_ id: Int, _ time: String, _ device: String) -> String {
        line(
            id, time, "device.checked_in",
            #""device":{"entraDeviceId":"\#(device)"},"product":"maas360","platform":"iOS""#)
    }

    @Test("a setting that comes late moves silences, in the read models, in the log, and as told")
    func late() throws {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/validity")
        shell.write(
            "first",
            Self.heard(1, "2026-03-01T08:00:00Z", Self.device) + "\n"
                + Self.heard(2, "2026-07-01T08:00:00Z", "11111111-0000-4000-8000-000000000002"))
        shell.write(
            "setting", Self.line(3, "2026-02-01T08:00:00Z", "tenant.compliance_validity_set", #""days":45"#))
        #expect(shell.probity("append", "first").status == 0)
        func ending(_ more: [String] = []) throws -> String? {
            let run = shell.run(["list", "devices", "--json", "--as-of", "2026-08-01"] + more)
            let rows = try #require(object(run)["devices"] as? [[String: Any]])
            return rows.first?["endingSince"] as? String
        }
        #expect(try ending() == "2026-03-31T08:00:00Z")
        #expect(shell.probity("append", "setting").status == 0)
        #expect(try ending() == "2026-04-15T08:00:00Z")
        #expect(try ending(["--known-at", "2200-01-01"]) == "2026-04-15T08:00:00Z")
        // Before the setting was recorded nobody knew of it.
        #expect(try ending(["--known-at", "@1"]) == "2026-03-31T08:00:00Z")
        let shown = shell.run(["show", "device", Self.device, "--as-of", "2026-08-01", "--json"])
        let device = try #require((object(shown)["devices"] as? [[String: Any]])?.first)
        let contact = try #require((device["contacts"] as? [[String: Any]])?.first)
        #expect(contact["rule"] as? String == "validity-period-45d" && contact.number("settingPosition") == 2)
        #expect(contact["dueAt"] as? String == "2026-04-15T08:00:00Z")
        let text = shell.run(["show", "device", Self.device, "--as-of", "2026-08-01"]).text
        #expect(text.contains("45 days before; rule validity-period-45d"), "\(text)")
        let why = shell.run(["why", "device", Self.device, "--as-of", "2026-08-01"]).text
        #expect(why.contains("nothing for 45 days, by validity-period-45d, as the tenant has set it @2"))
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("a tenant tells the setting in force, and the documents' where it has set nothing")
    func tenant() throws {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/validity")
        shell.write(
            "setting", Self.line(1, "2026-02-01T08:00:00Z", "tenant.compliance_validity_set", #""days":45"#))
        #expect(shell.probity("append", "setting").status == 0)
        func validity(_ instant: String) throws -> [String: Any] {
            let run = shell.run(["show", "tenant", "contoso", "--json", "--as-of", instant])
            let tenant = try #require(object(run)["tenant"] as? [String: Any], "\(run.errors)")
            return try #require(tenant["complianceValidity"] as? [String: Any])
        }
        let set = try validity("2026-03-01")
        #expect(set.number("days") == 45 && set.number("position") == 0)
        #expect(set["since"] as? String == "2026-02-01T08:00:00Z")
        let before = try validity("2026-01-01")
        #expect(before.number("days") == 30 && before["position"] is NSNull)
    }
}
