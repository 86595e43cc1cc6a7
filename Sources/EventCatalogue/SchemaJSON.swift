import LedgerModel
public import StrictJSON

/// The catalogue as JSON Schema (2020-12): one schema for each type's `data`.
///
/// A schema takes what ``CloudEventReader`` takes, and refuses what it refuses, but for what it cannot say or
/// would say at length: that another spelling of a known word is refused, that ids are counted in bytes, that
/// one of a device's or a person's members is more than `null`, and that an event has at most so many tags.
public enum SchemaJSON {
    /// By which the schema of a type is named, in `$id` and in the `dataschema` of an event.
    public static func identifier(of definition: EventDefinition) -> String {
        identifier(of: definition.type, definition.revision)
    }

    static func identifier(of type: EventType, _ revision: SchemaRevision) -> String {
        "urn:probity:event:\(type):\(revision.value)"
    }

    /// Writes the schema of one type.
    public static func write(_ definition: EventDefinition, to writer: inout JSONWriter) {
        writer.beginObject()
        pair("$schema", "https://json-schema.org/draft/2020-12/schema", &writer)
        pair("$id", identifier(of: definition), &writer)
        pair("title", definition.type.description, &writer)
        pair("description", definition.summary, &writer)
        pair("type", "object", &writer)
        writer.key("properties")
        writer.beginObject()
        SubjectSchema.write(definition, to: &writer)
        for field in definition.fields {
            writer.key(field.name)
            write(field, to: &writer)
        }
        for field in definition.personalFields {
            writer.key(field.name)
            writer.beginObject()
            pair("$ref", "#/$defs/personal", &writer)
            writer.endObject()
        }
        writer.endObject()
        writer.key("required")
        writer.beginArray()
        writer.string("tenant")
        for field in definition.fields where field.isRequired { writer.string(field.name) }
        writer.endArray()
        closed(&writer)
        writer.key("$defs")
        writer.beginObject()
        writer.key("personal")
        personal(&writer)
        writer.endObject()
        if let example = EventExamples.data(of: definition) {
            writer.key("examples")
            writer.beginArray()
            writer.value(example)
            writer.endArray()
        }
        writer.endObject()
    }

    /// A field by its kind; `null` is as good as nothing where nothing is as good as a value.
    private static func write(_ field: FieldDefinition, to writer: inout JSONWriter) {
        writer.beginObject()
        if !field.summary.isEmpty { pair("description", field.summary, &writer) }
        write(field.kind, least: field.least, orNull: !field.isRequired, &writer)
        writer.endObject()
    }

    private static func write(
        _ kind: FieldKind, least: Int64?, orNull: Bool, _ writer: inout JSONWriter
    ) {
        switch kind {
        case .flag: type("boolean", orNull: orNull, &writer)
        case .integer:
            type("integer", orNull: orNull, &writer)
            writer.key("minimum")
            writer.int64(least ?? .min)
            writer.key("maximum")
            writer.int64(.max)
        case .guid, .identity: guid(orNull: orNull, &writer)
        case .instant:
            type("string", orNull: orNull, &writer)
            pair("format", "date-time", &writer)
        case .digest:
            type("string", orNull: orNull, &writer)
            pair("pattern", "^[0-9A-Fa-f]{64}$", &writer)
        case .text: type("string", orNull: orNull, &writer)
        case .enumeration(let enumeration): open(enumeration, orNull: orNull, &writer)
        case .list(let element):
            type("array", orNull: orNull, &writer)
            writer.key("items")
            writer.beginObject()
            write(element, least: least, orNull: false, &writer)
            writer.endObject()
        case .structure(let fields):
            type("object", orNull: orNull, &writer)
            writer.key("properties")
            writer.beginObject()
            for field in fields {
                writer.key(field.name)
                write(field, to: &writer)
            }
            writer.endObject()
            let required = fields.filter(\.isRequired)
            if !required.isEmpty {
                writer.key("required")
                writer.beginArray()
                for field in required { writer.string(field.name) }
                writer.endArray()
            }
            closed(&writer)
        }
    }

    /// One of the words, or any other text: a word that the catalogue does not have is recorded as such, and
    /// kept.
    private static func open(
        _ enumeration: any CatalogueEnumeration.Type, orNull: Bool, _ writer: inout JSONWriter
    ) {
        writer.key("anyOf")
        writer.beginArray()
        writer.beginObject()
        pair("title", enumeration.name, &writer)
        writer.key("enum")
        writer.beginArray()
        for word in words(of: enumeration) { writer.string(word) }
        writer.endArray()
        writer.endObject()
        writer.beginObject()
        type("string", orNull: orNull, &writer)
        writer.endObject()
        writer.endArray()
    }

    private static func personal(_ writer: inout JSONWriter) {
        writer.beginObject()
        pair("description", "Personal: kept in the private record, never in the event's.", &writer)
        writer.key("type")
        writer.beginArray()
        for name in ["string", "array", "null"] { writer.string(name) }
        writer.endArray()
        writer.key("items")
        writer.beginObject()
        pair("type", "string", &writer)
        writer.endObject()
        writer.endObject()
    }

    /// The words of an enumeration, in the order of their numbers.
    public static func words(of type: any CatalogueEnumeration.Type) -> [String] {
        func listed<E: CatalogueEnumeration>(_ type: E.Type) -> [String] {
            E.allCases.filter { $0.rawValue != 0 }.sorted { $0.rawValue < $1.rawValue }.map(\.word)
        }
        return listed(type)
    }

    // MARK: - Parts of a schema

    static func guid(orNull: Bool, _ writer: inout JSONWriter) {
        type("string", orNull: orNull, &writer)
        pair("format", "uuid", &writer)
        pair("pattern", "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", &writer)
        writer.key("not")
        writer.beginObject()
        pair("const", "00000000-0000-0000-0000-000000000000", &writer)
        writer.endObject()
    }

    static func type(_ name: StaticString, orNull: Bool, _ writer: inout JSONWriter) {
        writer.key("type")
        guard orNull else { return writer.string(name) }
        writer.beginArray()
        writer.string(name)
        writer.string("null")
        writer.endArray()
    }

    static func closed(_ writer: inout JSONWriter) {
        writer.key("additionalProperties")
        writer.bool(false)
    }

    static func pair(_ key: StaticString, _ value: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(value)
    }
}
