import DeterministicCBOR
public import LedgerModel

/// What stands in the place of an entry of the identity table that was erased: the random id, which events
/// keep, and nothing that leads to the value: neither the value nor its HMAC nor its namespace.
public struct ErasedIdentity: Hashable, Sendable {
    public let kind: IdentityReference.Kind
    public let id: IdentityID

    public init(kind: IdentityReference.Kind, id: IdentityID) {
        self.kind = kind
        self.id = id
    }

    /// The bytes that are stored.
    public var encoded: [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, 3)
        out.appendCBOR(unsigned: Self.version)
        out.appendCBOR(unsigned: UInt64(kind.rawValue))
        out.appendCBOR(bytes: id.bits.bytes)
        return out
    }

    private static let version: UInt64 = 2

    /// Reads what stands in the place of an erased entry; nil for whatever is none.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = CBORReader(bytes)
        guard (try? reader.readArrayHeader()) == 3, (try? reader.readUnsigned()) == Self.version,
            let number = try? reader.readUnsigned(),
            let kind = UInt8(exactly: number).flatMap(IdentityReference.Kind.init(rawValue:)),
            let (high, low) = try? reader.readBits16(), (try? reader.expectEnd()) != nil
        else { return nil }
        self.kind = kind
        id = IdentityID(Bits128(high: high, low: low))
    }
}
