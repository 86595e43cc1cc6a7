import LedgerModel
import StrictJSON

/// The members of a schema that say what an event is about, and who acted.
enum SubjectSchema {
    /// Writes the members that are no public field of the type as well.
    static func write(_ definition: EventDefinition, to writer: inout JSONWriter) {
        for member in DataMembers.SubjectMember.allCases {
            let name = DataMembers.name(of: member, in: definition)
            guard !definition.fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                continue
            }
            writer.key(name)
            writer.beginObject()
            write(member, &writer)
            writer.endObject()
        }
    }

    private static func write(_ member: DataMembers.SubjectMember, _ writer: inout JSONWriter) {
        switch member {
        case .tenant:
            SchemaJSON.pair(
                "description", "The tenant: a GUID, or a short name.", &writer)
            SchemaJSON.type("string", orNull: false, &writer)
            SchemaJSON.pair("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", &writer)
        case .device:
            object(
                "The device, by at least one of its ids.",
                ids: CloudEventSubject.deviceIDs, texts: CloudEventSubject.deviceTexts, &writer)
        case .user:
            object(
                "The person, by at least one of them; kept in the private record.",
                ids: [], texts: CloudEventSubject.userTexts, &writer)
        case .actor:
            object(
                "Who acted: an application, or a person.", ids: CloudEventSubject.actorIDs,
                texts: CloudEventSubject.actorTexts, &writer)
            writer.key("not")
            writer.beginObject()
            SchemaJSON.type("object", orNull: false, &writer)
            writer.key("required")
            writer.beginArray()
            writer.string("app")
            writer.endArray()
            writer.key("anyOf")
            writer.beginArray()
            for name in CloudEventSubject.actorTexts {
                writer.beginObject()
                writer.key("required")
                writer.beginArray()
                writer.string(name)
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        case .app, .group, .connection: SchemaJSON.guid(orNull: true, &writer)
        case .policies:
            SchemaJSON.type("array", orNull: true, &writer)
            writer.key("items")
            writer.beginObject()
            SchemaJSON.guid(orNull: false, &writer)
            writer.endObject()
        }
    }

    private static func object(
        _ description: String, ids: [String], texts: [String], _ writer: inout JSONWriter
    ) {
        SchemaJSON.pair("description", description, &writer)
        SchemaJSON.type("object", orNull: true, &writer)
        writer.key("properties")
        writer.beginObject()
        for name in ids {
            writer.key(name)
            writer.beginObject()
            SchemaJSON.guid(orNull: true, &writer)
            writer.endObject()
        }
        for name in texts {
            writer.key(name)
            writer.beginObject()
            SchemaJSON.type("string", orNull: true, &writer)
            writer.key("minLength")
            writer.int(1)
            writer.endObject()
        }
        writer.endObject()
        writer.key("minProperties")
        writer.int(1)
        SchemaJSON.closed(&writer)
    }
}
