/// Why bytes are not what the format says.
public enum FormatError: Error, Hashable, Sendable {
    case truncated(expected: Int, found: Int)
    case magic
    case version(found: UInt16, readableFrom: UInt16, known: UInt16)
    case flags(UInt32)
    case headerChecksum(stored: UInt32, computed: UInt32)
    case payloadChecksum(stored: UInt32, computed: UInt32)
    /// The block was made for another segment.
    case foreignBlock(found: UInt32, expected: UInt32)
    case codec(UInt8)
    case lengths
    case compression
    case records(expected: UInt32, found: UInt32)

    /// Whether the header is whole, and says what this program does not know: whoever wrote it knows more
    /// of the format. Nothing that a crash or a changed byte leaves looks so, for the header's checksum is
    /// right.
    public var isOfAnotherVersion: Bool {
        switch self {
        case .version, .flags, .codec: true
        default: false
        }
    }
}

extension FormatError: CustomStringConvertible {
    public var description: String {
        func hex(_ value: UInt32) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: 8 - text.count) + text
        }
        return switch self {
        case .truncated(let expected, let found): "found \(found) bytes, expected \(expected)"
        case .magic: "it does not begin with the format's first bytes"
        case .version(let found, let readable, let known):
            "format version \(found), readable from version \(readable); this program knows version \(known)"
        case .flags(let flags): "unknown flags \(hex(flags))"
        case .headerChecksum(let stored, let computed):
            "header checksum \(hex(stored)), expected \(hex(computed))"
        case .payloadChecksum(let stored, let computed):
            "checksum of the stored bytes \(hex(stored)), expected \(hex(computed))"
        case .foreignBlock(let found, let expected):
            "a block of another segment (\(hex(found)), expected \(hex(expected)))"
        case .codec(let codec): "unknown codec \(codec)"
        case .lengths: "lengths beyond the format's bounds"
        case .compression: "the stored bytes do not decompress to the length given"
        case .records(let expected, let found): "found \(found) records, expected \(expected)"
        }
    }
}
