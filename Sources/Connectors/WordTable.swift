import EventCatalogue

/// The words of the catalogue's enumerations, indexed once: a record holds a dozen of them.
enum WordTable {
    private static let tables: [ObjectIdentifier: [[UInt8]: UInt8]] = {
        var tables: [ObjectIdentifier: [[UInt8]: UInt8]] = [:]
        for type in EventCatalogue.enumerations { tables[ObjectIdentifier(type)] = words(of: type) }
        return tables
    }()

    /// What `Value(word:)` gives.
    static func value<Value: CatalogueEnumeration>(
        of word: some Collection<UInt8>, as type: Value.Type = Value.self
    ) -> Value {
        guard let table = tables[ObjectIdentifier(type)] else { return Value(word: word) }
        return table[word.map(ASCII.lowered)].flatMap { Value(rawValue: $0) } ?? .unrecognised
    }

    private static func words<Value: CatalogueEnumeration>(of type: Value.Type) -> [[UInt8]: UInt8] {
        var words: [[UInt8]: UInt8] = [:]
        for value in Value.allCases where value.rawValue != 0 {
            for word in [value.word] + value.spellings {
                let key = word.utf8.map(ASCII.lowered)
                if words[key] == nil { words[key] = value.rawValue }
            }
        }
        return words
    }
}
