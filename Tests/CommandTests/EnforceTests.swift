import Foundation
import Testing

/// The rules, held by `append --enforce`.
@Suite("probity append --enforce")
struct EnforceTests {
    /// An event: its time on one day, its type, and the members of its data without braces.
    struct Line: Sendable {
        var time: String
        var type: String
        var members: String

        init(_ time: String, _ type: String, _ members: String) {
            self.time = time
            self.type = type
            self.members = members
        }

        func text(_ id: String) -> String {
            let when = time.count == 5 ? "2026-03-01T\(time):00Z" : time
            return #"{"specversion":"1.0","id":"\#(id)","source":"mdm:berlin","type":"\#(type)","#
                + #""time":"\#(when)","data":{"tenant":"contoso",\#(members)}}"#
        }
    }

    /// A rule, what stands, an event that it refuses, and what has to stand beside for the event to be right;
    /// nil where another event is right instead.
    struct Trial: Sendable, CustomTestStringConvertible {
        var rule: String
        var standing: [Line]
        var command: Line
        var wayOut: Line?
        var instead: Line?

        var testDescription: String { rule }
    }

    private static let one = "11111111-0000-4000-8000-000000000001"
    private static let two = "11111111-0000-4000-8000-000000000002"
    private static let core = #""product":"ivantiEPMM""#
    private static let maas = #""product":"maas360""#
    private static let hub = #""product":"workspaceOne""#
    private static let jamf = #""product":"jamfPro""#
    private static let device = #""device":{"entraDeviceId":"22222222-0000-4000-8000-000000000001"}"#
    private static let session = #""session":"33333333-0000-4000-8000-000000000001""#
    private static let byMail = #"\#(session),"askedBy":"manager","channel":"email""#
    private static let phone = #"\#(device),"platform":"iOS""#
    private static let mac = #"\#(device),"platform":"macOS",\#(jamf)"#
    private static let scope = #""partner":"\#(one)",\#(maas),"mode":"#
    private static let sync = Line("08:50", "tenant.directory_sync_configured", maas)
    private static let core2 = #""instance":"\#(one)",\#(core)"#
    private static let authenticator = #"\#(phone),"broker":"authenticator""#
    private static let entra = #","userKind":"entra","provider":"entra""#

