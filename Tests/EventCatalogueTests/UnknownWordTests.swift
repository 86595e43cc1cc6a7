import LedgerModel
import StrictJSON
import Testing

@testable import EventCatalogue

/// Words that no table has, in every place where a table is used.
@Suite("words that the catalogue does not have") struct UnknownWordTests {
    private static let word = "Ganz neu & \u{1F511}"

    /// A place of an enumeration within a type's data.
    private struct Place {
        let definition: EventDefinition
        let enumeration: any CatalogueEnumeration.Type
        /// The public field, and the JSON that holds the word there.
        let field: FieldDefinition
        let json: String
        let path: String
    }

    private static let places: [Place] = {
        var out: [Place] = []
        for definition in EventCatalogue.definitions {
            for field in definition.fields {
                for (kind, json, path) in words(in: field.kind, at: field.name) {
                    out.append(
                        Place(
                            definition: definition, enumeration: kind, field: field, json: json, path: path))
                }
            }
        }
        return out
    }()

    /// The enumerations within a kind, each with JSON that has the word there, and its path.
    private static func words(
        in kind: FieldKind, at path: String
    ) -> [(any CatalogueEnumeration.Type, String, String)] {
        switch kind {
        case .enumeration(let type): return [(type, "\"\(word)\"", path)]
        case .list(let element):
            return words(in: element, at: "\(path)[0]").map { ($0.0, "[\($0.1)]", $0.2) }
        case .structure(let fields):
            let required = fields.filter(\.isRequired).map { "\"\($0.name)\":1" }
            return fields.flatMap { field in
                words(in: field.kind, at: "\(path).\(field.name)").map { found in
                    (
                        found.0,
                        "{" + (required + ["\"\(field.name)\":\(found.1)"]).joined(separator: ",")
                            + "}", found.2
                    )
                }
            }
        default: return []
        }
    }

    @Test("every enumeration stands somewhere")
    func everywhere() {
        let used = Set(Self.places.map { ObjectIdentifier($0.enumeration) })
        #expect(used == Set(EventCatalogue.enumerations.map { ObjectIdentifier($0) }))
    }

    @Test("the word is kept byte for byte, the record says that there is one, and so does the export")
    func kept() throws {
        for place in Self.places {
            var members = ExampleEvent.subject(of: place.definition)
            let example = try #require(EventExamples.data(of: place.definition))
            for field in place.definition.fields where field.number != place.field.number {
                let value = example[keyBytes: Array(field.name.utf8)]
                if field.isRequired, let value { members.append((field.name, value.rawBytes)) }
            }
            members.append((place.field.name, Array(place.json.utf8)))
            let submission = try ExampleEvent.submission(place.definition, members)
            let event = submission.events[0]

            let personal = try #require(
                PersonalData.read(part: 0, from: submission.personal), "\(place.definition.type)")
            let words = personal.first { $0.field == .unrecognised }?.values
            #expect(
                words == [Array("\(place.path)=\(Self.word)".utf8)],
                "\(place.definition.type) \(place.path)")
            if !EventCatalogue.isReserved(place.definition.type) {
                let evidence = try #require(submission.evidence)
                #expect(contains(evidence, Array(Self.word.utf8)), "\(place.definition.type)")
            }

            let written = try ExampleEvent.written(event, personal: personal)
            let out = try #require(written["private"]?["unrecognised"]?[0]?.stringBytes)
            #expect(out == Array("\(place.path)=\(Self.word)".utf8))
            let shown = try #require(written["data"]?[keyBytes: Array(place.field.name.utf8)])
            #expect(contains(shown.rawBytes, Array("\"unrecognised\"".utf8)), "\(place.path)")
        }
    }

    @Test("several words of one list are told by their places, beside those that are known")
    func several() throws {
        let submission = try ExampleEvent.submission(
            PolicyEvents.created,
            text: #"{"tenant":"acme","controls":["mfa","one","compliantDevice","two"]}"#)
        let personal = try #require(PersonalData.read(part: 0, from: submission.personal))
        #expect(personal.map(\.field) == [.unrecognised])
        #expect(
            personal[0].values.map { String(decoding: $0, as: UTF8.self) } == [
                "controls[1]=one", "controls[3]=two",
            ])
        let view = PublicDataView(submission.events[0].data)
        #expect(view[PolicyEvents.controls] == [.mfa, .unrecognised, .compliantDevice, .unrecognised])
    }

    @Test("a number that a newer catalogue wrote is shown as it is, and its record stays as it is")
    func newerNumbers() throws {
        func check<E: CatalogueEnumeration>(_ type: E.Type) throws {
            for definition in EventCatalogue.definitions {
                guard
                    let field = definition.fields.first(where: {
                        if case .enumeration(let found) = $0.kind { found == type } else { false }
                    })
                else { continue }
                let data: [UInt8] = [0xA1, field.number, 0x18, 0xEA]
                let event = ExampleEvent.recorded(definition.type, definition.revision, data)
                let shown = try ExampleEvent.written(event)["data"]?[keyBytes: Array(field.name.utf8)]
                #expect(shown?.string == "#234", "\(E.name)")
                #expect(event.currentData == data)
                return
            }
        }
        for type in EventCatalogue.enumerations { try check(type) }
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
