import LedgerModel
public import StrictJSON

/// The catalogue as JSON Schema (2020-12): one schema for each type's `data`.
public enum SchemaJSON {
    /// By which the schema of a type is named, in `$id` and in the `dataschema` of an event.
    public static func identifier(of definition: EventDefinition) -> String {
        "urn:probity:event:\(definition.type):\(definition.revision.value)"
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
        writer.key("tenant")
        text("The tenant: a GUID or a short name.", &writer)
        writer.key("device")
        ids(["entraDeviceId", "entraObjectId", "intuneDeviceId", "serialNumber"], &writer)
        writer.key("user")
        ids(["objectId", "userPrincipalName", "displayName"], &writer)
        // A connection's own events name it as their partner.
        for name in ["app", "group"] + (definition.subject == .connection ? [] : ["connection"])
        where !definition.fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
            writer.key(name)
            text("A GUID.", &writer)
        }
        for field in definition.fields {
            writer.key(field.name)
            schema(field.kind, summary: field.summary, &writer)
        }
        for field in PersonalField.allCases {
            writer.key(field.name)
            writer.beginObject()
            pair("description", "Personal: kept in the private record, never in the event's.", &writer)
            writer.key("type")
            writer.beginArray()
            writer.string("string")
            writer.string("array")
            writer.endArray()
            writer.endObject()
        }
        writer.endObject()
        writer.key("required")
        writer.beginArray()
        writer.string("tenant")
        for field in definition.fields where field.isRequired { writer.string(field.name) }
        writer.endArray()
        writer.key("additionalProperties")
        writer.bool(false)
        writer.endObject()
    }

    private static func schema(_ kind: FieldKind, summary: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        if !summary.isEmpty { pair("description", summary, &writer) }
        switch kind {
        case .flag: pair("type", "boolean", &writer)
        case .integer: pair("type", "integer", &writer)
        case .guid, .identity:
            pair("type", "string", &writer)
            pair("format", "uuid", &writer)
        case .instant:
            pair("type", "string", &writer)
            pair("format", "date-time", &writer)
        case .digest:
            pair("type", "string", &writer)
            pair("pattern", "^[0-9a-f]{64}$", &writer)
        case .text: pair("type", "string", &writer)
        case .enumeration(let type):
            pair("type", "string", &writer)
            writer.key("examples")
            writer.beginArray()
            for word in words(of: type) { writer.string(word) }
            writer.endArray()
        case .list(let element):
            pair("type", "array", &writer)
            writer.key("items")
            schema(element, summary: "", &writer)
        case .structure(let fields):
            pair("type", "object", &writer)
            writer.key("properties")
            writer.beginObject()
            for field in fields {
                writer.key(field.name)
                schema(field.kind, summary: field.summary, &writer)
            }
            writer.endObject()
            writer.key("additionalProperties")
            writer.bool(false)
        }
        writer.endObject()
    }

    /// The words of an enumeration, in the order of their numbers.
    public static func words(of type: any CatalogueEnumeration.Type) -> [String] {
        func listed<E: CatalogueEnumeration>(_ type: E.Type) -> [String] {
            E.allCases.filter { $0.rawValue != 0 }.sorted { $0.rawValue < $1.rawValue }.map(\.word)
        }
        return listed(type)
    }

    private static func ids(_ names: [String], _ writer: inout JSONWriter) {
        writer.beginObject()
        pair("type", "object", &writer)
        writer.key("properties")
        writer.beginObject()
        for name in names {
            writer.key(name)
            text("", &writer)
        }
        writer.endObject()
        writer.endObject()
    }

    private static func text(_ summary: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        if !summary.isEmpty { pair("description", summary, &writer) }
        pair("type", "string", &writer)
        writer.endObject()
    }

    private static func pair(_ key: String, _ value: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(value)
    }
}
