/// Why a note was not read, not signed or not believed.
public enum NoteError: Error, Hashable, Sendable {
    /// The note is longer than is ever read.
    case tooLong(found: Int, limit: Int)
    /// The note is not UTF-8.
    case notUTF8
    /// A control character other than newline stands at this byte.
    case controlCharacter(offset: Int)
    /// No empty line parts the text from the signatures.
    case noSignatures
    /// The note or the text does not end with a newline.
    case noFinalNewline
    /// A signature line, counted from 1, is malformed.
    case signatureLine(number: Int, SignatureLineFault)
    /// There are more signatures than are ever read.
    case tooManySignatures(limit: Int)
    /// Two of the keys to verify with have the same name and key id.
    case ambiguousKey(name: NoteName, keyID: UInt32)
    /// A known key's signature is not good.
    case badSignature(name: NoteName, keyID: UInt32)
    /// No known key has signed.
    case noKnownSignature(known: Int, signatures: Int)
    /// libcrypto did not sign.
    case signingRefused
}

extension NoteError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong(let found, let limit): "reading a note: \(found) bytes found, at most \(limit) expected"
        case .notUTF8: "reading a note: it is not UTF-8"
        case .controlCharacter(let offset): "reading a note: control character at byte \(offset)"
        case .noSignatures: "reading a note: no empty line before signatures"
        case .noFinalNewline: "reading a note: no newline at the end"
        case .signatureLine(let number, let fault): "reading a note: signature line \(number): \(fault)"
        case .tooManySignatures(let limit): "reading a note: more than \(limit) signatures"
        case .ambiguousKey(let name, let keyID):
            "verifying a note: two keys are both \(name) \(KeyIDText.hex(keyID))"
        case .badSignature(let name, let keyID):
            "verifying a note: the signature of \(name) \(KeyIDText.hex(keyID)) is not good"
        case .noKnownSignature(let known, let signatures):
            "verifying a note: none of \(signatures) signatures is by one of \(known) known keys"
        case .signingRefused: "signing a note: the cryptographic library refused"
        }
    }
}
