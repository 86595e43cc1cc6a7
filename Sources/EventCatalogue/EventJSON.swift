public import LedgerModel
public import StrictJSON

/// Writes recorded events as JSON: a CloudEvents 1.0 event with extension attributes for its place in the
/// log.
///
/// `data` are those of the current revision of the type. `schemarevision` is the one that the event was
/// recorded under; where that is an earlier one, `dataschema` names the schema that the data fit.
public enum EventJSON {
    /// Writes one event as an object.
    /// - Parameter personal: fields of its private record, where the reader may see them.
    public static func write(
        _ event: RecordedEvent, personal: [(field: PersonalField, values: [[UInt8]])] = [],
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("specversion")
        writer.string("1.0")
        writer.key("id")
        writer.string(event.id.description)
        writer.key("source")
        writer.string(event.source.description)
        writer.key("type")
        writer.string(event.type.description)
        writer.key("time")
        writer.string(event.occurred.instant.description)
        writer.key("timebasis")
        writer.string(event.occurred.basis.word)
        writer.key("recordedtime")
        writer.string(event.recorded.description)
        writer.key("position")
        writer.uint64(event.position.value)
        writer.key("stream")
        writer.string(event.stream.description)
        writer.key("streamversion")
        writer.uint64(event.streamVersion.value)
        writer.key("schemarevision")
        writer.uint64(UInt64(event.schemaRevision.value))
        if let definition = EventCatalogue.definition(of: event.type),
            event.schemaRevision < definition.revision
        {
            writer.key("dataschema")
            writer.string(SchemaJSON.identifier(of: definition))
        }
        writer.key("mappingrevision")
        writer.uint64(UInt64(event.mappingRevision.value))
        if let modified = event.modified {
            writer.key("modifiedtime")
            writer.string(modified.description)
        }
        if let actor = event.actor {
            writer.key("actor")
            writer.string(actor.description)
        }
        if let correlation = event.correlation {
            writer.key("correlationid")
            writer.string(correlation.description)
        }
        if let causation = event.causation {
            writer.key("causationid")
            writer.string(causation.description)
        }
        writer.key("tags")
        writer.beginArray()
        for tag in event.tags { writer.string(tag.description) }
        writer.endArray()
        if let evidence = event.evidence {
            writer.key("privaterecord")
            writer.uint64(evidence.number.value)
            writer.key("privatedigest")
            writer.string(
                evidence.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        }
        writer.key("data")
        writer.beginObject()
        PublicDataJSON.write(event, to: &writer)
        writer.endObject()
        if !personal.isEmpty {
            writer.key("private")
            writer.beginObject()
            for entry in personal {
                writer.key(entry.field.name)
                writer.beginArray()
                for value in entry.values { writer.string(String(decoding: value, as: UTF8.self)) }
                writer.endArray()
            }
            writer.endObject()
        }
        writer.endObject()
    }
}

extension OccurredTime.Basis {
    /// How the time is known.
    public var word: String {
        switch self {
        case .record: "record"
        case .submission: "submission"
        case .receipt: "receipt"
        }
    }
}
