extension Bits128 {
    /// Parses the 8-4-4-4-12 form of RFC 9562, in either case; with braces too, as some exports write it. Nil
    /// for anything else.
    @inlinable
    public init?(guid text: some Collection<UInt8>) {
        guard let parsed = text.withRawBytes({ Self.parsed(guid: $0) }) else { return nil }
        self = parsed
    }

    /// Parses the GUID form of `text`.
    public init?(guid text: String) { self.init(guid: Array(text.utf8)) }

    /// Parses thirty-two hexadecimal digits, in either case.
    @inlinable
    public init?(hexadecimal text: some Collection<UInt8>) {
        guard let parsed = text.withRawBytes({ Self.parsed(hexadecimal: $0) }) else { return nil }
        self = parsed
    }

    /// Lower-case 8-4-4-4-12.
    public var guidText: String { String(decoding: guidBytes, as: UTF8.self) }

    /// Lower-case 8-4-4-4-12 as ASCII bytes.
    public var guidBytes: [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(36)
        appendGUID(to: &out)
        return out
    }

    /// Appends lower-case 8-4-4-4-12 as ASCII bytes.
    public func appendGUID(to out: inout [UInt8]) {
        for place in 0..<16 {
            if place == 4 || place == 6 || place == 8 || place == 10 { out.append(Self.hyphen) }
            appendHexadecimal(place, to: &out)
        }
    }

    /// Thirty-two lower-case hexadecimal digits.
    public var hexadecimalText: String {
        var out = [UInt8]()
        out.reserveCapacity(32)
        for place in 0..<16 { appendHexadecimal(place, to: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the two digits of the byte at a place, 0 to 15.
    private func appendHexadecimal(_ place: Int, to out: inout [UInt8]) {
        let byte = UInt8(truncatingIfNeeded: (place < 8 ? high : low) >> UInt64(56 - 8 * (place & 7)))
        out.append(Self.digit(byte >> 4))
        out.append(Self.digit(byte & 15))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension Bits128 {
    private static let hyphen = UInt8(ascii: "-")

    @usableFromInline
    static func parsed(guid text: UnsafeRawBufferPointer) -> Bits128? {
        var start = 0
        if text.count == 38 {
            guard text[0] == UInt8(ascii: "{"), text[37] == UInt8(ascii: "}") else { return nil }
            start = 1
        } else if text.count != 36 {
            return nil
        }
        guard text[start + 8] == hyphen, text[start + 13] == hyphen, text[start + 18] == hyphen,
            text[start + 23] == hyphen,
            let first = value(ofDigits: word(text, start), word(text, start + 4)),
            let second = value(ofDigits: word(text, start + 9), word(text, start + 14)),
            let third = value(ofDigits: word(text, start + 19), word(text, start + 24)),
            let fourth = value(ofDigits: word(text, start + 28), word(text, start + 32))
        else { return nil }
        return Bits128(high: first << 32 | second, low: third << 32 | fourth)
    }

    @usableFromInline
    static func parsed(hexadecimal text: UnsafeRawBufferPointer) -> Bits128? {
        guard text.count == 32,
            let first = value(ofDigits: word(text, 0), word(text, 4)),
            let second = value(ofDigits: word(text, 8), word(text, 12)),
            let third = value(ofDigits: word(text, 16), word(text, 20)),
            let fourth = value(ofDigits: word(text, 24), word(text, 28))
        else { return nil }
        return Bits128(high: first << 32 | second, low: third << 32 | fourth)
    }

    // SAFETY: the callers have checked the length of the text, and read no offset beyond it less four.
    /// Four bytes of text, the first as the most significant.
    @inline(__always)
    private static func word(_ text: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(UInt32(bigEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// The value of eight hexadecimal digits, all eight looked at at once; nil where one of them is none.
    @inline(__always)
    private static func value(ofDigits left: UInt64, _ right: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let text = left << 32 | right
        guard text & (ones << 7) == 0 else { return nil }
        // No sum carries into the next byte, as each byte is below 128: its top bit then tells whether the
        // byte is at least the bound.
        func isAtLeast(_ bound: UInt64, _ bytes: UInt64) -> UInt64 { bytes &+ ones &* (128 &- bound) }
        let lowered = text | ones << 5
        let digits = isAtLeast(0x30, text) & ~isAtLeast(0x3A, text)
        let letters = isAtLeast(0x61, lowered) & ~isAtLeast(0x67, lowered)
        guard (digits | letters) & (ones << 7) == ones << 7 else { return nil }
        var value = (text & (ones &* 0x0F)) &+ (text >> 6 & ones) &* 9
        value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
        value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
        return (value | value >> 16) & 0xFFFF_FFFF
    }
}

extension Bits128: CustomStringConvertible {
    public var description: String { guidText }
}
