import EventCatalogue
import LedgerModel
import RecordFormat
import StrictJSON
import Testing

@testable import ComplianceLedger

/// The catalogue's examples through a ledger: appended, closed, opened again, and shown.
@Suite("Events of every type, through a ledger") struct CatalogueRoundTripTests {
    private static let word = "Noch nie geh\u{F6}rt"

    private static let types = EventCatalogue.definitions.filter { !EventCatalogue.isReserved($0.type) }

    /// The example with a word that its first enumeration does not have; as it is where it has none.
    private func data(of definition: EventDefinition) throws -> (text: String, field: String?) {
        let example = try #require(EventExamples.data(of: definition))
        let field = definition.fields.first { field in
            guard case .enumeration = field.kind else { return false }
            return example[keyBytes: Array(field.name.utf8)] != nil
        }
        let members = example.members.map { key, value in
            let isIt = key.string.map { $0.utf8.elementsEqual((field?.name ?? "").utf8) } ?? false
            let text = isIt ? "\"\(Self.word)\"" : String(decoding: value.rawBytes, as: UTF8.self)
            return String(decoding: key.rawBytes, as: UTF8.self) + ":" + text
        }
        return ("{" + members.joined(separator: ",") + "}", field?.name)
    }

    @Test("what was appended comes out: public data, personal fields, and words that no table has")
    func roundTrip() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        var events: [[UInt8]] = []
        var submissions: [Submission] = []
        for (number, definition) in Self.types.enumerated() {
            let text =
                #"{"specversion":"1.0","id":"\#(number)","source":"mdm:berlin","#
                + #""type":"\#(definition.type)","time":"2026-03-03T09:12:00Z","data":"#
                + (try data(of: definition).text) + "}"
            events.append(Array(text.utf8))
            let submission = try CloudEventReader().read(try JSONDocument(Array(text.utf8)).root).get()
            submissions.append(submission)
        }
        let receipts = try ledger.appendAndWait(submissions)
        #expect(receipts.map(\.outcome) == Self.types.map { _ in .recorded })
        try ledger.close()
        ledger = try world.open(.reading)
        for (number, definition) in Self.types.enumerated() {
            let event = try ledger.event(at: GlobalPosition(receipts[number].positions.lowerBound))
            #expect(event.type == definition.type && event.schemaRevision == definition.revision)
            #expect(event.data == submissions[number].events[0].data, "\(definition.type)")
            let record = try ledger.privateRecord(of: event)
            let personal = PersonalData.read(part: event.part, from: record?.personal ?? []) ?? []
            var writer = JSONWriter()
            EventJSON.write(event, personal: personal, to: &writer)
            let shown = try JSONDocument(writer.bytes).root
            guard let field = try data(of: definition).field else { continue }
            #expect(record?.evidence == events[number], "\(definition.type)")
            #expect(shown["data"]?[keyBytes: Array(field.utf8)]?.string == "unrecognised")
            let kept = shown["private"]?["unrecognised"]?[0]?.stringBytes
            #expect(kept == Array("\(field)=\(Self.word)".utf8), "\(definition.type)")
        }
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("an event of revision 1 is read back byte for byte, and shown by revision 2")
    func earlier() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let text = """
            {"specversion":"1.0","id":"1","source":"mdm:berlin","type":"mfa.challenged",\
            "dataschema":"urn:probity:event:mfa.challenged:1","time":"2026-03-03T09:12:00Z",\
            "data":{"tenant":"contoso","step":1,"method":"textMessage","requirement":"multifactor"}}
            """
        let submission = try CloudEventReader().read(try JSONDocument(Array(text.utf8)).root).get()
        let receipt = try ledger.appendAndWait([submission])[0]
        let event = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
        #expect(event.schemaRevision == SchemaRevision(1))
        #expect(event.data == [0xA3, 0x01, 0x01, 0x02, 0x02, 0x03, 0x02])
        #expect(event.currentData == [0xA4, 0x01, 0x01, 0x02, 0x02, 0x03, 0x02, 0x05, 0x02])
        #expect(PublicDataView(event)[AuthenticationEvents.channel] == .textMessage)
        #expect(try ledger.appendAndWait([submission])[0].outcome == .duplicate)
        try ledger.close()
    }
}
