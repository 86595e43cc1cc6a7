import Foundation
import Testing

@Suite("enrolments")
struct EnrollmentTests {
    private static let session = "6c1f7a52-3a0e-4d7b-9d6c-000000000101"
    private static let device = "6c1f7a52-3a0e-4d7b-9d6c-000000000201"

    /// Writes events, each of a source of its own making.
    private struct Writer {
        var lines: [String] = []

        mutating func event(_ type: String, _ time: String, source: String = "mdm:bree", _ data: String) {
            lines.append(
                #"{"specversion":"1.0","id":"n-\#(lines.count)","source":"\#(source)","type":"\#(type)","#
                    + #""time":"\#(time)","data":{"tenant":"shire",\#(data)}}"#)
        }

        /// An event that says the enrolment's id.
        mutating func step(_ type: String, _ time: String, source: String = "mdm:bree", _ data: String = "") {
            event(
                type, time, source: source,
                #""device":{"entraDeviceId":"\#(EnrollmentTests.device)"},"user":{"userPrincipalName":"#
                    + #""rosie@shire.example"},"session":"\#(EnrollmentTests.session)""#
                    + (data.isEmpty ? "" : "," + data))
        }
    }

    /// A ledger with the new workflow, an enrolment that breaks its rules, and one without an id.
    private func ledger() -> Shell {
        var events = Writer()
        let product = #""product":"maas360""#
        events.event(
            "authentication.workflow_enabled", "2026-01-05T00:00:00Z",
            product + #","workflow":"new","workflowBefore":"existing""#)
        events.event(
            "authentication.default_set", "2026-01-05T00:01:00Z", product + #","setting":"both""#)
        events.event(
            "authentication.factors_set", "2026-01-05T00:02:00Z",
            product + #","askedBy":"manager","factors":"single""#)
        events.event(
            "authentication.factors_set", "2026-01-05T00:03:00Z",
            product + #","askedBy":"entra","factors":"multi""#)
        events.step(
            "enrollment.requested", "2026-04-02T09:00:00Z", product + #","platform":"iOS","userKind":"entra""#
        )
        events.step(
            "enrollment.redirected", "2026-04-02T09:00:10Z", product + #","target":"microsoftSignIn""#)
        events.step(
            "enrollment.password_failed", "2026-04-02T09:01:00Z",
            product + #","provider":"entra","page":"microsoft","errorCode":50126"#)
        events.step(
            "enrollment.password_passed", "2026-04-02T09:02:00Z",
            product + #","provider":"activeDirectory","page":"manager""#)
        events.step(
            "mfa.satisfied_by_claim", "2026-04-02T09:02:30Z", source: "idp:bree",
            #""method":"previouslySatisfied","askedBy":"entra""#)
        events.step("enrollment.completed", "2026-04-02T09:03:00Z", product)
        events.event(
            "enrollment.requested", "2026-04-05T09:00:00Z", source: "mdm:moria",
            #""device":{"serialNumber":"SN-MELLON"},"platform":"android""#)
        events.event(
            "enrollment.failed", "2026-04-05T09:05:00Z", source: "mdm:moria",
            #""device":{"serialNumber":"SN-MELLON"},"errorCode":34"#)
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/enrolled")
        shell.write("events.jsonl", events.lines.joined(separator: "\n") + "\n")
        let run = shell.probity("append", "events.jsonl")
        #expect(run.status == 0, "\(run.errors)")
        return shell
    }

    private func enrollments(_ run: Run) -> [[String: Any]] {
        object(run)["enrollments"] as? [[String: Any]] ?? []
    }

    private func positions(_ value: Any?, _ key: String = "position") -> [Int] {
        (value as? [[String: Any]] ?? []).map { $0.number(key) }
    }

    @Test("an enrolment is told with its chain, its factors, what was set, and where it was otherwise")
    func show() throws {
        let shell = ledger()
        defer { shell.remove() }
        let run = shell.probity("show", "enrollment", Self.session, "--json")
        #expect(run.status == 0, "\(run.errors)")
        let found = try #require(enrollments(run).first)
        #expect(enrollments(run).count == 1)
        #expect(found["toldBy"] as? String == "byID" && found["outcome"] as? String == "completed")
        #expect(found["devices"] as? [String] == ["entra/" + Self.device])
        #expect(found["instances"] as? [String] == ["mdm:bree"])
        #expect(found.number("position") == 9 && found["ended"] as? String == "2026-04-02T09:03:00Z")
        for (name, value, basis, position) in [
            ("workflow", "new", "set", 0), ("defaultAuthentication", "both", "set", 1),
            ("managerFactors", "single", "set", 2), ("entraFactors", "multi", "set", 3),
            ("platform", "iOS", "said", 4), ("userKind", "entra", "said", 4),
        ] {
            let known = try #require(found[name] as? [String: Any])
            #expect(known["value"] as? String == value && known["knownBy"] as? String == basis, "\(name)")
            #expect(known.number("position") == position, "\(name)")
        }
        #expect(positions(found["passwords"]) == [6, 7] && positions(found["redirects"]) == [5])
        #expect((found["fallback"] as? [String: Any])?.number("passed") == 7)
        #expect(positions(found["factorsRequired"], "count") == [1, 2])
        #expect(found.number("factorsObserved") == 1 && found["factorsSaid"] is NSNull)
        #expect(positions(found["claims"]) == [8] && positions(found["factors"]) == [7])
        #expect(positions(found["steps"]) == [4, 5, 6, 7, 8, 9])
        let deviations = found["deviations"] as? [[String: Any]] ?? []
        #expect(
            deviations.map { $0["kind"] as? String } == [
                "forbiddenFallback", "passwordPage", "fewerThanOtherReading",
            ])
        #expect(deviations.map { $0["isInformation"] as? Bool } == [false, false, true])
        #expect(deviations.first?["positions"] as? [Int] == [0, 1, 6, 7])
        let reference = try #require((deviations.first?["reference"] as? [[String: Any]])?.first)
        #expect(reference["row"] as? String == "providers-new-both")
        #expect(reference["sources"] as? [String] == ["S001.17", "S001.18"])
        // Who it was stands in the private record.
        #expect(!run.text.contains("rosie"))
    }

    @Test("in text, too, each part has the position that proves it")
    func text() {
        let shell = ledger()
        defer { shell.remove() }
        let text = shell.probity("show", "enrollment", Self.session).text
        for line in [
            "completed: begun 2026-04-02T09:00:00Z @4, completed 2026-04-02T09:03:00Z @9",
            "workflow: new, as was set @0",
            "passwords: entra refused on microsoft @6, then activeDirectory passed on manager @7",
            "fallback: Entra refused @6, Active Directory let pass @7",
            "factors given: 1 (activeDirectory's password @7); earlier ones accepted: 1 @8",
            "factors documented: 1 by the table (S001.19 S001.29), or 2 by the procedure "
                + "(S001.14 S001.15 S001.29)",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line) is not in \(text)")
        }
        #expect(!text.contains("rosie"))
        let evidence = shell.probity("show", "enrollment", Self.session, "--evidence").text
        #expect(evidence.contains("rosie@shire.example"))
    }

    @Test("an enrolment is named by its id, a step, or its device; another name is none")
    func naming() throws {
        let shell = ledger()
        defer { shell.remove() }
        let whole = shell.probity("show", "enrollment", Self.session, "--json", "--known-at", "@11")
        for name in ["@5", Self.device, "entra/" + Self.device] {
            let run = shell.probity("show", "enrollment", name, "--json", "--known-at", "@11")
            #expect(run.output == whole.output, "\(name): \(run.errors)")
        }
        let serial = try #require(
            enrollments(shell.probity("show", "enrollment", "SN-MELLON", "--json")).first)
        #expect(serial["toldBy"] as? String == "byDeviceAndTime" && serial.number("errorCode") == 34)
        #expect((serial["workflow"] as? [String: Any])?["value"] is NSNull)
        let id = try #require(serial["enrollment"] as? String)
        #expect(enrollments(shell.probity("show", "enrollment", id, "--json")).count == 1)
        #expect(shell.probity("show", "enrollment", "6c1f7a52-3a0e-4d7b-9d6c-000000000999").status == 1)
        #expect(shell.probity("show", "enrollment", "@x").status == 64)
        #expect(shell.probity("show", "enrollment", "@0").status == 1)
    }

    @Test("as of an instant, and as known at another, it stands as it did then")
    func clocks() throws {
        let shell = ledger()
        defer { shell.remove() }
        let early = try #require(
            enrollments(
                shell.probity("show", "enrollment", Self.session, "--as-of", "2026-04-02T09:01:30Z", "--json")
            ).first)
        #expect(early["outcome"] as? String == "open" && early["ended"] is NSNull)
        #expect(positions(early["steps"]) == [4, 5, 6])
        let known = try #require(
            enrollments(shell.probity("show", "enrollment", Self.session, "--known-at", "@7", "--json")).first
        )
        #expect(positions(known["steps"]) == [4, 5, 6, 7])
        #expect(shell.probity("show", "enrollment", Self.session, "--known-at", "@3").status == 1)
        #expect(enrollments(shell.probity("list", "enrollments", "--as-of", "2026-04-01", "--json")).isEmpty)
    }

    @Test("enrolments are listed in each form, and by words of the filter")
    func list() throws {
        let shell = ledger()
        defer { shell.remove() }
        let rows = enrollments(shell.probity("list", "enrollments", "--json"))
        #expect(rows.map { $0["outcome"] as? String } == ["completed", "failed"])
        let first = try #require(rows.first)
        #expect(first["enrollment"] as? String == Self.session && first.number("proof") == 9)
        #expect(first["required"] as? String == "1 or 2" && first.number("observed") == 1)
        #expect(first.number("claims") == 1 && first["fallback"] as? Bool == true)
        #expect(first["deviations"] as? String == "forbiddenFallback+passwordPage+fewerThanOtherReading")
        let last = try #require(rows.last)
        #expect(last["claims"] is NSNull && last["fallback"] is NSNull)
        #expect(last["observed"] is NSNull && last["required"] is NSNull && last["workflow"] is NSNull)
        #expect(shell.probity("list", "enrollments", "--format", "jsonl").lines.count == 2)
        let csv = shell.probity("list", "enrollments", "--format", "csv").lines
        #expect(csv.count == 3 && csv[0].hasPrefix("enrollment,tenant,device,user,platform,"))
        for (word, count) in [
            ("tenant:shire", 2), ("tenant:gondor", 0), ("device:SN-MELLON", 1),
            ("user:rosie@shire.example", 1), ("-device:SN-MELLON", 1),
        ] {
            let run = shell.probity("list", "enrollments", "--json", "--", word)
            #expect(enrollments(run).count == count, "\(word): \(run.errors)")
        }
        #expect(shell.probity("list", "enrollments", "policy:x").status == 64)
    }
}
