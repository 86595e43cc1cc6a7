import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// One event that changed what is configured, or showed that it had changed, and who did it.
struct RecordedChange {
    let event: RecordedEvent

    /// Events that say the same as what stood are no changes: of snapshots only those count that began an
    /// interval.
    /// - Parameter positions: of all events that say something of the subject.
    static func all(
        _ positions: some Sequence<GlobalPosition>, beginning timeline: Timeline, _ reader: EvidenceReader
    ) throws(LedgerError) -> [RecordedChange] {
        let beginnings = Set(timeline.intervals.map(\.position))
        var out: [RecordedChange] = []
        // Of a record that came by several roads one content counts.
        var inForce = InForce()
        for position in Set(positions).sorted() {
            let event = try reader.ledger.event(at: position)
            // That a record came again is no change; what it then says has events of its own.
            guard !event.type.family.elementsEqual("record".utf8) else { continue }
            inForce.note(
                event.recordKey, contentTag: event.contentTag, modified: event.modified,
                mapping: event.mappingRevision)
            guard beginnings.contains(position) || !isSnapshot(event.type) else { continue }
            out.append(RecordedChange(event: event))
        }
        return out.filter {
            inForce.contains(
                $0.event.recordKey, contentTag: $0.event.contentTag, mapping: $0.event.mappingRevision)
        }
        .sorted {
            ($0.event.occurred.instant, $0.event.position) < ($1.event.occurred.instant, $1.event.position)
        }
    }

    private static let snapshots = [
        CompliancePolicyEvents.observed.type, CompliancePolicyEvents.accessPolicyObserved.type,
        ConnectionEvents.stateObserved.type, ConnectionEvents.heartbeat.type,
        ConnectionEvents.assignmentObserved.type,
    ]

    static func isSnapshot(_ type: EventType) -> Bool { snapshots.contains(type) }

    /// What kind of actor it was: `user`, `app`, `service-principal`, `service`; nil where nobody is named.
    var actorKind: String? {
        guard case .token(let word)? = event.actor?.components.first else { return nil }
        return word.description
    }

    /// Who it was, in words.
    func actorText(_ reader: EvidenceReader) -> String {
        guard let actor = event.actor else {
            return RecordedChange.isSnapshot(event.type) ? "seen" : "not said"
        }
        let name =
            actorKind?.utf8.elementsEqual("user".utf8) == true
            ? reader.label(.userPrincipalName, among: [event.position])
            : reader.label(.actorName, among: [event.position])
        return actor.description + (name.map { " \($0)" } ?? "")
    }

    /// Writes the event's place, who did it, and what it says in the catalogue's words, before and after.
    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.key("position")
        writer.uint64(event.position.value)
        writer.key("occurred")
        writer.string(event.occurred.instant.description)
        writer.key("recorded")
        writer.string(event.recorded.description)
        writer.key("type")
        writer.string(event.type.description)
        writer.key("actor")
        if let actor = event.actor { writer.string(actor.description) } else { writer.null() }
        writer.key("actorKind")
        if let actorKind { writer.string(actorKind) } else { writer.null() }
        writer.key("data")
        writer.beginObject()
        PublicDataJSON.write(event, to: &writer)
        writer.endObject()
        if evidence { reader.write(event.position, &writer) }
        writer.endObject()
    }

    func tellEvidence(_ reader: EvidenceReader) { reader.tell(event.position, of: event.type.description) }
}
