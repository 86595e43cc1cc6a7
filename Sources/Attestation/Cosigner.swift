/// A witness's key: signs the checkpoints it has seen, with the time (c2sp.org/tlog-cosignature, type 4).
///
/// The signature does not cover the witness's name, so a key must not serve under two names.
public struct Cosigner: Sendable {
    public let verifier: NoteVerifier
    private let seed: [UInt8]

    /// Takes a seed of 32 bytes (RFC 8032 section 5.1.5).
    public init(name: NoteName, seed: [UInt8]) throws(KeyTextError) {
        let signer = try NoteSigner(name: name, seed: seed)
        self.seed = seed
        verifier = NoteVerifier(
            name: name,
            keyID: SignatureAlgorithm.cosignature.keyID(name: name, publicKey: signer.publicKey),
            algorithm: .cosignature, publicKey: signer.publicKey)
    }

    /// Signs a checkpoint's text as seen at a time.
    /// - Parameter seconds: POSIX seconds.
    public func sign(_ text: [UInt8], seconds: UInt64) throws(NoteError) -> NoteSignature {
        try NoteText.check(text)
        let message = Cosignature.message(over: text, seconds: seconds)
        guard let signature = Ed25519.signature(over: message, seed: seed) else { throw .signingRefused }
        var bytes = [UInt8]()
        withUnsafeBytes(of: seconds.bigEndian) { bytes.append(contentsOf: $0) }
        return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: bytes + signature)
    }
}

extension Cosigner: CustomStringConvertible, CustomReflectable {
    public var description: String { verifier.description }
    public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}
