/// Standard base64 with padding (RFC 4648 section 4), read strictly.
///
/// Reading accepts one text for each value and no other: no white space, no missing padding, no bits set
/// below the last byte. What was signed over text cannot then be respelled.
public enum Base64 {
    /// The characters that `count` bytes take.
    /// - Precondition: `count` is at most a quarter of `Int.max`.
    public static func encodedCount(ofBytes count: Int) -> Int { (count + 2) / 3 * 4 }

    /// The text of some bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var out = [UInt8]()
        append(bytes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the text of some bytes.
    public static func append(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
        out.reserveCapacity(out.count + encodedCount(ofBytes: bytes.count))
        var group: UInt32 = 0
        var held = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            held += 1
            if held == 3 {
                out.append(character(group >> 18))
                out.append(character(group >> 12 & 63))
                out.append(character(group >> 6 & 63))
                out.append(character(group & 63))
                group = 0
                held = 0
            }
        }
        switch held {
        case 1:
            out.append(character(group >> 2))
            out.append(character(group << 4 & 63))
            out.append(padding)
            out.append(padding)
        case 2:
            out.append(character(group >> 10))
            out.append(character(group >> 4 & 63))
            out.append(character(group << 2 & 63))
            out.append(padding)
        default: break
        }
    }

    /// The bytes of a canonical text; nil for any other text.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let count = text.count
        guard count % 4 == 0 else { return nil }
        var out = [UInt8]()
        out.reserveCapacity(count / 4 * 3)
        var group: UInt32 = 0
        var held = 0
        var padded = 0
        for character in text {
            if character == padding {
                padded += 1
                // Padding is the last one or two of a group of four; the count check keeps it at the end.
                guard padded <= 2, held >= 2 else { return nil }
                continue
            }
            guard padded == 0, let value = value(of: character) else { return nil }
            group = group << 6 | value
            held += 1
            if held == 4 {
                out.append(UInt8(truncatingIfNeeded: group >> 16))
                out.append(UInt8(truncatingIfNeeded: group >> 8))
                out.append(UInt8(truncatingIfNeeded: group))
                group = 0
                held = 0
            }
        }
        switch (held, padded) {
        case (0, 0): return out
        case (2, 2):
            guard group & 15 == 0 else { return nil }
            out.append(UInt8(truncatingIfNeeded: group >> 4))
            return out
        case (3, 1):
            guard group & 3 == 0 else { return nil }
            out.append(UInt8(truncatingIfNeeded: group >> 10))
            out.append(UInt8(truncatingIfNeeded: group >> 2))
            return out
        default: return nil
        }
    }

    private static let padding = UInt8(ascii: "=")

    @inline(__always)
    private static func character(_ value: UInt32) -> UInt8 {
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        return alphabet.utf8Start[Int(value)]
    }

    @inline(__always)
    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
