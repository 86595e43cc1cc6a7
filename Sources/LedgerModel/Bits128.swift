/// 128 bits, ordered as the sixteen bytes they stand for.
///
/// The common shape of GUIDs, event ids, record keys, content tags and identity ids. Two values are equal
/// when their bytes are: there is no text in between that could be compared by anything but bytes.
public struct Bits128: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big-endian.
    public let high: UInt64
    /// Bytes 8 to 15, big-endian.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads sixteen bytes.
    /// - Precondition: `bytes` holds at least sixteen bytes.
    public init(_ bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Reads a collection of exactly sixteen bytes; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// All bits zero: "absent" wherever a source writes a zero GUID.
    public static let zero = Bits128(high: 0, low: 0)

    public static func < (left: Bits128, right: Bits128) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The sixteen bytes.
    public var bytes: [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(16)
        append(to: &out)
        return out
    }

    /// Appends the sixteen bytes.
    public func append(to out: inout [UInt8]) {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { out.append(contentsOf: $0) }
    }

    /// Writes the sixteen bytes at `offset`.
    /// - Precondition: `out` holds at least `offset + 16` bytes.
    public func write(to out: inout [UInt8], at offset: Int) {
        for index in 0..<8 {
            out[offset + index] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index))
            out[offset + 8 + index] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * index))
        }
    }
}

extension Bits128 {
    /// Parses the 8-4-4-4-12 form of RFC 9562, in either case; with braces too, as some exports write it. Nil
    /// for anything else.
    public init?(guid text: some Collection<UInt8>) {
        guard text.count == 36 || text.count == 38 else { return nil }
        if let parsed = text.withContiguousStorageIfAvailable({
            Self.parsed(guid: UnsafeRawBufferPointer($0))
        }) {
            guard let parsed else { return nil }
            self = parsed
        } else {
            guard let parsed = Array(text).withUnsafeBytes({ Self.parsed(guid: $0) }) else { return nil }
            self = parsed
        }
    }

    private static func parsed(guid text: UnsafeRawBufferPointer) -> Bits128? {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var digits = 0
        var index = 0
        let braced = text.count == 38
        guard braced || text.count == 36 else { return nil }
        for byte in text {
            defer { index += 1 }
            var place = index
            if braced {
                if index == 0 { if byte != UInt8(ascii: "{") { return nil } else { continue } }
                if index == 37 { if byte != UInt8(ascii: "}") { return nil } else { continue } }
                place -= 1
            }
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.hexadecimalDigit(byte) else { return nil }
            if digits < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
            digits += 1
        }
        return Bits128(high: high, low: low)
    }

    /// Parses the GUID form of `text`.
    public init?(guid text: String) { self.init(guid: Array(text.utf8)) }

    /// Lower-case 8-4-4-4-12.
    public var guidText: String { String(decoding: guidBytes, as: UTF8.self) }

    /// Lower-case 8-4-4-4-12 as ASCII bytes.
    public var guidBytes: [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { out.append(UInt8(ascii: "-")) }
            out.append(Self.hexadecimal[Int(byte >> 4)])
            out.append(Self.hexadecimal[Int(byte & 15)])
        }
        return out
    }

    /// Thirty-two lower-case hexadecimal digits.
    public var hexadecimalText: String {
        String(
            decoding: bytes.flatMap { [Self.hexadecimal[Int($0 >> 4)], Self.hexadecimal[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// Parses thirty-two hexadecimal digits, in either case.
    public init?(hexadecimal text: some Collection<UInt8>) {
        guard text.count == 32 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in text.enumerated() {
            guard let digit = Self.hexadecimalDigit(byte) else { return nil }
            if index < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
        }
        self.init(high: high, low: low)
    }

    static let hexadecimal = Array("0123456789abcdef".utf8)

    @inline(__always)
    static func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        default: nil
        }
    }
}

extension Bits128: CustomStringConvertible {
    public var description: String { guidText }
}
