import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

/// Examples on their way in, by the reader, and out again, by the writer.
@Suite("the examples of the catalogue") struct EventExampleTests {
    private static let subjectNames = [
        "tenant", "device", "user", "app", "group", "connection", "partner", "policies", "actor",
    ]

    @Test("every type has one, and nothing else has")
    func complete() {
        let types = EventCatalogue.definitions.map { "\($0.type)" }
        let found = EventExamples.entries.map { $0.type.description }
        #expect(Set(found).count == found.count)
        #expect(Set(found) == Set(types))
    }

    @Test("each is read without a failure, and comes out with the same data", arguments: 0..<10)
    func roundTrip(tenth: Int) throws {
        let all = EventCatalogue.definitions
        for definition in all[(all.count * tenth / 10)..<(all.count * (tenth + 1) / 10)] {
            let example = try #require(EventExamples.data(of: definition), "\(definition.type)")
            let submission = try ExampleEvent.submission(of: definition)
            let event = try #require(submission.events.first)
            #expect(event.type == definition.type && event.schemaRevision == definition.revision)

            let personal = PersonalData.read(part: 0, from: submission.personal) ?? []
            let written = try ExampleEvent.written(event, personal: personal)
            let shown = try #require(written["data"])
            #expect(shown.count > 0 || definition.fields.isEmpty, "\(definition.type)")
            var shownFields = 0
            for (key, value) in example.members {
                let name = try #require(key.string)
                if definition.fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                    shownFields += 1
                    let out = try #require(
                        shown[keyBytes: Array(name.utf8)], "\(definition.type) \(name)")
                    #expect(
                        canonicalBytes(of: out) == canonicalBytes(of: value), "\(definition.type) \(name)")
                } else if Self.subjectNames.contains(name) {
                    Self.checkSubject(name, value, event, definition)
                } else {
                    Self.checkPersonal(name, value, personal, definition)
                }
            }
            #expect(shown.count == shownFields, "\(definition.type)")
        }
    }

    @Test("what an example becomes is the same when its public data are handed in again")
    func again() throws {
        for definition in EventCatalogue.definitions {
            let first = try ExampleEvent.submission(of: definition).events[0]
            let shown = try #require(try ExampleEvent.written(first, personal: [])["data"])
            var body = ExampleEvent.subject(of: definition)
            for (key, value) in shown.members {
                body.append((try #require(key.string), value.rawBytes))
            }
            let second = try ExampleEvent.submission(definition, body).events[0]
            #expect(second.data == first.data && second.slots.count == first.slots.count)
            #expect(second.stream == first.stream && second.tags == first.tags, "\(definition.type)")
        }
    }

    @Test("over the examples of all types each field has a value")
    func everyField() throws {
        for definition in EventCatalogue.definitions {
            let example = try #require(EventExamples.data(of: definition))
            for field in definition.fields where field.isRequired {
                #expect(example[keyBytes: Array(field.name.utf8)] != nil, "\(definition.type) \(field.name)")
            }
            let missing = definition.fields.filter { example[keyBytes: Array($0.name.utf8)] == nil }
            // A step that came to nothing has no code, and a claim no channel.
            #expect(missing.count <= 4, "\(definition.type): \(missing.map(\.name))")
        }
    }

    private static func checkSubject(
        _ name: String, _ value: JSONValue, _ event: ProposedEvent, _ definition: EventDefinition
    ) {
        let tags = event.tags.map(\.description)
        switch name {
        case "tenant": #expect(tags.contains("tenant:contoso"))
        case "device": #expect(tags.contains { $0.hasPrefix("device:") }, "\(definition.type)")
        case "user": #expect(tags.contains("user:?"), "\(definition.type)")
        case "actor": #expect(event.actor != nil, "\(definition.type)")
        case "policies": #expect(tags.contains { $0.hasPrefix("policy:") }, "\(definition.type)")
        case "partner": #expect(tags.contains { $0.hasPrefix("connection:") }, "\(definition.type)")
        default: #expect(tags.contains { $0.hasPrefix("\(name):") }, "\(definition.type)")
        }
    }

    private static func checkPersonal(
        _ name: String, _ value: JSONValue, _ personal: [(field: PersonalField, values: [[UInt8]])],
        _ definition: EventDefinition
    ) {
        let kept = personal.first { $0.field.name.utf8.elementsEqual(name.utf8) }
        let texts = value.stringBytes.map { [$0] } ?? value.elements.compactMap(\.stringBytes)
        #expect(kept?.values == texts, "\(definition.type) \(name)")
        #expect(
            definition.personalFields.contains { $0.name.utf8.elementsEqual(name.utf8) },
            "\(definition.type) \(name)")
    }
}
