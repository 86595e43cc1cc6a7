import Merkle

/// The parts that public and private key texts share: `<name>+<key id>+<base64 of type byte and key>`.
struct KeyText {
    let name: NoteName
    let keyID: UInt32
    let algorithm: SignatureAlgorithm
    /// Public key or seed, without the type byte.
    let material: [UInt8]

    init(name: NoteName, keyID: UInt32, algorithm: SignatureAlgorithm, material: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.algorithm = algorithm
        self.material = material
    }

    init(_ text: ArraySlice<UInt8>) throws(KeyTextError) {
        // The base64 may hold plus signs, the name may not.
        let parts = text.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .form }
        guard let name = NoteName(bytes: parts[0]) else { throw .name }
        guard let keyID = KeyIDText.parse(parts[1]) else { throw .keyIDForm }
        guard let payload = Base64.decode(parts[2]) else { throw .base64 }
        guard let type = payload.first else { throw .length(found: 0, expected: Ed25519.publicKeyBytes) }
        guard let algorithm = SignatureAlgorithm(rawValue: type) else { throw .algorithm(found: type) }
        self.init(name: name, keyID: keyID, algorithm: algorithm, material: Array(payload.dropFirst()))
    }

    var text: String { "\(name)+\(KeyIDText.hex(keyID))+\(Base64.encode([algorithm.rawValue] + material))" }
}
