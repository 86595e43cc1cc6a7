import Foundation
import Testing

/// The three witnesses of a device's compliance side by side, and how its management ended.
@Suite("witnesses side by side, and endings")
struct WitnessTableTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"
    private static let device = "5a1d0c3e-0003-4000-8000-00000000d001"
    private static let objectID = "5a1d0c3e-0006-4000-8000-00000000d004"

    /// A Mac that Jamf holds for compliant and two other managers do not, and the directory still lets in.
    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/witnesses")
        shell.write(
            "jamf.json",
            """
            {"totalCount":1,"results":[{"id":"7","general":{"name":"mithril","remoteManagement":{"managed":true},\
            "lastContactTime":"2026-03-01T08:00:00Z"},"hardware":{"serialNumber":"C02ZQ0000001"}}]}
            """)
        shell.write(
            "compliance.json",
            """
            [{"deviceId":"7","applicable":true,"complianceState":"COMPLIANT","complianceVendor":"v",\
            "complianceVendorDeviceInformation":{"deviceIds":["\(Self.device)"]}}]
            """)
        shell.write(
            "ws1.json",
            """
            {"Devices":[{"Id":{"Value":5614},"SerialNumber":"C02ZQ0000001","Platform":"AppleOsX",\
            "EnrollmentStatus":"Enrolled","ComplianceStatus":"NonCompliant","ComplianceSummary":{"DeviceCompliance":[\
            {"CompliantStatus":false,"PolicyName":"Encryption"}]}}],"Page":0,"PageSize":1,"Total":1}
            """)
        shell.write(
            "maas.json",
            """
            {"devices":{"count":1,"device":{"maas360DeviceID":"A1","platformSerialNumber":"C02ZQ0000001",\
            "maas360ManagedStatus":"Enrolled","mdmPolicy":"Sales","policyComplianceState":"Out of Compliance",\
            "ruleComplianceState":""}}}
            """)
        shell.write(
            "entra.jsonl",
            """
            {"id":"a9","category":"Device","activityDisplayName":"Update device",\
            "activityDateTime":"2026-03-03T09:00:00Z","result":"success","initiatedBy":{},\
            "targetResources":[{"type":"Device","id":"\(Self.objectID)","modifiedProperties":[\
            {"displayName":"IsCompliant","oldValue":"[]","newValue":"[true]"}]}],\
            "additionalDetails":[{"key":"DeviceId","value":"\(Self.device)"}]}
            {"id":"s1","createdDateTime":"2026-03-05T10:00:00Z","userId":"\(Self.objectID)",\
            "conditionalAccessStatus":"success","status":{"errorCode":0},"deviceDetail":{\
            "deviceId":"\(Self.device)","operatingSystem":"MacOs","isCompliant":true,"isManaged":true,\
            "trustType":"Azure AD registered"}}

            """)
        for (source, file, received) in [
            ("jamf:acme", "jamf.json", "2026-03-02T00:00:00Z"),
            ("jamf:acme", "compliance.json", "2026-03-02T06:00:00Z"),
            ("workspace-one:west", "ws1.json", "2026-03-04T00:00:00Z"),
            ("maas360:north", "maas.json", "2026-03-04T12:00:00Z"),
        ] {
            let format = file == "compliance.json" ? ["--format", "jamf-computer-compliance"] : []
            let run = shell.run(
                ["import", "--tenant", Self.tenant, "--source", source, "--received-at", received] + format
                    + [file])
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(shell.probity("import", "--tenant", Self.tenant, "entra.jsonl").status == 0)
        return shell
    }

    private func view(_ shell: Shell, _ arguments: String...) -> [String: Any] {
        let run = object(shell.run(["show", "device", Self.device, "--json"] + arguments))
        return (run["devices"] as? [[String: Any]])?.first ?? [:]
    }

    private func rows(_ view: [String: Any], _ name: String) -> [[String: Any]] {
        (view["witnesses"] as? [String: Any])?[name] as? [[String: Any]] ?? []
    }

    @Test("each manager and each place has a row of its own, with reasons, age and proof")
    func accounts() throws {
        let shell = shell()
        defer { shell.remove() }
        let view = view(shell, "--as-of", "2026-03-06T00:00:00Z")
        let evaluated = rows(view, "evaluated")
        #expect(
            evaluated.map { $0["source"] as? String } == ["jamf:acme", "maas360:north", "workspace-one:west"])
        #expect(evaluated.map { $0["verdict"] as? String } == ["compliant", "nonCompliant", "nonCompliant"])
        #expect(evaluated[0]["reasons"] is NSNull)
        #expect(evaluated[1]["reasons"] as? [String] == ["policyViolated"])
        #expect(evaluated.map { $0["policyNames"] as? [String] } == [[], ["Sales"], ["Encryption"]])
        #expect(evaluated[1]["ageSeconds"] as? Int == 36 * 3_600)
        let observed = rows(view, "observed")
        #expect(observed.map { $0["witness"] as? String } == ["deviceObject", "auditLog", "signIn"])
        #expect(observed[0]["value"] is NSNull && observed[0]["position"] is NSNull)
        #expect(observed[2]["lastSaid"] as? String == "2026-03-05T10:00:00Z")
        #expect(view["witnessesAgree"] as? Bool == false)
        #expect((view["witnesses"] as? [String: Any])?["reported"] is NSNull)
        // Every position proves what stands beside it.
        for row in evaluated + observed.dropFirst() {
            #expect(shell.probity("show", "event", "@\(row.number("position"))").status == 0)
        }
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-06T00:00:00Z").text
        for part in [
            "compliance, by its witnesses", "directory object",
            "the device managers disagree: jamf:acme says",
            "maas360:north says nonCompliant since 2026-03-04T12:00:00Z",
            "Entra still showed compliant at 2026-03-05T10:00:00Z at a sign-in",
            "22h later; no report of it is recorded in between",
        ] {
            #expect(plain.contains(part), "\(part): \(plain)")
        }
    }

    @Test("as of an earlier instant, and as was known earlier, the witnesses are those of then")
    func clocks() {
        let shell = shell()
        defer { shell.remove() }
        let before = view(shell, "--as-of", "2026-03-02T12:00:00Z")
        #expect(rows(before, "evaluated").count == 1 && before["witnessesAgree"] is NSNull)
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-02T12:00:00Z").text
        #expect(
            plain.contains("of evaluated, reported and observed fewer than two say whether"), "\(plain)")
        // The second import's two events, and the first's.
        let known = view(shell, "--as-of", "2026-03-06", "--known-at", "@3")
        #expect(rows(known, "evaluated").map { $0["source"] as? String } == ["jamf:acme"])
        #expect(rows(known, "observed").allSatisfy { $0["value"] is NSNull })
        let why = object(
            shell.probity("why", "device", Self.device, "--json", "--as-of", "2026-03-06", "--known-at", "@3")
        )
        let parts = (why["devices"] as? [[String: Any]])?.first?["parts"] as? [[String: Any]] ?? []
        #expect(!parts.isEmpty && parts.allSatisfy { $0["region"] as? String != "compliance-observed" })
    }

    @Test("reports are told step by step, with the step that is missing")
    func reports() {
        let shell = shell()
        defer { shell.remove() }
        func event(_ type: String, _ time: String, _ data: String) -> String {
            """
            {"specversion":"1.0","id":"\(type)-\(time)","source":"mdm:berlin","type":"\(type)","time":"\(time)",\
            "data":{"tenant":"\(Self.tenant)","device":{"entraDeviceId":"\(Self.device)"},\(data)}}

            """
        }
        shell.write(
            "reports.jsonl",
            event("compliance.sent", "2026-03-04T13:00:00Z", "\"verdict\":\"nonCompliant\"")
                + event("compliance.accepted", "2026-03-04T13:05:00Z", "\"verdict\":\"nonCompliant\""))
        let run = shell.probity("append", "reports.jsonl")
        #expect(run.status == 0, "\(run.errors)")
        let view = view(shell, "--as-of", "2026-03-06T00:00:00Z")
        let reported = (view["witnesses"] as? [String: Any])?["reported"] as? [String: Any]
        let steps = reported?["steps"] as? [[String: Any]] ?? []
        #expect(steps.compactMap { $0["step"] as? String } == ["sent", "accepted"], "\(view)")
        #expect(reported?["missing"] as? [String] == ["completed"])
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-03-06T00:00:00Z").text
        #expect(plain.contains("a report of nonCompliant was accepted at 2026-03-04T13:05:00Z"), "\(plain)")
        #expect(plain.contains("completed is not recorded"), "\(plain)")
        let why = object(shell.probity("why", "device", Self.device, "--json", "--as-of", "2026-03-06"))
        let parts = (why["devices"] as? [[String: Any]])?.first?["parts"] as? [[String: Any]] ?? []
        let chain = parts.first { $0["region"] as? String == "compliance-reported" }?["chain"]
        let names = (chain as? [[String: Any]] ?? []).compactMap { $0["step"] as? String }
        #expect(names == ["before", "began"], "\(names)")
    }

    @Test("a silence falls due by its rule, is marked as concluded, and is the same in the replay")
    func silence() {
        let shell = shell()
        defer { shell.remove() }
        func contact(_ instant: String) -> [String: Any] {
            (view(shell, "--as-of", instant)["contacts"] as? [[String: Any]] ?? [])
                .first { $0["source"] as? String == "jamf:acme" } ?? [:]
        }
        #expect(contact("2026-03-31T07:59:59Z")["value"] as? String == "heard")
        let silent = contact("2026-03-31T08:00:00Z")
        #expect(silent["value"] as? String == "silentInferred" && silent["isInferred"] as? Bool == true)
        #expect(silent["rule"] as? String == "validity-period-30d")
        #expect(silent["since"] as? String == "2026-03-31T08:00:00Z")
        // Nothing of the manager either is known by then, so that nothing is concluded from its silence.
        #expect(silent["isDeterminable"] as? Bool == false)
        func ending(_ arguments: String...) -> String? {
            let run = object(shell.run(["list", "devices", "--json"] + arguments))
            return (run["devices"] as? [[String: Any]])?.first?["ending"] as? String
        }
        #expect(ending("--as-of", "2026-05-01") == "notDeterminable")
        for (day, source) in [("05", "jamf:acme"), ("06", "workspace-one:west"), ("07", "maas360:north")] {
            let file =
                source.hasPrefix("jamf") ? "jamf.json" : source.hasPrefix("maas") ? "maas.json" : "ws1.json"
            let text = String(decoding: shell.read(file), as: UTF8.self).replacing(
                "C02ZQ0000001", with: "C02ZQ0000009"
            )
            .replacing("\"7\"", with: "\"8\"").replacing("5614", with: "5615").replacing("A1", with: "A2")
            .replacing("2026-03-01T08", with: "2026-04-30T08")
            shell.write("other.json", text)
            let run = shell.run(
                [
                    "import", "--tenant", Self.tenant, "--source", source, "--received-at",
                    "2026-05-\(day)T00:00:00Z", "other.json",
                ])
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(contact("2026-05-08")["isDeterminable"] as? Bool == true)
        let plain = shell.probity("show", "device", Self.device, "--as-of", "2026-05-08").text
        #expect(plain.contains("silent (inferred) since 2026-03-31T08:00:00Z: jamf:acme heard of it last"))
        #expect(ending("--as-of", "2026-05-08", "device:\(Self.device)") == "silentInferred")
        #expect(
            ending("--as-of", "2026-05-08", "--known-at", "2200-01-01", "device:\(Self.device)")
                == "silentInferred")
        let tenant = object(
            shell.probity("show", "tenant", Self.tenant, "--json", "--as-of", "2026-05-08"))
        let endings = (tenant["tenant"] as? [String: Any])?["endings"] as? [String: Any] ?? [:]
        #expect(endings.number("silentInferred") == 1, "\(endings)")
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("lists leave out what went with a directory object, and the history ends it there")
    func deleted() {
        let shell = shell()
        defer { shell.remove() }
        shell.write(
            "delete.jsonl",
            """
            {"id":"a10","category":"Device","activityDisplayName":"Delete device",\
            "activityDateTime":"2026-03-05T12:00:00Z","result":"success","initiatedBy":{},\
            "targetResources":[{"type":"Device","id":"\(Self.objectID)"}],\
            "additionalDetails":[{"key":"DeviceId","value":"\(Self.device)"}]}

            """)
        #expect(shell.probity("import", "--tenant", Self.tenant, "delete.jsonl").status == 0)
        let list = object(shell.probity("list", "devices", "--json", "--as-of", "2026-03-06"))
        let row = (list["devices"] as? [[String: Any]])?.first ?? [:]
        #expect(row["observed"] is NSNull && row["managed"] is NSNull && row["proof"] is NSNull)
        #expect(row["ending"] as? String == "deleted" && row["registration"] as? String == "deleted")
        #expect(row["endingSince"] as? String == "2026-03-05T12:00:00Z")
        let history = view(shell, "--as-of", "2026-03-06")["history"] as? [[String: Any]] ?? []
        for region in ["compliance-observed", "management", "trust-type"] {
            let last = history.last { $0["region"] as? String == region } ?? [:]
            #expect(last["to"] as? String == "2026-03-05T12:00:00Z", "\(region)")
            #expect(last["endedBy"] as? String == "objectDeleted", "\(region)")
        }
        let early = object(shell.probity("list", "devices", "--json", "--as-of", "2026-03-05T11:00:00Z"))
        #expect((early["devices"] as? [[String: Any]])?.first?["observed"] as? String == "compliant")
    }

    @Test("a part of a state says who told it in JSON as well as in text")
    func told() {
        let shell = shell()
        defer { shell.remove() }
        let states = view(shell, "--as-of", "2026-03-06")["state"] as? [[String: Any]] ?? []
        #expect(!states.isEmpty && states.allSatisfy { $0["witness"] is String }, "\(states)")
        #expect(states.allSatisfy { $0["isInferred"] as? Bool == false })
    }
}
