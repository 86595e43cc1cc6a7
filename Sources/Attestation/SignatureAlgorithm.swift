import Merkle

/// How a note key signs: the type bytes of c2sp.org/signed-note that are understood here.
public enum SignatureAlgorithm: UInt8, Hashable, Sendable {
    /// Ed25519 over the note's text.
    case ed25519 = 1
    /// Ed25519 by a witness over the note's text and the time at which it was seen
    /// (c2sp.org/tlog-cosignature).
    case cosignature = 4

    /// Bytes of a signature, after the key id.
    var signatureBytes: Int {
        switch self {
        case .ed25519: Ed25519.signatureBytes
        case .cosignature: Cosignature.timestampBytes + Ed25519.signatureBytes
        }
    }

    /// The id of a key: the first four bytes of SHA-256(name ‖ newline ‖ type byte ‖ public key).
    func keyID(name: NoteName, publicKey: [UInt8]) -> UInt32 {
        var hash = SHA256()
        hash.update(name.bytes)
        hash.update([UInt8(ascii: "\n"), rawValue])
        hash.update(publicKey)
        return hash.finalized().withBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
    }
}
