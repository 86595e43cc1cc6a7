/// A named public key that verifies notes.
public struct NoteVerifier: Hashable, Sendable {
    public let name: NoteName
    public let keyID: UInt32
    public let algorithm: SignatureAlgorithm
    let publicKey: [UInt8]

    init(name: NoteName, keyID: UInt32, algorithm: SignatureAlgorithm, publicKey: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.algorithm = algorithm
        self.publicKey = publicKey
    }

    /// Reads `<name>+<key id>+<base64 of type byte and public key>`, for types 1 and 4.
    public init(verifierKey text: [UInt8]) throws(KeyTextError) {
        let key = try KeyText(text[...])
        guard key.material.count == Ed25519.publicKeyBytes else {
            throw .length(found: key.material.count, expected: Ed25519.publicKeyBytes)
        }
        let expected = key.algorithm.keyID(name: key.name, publicKey: key.material)
        guard key.keyID == expected else { throw .keyID(found: key.keyID, expected: expected) }
        self.init(
            name: key.name, keyID: key.keyID, algorithm: key.algorithm, publicKey: key.material)
    }

    /// The key as text.
    public var verifierKey: String {
        KeyText(name: name, keyID: keyID, algorithm: algorithm, material: publicKey).text
    }

    /// True where a signature is by this key, by name and key id, whether good or not.
    public func isClaimed(by signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name == name
    }

    /// True where the signature is by this key and good for the text.
    public func isValid(_ signature: NoteSignature, over text: [UInt8]) -> Bool {
        guard isClaimed(by: signature), signature.bytes.count == algorithm.signatureBytes else {
            return false
        }
        switch algorithm {
        case .ed25519:
            return Ed25519.isValid(signature.bytes, over: text, publicKey: publicKey)
        case .cosignature:
            guard let seconds = Cosignature.seconds(of: signature.bytes) else { return false }
            return Ed25519.isValid(
                Array(signature.bytes.dropFirst(Cosignature.timestampBytes)),
                over: Cosignature.message(over: text, seconds: seconds), publicKey: publicKey)
        }
    }
}

extension NoteVerifier: CustomStringConvertible {
    public var description: String { "\(name) \(KeyIDText.hex(keyID))" }
}
