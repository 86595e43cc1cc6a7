public import DeterministicCBOR
public import LedgerModel

/// A value that may stand in a record.
///
/// Text is not among them: a flag, a number, an instant, a 128-bit id, a digest, a word of a published
/// enumeration, a slot for an identity, and lists and structures of these are all that public data can hold,
/// so no personal field reaches a record whatever a source writes.
public protocol PublicValue: Sendable {
    static var kind: FieldKind { get }
    func encode(into data: inout PublicDataEncoder)
    static func decode(_ reader: inout CBORReader) throws(CBORError) -> Self
}

extension Bool: PublicValue {
    public static var kind: FieldKind { .flag }
    public func encode(into data: inout PublicDataEncoder) { data.bytes.appendCBOR(bool: self) }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Bool { try reader.readBool() }
}

extension Int64: PublicValue {
    public static var kind: FieldKind { .integer }
    public func encode(into data: inout PublicDataEncoder) { data.bytes.appendCBOR(signed: self) }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Int64 {
        try reader.readSigned()
    }
}

extension Bits128: PublicValue {
    public static var kind: FieldKind { .guid }
    public func encode(into data: inout PublicDataEncoder) { data.appendBits(self) }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Bits128 {
        let bytes = try reader.readBytes()
        guard bytes.count == 16 else { throw CBORError(.type, at: reader.offset) }
        return Bits128(bytes)
    }
}

extension Timestamp: PublicValue {
    public static var kind: FieldKind { .instant }
    public func encode(into data: inout PublicDataEncoder) { data.bytes.appendCBOR(signed: nanoseconds) }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> Timestamp {
        Timestamp(nanoseconds: try reader.readSigned())
    }
}

/// A SHA-256 digest in public data; 32 bytes.
public struct DigestValue: PublicValue, Hashable {
    public let bytes: [UInt8]

    /// Nil unless there are 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    public static var kind: FieldKind { .digest }
    public func encode(into data: inout PublicDataEncoder) { data.bytes.appendCBOR(bytes: bytes) }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> DigestValue {
        guard let value = DigestValue(Array(try reader.readBytes())) else {
            throw CBORError(.type, at: reader.offset)
        }
        return value
    }
}

/// An identity of the submission: a slot when it is written, the random id when it is read.
public enum IdentityValue: PublicValue, Hashable {
    /// Index into the submission's identities.
    case proposed(Int)
    case recorded(IdentityID)

    public static var kind: FieldKind { .identity }
    public func encode(into data: inout PublicDataEncoder) {
        switch self {
        case .proposed(let index):
            data.appendBits(.zero)
            data.slots.append((index, data.bytes.count - 16))
        case .recorded(let id): data.appendBits(id.bits)
        }
    }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> IdentityValue {
        .recorded(IdentityID(try Bits128.decode(&reader)))
    }
}

extension Array: PublicValue where Element: PublicValue {
    public static var kind: FieldKind { .list(Element.kind) }
    public func encode(into data: inout PublicDataEncoder) {
        data.bytes.appendCBORHead(4, UInt64(count))
        for element in self { element.encode(into: &data) }
    }
    public static func decode(_ reader: inout CBORReader) throws(CBORError) -> [Element] {
        let count = try reader.readArrayHeader()
        var out: [Element] = []
        for _ in 0..<count { out.append(try Element.decode(&reader)) }
        return out
    }
}

/// What a field holds; the type-erased side of ``PublicValue``, and text, which only private fields hold.
public indirect enum FieldKind: Sendable {
    case flag
    case integer
    case guid
    case instant
    case digest
    case identity
    case enumeration(any CatalogueEnumeration.Type)
    case list(FieldKind)
    case structure([FieldDefinition])
    case text
}

extension FieldKind {
    /// What it is called in tables: the enumeration's name, and lists in brackets.
    public var name: String {
        switch self {
        case .flag: "flag"
        case .integer: "integer"
        case .guid: "GUID"
        case .instant: "instant"
        case .digest: "SHA-256"
        case .identity: "identity"
        case .text: "text"
        case .enumeration(let type): type.name
        case .list(let element): "[\(element.name)]"
        case .structure(let fields): "{\(fields.map(\.name).joined(separator: ", "))}"
        }
    }
}
