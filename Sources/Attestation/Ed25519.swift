import CDigest

/// Ed25519 (RFC 8032, pure), over libcrypto.
enum Ed25519 {
    static let seedBytes = 32
    static let publicKeyBytes = 32
    static let signatureBytes = 64

    /// The public key of a seed; nil where libcrypto refuses.
    /// - Precondition: the seed has `seedBytes` bytes.
    static func publicKey(ofSeed seed: [UInt8]) -> [UInt8]? {
        precondition(seed.count == seedBytes, "an Ed25519 seed has 32 bytes")
        var key = [UInt8](repeating: 0, count: publicKeyBytes)
        return probity_ed25519_public(seed, &key) == 1 ? key : nil
    }

    /// The signature over a message; nil where libcrypto refuses.
    /// - Precondition: the seed has `seedBytes` bytes.
    static func signature(over message: [UInt8], seed: [UInt8]) -> [UInt8]? {
        precondition(seed.count == seedBytes, "an Ed25519 seed has 32 bytes")
        var signature = [UInt8](repeating: 0, count: signatureBytes)
        return probity_ed25519_sign(seed, message, message.count, &signature) == 1 ? signature : nil
    }

    /// True where the signature is good; wrong lengths are not good.
    static func isValid(_ signature: [UInt8], over message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureBytes, publicKey.count == publicKeyBytes else { return false }
        return probity_ed25519_verify(publicKey, message, message.count, signature) == 1
    }
}
