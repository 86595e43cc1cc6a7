/// A text and the signatures under it (c2sp.org/signed-note); nothing in it is to be believed yet.
///
/// Reading accepts one spelling: what was read is written back byte for byte.
public struct SignedNote: Hashable, Sendable {
    /// The text with its final newline: what is signed.
    public let text: [UInt8]
    /// In the order of the note; at least one.
    public let signatures: [NoteSignature]

    /// A longer note is not read.
    public static let maximumBytes = 1 << 20
    /// A note with more signatures is not read.
    public static let maximumSignatures = 100

    private static let newline = UInt8(ascii: "\n")

    /// Reads a note. Takes memory in proportion to its bytes.
    public init(_ bytes: [UInt8]) throws(NoteError) {
        try NoteText.check(bytes)
        // The text may hold empty lines: the last one parts it from the signatures.
        guard
            let end = bytes.indices.dropFirst().last(where: {
                bytes[$0] == Self.newline && bytes[$0 - 1] == Self.newline
            })
        else { throw .noSignatures }
        guard end + 1 < bytes.count else { throw .noSignatures }
        var signatures = [NoteSignature]()
        var rest = bytes[(end + 1)...]
        while let lineEnd = rest.firstIndex(of: Self.newline) {
            guard signatures.count < Self.maximumSignatures else {
                throw .tooManySignatures(limit: Self.maximumSignatures)
            }
            do {
                signatures.append(try NoteSignature(line: rest[..<lineEnd]))
            } catch {
                throw .signatureLine(number: signatures.count + 1, error)
            }
            rest = rest[(lineEnd + 1)...]
        }
        text = Array(bytes[..<end])
        self.signatures = signatures
    }

    /// Signs a text, which ends with a newline.
    /// - Precondition: there is at least one signer.
    public init(text: [UInt8], signedBy signers: [NoteSigner]) throws(NoteError) {
        precondition(!signers.isEmpty, "a note has at least one signature")
        var signatures = [NoteSignature]()
        for signer in signers { signatures.append(try signer.sign(text)) }
        try self.init(text: text, signatures: signatures)
    }

    private init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
        guard signatures.count <= Self.maximumSignatures else {
            throw .tooManySignatures(limit: Self.maximumSignatures)
        }
        self.text = text
        self.signatures = signatures
        let count = bytes.count
        guard count <= Self.maximumBytes else { throw .tooLong(found: count, limit: Self.maximumBytes) }
    }

    /// The same note with one signature more, at the end.
    public func adding(_ signature: NoteSignature) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + [signature])
    }

    /// The note as it is written.
    public var bytes: [UInt8] {
        signatures.reduce(into: text + [Self.newline]) { $0.append(contentsOf: $1.line) }
    }

    /// Believes the note if a known key has signed it and no signature by a known key is bad.
    ///
    /// Signatures by unknown keys are ignored. A key that signed more than once is listed once, but each of
    /// its signatures must be good. Costs at most `maximumSignatures` signature checks.
    public func verified(by verifiers: [NoteVerifier]) throws(NoteError) -> VerifiedNote {
        var signers = [NoteVerifier]()
        for signature in signatures {
            let claimed = verifiers.filter { $0.isClaimed(by: signature) }
            guard let verifier = claimed.first else { continue }
            guard claimed.allSatisfy({ $0 == verifier }) else {
                throw .ambiguousKey(name: signature.name, keyID: signature.keyID)
            }
            guard verifier.isValid(signature, over: text) else {
                throw .badSignature(name: signature.name, keyID: signature.keyID)
            }
            if !signers.contains(verifier) { signers.append(verifier) }
        }
        guard !signers.isEmpty else {
            throw .noKnownSignature(known: verifiers.count, signatures: signatures.count)
        }
        return VerifiedNote(note: self, signers: signers)
    }
}
