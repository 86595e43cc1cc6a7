/// Well-formed UTF-8, as in table 3-7 of the Unicode standard (RFC 3629 section 4).
enum UTF8Sequence {
    /// Bytes of the sequence that starts at `index`, or 0 where none does.
    /// - Precondition: `index < end`, and the bytes up to `end` are readable.
    static func length(at index: Int, in base: UnsafeRawPointer, end: Int) -> Int {
        @inline(__always) func byte(_ offset: Int) -> UInt8 {
            index + offset < end ? base.load(fromByteOffset: index + offset, as: UInt8.self) : 0
        }
        @inline(__always) func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
        switch byte(0) {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return (0xA0...0xBF).contains(byte(1)) && continues(2) ? 3 : 0
        case 0xED: return (0x80...0x9F).contains(byte(1)) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return (0x90...0xBF).contains(byte(1)) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return (0x80...0x8F).contains(byte(1)) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }

    /// Whether all of the bytes are well-formed.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var index = 0
        while index < bytes.count {
            // ASCII, eight bytes a step.
            if bytes.count - index >= 8,
                base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
                continue
            }
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = length(at: index, in: base, end: bytes.count)
            if length == 0 { return false }
            index += length
        }
        return true
    }
}
