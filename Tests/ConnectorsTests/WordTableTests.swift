import EventCatalogue
import Testing

@testable import Connectors

@Suite struct WordTableTests {
    @Test("the table gives what the enumeration gives, for each of its words, in any case")
    func sameAsEnumeration() {
        func check<Value: CatalogueEnumeration>(_ type: Value.Type) {
            for value in Value.allCases {
                for word in [value.word] + value.spellings {
                    for text in [word, word.uppercased(), word.lowercased(), word + "x"] {
                        #expect(
                            WordTable.value(of: Array(text.utf8), as: type) == Value(word: Array(text.utf8)))
                    }
                }
            }
        }
        #expect(EventCatalogue.enumerations.count > 10)
        for type in EventCatalogue.enumerations { check(type) }
    }
}
