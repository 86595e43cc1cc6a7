import DeterministicCBOR
public import LedgerModel

/// One line of the identity table: which random id stands for which value.
public struct IdentityEntry: Hashable, Sendable {
    public var kind: IdentityReference.Kind
    public var namespace: [UInt8]
    /// HMAC of kind, namespace and value under the ledger secret; 32 bytes. By it the entry is found.
    public var lookup: [UInt8]
    public var id: IdentityID
    /// The value as it was submitted.
    public var value: [UInt8]

    public init(
        kind: IdentityReference.Kind, namespace: [UInt8], lookup: [UInt8], id: IdentityID, value: [UInt8]
    ) {
        self.kind = kind
        self.namespace = namespace
        self.lookup = lookup
        self.id = id
        self.value = value
    }

    /// The bytes that are stored.
    public var encoded: [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, 6)
        out.appendCBOR(unsigned: 1)
        out.appendCBOR(unsigned: UInt64(kind.rawValue))
        out.appendCBOR(bytes: namespace)
        out.appendCBOR(bytes: lookup)
        out.appendCBOR(bytes: id.bits.bytes)
        out.appendCBOR(bytes: value)
        return out
    }

    /// Reads an entry.
    public init(_ bytes: UnsafeRawBufferPointer) throws(RecordError) {
        var reader = CBORReader(bytes)
        try RecordFormatVersion.read(&reader, elements: 6)
        do throws(CBORError) {
            let kind = try reader.readUnsigned()
            guard let kind = UInt8(exactly: kind).flatMap(IdentityReference.Kind.init(rawValue:)) else {
                throw CBORError(.range, at: reader.offset)
            }
            self.kind = kind
            namespace = Array(try reader.readBytes())
            lookup = Array(try reader.readBytes())
            let (high, low) = try reader.readBits16()
            id = IdentityID(Bits128(high: high, low: low))
            value = Array(try reader.readBytes())
            try reader.expectEnd()
        } catch {
            throw .encoding(error)
        }
        guard lookup.count == 32, !value.isEmpty, value.count <= Limits.identityValueBytes else {
            throw .shape(element: "identity")
        }
    }
}
