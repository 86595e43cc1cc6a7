import DeterministicCBOR
import EventCatalogue
import LedgerModel
import Merkle

/// Sixteen bytes that stand for what an event says of something that is configured: the first half of the
/// SHA-256 of its deterministic CBOR.
///
/// Over values alone, in one order: the same content has the same digest wherever it was read, and whenever.
enum FieldDigest {
    /// Of the structure itself: whoever wrote it, its lists have one order.
    static func of(_ scope: PolicyScope) -> Bits128 {
        var data = PublicData()
        scope.fill(&data)
        return of(data)
    }

    static func of(_ data: PublicData) -> Bits128 {
        SHA256.hash(of: data.encoded.bytes).bytes.withUnsafeBytes { Bits128($0) }
    }
}
