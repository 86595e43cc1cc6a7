import DeterministicCBOR

/// The fields of one event's public data, each still encoded, for reading and replacing them one by one.
public struct PublicFieldMap: Sendable {
    /// By number, ascending.
    private var entries: [(number: UInt64, item: [UInt8])] = []

    /// Nil for bytes that are no map of ascending numbers.
    init?(_ data: [UInt8]) {
        let found: [(number: UInt64, item: [UInt8])]? = data.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            do throws(CBORError) {
                var entries: [(number: UInt64, item: [UInt8])] = []
                for _ in 0..<(try reader.readMapHeader()) {
                    let number = try reader.readUnsigned()
                    guard entries.last.map({ $0.number < number }) ?? true else { return nil }
                    entries.append((number, Array(try reader.readItemBytes())))
                }
                try reader.expectEnd()
                return entries
            } catch {
                return nil
            }
        }
        guard let found else { return nil }
        entries = found
    }

    /// The value of a field; nil where it is absent, or is not of the field's kind. Setting nil removes it.
    public subscript<Value: PublicValue>(field: PublicField<Value>) -> Value? {
        get {
            let number = UInt64(field.definition.number)
            guard let entry = entries.first(where: { $0.number == number }) else { return nil }
            return entry.item.withUnsafeBytes { buffer in
                var reader = CBORReader(buffer)
                return try? Value.decode(&reader)
            }
        }
        set {
            let number = UInt64(field.definition.number)
            let place = entries.firstIndex { $0.number >= number } ?? entries.count
            let isThere = place < entries.count && entries[place].number == number
            if isThere { entries.remove(at: place) }
            guard let newValue else { return }
            var encoder = PublicDataEncoder()
            newValue.encode(into: &encoder)
            entries.insert((number, encoder.bytes), at: place)
        }
    }

    /// The deterministic CBOR map.
    var encoded: [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(5, UInt64(entries.count))
        for entry in entries {
            out.appendCBOR(unsigned: entry.number)
            out += entry.item
        }
        return out
    }
}
