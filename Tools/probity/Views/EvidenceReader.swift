import ComplianceLedger
import EventCatalogue
import LedgerModel
import RecordFormat
import StrictJSON

/// Reads what stands behind events, for people who may see it.
struct EvidenceReader {
    let ledger: Ledger

    init(_ ledger: Ledger) { self.ledger = ledger }

    /// The private fields of the event at a position; empty where there are none, or they cannot be read.
    func personal(_ position: GlobalPosition) -> [(field: PersonalField, values: [[UInt8]])] {
        guard let event = try? ledger.event(at: position), let record = try? ledger.privateRecord(of: event)
        else {
            return []
        }
        return PersonalData.read(part: event.part, from: record.personal) ?? []
    }

    /// The public data of the event at a position; nil where it cannot be read.
    func data(_ position: GlobalPosition) -> PublicDataView? {
        (try? ledger.event(at: position)).map { PublicDataView($0) }
    }

    /// The most events that are read for a label.
    private static let eventsRead = 1_024

    /// The first value of a private field among the newest of some events.
    func label(_ field: PersonalField, among positions: [GlobalPosition]) -> String? {
        for position in Set(positions).sorted(by: >).prefix(Self.eventsRead) {
            for entry in personal(position) where entry.field == field {
                if let value = entry.values.first { return String(decoding: value, as: UTF8.self) }
            }
        }
        return nil
    }

    /// The verbatim source record behind an event.
    func evidence(_ position: GlobalPosition) -> [UInt8]? {
        guard let event = try? ledger.event(at: position), let record = try? ledger.privateRecord(of: event)
        else {
            return nil
        }
        return record.evidence
    }

    /// Tells the evidence of a position, under a heading that says what the position proves.
    func tell(_ position: GlobalPosition, of name: String) {
        Terminal.line("")
        Terminal.line("evidence of \(name), @\(position.value)")
        Terminal.line(
            evidence(position).map { Terminal.plain(String(decoding: $0, as: UTF8.self)) }
                ?? "the event is its own evidence")
    }

    /// Writes `evidence` of a position as a member.
    func write(_ position: GlobalPosition, _ writer: inout JSONWriter) {
        writer.key("evidence")
        if let bytes = evidence(position) {
            writer.string(String(decoding: bytes, as: UTF8.self))
        } else {
            writer.null()
        }
        writer.key("private")
        writer.beginObject()
        for entry in personal(position) {
            writer.key(entry.field.name)
            writer.beginArray()
            for value in entry.values { writer.string(String(decoding: value, as: UTF8.self)) }
            writer.endArray()
        }
        writer.endObject()
    }
}
