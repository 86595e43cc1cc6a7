import LedgerModel
import Testing

@testable import EventCatalogue

@Suite struct EventCatalogueTests {
    @Test("numbers and words of all enumerations are as published")
    func enumerations() {
        func line<E: CatalogueEnumeration>(_ type: E.Type) -> String {
            "\(E.name): " + E.allCases.map { "\($0.rawValue) \($0.word)" }.joined(separator: ", ")
        }
        let found = EventCatalogue.enumerations.map { line($0) }
        #expect(found.count == PublishedTables.enumerations.count)
        for (line, published) in zip(found, PublishedTables.enumerations) { #expect(line == published) }
    }

    @Test("types, subjects, and numbers, names and kinds of fields are as published")
    func definitions() {
        let found = EventCatalogue.definitions.map { definition in
            let fields = definition.fields.map(Self.text).joined(separator: ", ")
            return "\(definition.type) \(definition.revision.value) \(definition.subject):"
                + (fields.isEmpty ? "" : " " + fields)
        }
        #expect(found.count == PublishedTables.definitions.count)
        for (line, published) in zip(found, PublishedTables.definitions) { #expect(line == published) }
    }

    @Test("fields of earlier revisions are as published, and a revision keeps the fields before it")
    func earlierRevisions() {
        var found: [String] = []
        for definition in EventCatalogue.definitions {
            #expect(Int(definition.revision.value) == definition.earlier.count + 1)
            for (index, earlier) in definition.earlier.enumerated() {
                let fields = earlier.fields.map(Self.text)
                found.append(
                    "\(definition.type) \(index + 1):"
                        + (fields.isEmpty ? "" : " " + fields.joined(separator: ", ")))
                #expect(Set(fields).isSubset(of: definition.fields.map(Self.text)), "\(definition.type)")
            }
        }
        #expect(found == PublishedTables.earlier)
    }

    @Test("numbers of personal fields are as published")
    func personalFields() {
        #expect(PersonalField.allCases.map { "\($0.rawValue) \($0.name)" } == PublishedTables.personalFields)
    }

    @Test("types are unique, and found by their name")
    func types() {
        #expect(Set(EventCatalogue.definitions.map(\.type)).count == EventCatalogue.definitions.count)
        for definition in EventCatalogue.definitions {
            #expect(EventCatalogue.definition(of: definition.type)?.summary == definition.summary)
            #expect(!definition.summary.isEmpty)
        }
        #expect(EventCatalogue.definition(of: EventType("no.such_type")) == nil)
    }

    @Test("numbers and names of fields are unique within a type, numbers are 1 to 23, and no field is text")
    func fields() {
        func check(_ fields: [FieldDefinition], _ place: String) {
            #expect(Set(fields.map(\.number)).count == fields.count, "\(place)")
            #expect(Set(fields.map(\.name)).count == fields.count, "\(place)")
            for field in fields {
                #expect((1...23).contains(field.number), "\(place) \(field.name)")
                check(field.kind, "\(place) \(field.name)")
            }
        }
        func check(_ kind: FieldKind, _ place: String) {
            switch kind {
            case .list(let element): check(element, place)
            case .structure(let fields): check(fields, place)
            case .text: Issue.record("\(place) would hold text in a record")
            default: break
            }
        }
        for definition in EventCatalogue.definitions { check(definition.fields, "\(definition.type)") }
    }

    @Test("numbers and words of an enumeration are unique, and 0 is the unrecognised word")
    func uniqueWords() {
        func check<E: CatalogueEnumeration>(_ type: E.Type) {
            #expect(Set(E.allCases.map(\.rawValue)).count == E.allCases.count, "\(E.name)")
            var words: Set<String> = []
            for value in E.allCases where value.rawValue != 0 {
                for word in [value.word] + value.spellings {
                    let isNew = words.insert(word.lowercased()).inserted
                    #expect(
                        isNew || [value.word.lowercased()].contains(word.lowercased()), "\(E.name) \(word)")
                }
            }
            #expect(E(rawValue: 0) == E.unrecognised)
        }
        for type in EventCatalogue.enumerations { check(type) }
    }

    @Test("every word and spelling gives its number, whatever its case, and any other word gives none")
    func words() {
        func check<E: CatalogueEnumeration>(_ type: E.Type) {
            for value in E.allCases where value.rawValue != 0 {
                for word in [value.word] + value.spellings {
                    #expect(E(word: Array(word.utf8)) == value, "\(E.name) \(word)")
                    #expect(E(word: Array(word.uppercased().utf8)) == value, "\(E.name) \(word)")
                    #expect(E(word: Array(word.lowercased().utf8)) == value, "\(E.name) \(word)")
                    #expect(E(word: Array((word + "x").utf8)) == .unrecognised, "\(E.name) \(word)")
                }
            }
            #expect(E(word: Array("unrecognised".utf8)) == .unrecognised)
            #expect(E(word: []) == .unrecognised)
        }
        for type in EventCatalogue.enumerations { check(type) }
    }

    private static func text(_ field: FieldDefinition) -> String {
        "\(field.number) \(field.name) \(text(field.kind))"
    }

    private static func text(_ kind: FieldKind) -> String {
        switch kind {
        case .enumeration(let type): type.name
        case .list(let element): "[\(text(element))]"
        case .structure(let fields): "{\(fields.map(text).joined(separator: "; "))}"
        default: "\(kind)"
        }
    }
}
