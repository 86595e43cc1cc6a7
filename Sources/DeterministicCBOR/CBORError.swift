/// Why bytes are not the deterministic CBOR that was expected, and where. Carries no byte of the input.
public struct CBORError: Error, Hashable, Sendable {
    /// What was wrong. The raw value is stable.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The input ends inside an item.
        case truncated = "cbor.truncated"
        /// A head is longer than its value needs (RFC 8949 section 4.2.1).
        case notShortest = "cbor.not_shortest"
        /// An item of indefinite length.
        case indefinite = "cbor.indefinite"
        /// A head that RFC 8949 section 3 reserves.
        case reserved = "cbor.reserved"
        /// A tag, a floating-point number, or a simple value other than false, true and null.
        case unsupported = "cbor.unsupported"
        /// Another kind of item than the one asked for.
        case type = "cbor.type"
        /// An integer that does not fit.
        case range = "cbor.range"
        /// A length or count that the rest of the input cannot hold.
        case length = "cbor.length"
        /// A text string that is not UTF-8.
        case utf8 = "cbor.utf8"
        /// A map key that does not stand behind the one before it, byte by byte.
        case keyOrder = "cbor.key_order"
        /// The same map key twice.
        case duplicateKey = "cbor.duplicate_key"
        /// Arrays and maps nested deeper than ``CBORReader/mostDepth``.
        case depth = "cbor.depth"
        /// Bytes follow the item.
        case trailing = "cbor.trailing"
    }

    public let code: Code
    /// 0-based offset of the item, or of the byte that is missing.
    public let offset: Int

    @inlinable
    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }
}

extension CBORError: CustomStringConvertible {
    public var description: String { "\(code.rawValue) at byte \(offset)" }
}

/// The kinds of items, by the three highest bits of the head (RFC 8949 section 3.1).
public enum CBORMajorType: UInt8, Hashable, Sendable {
    case unsigned, negative, bytes, text, array, map, tag, simple

    /// The kind of the item that has the head.
    @inlinable
    init(head: UInt8) {
        switch head >> 5 {
        case 0: self = .unsigned
        case 1: self = .negative
        case 2: self = .bytes
        case 3: self = .text
        case 4: self = .array
        case 5: self = .map
        case 6: self = .tag
        default: self = .simple
        }
    }
}
