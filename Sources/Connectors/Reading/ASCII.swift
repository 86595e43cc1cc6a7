/// Comparing names that sources spell in several ways; by bytes, never by `String`.
enum ASCII {
    /// Without white space at either end: ASCII's, and the no-break space.
    static func trimmed(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = text.count
        while start < end {
            if isSpace(text[start]) {
                start += 1
            } else if end - start >= 2, text[start] == 0xC2, text[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while start < end {
            if isSpace(text[end - 1]) {
                end -= 1
            } else if end - start >= 2, text[end - 2] == 0xC2, text[end - 1] == 0xA0 {
                end -= 2
            } else {
                break
            }
        }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }

    /// Without white space at either end; the same array where there is none.
    static func trimmed(_ text: [UInt8]) -> [UInt8] {
        text.withUnsafeBytes { bytes -> [UInt8]? in
            let trimmed = trimmed(bytes)
            return trimmed.count == bytes.count ? nil : Array(trimmed)
        } ?? text
    }

    /// What a text holds behind a byte order mark and white space at its beginning.
    static func significant(_ text: [UInt8]) -> ArraySlice<UInt8> {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return text.dropFirst(text.starts(with: mark) ? mark.count : 0).drop(while: isSpace)
    }

    /// Whether two names are the same but for the case of ASCII letters.
    static func equalIgnoringCase(_ text: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        guard text.count == name.utf8CodeUnitCount else { return false }
        let other = name.utf8Start
        for index in 0..<text.count where lowered(text[index]) != lowered(other[index]) { return false }
        return true
    }

    /// Whether two names are the same but for the case of ASCII letters.
    static func equalIgnoringCase(_ text: [UInt8], _ name: StaticString) -> Bool {
        text.withUnsafeBytes { equalIgnoringCase($0, name) }
    }

    /// Whether text begins with a name, but for the case of ASCII letters.
    static func starts(_ text: UnsafeRawBufferPointer, with name: StaticString) -> Bool {
        equalIgnoringCase(UnsafeRawBufferPointer(rebasing: text.prefix(name.utf8CodeUnitCount)), name)
    }

    /// Whether text begins with a name, but for the case of ASCII letters.
    static func starts(_ text: [UInt8], with name: StaticString) -> Bool {
        text.withUnsafeBytes { starts($0, with: name) }
    }

    /// Whether text ends with a name, but for the case of ASCII letters.
    static func ends(_ text: UnsafeRawBufferPointer, with name: StaticString) -> Bool {
        equalIgnoringCase(UnsafeRawBufferPointer(rebasing: text.suffix(name.utf8CodeUnitCount)), name)
    }

    /// Whether text ends with a name, but for the case of ASCII letters.
    static func ends(_ text: [UInt8], with name: StaticString) -> Bool {
        text.withUnsafeBytes { ends($0, with: name) }
    }

    /// Whether a name of at least one byte occurs in text, but for the case of ASCII letters. Cost: the
    /// product of the lengths.
    static func contains(_ text: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        guard count > 0, text.count >= count else { return false }
        let first = lowered(name.utf8Start[0])
        for start in 0...(text.count - count) where lowered(text[start]) == first {
            if starts(UnsafeRawBufferPointer(rebasing: text[start...]), with: name) { return true }
        }
        return false
    }

    /// Whether text that should be an id is a path, or a part of one that leads elsewhere: it begins with a
    /// separator, or has two dots.
    static func isPath(_ text: [UInt8]) -> Bool {
        text.first == UInt8(ascii: "/") || text.contains(UInt8(ascii: "\\"))
            || zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == UInt8(ascii: ".") }
    }

    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    /// The same for texts that differ in the case of letters only, and for some others.
    static func hashIgnoringCase(_ text: UnsafeRawBufferPointer) -> UInt64 {
        let caseBits: UInt64 = 0x2020_2020_2020_2020
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            hash = (hash ^ (word | caseBits)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
        }
        var index = 0
        while text.count - index >= 8 {
            mix(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index += 1
        }
        mix(rest)
        return hash
    }
}
