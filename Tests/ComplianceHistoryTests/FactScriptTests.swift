import LedgerModel
import Testing

/// That the cases of statements can fail.
@Suite("Cases of statements")
struct FactScriptTests {
    private static let line = #"""
        09:00 partner.url_set "partner":"#A","product":"maas360","purpose":"consent","targetName":"https://mdm.contoso.example"
        """#

    @Test("hold what comes back to what was sent, by field and by word")
    func altered() throws {
        let event = try FactScript(Self.line).events[0]
        event.check()
        for (from, to) in [
            ("maas360", "jamfPro"), (#""purpose":"consent","#, ""),
            (#""product""#, #""platform":"iOS","product""#),
        ] {
            let other = FactEvent(
                event: event.event, given: event.given.replacing(from, with: to), personal: event.personal)
            withKnownIssue("\(from)") { other.check() }
        }
    }

    @Test("notice a personal text that is not kept, and one that stands in the record")
    func personal() throws {
        let event = try FactScript(Self.line).events[0]
        withKnownIssue { FactEvent(event: event.event, given: event.given, personal: []).check() }
        var leaking = event.event
        leaking.data += Array("https://mdm.contoso.example".utf8)
        withKnownIssue { FactEvent(event: leaking, given: event.given, personal: event.personal).check() }
    }

    @Test("notice a state that is not told, and a type that is not there")
    func untold() throws {
        let said = ##"09:00 device.registered "device":{"entraDeviceId":"#D"},"platform":"iOS""##
        try FactCase(1, what: "told", said, told: "device #D registration registered at 09:00").check()
        withKnownIssue {
            try FactCase(1, what: "untold", said, told: "device #D registration deleted at 09:00").check()
        }
        #expect(throws: (any Error).self) { try FactScript("09:00 device.vanished") }
    }
}
