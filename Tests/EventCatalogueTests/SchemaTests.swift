import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

/// Schemas and the reader, held to each other.
@Suite("JSON Schemas") struct SchemaTests {
    private func schema(of definition: EventDefinition) throws -> (schema: JSONSchema, text: JSONValue) {
        var writer = JSONWriter()
        SchemaJSON.write(definition, to: &writer)
        return (try JSONSchema(writer.bytes), try JSONDocument(writer.bytes).root)
    }

    @Test("each names its revision, is closed, and has its example, which fits it")
    func examples() throws {
        for definition in EventCatalogue.definitions {
            let (schema, text) = try schema(of: definition)
            let example = try #require(EventExamples.data(of: definition))
            #expect(
                text["$id"]?.string == "urn:probity:event:\(definition.type):\(definition.revision.value)")
            #expect(text["additionalProperties"]?.bool == false)
            #expect(text["examples"]?[0]?.rawBytes.isEmpty == false)
            #expect(schema.accepts(example), "\(definition.type)")
        }
    }

    @Test("an earlier revision's has the fields of that revision, and no example")
    func earlier() throws {
        let first = try #require(AuthenticationEvents.challenged.at(SchemaRevision(1)))
        let text = try schema(of: first).text
        #expect(text["$id"]?.string == "urn:probity:event:mfa.challenged:1")
        #expect(text["examples"] == nil && text["properties"]?["channel"] == nil)
        #expect(text["properties"]?["method"] != nil)
    }

    @Test(
        "what a schema takes the reader takes, and the same for what they refuse, whatever is changed",
        arguments: 0..<6)
    func inStep(part: Int) throws {
        let definitions = EventCatalogue.definitions
        for index in definitions.indices where index % 6 == part {
            let definition = definitions[index]
            let schema = try schema(of: definition).schema
            let members = try members(of: definition)
            for changed in changes(of: members, definition, turn: index) {
                let text = "{" + changed.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
                let isTaken = schema.accepts(try JSONDocument(Array(text.utf8)).root)
                switch try ExampleEvent.read(definition, text: text) {
                case .success: #expect(isTaken, "\(definition.type) \(text)")
                case .failure(let failures): #expect(!isTaken, "\(definition.type) \(text) \(failures)")
                }
            }
        }
    }

    private static let values = [
        "null", "true", "-1", "1.5", "\"word\"", "[]", "[7]", "{}", "{\"odd\":1}",
    ]
    private static let personal = ["\"text\"", "[\"one\",\"two\"]", "7", "[7]", "null"]

    private typealias Members = [(name: String, json: String)]

    private func members(of definition: EventDefinition) throws -> Members {
        try #require(EventExamples.data(of: definition)).members.map { key, value in
            (key.string ?? "", String(decoding: value.rawBytes, as: UTF8.self))
        }
    }

    /// The example with one member each left out, or of another kind; and with members that it has not.
    private func changes(of members: Members, _ definition: EventDefinition, turn: Int) -> [Members] {
        var out: [Members] = []
        for place in members.indices {
            var left = members
            left.remove(at: place)
            out.append(left)
            // Another third of the values each time: the types have the same kinds of fields many times over.
            for (number, value) in Self.values.enumerated() where (number + turn) % 3 == 0 {
                // Ids of people and tenants are texts of any kind, and instants are told by their form.
                guard !isOutside(members[place].name, value, definition) else { continue }
                var other = members
                other[place].json = value
                out.append(other)
            }
        }
        for field in PersonalField.allCases
        where !definition.fields.contains(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
            let value = Self.personal[(Int(field.rawValue) + turn) % Self.personal.count]
            out.append(members.filter { $0.name != field.name } + [(field.name, value)])
        }
        out.append(members + [("surprise", "1")])
        return out
    }

    /// What the schema says by `format`, which is a remark and no rule.
    private func isOutside(_ name: String, _ value: String, _ definition: EventDefinition) -> Bool {
        guard value == "\"word\"" else { return false }
        return definition.fields.contains { field in
            if case .instant = field.kind { field.name == name } else { false }
        }
    }
}
