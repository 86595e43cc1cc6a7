/// What stands in the place of a private record that was erased: the digest that the log cites, and nothing
/// that it was made from.
///
/// The salt is gone with the rest, so that no guess at what the record held can be confirmed by the digest.
/// Its bytes are the digest, where a record has its salt, and the CBOR array of the version alone.
public struct ErasedRecord: Hashable, Sendable {
    /// SHA-256 of the record that stood here; 32 bytes.
    public let digest: [UInt8]

    private static let mark: [UInt8] = [0x81, 0x03]

    /// Nil unless there are 32 bytes.
    public init?(digest: [UInt8]) {
        guard digest.count == PrivateRecord.saltBytes else { return nil }
        self.digest = digest
    }

    /// The bytes that are stored.
    public var encoded: [UInt8] { digest + Self.mark }

    /// Reads what stands in the place of an erased record; nil for whatever is none.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == PrivateRecord.saltBytes + Self.mark.count,
            bytes.dropFirst(PrivateRecord.saltBytes).elementsEqual(Self.mark)
        else { return nil }
        digest = Array(bytes.prefix(PrivateRecord.saltBytes))
    }
}
