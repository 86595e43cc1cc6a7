/// Comparing names that sources spell in several ways; by bytes, never by `String`.
enum ASCII {
    /// Without white space at either end: ASCII's, and the no-break space.
    static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        var rest = text[...]
        while let first = rest.first {
            if isSpace(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: noBreakSpace) {
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        while let last = rest.last {
            if isSpace(last) {
                rest = rest.dropLast()
            } else if rest.suffix(2).elementsEqual(noBreakSpace) {
                rest = rest.dropLast(2)
            } else {
                break
            }
        }
        return rest
    }

    /// Whether two names are the same but for the case of ASCII letters.
    static func equalIgnoringCase(_ text: some Collection<UInt8>, _ name: StaticString) -> Bool {
        guard text.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { buffer in
            zip(text, buffer).allSatisfy { lowered($0) == lowered($1) }
        }
    }

    /// Whether text begins with a name, but for the case of ASCII letters.
    static func starts(_ text: ArraySlice<UInt8>, with name: StaticString) -> Bool {
        equalIgnoringCase(text.prefix(name.utf8CodeUnitCount), name)
    }

    /// Whether text ends with a name, but for the case of ASCII letters.
    static func ends(_ text: ArraySlice<UInt8>, with name: StaticString) -> Bool {
        equalIgnoringCase(text.suffix(name.utf8CodeUnitCount), name)
    }

    /// Whether a name occurs in text, but for the case of ASCII letters. Cost: the product of the lengths.
    static func contains(_ text: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
        var rest = text
        while rest.count >= name.utf8CodeUnitCount {
            if starts(rest, with: name) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    static func bytes(_ name: StaticString) -> [UInt8] { name.withUTF8Buffer { Array($0) } }

    static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
