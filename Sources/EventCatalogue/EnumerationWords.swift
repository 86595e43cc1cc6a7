/// Finds an enumeration's number by a word, without regard to ASCII case: a table for each, made once.
enum EnumerationWords {
    private static let tables: [ObjectIdentifier: [[UInt8]: UInt8]] = {
        var out: [ObjectIdentifier: [[UInt8]: UInt8]] = [:]
        for type in EventCatalogue.enumerations { out[ObjectIdentifier(type)] = table(of: type) }
        return out
    }()

    private static let words: [ObjectIdentifier: [UInt8: String]] = {
        var out: [ObjectIdentifier: [UInt8: String]] = [:]
        for type in EventCatalogue.enumerations { out[ObjectIdentifier(type)] = numbers(of: type) }
        return out
    }()

    /// The number of a word; nil for a word that the table does not have.
    static func number(of word: some Collection<UInt8>, in type: any CatalogueEnumeration.Type) -> UInt8? {
        let lowered = word.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        guard let table = tables[ObjectIdentifier(type)] else { return table(of: type)[lowered] }
        return table[lowered]
    }

    /// The word of a number; nil for a number that the table does not have.
    static func word(of number: UInt8, in type: any CatalogueEnumeration.Type) -> String? {
        words[ObjectIdentifier(type)]?[number]
    }

    private static func table<E: CatalogueEnumeration>(of type: E.Type) -> [[UInt8]: UInt8] {
        var out: [[UInt8]: UInt8] = [:]
        for value in E.allCases where value.rawValue != 0 {
            for word in [value.word] + value.spellings {
                out[word.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }] = value.rawValue
            }
        }
        return out
    }

    private static func numbers<E: CatalogueEnumeration>(of type: E.Type) -> [UInt8: String] {
        Dictionary(E.allCases.map { ($0.rawValue, $0.word) }, uniquingKeysWith: { first, _ in first })
    }
}
