import Foundation
import Testing

@Suite("a device's life, step by step")
struct DeviceLifeTests {
    private static let device = "4b1d6f20-7c53-4e0a-8a51-000000000301"
    private static let before = "4b1d6f20-7c53-4e0a-8a51-000000000302"
    private static let policy = "4b1d6f20-7c53-4e0a-8a51-000000000303"

    private static func event(_ id: Int, _ type: String, _ time: String, _ data: String) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"mdm:bree","type":"\#(type)","time":"\#(time)","#
            + #""data":{"tenant":"shire",\#(data)}}"# + "\n"
    }

    private static func event(_ id: Int, _ type: String, _ time: String, of data: String = "") -> String {
        event(
            id, type, time,
            #""device":{"entraDeviceId":"\#(device)"}"# + (data.isEmpty ? "" : "," + data))
    }

    /// A Mac that fails to register, registers, is found out of policy, and whose user turns management off.
    private func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/life")
        let lines = [
            Self.event(
                1, "device.enrolled", "2026-01-01T00:00:00Z", of: #""platform":"macOS","product":"jamfPro""#),
            Self.event(2, "device.registration_started", "2026-01-01T01:00:00Z"),
            Self.event(3, "device.registration_failed", "2026-01-01T01:10:00Z", of: #""errorCode":1312"#),
            Self.event(4, "device.redirected", "2026-01-01T01:20:00Z", of: #""target":"companyPortal""#),
            Self.event(
                5, "device.registration_policy_run", "2026-01-01T02:00:00Z",
                of: #""outcome":"success","accountKind":"network""#),
            Self.event(6, "device.registered", "2026-01-01T02:05:00Z", of: #""trustType":"workplace""#),
            Self.event(
                7, "policy.compliance_policy_created", "2026-01-01T00:00:00Z",
                #""policies":["\#(Self.policy)"],"actions":[{"action":"notification","graceHours":0}]"#),
            Self.event(
                8, "compliance.evaluated", "2026-01-11T00:00:00Z",
                of: #""verdict":"nonCompliant","evaluator":"jamfPro","results":"#
                    + #"[{"policy":"\#(Self.policy)","verdict":"nonCompliant"}]"#),
            Self.event(
                9, "device.identity_rebound", "2026-01-12T00:00:00Z",
                of: #""entraDevice":"\#(Self.device)","entraDeviceBefore":"\#(Self.before)""#),
            Self.event(
                10, "partner.terminated", "2026-01-20T00:00:00Z",
                #""partner":"\#(Self.policy)","product":"jamfPro","nonComplianceAt":"2026-02-20T00:00:00Z""#),
            Self.event(11, "management.lost", "2026-01-25T00:00:00Z", of: #""end":"managementOff""#),
        ]
        let run = shell.probity("append", "-", input: Array(lines.joined().utf8))
        #expect(run.status == 0, "\(run.errors)")
        return shell
    }

    private func shown(_ shell: Shell, _ instant: String) -> [String: Any] {
        let run = shell.probity("show", "device", Self.device, "--as-of", instant, "--json")
        return (object(run)["devices"] as? [[String: Any]])?.first ?? [:]
    }

    private func words(_ device: [String: Any], _ list: String, _ member: String) -> [String] {
        (device[list] as? [[String: Any]] ?? []).compactMap { $0[member] as? String }
    }

    private func value(_ device: [String: Any], _ region: String) -> String? {
        (device["state"] as? [[String: Any]])?.first { $0["region"] as? String == region }?["value"]
            as? String
    }

    @Test("a registration that failed is told with its code, and ends where the device is registered")
    func registration() {
        let shell = ledger()
        defer { shell.remove() }
        let failed = shown(shell, "2026-01-01T01:15:00Z")
        #expect(value(failed, "registration-attempt") == "failed" && value(failed, "registration") == nil)
        #expect(words(failed, "notes", "note") == ["registrationFailed"])
        #expect(words(failed, "notes", "text").first?.contains("code 1312") == true)
        let registered = shown(shell, "2026-01-05T00:00:00Z")
        #expect(value(registered, "registration") == "registered")
        #expect(value(registered, "registration-attempt") == nil)
        #expect(words(registered, "inferences", "rule") == ["no-report-yet"])
        #expect(Set(words(registered, "notes", "note")) == ["redirected", "account"])
        #expect(words(registered, "notes", "text").contains { $0.contains("not supported") })
    }

    @Test("what rules conclude stands with instant and proof among the witnesses' sentences")
    func conclusions() {
        let shell = ledger()
        defer { shell.remove() }
        let alert = shown(shell, "2026-01-15T00:00:00Z")
        #expect(words(alert, "inferences", "rule") == ["alert-only"])
        let first = (alert["inferences"] as? [[String: Any]])?.first
        #expect(first?["verdict"] as? String == "compliant" && first?["isInferred"] as? Bool == true)
        #expect(first?["since"] as? String == "2026-01-11T00:00:00Z" && first?["position"] as? Int == 7)
        let text = shell.probity("show", "device", Self.device, "--as-of", "2026-02-01").text
        #expect(text.contains("not compliant (inferred) since 2026-01-25T00:00:00Z @10: its user turned"))
        #expect(text.contains("will be marked as not compliant (inferred) from 2026-02-20T00:00:00Z on"))
        #expect(text.contains("no longer managed: management turned off since 2026-01-25T00:00:00Z @10"))
        let off = shown(shell, "2026-02-01")
        #expect(
            words(off, "inferences", "rule") == [
                "management-turned-off", "partner-terminated", "partner-devices-removed",
            ])
        #expect(off["ending"] as? String == "managementOff")
        // As known before that was recorded, nothing follows from it.
        let known = shell.probity(
            "show", "device", Self.device, "--as-of", "2026-02-01", "--known-at", "@7", "--json")
        let device = (object(known)["devices"] as? [[String: Any]])?.first ?? [:]
        #expect(words(device, "inferences", "rule") == ["alert-only"])
    }

    @Test("with two managers the line of the end names whose it is, and who has the device still")
    func twoManagers() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/managers")
        let lines = [
            Self.event(1, "device.enrolled", "2026-01-01T00:00:00Z", of: #""product":"jamfPro""#),
            Self.event(2, "device.enrolled", "2026-01-02T00:00:00Z", of: #""product":"workspaceOne""#),
            Self.event(
                3, "management.lost", "2026-01-03T00:00:00Z", of: #""end":"unenrolled","product":"jamfPro""#),
        ]
        let run = shell.probity("append", "-", input: Array(lines.joined().utf8))
        #expect(run.status == 0, "\(run.errors)")
        let text = shell.probity("show", "device", Self.device, "--as-of", "2026-01-04").text
        #expect(
            text.contains("no longer managed by jamf: unenrolled since 2026-01-03T00:00:00Z @2"), "\(text)")
        #expect(text.contains("still managed by workspaceOne, as far as is known: it took the device in"))
        let device = shown(shell, "2026-01-04")
        #expect(device["endedBy"] as? String == "jamf")
        #expect(words(device, "managedBy", "manager") == ["workspaceOne"])
    }

    @Test("a verdict from before a device was let go and enrolled again is told to be")
    func returned() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/returned")
        let lines = [
            Self.event(1, "device.enrolled", "2026-01-01T00:00:00Z", of: #""product":"jamfPro""#),
            Self.event(
                2, "compliance.evaluated", "2026-01-02T00:00:00Z",
                of: #""verdict":"compliant","evaluator":"jamfPro""#),
            Self.event(3, "device.retired", "2026-01-03T00:00:00Z"),
            Self.event(4, "device.enrolled", "2026-01-04T00:00:00Z", of: #""product":"jamfPro""#),
        ]
        let run = shell.probity("append", "-", input: Array(lines.joined().utf8))
        #expect(run.status == 0, "\(run.errors)")
        let text = shell.probity("show", "device", Self.device, "--as-of", "2026-01-05").text
        #expect(
            text.contains(
                "let go 2026-01-03T00:00:00Z @2, and enrolled again 2026-01-04T00:00:00Z @3: "
                    + "compliance-evaluated as before that"), "\(text)")
    }

    @Test("a serial number that a page shows finds its device, and everyone whom an event names is found")
    func found() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/found")
        let person = "4b1d6f20-7c53-4e0a-8a51-000000000304"
        let line = Self.event(
            1, "enrollment.requested", "2026-01-01T00:00:00Z",
            #""device":{"intuneDeviceId":"\#(Self.device)","serialNumber":"PVEQ2GJ0"},"#
                + #""user":{"objectId":"\#(person)","userPrincipalName":"fatty@shire.example"}"#)
        let run = shell.probity("append", "-", input: Array(line.utf8))
        #expect(run.status == 0, "\(run.errors)")
        for command in [["show", "device", "pveq2gj0"], ["list", "devices", "device:PVEQ2GJ0"]] {
            let answer = shell.run(command)
            #expect(answer.status == 0 && answer.text.contains("intune/\(Self.device)"), "\(answer)")
        }
        for name in [person, "fatty@shire.example"] {
            let answer = shell.probity("show", "user", name)
            #expect(answer.text.contains("name fatty@shire.example"), "\(answer)")
            #expect(answer.text.contains("one event names them: 2026-01-01T00:00:00Z @0"))
        }
    }

    @Test("a device is found by the id that it had before")
    func rebound() {
        let shell = ledger()
        defer { shell.remove() }
        for id in [Self.device, Self.before] {
            let device =
                (object(shell.probity("show", "device", id, "--json"))["devices"] as? [[String: Any]])?.first
            #expect(
                Set(device?["ids"] as? [String] ?? []) == ["entra/\(Self.device)", "entra/\(Self.before)"])
        }
    }

    @Test("a person's factors are told by channel, and one that came too early is told so")
    func factors() {
        let shell = Shell()
        defer { shell.remove() }
        shell.probity("init", "--origin", "test.example/factors")
        func step(_ id: Int, _ type: String, _ time: String, _ data: String) -> String {
            Self.event(
                id, type, time,
                of: #""user":{"userPrincipalName":"rosie@shire.example"},"session":"\#(Self.policy)","# + data
            )
        }
        let lines = [
            step(1, "mfa.code_verified", "2026-01-01T00:01:00Z", #""channel":"email","askedBy":"manager""#),
            step(2, "mfa.challenged", "2026-01-01T00:02:00Z", #""channel":"approval","askedBy":"entra""#),
            step(3, "mfa.satisfied", "2026-01-01T00:03:00Z", #""channel":"approval","askedBy":"entra""#),
            Self.event(
                4, "mfa.timed_out", "2026-01-02T00:03:00Z",
                of: #""user":{"userPrincipalName":"rosie@shire.example"},"channel":"call""#),
        ]
        let run = shell.probity("append", "-", input: Array(lines.joined().utf8))
        #expect(run.status == 0, "\(run.errors)")
        let text = shell.probity("show", "user", "rosie@shire.example").text
        #expect(text.contains("email for manager, then approval for entra"))
        #expect(text.contains("the device manager's factor was given before Entra's: @0 @2"))
        #expect(text.contains("not answered: call"))
        let shown = object(shell.probity("show", "user", "rosie@shire.example", "--json"))
        let factors = (shown["users"] as? [[String: Any]])?.first?["factors"] as? [[String: Any]]
        #expect(factors?.map { $0["state"] as? String } == ["given", "notAnswered"])
        #expect(factors?.first?["isEntraFirst"] as? Bool == false && factors?.first?["given"] as? Int == 2)
    }
}
