import Foundation
import Testing

@Suite("importing what device managers write as XML")
struct XMLImportTests {
    private static let tenant = "5a1d0c3e-0001-4000-8000-00000000a001"

    private static func event(_ name: String, _ time: Int, serial: String = "C02ZQ0000001") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <JSSEvent>
          <webhook><id>1</id><name>n</name><webhookEvent>\(name)</webhookEvent>
          <eventTimestamp>\(time)</eventTimestamp></webhook>
          <event><serialNumber>\(serial)</serialNumber><deviceName>mithril</deviceName><jssID>7</jssID></event>
        </JSSEvent>

        """
    }

    private static func json(_ name: String, _ time: Int) -> String {
        """
        {"webhook":{"id":1,"name":"n","webhookEvent":"\(name)","eventTimestamp":\(time)},\
        "event":{"serialNumber":"C02ZQ0000001","deviceName":"mithril","jssID":7}}

        """
    }

    private func shell() -> Shell {
        let shell = Shell()
        shell.probity("init", "--origin", "test.example/xml")
        return shell
    }

    private func importing(_ shell: Shell, _ source: String, _ file: String) -> [String: Any] {
        object(
            shell.probity(
                "import", "--json", "--source", source, "--tenant", Self.tenant, "--received-at",
                "2026-03-02T00:00:00Z", file))
    }

    /// What was read is recorded, known, revised or quarantined.
    private func expectIdentity(_ summary: [String: Any], _ location: SourceLocation = #_sourceLocation) {
        let sum = ["recorded", "duplicates", "revisions", "quarantined"].reduce(0) {
            $0 + summary.number($1)
        }
        #expect(summary.number("read") == sum, "\(summary)", sourceLocation: location)
    }

    @Test("one event as XML and as JSON is one fact with two pieces of evidence")
    func oneFact() {
        let shell = shell()
        defer { shell.remove() }
        shell.write(
            "webhooks.xml",
            Self.event("ComputerAdded", 1_772_352_000_000) + Self.event("ComputerCheckIn", 1_772_355_600_000))
        shell.write(
            "webhooks.jsonl",
            Self.json("ComputerAdded", 1_772_352_000_000) + Self.json("ComputerCheckIn", 1_772_355_600_000))
        let first = importing(shell, "jamf:acme", "webhooks.xml")
        #expect(first.number("recorded") == 2 && first.number("quarantined") == 0, "\(first)")
        #expect(first["format"] as? String == "jamf-webhook")
        let again = importing(shell, "jamf:acme", "webhooks.xml")
        #expect(again.number("duplicates") == 2 && again.number("events") == 0, "\(again)")
        let other = importing(shell, "jamf:acme", "webhooks.jsonl")
        #expect(other.number("revisions") == 0 && other.number("quarantined") == 0, "\(other)")
        // The road's evidence, and no second fact.
        #expect(other.number("events") == 2, "\(other)")
        for summary in [first, again, other] { expectIdentity(summary) }
        #expect(shell.probity("show", "device", "C02ZQ0000001").text.contains("mithril"))
        #expect(shell.probity("verify").status == 0)
        #expect(shell.probity("replay", "--verify-projections").status == 0)
    }

    @Test("what is hostile or broken waits in quarantine, and takes no neighbour with it")
    func hostile() {
        let shell = shell()
        defer { shell.remove() }
        let good = [
            Self.event("ComputerAdded", 1_772_352_000_000), Self.event("ComputerCheckIn", 1_772_355_600_000),
            Self.event("ComputerCheckIn", 1_772_359_200_000),
            Self.event("ComputerCheckIn", 1_772_362_800_000),
        ]
        let bomb = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><JSSEvent>&b;</JSSEvent>\n"
        let foreign = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><JSSEvent/>\n"
        let deep =
            "<JSSEvent>" + String(repeating: "<x>", count: 100) + String(repeating: "</x>", count: 100)
            + "</JSSEvent>\n"
        let mismatched = "<JSSEvent><webhook></event></JSSEvent>\n"
        shell.write(
            "webhooks.xml",
            good[0] + bomb + foreign + good[1] + "no document\n" + deep + mismatched + good[2]
                + "<JSSEvent><webhook>\n" + good[3] + "<JSSEvent>")
        let summary = importing(shell, "jamf:acme", "webhooks.xml")
        expectIdentity(summary)
        #expect(summary.number("recorded") == 4 && summary.number("quarantined") == 7, "\(summary)")
        let reasons = summary["reasons"] as? [String: Int] ?? [:]
        #expect(
            reasons == [
                "xml.document_type": 2, "xml.unexpected_text": 1, "xml.depth": 1, "xml.mismatched_tag": 1,
                "xml.truncated": 2,
            ], "\(reasons)")
        #expect(shell.probity("verify").status == 0)
    }

    @Test("each vendor's hostile bodies are counted, and nothing of them becomes a fact")
    func everyVendor() {
        let shell = shell()
        defer { shell.remove() }
        let bomb = "<!DOCTYPE a [<!ENTITY a 'ha'>]>"
        for (source, body) in [
            ("jamf:acme", "<computer><general><id>7</id><managed>true</managed></general></computer>"),
            (
                "workspace-one:acme",
                """
                <Eventlog><EventId>39</EventId><EventType>BreakMDMConfirmed</EventType>\
                <DeviceId>133</DeviceId><EventTime>2026-03-01T08:00:00Z</EventTime>\
                <EnrollmentStatus>Unenrolled</EnrollmentStatus></Eventlog>
                """
            ),
            ("maas360:acme", "<devices><device><maas360DeviceID>Appl1</maas360DeviceID></device></devices>"),
        ] {
            let word = source.prefix { $0 != ":" }
            let unzoned = body.replacingOccurrences(of: ":00Z<", with: ":00<")
            shell.write("\(word).xml", [body, bomb + body, unzoned].joined(separator: "\n"))
            let summary = importing(shell, source, "\(word).xml")
            expectIdentity(summary)
            #expect(summary.number("read") == 3, "\(summary)")
            let isTimed = body.contains("EventTime")
            #expect(summary.number("quarantined") == (isTimed ? 2 : 1), "\(summary)")
            #expect(summary.number("recorded") == 1, "\(summary)")
        }
        #expect(shell.probity("verify").status == 0)
    }
}
