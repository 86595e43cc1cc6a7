import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import RecordFormat
import StrictJSON

extension DeviceView {
    /// The ids of the device, for how long records named it by each, and which records join them.
    func tellAliases(_ reader: EvidenceReader) {
        Terminal.table(
            ["id", "facts from", "facts to", "joined by", "same time as"],
            aliases.map { alias in
                [
                    alias.key.text + (naming(alias.key, reader).map { " (\($0))" } ?? ""),
                    alias.first?.description ?? "", alias.last?.description ?? "",
                    alias.bonds.map { "\($0.other.text) @\($0.position.value)" }.joined(separator: ", "),
                    overlaps(alias, reader).map(\.text).joined(separator: ", "),
                ]
            })
    }

    /// To which naming a hardware id belongs, such as `serial`; nil for an id that a service gave.
    private func naming(_ key: DeviceKey, _ reader: EvidenceReader) -> String? {
        guard key.kind == .hardware, let entry = try? reader.ledger.identityEntry(of: IdentityID(key.id))
        else { return nil }
        return Terminal.plain(String(decoding: entry.namespace, as: UTF8.self))
    }

    /// Other ids of its kind that were used in the same time. A device has one id of each naming: that it
    /// has a serial number and a number at its manager says nothing.
    private func overlaps(_ alias: DeviceAlias, _ reader: EvidenceReader) -> [DeviceKey] {
        let own = naming(alias.key, reader)
        return alias.overlaps.filter { other in
            let naming = naming(other, reader)
            return naming == nil || naming == own
        }
    }

    func writeAliases(_ writer: inout JSONWriter, _ reader: EvidenceReader) {
        writer.key("aliases")
        writer.beginArray()
        for alias in aliases {
            writer.beginObject()
            writer.key("id")
            writer.string(alias.key.text)
            writer.key("naming")
            if let naming = naming(alias.key, reader) { writer.string(naming) } else { writer.null() }
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
            for other in overlaps(alias, reader) { writer.string(other.text) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    /// When a manager told of the device last, in an inventory or by a message, and the newest contact with
    /// it that any of these told by then.
    private struct Inventory {
        let seen: Timestamp
        let position: GlobalPosition
        let contact: (instant: Timestamp, position: GlobalPosition)?
    }

    /// The newest rows that are read for a contact: an older one than all these tells of no newer contact.
    private static let rowsRead = 64

    private func inventory(_ reader: EvidenceReader) -> Inventory? {
        guard let seen = state.snapshot[.inventory] else { return nil }
        var contact: (instant: Timestamp, position: GlobalPosition)?
        let rows = device.facts.filter { $0.region == .inventory && $0.occurred <= state.snapshot.instant }
        for row in rows.suffix(Self.rowsRead) {
            guard let event = try? reader.ledger.event(at: row.position),
                let instant = PublicDataView(event)[ManagementEvents.lastContact],
                instant > contact?.instant ?? .earliest
            else { continue }
            contact = (instant, row.position)
        }
        return Inventory(
            seen: seen.confirmed ?? seen.since, position: seen.confirmedPosition ?? seen.position,
            contact: contact)
    }

    /// A snapshot says how things stood when it was taken, never how they stand.
    func tellInventory(_ reader: EvidenceReader) {
        guard let found = inventory(reader) else { return }
        Terminal.line("a manager listed it last \(found.seen) @\(found.position.value)")
    }

    /// Without an id of the directory nothing that the directory says can be of this device, nor what a
    /// device manager says without one of its ids.
    func tellMissingDirectory() {
        // A manager may name a device by the directory's id.
        let isManagers = aliases.contains { $0.key.kind == .intune || $0.key.kind == .hardware }
        if !isManagers, !device.facts.contains(where: { $0.region == .contact || $0.region == .inventory }) {
            Terminal.line(
                "no id of a device manager is joined to this device, so nothing that one says can be shown of it"
            )
        }
        guard !aliases.contains(where: { $0.key.kind == .entra || $0.key.kind == .entraObject }) else {
            return
        }
        Terminal.line(
            "no id of the directory is joined to this device, so nothing that Entra says can be shown of it")
    }

    /// The most events that are read for ids that stand beside the device's.
    private static let eventsRead = 256

    /// A line for each id that an event names beside one of the device's, where nothing says that they are of
    /// one device: that they stand in one event does not.
    func tellUnjoined(_ reader: EvidenceReader) {
        var seen: Set<Tag> = Set(device.keys.map(\.tag))
        let facts = device.facts.filter { $0.occurred <= state.snapshot.instant }
        for position in Set(facts.map(\.position)).sorted().prefix(Self.eventsRead) {
            guard let event = try? reader.ledger.event(at: position) else { continue }
            for tag in event.tags {
                guard tag.components.count == 3, case .token(let word) = tag.components[0],
                    word.bytes.elementsEqual("device".utf8), seen.insert(tag).inserted
                else { continue }
                Terminal.line(
                    "@\(position.value) names \(tag.description.dropFirst("device:".count)) beside it, and "
                        + "nothing binds the two: it is shown as another device")
            }
        }
    }

    /// Writes `lastInventory` and `lastContact`, each with its `position`; null where no inventory had it.
    func writeInventory(_ writer: inout JSONWriter, _ reader: EvidenceReader) {
        let found = inventory(reader)
        for (name, moment) in [
            ("lastInventory", found.map { (instant: $0.seen, position: $0.position) }),
            ("lastContact", found?.contact),
        ] {
            writer.key(name)
            guard let moment else {
                writer.null()
                continue
            }
            writer.beginObject()
            writer.key("occurred")
            writer.string(moment.instant.description)
            writer.key("position")
            writer.uint64(moment.position.value)
            writer.endObject()
        }
    }
}
