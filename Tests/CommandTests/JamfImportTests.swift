import Foundation
import Testing

@Suite("importing what Jamf Pro writes")
struct JamfImportTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    private static let device = "5a1d0c3e-0003-4000-8000-00000000d001"

    private static func webhook(_ name: String, _ time: Int, _ event: String) -> String {
        """
        {"webhook":{"id":1,"name":"n","webhookEvent":"\(name)","eventTimestamp":\(time)},"event":{\(event)}}

        """
    }

    private static let computer = """
        "udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","deviceName":"mithril","serialNumber":"C02ZQ0000001",\
        "username":"frodo","jssID":7
        """

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/jamf")
        shell.write(
            "webhooks.jsonl",
            Self.webhook("ComputerAdded", 1_772_352_000_000, Self.computer)
                + Self.webhook("ComputerCheckIn", 1_772_355_600_000, "\"computer\":{\(Self.computer)}")
                + Self.webhook(
                    "SmartGroupComputerMembershipChange", 1_772_359_200_000,
                    "\"jssid\":95,\"computer\":true,\"groupAddedDevicesIds\":[7],\"groupRemovedDevicesIds\":[]"
                )
                + Self.webhook("JSSStartup", 1_772_362_800_000, "\"jssUrl\":\"https://jamf.example.org/\""))
        shell.write(
            "sources.json",
            """
            {"sources":[{"source":"jamf:acme","tenant":"\(Self.tenant)","complianceGroups":[95]}]}
            """)
        return shell
    }

    @Test("a Mac's life by its serial number, with the instance's verdict, recorded once")
    func life() {
        let shell = shell()
        defer { shell.remove() }
        let arguments = ["import", "--json", "--source", "jamf:acme", "--sources", "sources.json"]
        let first = object(shell.run(arguments + ["webhooks.jsonl"]))
        #expect(first.number("recorded") == 4 && first.number("quarantined") == 0, "\(first)")
        #expect(first["format"] as? String == "jamf-webhook" && first["source"] as? String == "jamf:acme")
        let second = object(shell.run(arguments + ["webhooks.jsonl"]))
        #expect(second.number("duplicates") == 4 && second.number("events") == 0)
        let plain = shell.probity("show", "device", "C02ZQ0000001").text
        for part in ["enrolled", "compliance-evaluated", "macOS", "jamf operational", "mithril"] {
            #expect(plain.contains(part), "\(part): \(plain)")
        }
        // Its serial number and its number at the instance are no wrong binding.
        let view = object(shell.probity("show", "device", "C02ZQ0000001", "--json"))
        let device = (view["devices"] as? [[String: Any]])?.first
        let aliases = device?["aliases"] as? [[String: Any]] ?? []
        #expect(
            Set(aliases.compactMap { $0["naming"] as? String })
                == ["serial", "udid", "jamf-computer/acme"], "\(aliases)")
        #expect(aliases.allSatisfy { ($0["overlaps"] as? [Any])?.isEmpty == true })
        shell.write(
            "compliance.json",
            """
            [{"deviceId":"7","applicable":true,"complianceState":"COMPLIANT","complianceVendor":"v",\
            "complianceVendorDeviceInformation":{"deviceIds":["\(Self.device)"]}}]
            """)
        let joined = object(
            shell.run(
                arguments + ["--format", "jamf-computer-compliance", "--received-at", "2026-03-02T00:00:00Z"]
                    + ["compliance.json"]))
        #expect(joined.number("recorded") == 1, "\(joined)")
        // By the directory's id now, too.
        #expect(shell.probity("show", "device", Self.device).text.contains("mithril"))
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
        let sources = shell.probity("list", "sources", "--format", "jsonl").text
        #expect(sources.contains("jamf:acme") && sources.contains("operational"))
    }

    @Test("without the instance the records wait in quarantine, and a retry that names it takes them in")
    func retry() {
        let shell = shell()
        defer { shell.remove() }
        let blind = object(shell.probity("import", "--json", "--tenant", Self.tenant, "webhooks.jsonl"))
        #expect(blind.number("quarantined") == 4)
        #expect(
            (blind["reasons"] as? [String: Int])?.keys.contains { $0.contains("missing_instance") } == true)
        let again = object(
            shell.probity(
                "quarantine", "retry", "--json", "--source", "jamf:acme", "--sources", "sources.json"))
        #expect(again.number("recorded") == 4 && again.number("quarantined") == 0, "\(again)")
    }

    @Test("a file of sources is refused by the name of what is wrong in it")
    func settings() {
        let shell = shell()
        defer { shell.remove() }
        func run(_ settings: String, _ more: String...) -> Run {
            shell.write("wrong.json", settings)
            return shell.run(
                ["import", "--source", "jamf:acme", "--sources", "wrong.json"] + more + ["webhooks.jsonl"])
        }
        let entry = "\"source\":\"jamf:acme\",\"tenant\":\"acme\""
        for (settings, told) in [
            ("{", "error at byte"), ("{}", "a list `sources`"), ("{\"sources\":[1]}", "sources[0]"),
            ("{\"sources\":[{\"source\":\"x\",\"tenant\":\"acme\"}]}", "sources[0].source"),
            ("{\"sources\":[{\"source\":\"jamf:acme\"}]}", "sources[0].tenant"),
            ("{\"sources\":[{\(entry),\"complianceGroups\":[0]}]}", "sources[0].complianceGroups"),
            ("{\"sources\":[{\(entry),\"colour\":1}]}", "another member"),
            ("{\"sources\":[{\(entry)},{\(entry)}]}", "twice"),
            ("{\"sources\":[]}", "an entry of jamf:acme"),
        ] {
            let refused = run(settings)
            #expect(refused.status == 64 && refused.errors.contains(told), "\(told): \(refused.errors)")
        }
        let other = run("{\"sources\":[{\(entry)}]}", "--tenant", "other")
        #expect(other.status == 64 && other.errors.contains("two tenants"))
        let mixed = shell.probity(
            "import", "--sources", "sources.json", "--tenant", "other", "webhooks.jsonl")
        #expect(mixed.status == 64 && mixed.errors.contains("two tenants"))
        for (settings, told) in [
            (
                "\(entry),\"hosts\":[\"a\"]},{\"source\":\"jamf:b\",\"tenant\":\"b\",\"hosts\":[\"A.\"]",
                "either"
            ),
            ("\(entry),\"billingIds\":[\"1\"]", "no record of such a source"),
            ("\(entry),\"hosts\":[1]", "texts of 1 to 255"), ("\(entry),\"hosts\":\"a\"", "a list of texts"),
            ("\(entry),\"applicableGroups\":[-1]", "numbers from 1 on"),
        ] {
            let refused = run("{\"sources\":[{\(settings)}]}")
            #expect(refused.status == 64 && refused.errors.contains(told), "\(told): \(refused.errors)")
        }
    }
}
