import Merkle

/// A named Ed25519 key that signs notes (c2sp.org/signed-note, type 1).
///
/// Signing is deterministic. Descriptions and dumps show the name and the key id and never the seed.
public struct NoteSigner: Sendable {
    public let name: NoteName
    public let keyID: UInt32
    let seed: [UInt8]
    let publicKey: [UInt8]

    /// Takes a seed of 32 bytes (RFC 8032 section 5.1.5).
    public init(name: NoteName, seed: [UInt8]) throws(KeyTextError) {
        guard seed.count == Ed25519.seedBytes else {
            throw .length(found: seed.count, expected: Ed25519.seedBytes)
        }
        guard let publicKey = Ed25519.publicKey(ofSeed: seed) else { throw .refused }
        self.name = name
        self.seed = seed
        self.publicKey = publicKey
        keyID = SignatureAlgorithm.ed25519.keyID(name: name, publicKey: publicKey)
    }

    private static let privatePrefix = Array("PRIVATE+KEY+".utf8)

    /// Reads `PRIVATE+KEY+<name>+<key id>+<base64 of type byte and seed>`.
    public init(privateKey text: [UInt8]) throws(KeyTextError) {
        guard text.starts(with: Self.privatePrefix) else { throw .form }
        let key = try KeyText(text.dropFirst(Self.privatePrefix.count))
        guard key.algorithm == .ed25519 else { throw .algorithm(found: key.algorithm.rawValue) }
        try self.init(name: key.name, seed: key.material)
        guard keyID == key.keyID else { throw .keyID(found: key.keyID, expected: keyID) }
    }

    /// The private key as text. A secret: to be written to a file that only its owner reads.
    public var privateKey: String {
        "PRIVATE+KEY+" + KeyText(name: name, keyID: keyID, algorithm: .ed25519, material: seed).text
    }

    /// The public key as text, to be given to whoever verifies.
    public var verifierKey: String {
        KeyText(name: name, keyID: keyID, algorithm: .ed25519, material: publicKey).text
    }

    /// The key to verify with.
    public var verifier: NoteVerifier {
        NoteVerifier(name: name, keyID: keyID, algorithm: .ed25519, publicKey: publicKey)
    }

    /// Signs the text of a note, which ends with a newline.
    public func sign(_ text: [UInt8]) throws(NoteError) -> NoteSignature {
        try NoteText.check(text)
        guard let signature = Ed25519.signature(over: text, seed: seed) else { throw .signingRefused }
        return NoteSignature(name: name, keyID: keyID, bytes: signature)
    }
}

extension NoteSigner: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(name) \(KeyIDText.hex(keyID))" }
    public var customMirror: Mirror {
        Mirror(self, children: ["name": name, "keyID": KeyIDText.hex(keyID)])
    }
}
