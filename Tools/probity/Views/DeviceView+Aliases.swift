import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

extension DeviceView {
    /// The ids of the device, for how long records named it by each, and which records join them.
    func tellAliases() {
        Terminal.table(
            ["id", "first named", "last named", "joined by", "same time as"],
            aliases.map { alias in
                [
                    alias.key.text, alias.first?.description ?? "", alias.last?.description ?? "",
                    alias.bonds.map { "\($0.other.text) @\($0.position.value)" }.joined(separator: ", "),
                    alias.overlaps.map(\.text).joined(separator: ", "),
                ]
            })
    }

    func writeAliases(_ writer: inout JSONWriter) {
        writer.key("aliases")
        writer.beginArray()
        for alias in aliases {
            writer.beginObject()
            writer.key("id")
            writer.string(alias.key.text)
            for (name, instant) in [("first", alias.first), ("last", alias.last)] {
                writer.key(name)
                if let instant { writer.string(instant.description) } else { writer.null() }
            }
            writer.key("joinedBy")
            writer.beginArray()
            for bond in alias.bonds {
                writer.beginObject()
                writer.key("id")
                writer.string(bond.other.text)
                writer.key("occurred")
                writer.string(bond.occurred.description)
                writer.key("position")
                writer.uint64(bond.position.value)
                writer.endObject()
            }
            writer.endArray()
            writer.key("overlaps")
            writer.beginArray()
            for other in alias.overlaps { writer.string(other.text) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    /// When an inventory held the device last, and when it had been in contact by then: a snapshot says how
    /// things stood when it was taken, never how they stand.
    func inventory(_ reader: EvidenceReader) -> String? {
        guard let seen = state.snapshot[.inventory] else { return nil }
        let position = seen.confirmedPosition ?? seen.position
        let instant = seen.confirmed ?? seen.since
        var text = "last seen in an inventory \(instant.description) @\(position.value)"
        if let event = try? reader.ledger.event(at: position),
            let contact = PublicDataView(event.data)[ManagementEvents.lastContact]
        {
            text += ", last contact by then \(contact.description)"
        }
        return text
    }
}
