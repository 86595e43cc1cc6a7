/// Finds an enumeration's number by a word, without regard to ASCII case: a table for each, made once.
final class EnumerationWords: Sendable {
    private let table: NameTable
    /// By the table's index.
    private let numbers: [UInt8]
    /// The words themselves, as they are written, with the numbers by this table's index.
    private let exact: NameTable
    private let exactNumbers: [UInt8]
    private let words: [UInt8: String]

    private init<E: CatalogueEnumeration>(_ type: E.Type) {
        var numbers: [UInt8] = []
        var spelled: [[UInt8]] = []
        for value in E.allCases where value.rawValue != 0 {
            for word in [value.word] + value.spellings {
                spelled.append(word.utf8.map(\.loweredASCII))
                numbers.append(value.rawValue)
            }
        }
        table = NameTable(spelled)
        self.numbers = numbers
        let named = E.allCases.filter { $0.rawValue != 0 }
        exact = NameTable(named.map { Array($0.word.utf8) })
        exactNumbers = named.map(\.rawValue)
        words = Dictionary(E.allCases.map { ($0.rawValue, $0.word) }, uniquingKeysWith: { first, _ in first })
    }

    private static let all: [ObjectIdentifier: EnumerationWords] = {
        var out: [ObjectIdentifier: EnumerationWords] = [:]
        for type in EventCatalogue.enumerations { out[ObjectIdentifier(type)] = of(type) }
        return out
    }()

    private static func of<E: CatalogueEnumeration>(_ type: E.Type) -> EnumerationWords {
        EnumerationWords(type)
    }

    /// The number of a word; nil for a word that the table does not have.
    static func number(
        of word: UnsafeRawBufferPointer, in type: any CatalogueEnumeration.Type
    ) -> UInt8? {
        let words = all[ObjectIdentifier(type)] ?? of(type)
        return words.table.index(ofLowered: word).map { words.numbers[$0] }
    }

    /// What a word is to an enumeration.
    enum Match {
        /// It is written as the table has it.
        case exact(number: UInt8)
        /// It differs from the table's word in case, or is another spelling of it.
        case otherSpelling(of: String)
    }

    /// What a word is to an enumeration; nil for a word that the table does not have.
    static func match(
        _ word: UnsafeRawBufferPointer, in type: any CatalogueEnumeration.Type
    ) -> Match? {
        let words = all[ObjectIdentifier(type)] ?? of(type)
        if let index = words.exact.index(of: word) { return .exact(number: words.exactNumbers[index]) }
        return words.table.index(ofLowered: word).flatMap { words.words[words.numbers[$0]] }
            .map { .otherSpelling(of: $0) }
    }

    /// The word of a number; nil for a number that the table does not have.
    static func word(of number: UInt8, in type: any CatalogueEnumeration.Type) -> String? {
        all[ObjectIdentifier(type)]?.words[number]
    }
}
