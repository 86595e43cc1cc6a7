/// An enumeration's words, found without regard to ASCII case: a table that each enumeration makes once, when
/// it is first asked.
public final class EnumerationWords: Sendable {
    private let table: NameTable
    /// By the table's index.
    private let numbers: [UInt8]
    /// The words themselves, as they are written, with the numbers by this table's index.
    private let exact: NameTable
    private let exactNumbers: [UInt8]
    private let words: [UInt8: String]

    init<E: CatalogueEnumeration>(_ type: E.Type) {
        var numbers: [UInt8] = []
        var spelled: [[UInt8]] = []
        var exact: [[UInt8]] = []
        var exactNumbers: [UInt8] = []
        var words: [UInt8: String] = [:]
        for value in E.allCases {
            let own = value.word
            words[value.rawValue] = own
            guard value.rawValue != 0 else { continue }
            exact.append(Array(own.utf8))
            exactNumbers.append(value.rawValue)
            for word in [own] + value.spellings {
                spelled.append(word.utf8.map(\.loweredASCII))
                numbers.append(value.rawValue)
            }
        }
        table = NameTable(spelled)
        self.numbers = numbers
        self.exact = NameTable(exact)
        self.exactNumbers = exactNumbers
        self.words = words
    }

    /// The number of a word; nil for a word that the table does not have.
    @usableFromInline
    func number(of word: UnsafeRawBufferPointer) -> UInt8? {
        table.index(ofLowered: word).map { numbers[$0] }
    }

    /// What a word is to an enumeration.
    enum Match {
        /// It is written as the table has it.
        case exact(number: UInt8)
        /// It differs from the table's word in case, or is another spelling of it.
        case otherSpelling(of: String)
    }

    /// What a word is to the enumeration; nil for a word that the table does not have.
    func match(_ word: UnsafeRawBufferPointer) -> Match? {
        if let index = exact.index(of: word) { return .exact(number: exactNumbers[index]) }
        return table.index(ofLowered: word).flatMap { words[numbers[$0]] }.map { .otherSpelling(of: $0) }
    }

    /// The word of a number; nil for a number that the table does not have.
    func word(of number: UInt8) -> String? { words[number] }
}
