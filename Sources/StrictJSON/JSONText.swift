/// Strings between their two forms: as written in a JSON text, and as the bytes they mean.
enum JSONText {
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Appends what the content of a string means.
    /// - Precondition: the scanner has accepted the content.
    static func appendUnescaped(_ content: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        var index = 0
        var plain = 0
        while index < content.count {
            guard content[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            out.append(contentsOf: content[plain..<index])
            switch content[index + 1] {
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = unit(content, index + 2)
                index += 4
                if scalar & 0xFC00 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(content, index + 4) & 0x3FF
                    index += 6
                }
                appendUTF8(scalar, to: &out)
            case let same: out.append(same)
            }
            index += 2
            plain = index
        }
        out.append(contentsOf: content[plain..<content.count])
    }

    /// Whether every escape of the content is the one that ``appendQuoted(_:to:)`` would write: not `\/`, and
    /// none of a code point.
    /// - Precondition: the scanner has accepted the content.
    static func isMinimal(_ content: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < content.count {
            guard content[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            let escape = content[index + 1]
            if escape == UInt8(ascii: "u") || escape == UInt8(ascii: "/") { return false }
            index += 2
        }
        return true
    }

    private static func unit(_ content: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
        var unit: UInt32 = 0
        for offset in 0..<4 { unit = unit << 4 | (hexValue(content[index + offset]) ?? 0) }
        return unit
    }

    private static func appendUTF8(_ scalar: UInt32, to out: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80: out.append(UInt8(scalar))
        case 0x80..<0x800: out += [UInt8(0xC0 | scalar >> 6), tail(0)]
        case 0x800..<0x10000: out += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
        default: out += [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
        }
    }

    /// Appends a quoted string, escaping only what must be: quote, backslash and control characters.
    static func appendQuoted(_ content: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        let hex: StaticString = "0123456789abcdef"
        out.append(UInt8(ascii: "\""))
        var plain = 0
        for index in 0..<content.count {
            let byte = content[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            out.append(contentsOf: content[plain..<index])
            plain = index + 1
            out.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x08: out.append(UInt8(ascii: "b"))
            case 0x09: out.append(UInt8(ascii: "t"))
            case 0x0A: out.append(UInt8(ascii: "n"))
            case 0x0C: out.append(UInt8(ascii: "f"))
            case 0x0D: out.append(UInt8(ascii: "r"))
            case 0..<0x20:
                out.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
                out.append(hex.utf8Start[Int(byte >> 4)])
                out.append(hex.utf8Start[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(contentsOf: content[plain..<content.count])
        out.append(UInt8(ascii: "\""))
    }

    /// Whether two byte strings are the same.
    @inline(__always)
    static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let count = left.count
        guard count == right.count else { return false }
        guard count >= 8 else {
            for index in 0..<count where left[index] != right[index] { return false }
            return true
        }
        var index = 0
        while count - index > 8 {
            guard same(left, right, at: index) else { return false }
            index += 8
        }
        // The last eight bytes, some of which may have been compared already.
        return same(left, right, at: count - 8)
    }

    @inline(__always)
    private static func same(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, at index: Int
    ) -> Bool {
        left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Whether two byte strings are the same but for the case of ASCII letters.
    static func equalIgnoringCase(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where lowered(left[index]) != lowered(right[index]) { return false }
        return true
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// The first eight bytes as a number that orders as they do; a shorter name is filled up with zeros.
    @inline(__always)
    static func orderingPrefix(_ name: UnsafeRawBufferPointer) -> UInt64 {
        if name.count >= 8 {
            return UInt64(bigEndian: name.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        }
        var prefix: UInt64 = 0
        for byte in name { prefix = prefix << 8 | UInt64(byte) }
        return name.isEmpty ? 0 : prefix << UInt64(8 * (8 - name.count))
    }

    /// Whether `left` stands before `right`, byte by byte; a prefix stands first.
    static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let common = min(left.count, right.count)
        let order = byteOrder(left, right, common)
        return order == 0 ? left.count < right.count : order < 0
    }

    /// Negative, 0 or positive, as the first `count` bytes of `left` stand to those of `right`.
    private static func byteOrder(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ count: Int
    ) -> Int {
        var index = 0
        while count - index >= 8 {
            let one = UInt64(bigEndian: left.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let other = UInt64(bigEndian: right.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            if one != other { return one < other ? -1 : 1 }
            index += 8
        }
        while index < count {
            if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
            index += 1
        }
        return 0
    }
}

extension StaticString {
    /// The text's bytes, which live as long as the program.
    @inline(__always)
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