    private static func step(
        _ time: String, _ name: String, _ workflow: String, _ more: String = ""
    ) -> Line {
        Line(time, "enrollment.\(name)", #"\#(session),"workflow":"\#(workflow)",\#(maas)\#(more)"#)
    }

    private static func partner(
        _ time: String, _ name: String, _ id: String, _ product: String, _ more: String = ""
    ) -> Line {
        Line(time, "partner.\(name)", #""partner":"\#(id)",\#(product)\#(more)"#)
    }

    private static let newWorkflow = [
        Line("08:00", "instance.version_observed", #""instance":"\#(one)",\#(maas),"version":{"major":11}"#),
        Line("08:01", "authentication.workflow_enabled", #""workflow":"new",\#(maas)"#),
    ]
    private static let both = Line("08:05", "authentication.default_set", #"\#(maas),"setting":"both""#)
    private static let factors = [
        Line("08:10", "authentication.factors_set", #"\#(maas),"askedBy":"entra","factors":"multi""#),
        Line("08:11", "authentication.factors_set", #"\#(maas),"askedBy":"manager","factors":"two""#),
    ]
    private static let enrolled = Line("08:00", "device.enrolled", #"\#(device),"platform":"iOS",\#(hub)"#)
    private static let consent = Line("08:10", "partner.consent_granted", hub)
    private static let onboarded = partner("08:20", "added", one, hub, #","platform":"iOS""#)
    private static let synced = Line("08:30", "tenant.directory_synced", hub)
    private static let report = Line(
        "10:00", "compliance.sent", #"\#(device),"verdict":"compliant","evaluator":"workspaceOne""#)

    private static let byRoad = #"\#(device),"verdict":"compliant","evaluator":"workspaceOne","road":"#

    private static let trials: [Trial] = [
        Trial(
            rule: "R46",
            standing: [
                Line("09:00", "instance.connected", #""instance":"\#(one)",\#(core)"#),
                Line("09:00", "instance.connected", #""instance":"\#(two)",\#(core)"#),
            ], command: Line("10:00", "instance.disconnected", #""instance":"\#(one)",\#(core)"#),
            wayOut: Line("10:00", "instance.disconnected", #""instance":"\#(two)",\#(core)"#)),
        Trial(
            rule: "R47",
            standing: [
                Line("09:00", "instance.compliance_policy_enabled", #""instance":"\#(one)",\#(core)"#)
            ], command: Line("10:00", "instance.disconnected", #""instance":"\#(one)",\#(core)"#),
            wayOut: Line("09:30", "instance.compliance_policy_disabled", #""instance":"\#(one)",\#(core)"#)),
        Trial(
            rule: "R40", standing: [newWorkflow[0]], command: step("10:00", "requested", "new"),
            wayOut: newWorkflow[1]),
        Trial(
            rule: "R38",
            standing: [Line("09:00", "authentication.default_set", #"\#(maas),"setting":"none""#)],
            command: step("10:00", "completed", "existing", #","userKind":"activeDirectory""#),
            wayOut: Line("09:30", "authentication.default_set", #"\#(maas),"setting":"activeDirectory""#)),
        Trial(
            rule: "R39", standing: newWorkflow + [both],
            command: step(
                "10:00", "password_passed", "new",
                #","page":"managerPassword","userKind":"activeDirectory","provider":"activeDirectory""#),
            wayOut: Line("09:30", "authentication.default_set", #"\#(maas),"setting":"activeDirectory""#)),
        Trial(
            rule: "R42", standing: newWorkflow,
            command: step("10:00", "password_passed", "new", #","page":"manager"\#(entra)"#),
            instead: step("10:00", "password_passed", "new", #","page":"microsoft"\#(entra)"#)),
        Trial(
            rule: "R41", standing: newWorkflow + factors,
            command: Line(
                "10:00", "mfa.code_verified", byMail),
            wayOut: Line("09:59", "mfa.satisfied", #"\#(session),"askedBy":"entra","channel":"approval""#)),
        Trial(
            rule: "R37",
            standing: newWorkflow + factors + [
                step("09:50", "password_passed", "new", #","page":"microsoft"\#(entra)"#),
                Line("09:55", "mfa.satisfied", #"\#(session),"askedBy":"entra","channel":"approval""#),
            ], command: step("10:00", "completed", "new"),
            wayOut: Line("09:58", "mfa.code_verified", byMail)),
        Trial(
            rule: "R49", standing: [partner("09:00", "added", one, maas, #","platform":"iOS""#)],
            command: partner("10:00", "added", two, hub, #","platform":"iOS""#),
            wayOut: partner("09:30", "removed", one, maas, #","platform":"iOS""#)),
        Trial(
            rule: "suppression-scope",
            standing: [sync, Line("09:00", "group.scope_changed", scope + #""groups""#)],
            command: partner("10:00", "notification_suppression_set", one, maas, #","isSuppressed":true"#),
            wayOut: Line("09:30", "group.scope_changed", scope + #""everybody""#)),
        Trial(
            rule: "cloud-connector-test",
            standing: [partner("09:00", "configured", one, jamf, #","connectionType":"cloudConnector""#)],
            command: partner("10:00", "connection_tested", one, jamf, #","trigger":"manual""#),
            wayOut: partner("09:30", "configured", one, jamf, #","connectionType":"manual""#)),
        Trial(
            rule: "cloud-connector-update",
            standing: [partner("09:00", "configured", one, jamf, #","connectionType":"cloudConnector""#)],
            command: partner("10:00", "inventory_update_requested", one, jamf, #","devices":3"#),
            wayOut: partner("09:30", "configured", one, jamf, #","connectionType":"manual""#)),
        Trial(
            rule: "cloud-connector-host",
            standing: [partner("09:00", "configured", one, jamf, #","connectionType":"cloudConnector""#)],
            command: Line(
                "10:00", "instance.connected",
                #""partner":"\#(one)","instance":"\#(two)",\#(jamf),"hosting":"onPremises""#),
            instead: Line(
                "10:00", "instance.connected",
                #""partner":"\#(one)","instance":"\#(two)",\#(jamf),"hosting":"vendorCloud""#)),
        Trial(
            rule: "R31", standing: [],
            command: Line(
                "10:00", "device.enrolled", #"\#(phone),\#(core),"osVersion":{"major":11}"#),
            instead: Line(
                "10:00", "device.enrolled", #"\#(phone),\#(core),"osVersion":{"major":12}"#)
        ),
        Trial(
            rule: "R34", standing: [],
            command: Line(
                "10:00", "device.broker_installed", #"\#(phone),"broker":"companyPortal""#),
            instead: Line(
                "10:00", "device.broker_installed", #"\#(phone),"broker":"authenticator""#)),
        Trial(
            rule: "R29", standing: [],
            command: Line("10:00", "device.registration_started", #"\#(mac),"accountKind":"network""#),
            instead: Line("10:00", "device.registration_started", #"\#(mac),"accountKind":"mobile""#)),
        Trial(
            rule: "R50-consent", standing: [enrolled, onboarded, synced], command: report, wayOut: consent),
        Trial(
            rule: "R50-platform", standing: [enrolled, Line("08:10", "partner.consent_granted", maas)],
            command: Line(
                "10:00", "compliance.sent", #"\#(device),"verdict":"compliant","evaluator":"maas360""#),
            wayOut: partner("08:20", "added", one, maas, #","platform":"iOS""#)),
        Trial(rule: "R48", standing: [enrolled, consent, onboarded], command: report, wayOut: synced),
        Trial(
            rule: "core-policy-disabled",
            standing: [
                Line("08:00", "device.enrolled", #"\#(phone),\#(core),"osVersion":{"major":12}"#),
                Line("08:10", "partner.consent_granted", core), partner("08:20", "added", two, core),
                Line("08:30", "instance.version_observed", #"\#(core2),"version":{"major":11}"#),
                Line("08:40", "instance.connected", core2),
                Line("08:50", "instance.compliance_policy_disabled", core2),
            ],
            command: Line(
                "10:00", "compliance.sent", #"\#(device),"verdict":"compliant","evaluator":"ivantiEPMM""#),
            wayOut: Line("09:00", "instance.compliance_policy_enabled", core2)),
        Trial(
            rule: "R34-registration",
            standing: [Line("09:00", "device.broker_removed", authenticator)],
            command: Line("10:00", "device.registered", phone),
            wayOut: Line("09:30", "device.broker_installed", authenticator)),
        Trial(
            rule: "R58", standing: [],
            command: Line("10:00", "group.scope_changed", scope + #""groups""#), wayOut: sync),
        Trial(
            rule: "R59", standing: [],
            command: Line(
                "10:00", "instance.windows_compliance_set",
                #""instance":"\#(one)",\#(hub),"isEnabled":true"#),
            wayOut: Line(
                "09:00", "instance.identity_mapping_set",
                #""instance":"\#(one)",\#(hub),"attribute":"immutableID""#)),
        Trial(
            rule: "R30",
            standing: [
                Line(
                    "09:00", "device.hybrid_joined",
                    #"\#(device),"platform":"windows","path":"groupPolicy""#)
            ], command: Line("10:00", "compliance.sent", byRoad + #""mdmApp""#),
            instead: Line("10:00", "compliance.sent", byRoad + #""customConnector""#)),
    ]

    private func ledger() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/enforce")
        return shell
    }

    private func size(_ shell: Shell) -> Int { object(shell.probity("status", "--json")).number("size") }

    @Test("each rule refuses, records without --enforce, and lets pass by its way out", arguments: trials)
    func rule(_ trial: Trial) throws {
        let shell = ledger()
        defer { shell.remove() }
        shell.write(
            "standing",
            trial.standing.enumerated().map { $1.text("s\($0)") }.joined(separator: "\n"))
        #expect(shell.probity("append", "--enforce", "standing").status == 0)
        shell.copy("ledger", to: "other")
        shell.write("command", trial.command.text("command"))
        let refused = shell.probity("append", "--enforce", "--json", "command")
        #expect(refused.status == 5)
        let answer = object(refused)
        let violations = try #require(answer["violations"] as? [[String: Any]])
        #expect(violations.map { $0["rule"] as? String } == [trial.rule], "\(refused.text)")
        #expect(violations.allSatisfy { $0.number("line") == 1 && $0["id"] as? String == "command" })
        let sources = try #require(violations[0]["sources"] as? [[String: Any]])
        #expect(!sources.isEmpty && sources.allSatisfy { ($0["title"] as? String)?.isEmpty == false })
        #expect((violations[0]["state"] as? [Any])?.isEmpty == false)
        #expect((violations[0]["wayOut"] as? String)?.isEmpty == false)
        #expect(answer.number("read") == 1 && answer.number("refused") == 1)
        #expect(answer.number("recorded") == 0 && size(shell) == trial.standing.count)
        // The same as a fact.
        #expect(shell.probity("append", "--ledger", "other", "command").status == 0)
        if let wayOut = trial.wayOut {
            shell.write("right", wayOut.text("right") + "\n" + trial.command.text("command"))
        } else if let instead = trial.instead {
            shell.write("right", instead.text("right"))
        }
        let right = shell.probity("append", "--enforce", "right")
        #expect(right.status == 0, "\(right.errors)")
        #expect(size(shell) == trial.standing.count + (trial.wayOut == nil ? 1 : 2))
    }

    @Test("a refusal tells people the rule, what stands, the way out and the source, word for word")
    func words() throws {
        let shell = ledger()
        defer { shell.remove() }
        let trial = Self.trials[0]
        let policy = Line(
            "09:10", "instance.compliance_policy_enabled", #""instance":"\#(Self.one)",\#(Self.core)"#)
        let standing = trial.standing + [policy]
        shell.write("standing", standing.enumerated().map { $1.text("s\($0)") }.joined(separator: "\n"))
        shell.probity("append", "standing", "--quiet")
        shell.write("command", trial.command.text("c"))
        let run = shell.probity("append", "--enforce", "command")
        #expect(run.status == 5 && run.output.isEmpty)
        let expected = """
            probity: event 1 (line 1), instance.disconnected, is refused by R46: no Core is disconnected while \
            others stay connected
            probity:   what stands: installation \(Self.two) is connected, since 2026-03-01T09:00:00Z (position 1)
            probity:   way out: disconnect all of them in one input, or leave installation \(Self.one) connected \
            and record instance.compliance_policy_disabled of it
            probity:   source: Azure Tenant (MobileIron Core 11.0.0.0) (S002.19, S002.20, S002.21)
            probity: event 1 (line 1), instance.disconnected, is refused by R47: a Core's compliance policy is \
            disabled before the Core is disconnected
            probity:   what stands: its compliance policy is enabled, since 2026-03-01T09:10:00Z (position 2)
            probity:   way out: record instance.compliance_policy_disabled of installation \(Self.one) first
            probity:   source: Azure Tenant (MobileIron Core 11.0.0.0) (S002.22)
            probity: nothing was recorded: with --enforce the input is one append, all or nothing
            """
        let lines = run.errors.split(separator: "\n").map { String($0) }
        #expect(lines.dropLast().joined(separator: "\n") == expected)
        #expect(lines.last?.hasPrefix("probity: 0 recorded, 0 there already, 1 refused;") == true)
    }

    @Test("what cannot be told is recorded, and said once for each reason")
    func undecided() throws {
        let shell = ledger()
        defer { shell.remove() }
        let lines = (0..<3).map {
            Line("10:0\($0)", "device.checked_in", #"\#(Self.device),"platform":"iOS""#).text("\($0)")
        }
        shell.write("input", lines.joined(separator: "\n"))
        let run = shell.probity("append", "--enforce", "--json", "input")
        #expect(run.status == 0)
        let undecided = try #require(object(run)["undecided"] as? [[String: Any]])
        #expect(undecided.map { $0.number("event") } == [1, 2, 3])
        #expect(undecided.allSatisfy { $0["rule"] as? String == "R31" })
        #expect(
            run.errors.split(separator: "\n").filter { $0.contains("not decided") } == [
                "probity: R31 was not decided for 3 events: nothing says the device manager"
            ])
    }

    @Test("a report is judged by what stands of the device under another id, whenever these were bound")
    func bound() throws {
        let shell = ledger()
        defer { shell.remove() }
        let other = #""intuneDeviceId":"44444444-0000-4000-8000-000000000001""#
        let joined = Line(
            "09:00", "device.hybrid_joined", #"\#(Self.device),"platform":"windows","path":"groupPolicy""#)
        let bound = Line(
            "11:00", "device.identity_bound",
            #""device":{\#(other),"entraDeviceId":"22222222-0000-4000-8000-000000000001"}"#)
        let report = Line(
            "10:00", "compliance.sent",
            #""device":{\#(other)},"verdict":"compliant","evaluator":"workspaceOne","road":"mdmApp""#)
        shell.write("joined", joined.text("joined"))
        shell.write("bound", bound.text("bound"))
        shell.write("report", report.text("report"))
        #expect(shell.probity("append", "joined").status == 0)
        shell.copy("ledger", to: "unbound")
        let open = shell.probity("append", "--enforce", "--ledger", "unbound", "report")
        #expect(open.status == 0 && open.errors.contains("R30 was not decided for 1 event"))
        #expect(shell.probity("append", "bound").status == 0)
        let refused = shell.probity("append", "--enforce", "report")
        #expect(refused.status == 5 && refused.errors.contains("is refused by R30"), "\(refused.errors)")
    }

    @Test("what is no event, or too much, is refused whole, and nothing is kept")
    func hostile() throws {
        let shell = ledger()
        defer { shell.remove() }
        let good = Self.report.text("good")
        let inputs = [
            good + "\n{bad", "[" + good, good + "\n" + good.replacing("verdict", with: "verdikt"),
            Self.step("10:00", "requested", "new", #","extra":1"#).text("x"),
            Line("10:00", "compliance.sent", #""evaluator":["a"]"#).text("x"),
        ]
        for input in inputs {
            shell.write("input", input)
            let run = shell.probity("append", "--enforce", "input")
            #expect(run.status == 5 && run.output.isEmpty, "\(input): \(run.errors)")
        }
        #expect(size(shell) == 0 && shell.probity("quarantine", "list", "--json").text == "[]\n")
        // Words that the catalogue does not know decide nothing.
        shell.write(
            "unknown", Self.step("10:00", "requested", "newest", #","browserKind":"\u001b[31m""#).text("w"))
        let run = shell.probity("append", "--enforce", "unknown")
        #expect(run.status == 0 && run.errors.contains("R40 was not decided for 1 event"), "\(run.errors)")
        #expect(!run.errors.utf8.contains(0x1B))
    }
}
