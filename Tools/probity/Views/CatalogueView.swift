import EventCatalogue
import LedgerModel
import StrictJSON

/// The catalogue as people read it, and as programs do.
enum CatalogueView {
    /// One type: its fields, the personal ones by name, and an event's `data`.
    static func show(_ definition: EventDefinition) {
        Terminal.line(
            "\(definition.type), revision \(definition.revision.value), "
                + "about the \(definition.subject.rawValue)")
        Terminal.line(definition.summary)
        if EventCatalogue.isReserved(definition.type) {
            Terminal.line("Only the ledger records it.")
        }
        Terminal.line("")
        if !definition.fields.isEmpty {
            Terminal.table(
                ["number", "field", "kind", "what"],
                definition.fields.map { field in
                    [
                        String(field.number), field.name, field.kind.name,
                        field.isRequired ? field.summary + " Required." : field.summary,
                    ]
                })
            Terminal.line("")
        }
        let personal = definition.personalFields.map(\.name).joined(separator: ", ")
        Terminal.line("Personal, in the private record only: \(personal)")
        if let example = EventExamples.text(of: definition) {
            Terminal.line("")
            Terminal.line("An event's data:")
            Terminal.line(example)
        }
    }

    static func write(_ chosen: [EventDefinition], to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("types")
        writer.beginArray()
        for definition in chosen { write(definition, to: &writer) }
        writer.endArray()
        writer.key("personalFields")
        writer.beginArray()
        for field in PersonalField.allCases {
            writer.beginObject()
            writer.key("number")
            writer.uint64(UInt64(field.rawValue))
            writer.key("name")
            writer.string(field.name)
            writer.endObject()
        }
        writer.endArray()
        writer.key("enumerations")
        writer.beginObject()
        for enumeration in EventCatalogue.enumerations {
            writer.key(enumeration.name)
            writer.beginArray()
            for word in SchemaJSON.words(of: enumeration) { writer.string(word) }
            writer.endArray()
        }
        writer.endObject()
        writer.endObject()
    }

    private static func write(_ definition: EventDefinition, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(definition.type.description)
        writer.key("schemaRevision")
        writer.uint64(UInt64(definition.revision.value))
        writer.key("subject")
        writer.string(definition.subject.rawValue)
        writer.key("isReserved")
        writer.bool(EventCatalogue.isReserved(definition.type))
        writer.key("fields")
        writer.beginArray()
        for field in definition.fields {
            writer.beginObject()
            writer.key("number")
            writer.uint64(UInt64(field.number))
            writer.key("name")
            writer.string(field.name)
            writer.key("kind")
            writer.string(field.kind.name)
            writer.key("privacy")
            writer.string("public")
            writer.key("isRequired")
            writer.bool(field.isRequired)
            writer.key("summary")
            writer.string(field.summary)
            writer.endObject()
        }
        for field in definition.personalFields {
            writer.beginObject()
            writer.key("number")
            writer.uint64(UInt64(field.rawValue))
            writer.key("name")
            writer.string(field.name)
            writer.key("privacy")
            writer.string("personal")
            writer.endObject()
        }
        writer.endArray()
        writer.key("schema")
        SchemaJSON.write(definition, to: &writer)
        writer.endObject()
    }
}
