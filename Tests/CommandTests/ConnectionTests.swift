import Foundation
import Testing

@Suite("partners' connections")
struct ConnectionTests {
    private static let partner = "6c1f7a52-3a0e-4d7b-9d6c-000000000a01"
    private static let application = "6c1f7a52-3a0e-4d7b-9d6c-000000000b01"
    private static let instance = "6c1f7a52-3a0e-4d7b-9d6c-000000000c01"
    private static let first = "6c1f7a52-3a0e-4d7b-9d6c-000000000d01"
    private static let second = "6c1f7a52-3a0e-4d7b-9d6c-000000000d02"

    /// Writes events, each of a record of its own.
    private struct Writer {
        var lines: [String] = []

        mutating func event(_ type: String, _ time: String, _ data: String) {
            lines.append(
                #"{"specversion":"1.0","id":"c-\#(lines.count)","source":"setup:bree","type":"\#(type)","#
                    + #""time":"2026-\#(time)Z","data":{"tenant":"shire",\#(data)}}"#)
        }

        /// An event of the partner that most of them are about.
        mutating func partner(_ type: String, _ time: String, _ data: String = "") {
            event(
                type, time,
                #""partner":"\#(ConnectionTests.partner)","product":"workspaceOne""#
                    + (data.isEmpty ? "" : "," + data))
        }

        mutating func seen(_ time: String, _ state: String) {
            event(
                "partner.state_observed", time,
                #""partner":"\#(ConnectionTests.partner)","kind":"complianceManagement","state":"\#(state)","#
                    + #""iOS":true,"macOS":true"#)
        }
    }

    /// Workspace ONE with an id, set up, changed and seen; Jamf Pro without an id, and not by its procedure.
    private func ledger() -> Shell {
        var events = Writer()
        events.event(
            "instance.intelligence_opt_in_set", "01-01T08:00:00",
            #""instance":"\#(Self.instance)","product":"workspaceOne","isOptedIn":true"#)
        events.partner(
            "partner.configured", "01-02T08:00:00", #""cloud":"global","app":"\#(Self.application)""#)
        for platform in ["iOS", "macOS"] {
            events.partner(
                "partner.added", "01-03T08:00:00", #""platform":"\#(platform)","outcome":"success""#)
            events.partner(
                "partner.assigned", "01-03T09:00:00",
                #""platform":"\#(platform)","groups":["\#(Self.first)"],"excludedGroups":["\#(Self.second)"]"#
            )
        }
        events.event("tenant.directory_synced", "01-03T10:00:00", #""product":"workspaceOne""#)
        events.event(
            "partner.consent_granted", "01-04T08:00:00",
            #""app":"\#(Self.application)","product":"workspaceOne","role":"conditionalAccess""#)
        events.partner("partner.registration_completed", "01-04T09:00:00")
        events.event(
            "partner.heartbeat", "01-05T07:00:00",
            #""partner":"\#(Self.partner)","kind":"complianceManagement""#)
        events.seen("01-05T08:00:00", "enabled")
        events.partner("partner.suspended", "02-01T08:00:00", #""platform":"iOS","isKept":true"#)
        events.partner(
            "partner.assigned", "02-02T08:00:00",
            #""platform":"macOS","groups":["\#(Self.first)","\#(Self.second)"]"#)
        events.seen("02-05T08:00:00", "unresponsive")
        events.event(
            "partner.configured", "01-10T08:00:00", #""product":"jamfPro","connectionType":"cloudConnector""#)
        events.event(
            "partner.consent_granted", "01-10T09:00:00",
            #""app":"\#(Self.second)","product":"jamfPro","role":"cloudConnector""#)
        events.event(
            "partner.connection_tested", "01-10T10:00:00",
            #""product":"jamfPro","outcome":"success","trigger":"manual""#)
        events.event(
            "user.licence_assigned", "01-11T08:00:00",
            #""user":{"userPrincipalName":"rosie@shire.example"},"sku":"\#(Self.first)","#
                + #""includesIntune":true"#
        )
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/connected")
        shell.write("events.jsonl", events.lines.joined(separator: "\n") + "\n")
        let run = shell.probity("append", "events.jsonl")
        #expect(run.status == 0, "\(run.errors)")
        return shell
    }

    private func connections(_ run: Run) -> [[String: Any]] {
        object(run)["connections"] as? [[String: Any]] ?? []
    }

    private func setup(_ run: Run) throws -> [String: Any] {
        try #require(connections(run).first?["setup"] as? [String: Any], "\(run.errors)")
    }

    private func list(_ object: [String: Any], _ key: String) -> [[String: Any]] {
        object[key] as? [[String: Any]] ?? []
    }

    private func value(_ object: [String: Any], _ key: String) -> String? {
        (object[key] as? [String: Any])?["value"] as? String
    }

    @Test("the page begins with sentences, and each names the event that proves it")
    func sentences() {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("show", "connection", Self.partner, "--as-of", "2026-03-01")
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.lines.map(String.init)
        #expect(lines.first == "connection \(Self.partner)  tenant shire")
        for sentence in [
            "workspaceOne does not respond for macOS since 2026-02-05T08:00:00Z @13, as Microsoft says",
            "workspaceOne was suspended for iOS on 2026-02-01T08:00:00Z @11, and its configuration is kept",
            "in disagreement for macOS: it is enabled by what was done on 2026-01-04T09:00:00Z @8, and "
                + "Microsoft says unresponsive @13, last seen 2026-02-05T08:00:00Z",
            "groups or people were changed on 2026-02-02T08:00:00Z @12, and no directory sync has followed "
                + "since, which its document asks for (S003.28)",
            "as assigned at Microsoft, it is meant on iOS for 1 group, and not for 1 group that it excludes, "
                + "as last set on 2026-01-03T09:00:00Z @3",
            "installations: 1 known, not known whether connected, not known whether sending verdicts @0",
            "onboarding by workspaceOnePartner: 8 of 9 needed steps done; next: accessPolicyCreated",
        ] {
            #expect(lines.contains(sentence), "\(sentence)\n\(run.text)")
        }
        // What Microsoft's records say is told as before.
        #expect(run.text.contains("iOS set up") && run.text.contains("heartbeats 1, first"))
        #expect(lines.contains("history") && lines.contains("what was done and seen"))
    }

    @Test("after an end nothing is told in the present, and the list has how the connection ended")
    func ended() {
        let shell = ledger()
        defer { shell.remove() }
        var events = Writer(lines: Array(repeating: "", count: 100))
        for platform in ["iOS", "macOS"] {
            events.partner("partner.removed", "03-01T08:00:00", #""platform":"\#(platform)""#)
        }
        events.partner("partner.deprovisioned", "03-02T08:00:00")
        shell.write("end.jsonl", events.lines.dropFirst(100).joined(separator: "\n") + "\n")
        #expect(shell.probity("append", "end.jsonl").status == 0)
        let run = shell.probity("show", "connection", Self.partner, "--as-of", "2026-03-03")
        let lines = run.lines.map(String.init)
        for sentence in [
            "workspaceOne was deprovisioned on 2026-03-02T08:00:00Z @20",
            "as assigned at Microsoft, it was meant on macOS for 2 groups, as last set on "
                + "2026-02-02T08:00:00Z @12, until it was removed on 2026-03-01T08:00:00Z @19",
            "onboarding by workspaceOnePartner: 8 of 9 needed steps done",
        ] {
            #expect(lines.contains(sentence), "\(sentence)\n\(run.text)")
        }
        for present in ["it is meant", "no directory sync has followed", "people of the tenant"] {
            #expect(!run.text.contains(present), "\(present)\n\(run.text)")
        }
        let rows = connections(shell.probity("list", "connections", "--json", "--as-of", "2026-03-03"))
        #expect(rows[0]["setup"] as? String == "deprovisioned" && rows[0].number("setupProof") == 20)
    }

    @Test("JSON has states, lives, scope, sync, installations, onboarding and history, with their proofs")
    func json() throws {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("show", "connection", "workspaceone", "--as-of", "2026-03-01", "--json")
        let found = try #require(connections(run).first)
        #expect(connections(run).count == 1 && found["connection"] as? String == Self.partner)
        #expect(found["state"] as? String == "unresponsive" && !list(found, "parts").isEmpty)
        let setup = try setup(run)
        let tracks = list(setup, "tracks")
        #expect(tracks.map { $0["platform"] as? String } == [nil, "macOS", "iOS"])
        #expect(tracks.map { value($0, "state") } == ["unresponsive", "unresponsive", "suspended"])
        #expect(value(tracks[1], "setup") == "enabled")
        let steps = list(list(tracks[2], "lives")[0], "steps")
        #expect(
            steps.map { $0["transition"] as? String } == ["T1", "T2", "T3", "T5", "T7", "T13"]
                && steps.map { $0.number("position") } == [2, 3, 1, 7, 8, 11])
        let scope = try #require(list(setup, "scopes").first { $0["platform"] as? String == "macOS" })
        #expect(list(scope, "groups").map { $0["isMeant"] as? Bool } == [true, true])
        #expect((setup["sync"] as? [String: Any]).map { value($0, "open") } == "partner.assigned")
        #expect(list(setup, "installations").first?["instance"] as? String == Self.instance)
        let progress = try #require(list(setup, "onboarding").first)
        #expect(progress["next"] as? String == "accessPolicyCreated")
        #expect(list(progress, "steps").first?["standing"] as? String == "done")
        #expect((setup["licences"] as? [String: Any])?.number("withIntune") == 1)
        #expect(
            list(setup, "history").map { $0.number("position") } == [
                0, 1, 2, 4, 3, 5, 6, 7, 8, 10, 11, 12, 13,
            ])
        #expect(!run.text.contains("rosie"))
    }

    @Test("a product names its partners, one without an id is joined to none, and departures are told")
    func product() throws {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("show", "connection", "Jamf", "--json")
        let found = try #require(connections(run).first)
        #expect(connections(run).count == 1 && found["connection"] is NSNull && found["state"] is NSNull)
        let setup = try setup(run)
        #expect(setup["key"] as? String == "jamfPro" && value(setup, "state") == "enabled")
        #expect(
            list(setup, "deviations").map { $0["kind"] as? String } == [
                "connectorTested", "enabledWithoutConsent",
            ])
        #expect(list(setup, "deviations").last?["sources"] as? [String] == ["S004.23", "S004.33"])
        let progress = try #require(list(setup, "onboarding").first)
        #expect(
            list(progress, "steps").filter { $0["standing"] as? String == "skipped" }
                .map { $0["step"] as? String } == ["registrationConsentGranted", "applicationNamed"])
        #expect(shell.probity("show", "connection", "sauron").status == 64)
        let nobody = shell.probity("show", "connection", "fleet")
        #expect(nobody.status == 1 && nobody.errors.contains("list connections"))
        let installation = shell.probity("show", "connection", Self.instance, "--json")
        #expect(connections(installation).first?["connection"] as? String == Self.partner)
    }

    @Test("as of an instant and as known at another")
    func clocks() throws {
        let shell = ledger()
        defer { shell.remove() }
        func state(_ arguments: String...) throws -> String? {
            value(try setup(shell.run(["show", "connection", Self.partner, "--json"] + arguments)), "state")
        }
        #expect(try state("--as-of", "2026-01-20") == "enabled")
        #expect(try state("--as-of", "2026-01-03T08:30:00Z") == "created")
        #expect(try state("--known-at", "@8", "--as-of", "2026-03-01") == "enabled")
        #expect(try state("--known-at", "@7", "--as-of", "2026-03-01") == "provisioning")
        let before = shell.probity("show", "connection", Self.partner, "--known-at", "@0")
        #expect(before.status == 1)
    }

    @Test("the list has each partner once, and those that only their being set up tells of")
    func listed() {
        let shell = ledger()
        defer { shell.remove() }
        let rows = connections(shell.probity("list", "connections", "--json", "--as-of", "2026-03-01"))
        #expect(rows.map { $0["product"] as? String } == ["workspaceOne", "jamfPro"])
        #expect(rows[0]["connection"] as? String == Self.partner && rows[1]["connection"] is NSNull)
        #expect(rows[0]["state"] as? String == "unresponsive" && rows[1]["state"] is NSNull)
        #expect(rows[0]["setup"] as? String == "macOS: unresponsive; iOS: suspended")
        #expect(rows[1]["setup"] as? String == "enabled" && rows[1].number("setupProof") == 16)
        let one = connections(
            shell.probity("list", "connections", "connection:\(Self.partner)", "--json"))
        #expect(one.count == 1 && one[0]["product"] as? String == "workspaceOne")
    }

    @Test("a person's licences")
    func licences() throws {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("show", "user", "rosie@shire.example", "--json")
        let user = try #require((object(run)["users"] as? [[String: Any]])?.first, "\(run.errors)")
        let licence = try #require(list(user, "licences").first)
        #expect(licence["sku"] as? String == Self.first && licence["isHeld"] as? Bool == true)
        #expect(licence["since"] as? String == "2026-01-11T08:00:00Z" && licence.number("position") == 17)
    }
}
