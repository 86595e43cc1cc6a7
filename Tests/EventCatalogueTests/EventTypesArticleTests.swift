import Foundation
import LedgerModel
import Testing

@testable import EventCatalogue

/// The article that lists the catalogue, held to the catalogue.
@Suite("The article on event types") struct EventTypesArticleTests {
    private static func sections() throws -> [String: [String]] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = root.appendingPathComponent("Sources/Probity/Probity.docc/EventTypes.md")
        var out: [String: [String]] = [:]
        var title = ""
        for line in try String(contentsOf: article, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") {
                title = line.drop { $0 == "#" || $0 == " " }.description
            } else if line.hasPrefix("| ") {
                out[title, default: []].append(String(line))
            }
        }
        return out.mapValues { Array($0.dropFirst(2)) }
    }

    private static func cell(_ text: String) -> String { text.isEmpty ? "-" : text }

    static func row(_ definition: EventDefinition) -> String {
        let fields = definition.fields.sorted { $0.number < $1.number }.map { field in
            "`\(field.name)`" + (field.isRequired ? "\\*" : "")
        }
        return "| `\(definition.type)` | \(definition.subject.rawValue) | \(definition.revision.value) | "
            + "\(definition.summary) | \(cell(fields.joined(separator: ", "))) |"
    }

    static func row(_ enumeration: any CatalogueEnumeration.Type) -> String {
        let words = SchemaJSON.words(of: enumeration).map { "`\($0)`" }
        return "| \(enumeration.name) | \(words.joined(separator: ", ")) |"
    }

    static func row(about subject: EventDefinition.Subject, _ type: StaticString) -> String {
        let fields = PersonalField.taken(by: EventType(type), about: subject).map { "`\($0.name)`" }
        return "| \(subject.rawValue) | \(fields.joined(separator: ", ")) |"
    }

    @Test("each family has a table of its types, and no other type stands there")
    func families() throws {
        let sections = try Self.sections()
        let families = Dictionary(grouping: EventCatalogue.definitions) { definition in
            String(decoding: definition.type.family, as: UTF8.self)
        }
        for (family, definitions) in families {
            let rows = sections["`\(family)`"] ?? []
            #expect(rows.count == definitions.count, "\(family)")
            for (row, definition) in zip(rows, definitions) { #expect(row == Self.row(definition)) }
        }
        #expect(Set(sections.keys.filter { $0.hasPrefix("`") }) == Set(families.keys.map { "`\($0)`" }))
    }

    @Test("every enumeration stands with its words")
    func words() throws {
        #expect(try Self.sections()["Words"] == EventCatalogue.enumerations.map { Self.row($0) })
    }

    @Test("the personal fields that types take stand by what a type is about")
    func personalFields() throws {
        let expected = [EventDefinition.Subject.device, .user, .app, .connection, .group, .policy, .tenant]
            .map { Self.row(about: $0, "x.y") }
        #expect(
            try Self.sections()["Personal fields"] == expected + [Self.row(about: .ledger, "ledger.opened")])
    }

    @Test("what revisions say by other fields than before stands there")
    func revisions() throws {
        let revised = EventCatalogue.definitions.filter { $0.earlier.contains { $0.step != nil } }
        let rows = try Self.sections()["Revisions"] ?? []
        for definition in revised {
            #expect(rows.contains { $0.hasPrefix("| `\(definition.type)` |") }, "\(definition.type)")
        }
        #expect(rows.count == revised.count)
    }
}
