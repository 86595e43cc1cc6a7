import EventCatalogue

/// The words of the catalogue's enumerations, indexed once: a record holds a dozen of them.
///
/// One table for all, with open addressing. Only the catalogue's words are in it, so how long a search can
/// take does not depend on what sources write.
struct WordTable: Sendable {
    private struct Entry {
        let type: ObjectIdentifier
        let hash: UInt64
        /// The word in lower case, in `text`.
        let word: Range<Int>
        let number: UInt8
    }

    private static let table = WordTable()

    private var types: Set<ObjectIdentifier> = []
    private var entries: [Entry] = []
    private var text: [UInt8] = []
    /// Places in `entries`, from 1; 0 is free. At most half are taken, so a search ends.
    private var slots: [UInt16] = []

    private init() {
        for type in EventCatalogue.enumerations { add(type) }
        var count = 64
        while count < 2 * entries.count { count *= 2 }
        slots = [UInt16](repeating: 0, count: count)
        // A word that an enumeration has twice keeps its first place.
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & (count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = UInt16(index + 1)
        }
    }

    /// What `Value(word:)` gives.
    static func value<Value: CatalogueEnumeration>(
        of word: UnsafeRawBufferPointer, as type: Value.Type = Value.self
    ) -> Value {
        let type = ObjectIdentifier(type)
        if let number = table.number(of: word, type) { return Value(rawValue: number) ?? .unrecognised }
        return table.types.contains(type) ? .unrecognised : Value(word: word)
    }

    /// What `Value(word:)` gives.
    static func value<Value: CatalogueEnumeration>(
        of word: [UInt8], as type: Value.Type = Value.self
    ) -> Value {
        word.withUnsafeBytes { value(of: $0, as: type) }
    }

    private func number(of word: UnsafeRawBufferPointer, _ type: ObjectIdentifier) -> UInt8? {
        let hash = Self.hash(word, type)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.type == type, entry.word.count == word.count {
                let start = entry.word.lowerBound
                let isSame = word.indices.allSatisfy { ASCII.lowered(word[$0]) == text[start + $0] }
                if isSame { return entry.number }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func add<Value: CatalogueEnumeration>(_ type: Value.Type) {
        types.insert(ObjectIdentifier(type))
        for value in Value.allCases where value.rawValue != 0 {
            for word in [value.word] + value.spellings {
                let start = text.count
                text.append(contentsOf: word.utf8.lazy.map(ASCII.lowered))
                let hash = text.withUnsafeBytes {
                    Self.hash(UnsafeRawBufferPointer(rebasing: $0[start...]), ObjectIdentifier(type))
                }
                entries.append(
                    Entry(
                        type: ObjectIdentifier(type), hash: hash, word: start..<text.count,
                        number: value.rawValue))
            }
        }
    }

    private static func hash(_ word: UnsafeRawBufferPointer, _ type: ObjectIdentifier) -> UInt64 {
        ASCII.hashIgnoringCase(word) ^ UInt64(UInt(bitPattern: type)) &* 0x9E37_79B9_7F4A_7C15
    }
}
