/// Why a key could not be taken. Never says anything about the bytes of a private key.
public enum KeyTextError: Error, Hashable, Sendable {
    /// The text does not have the parts of a key, joined by plus signs.
    case form
    /// The name is not a key name.
    case name
    /// The key id is not eight lower-case hexadecimal digits.
    case keyIDForm
    /// The key material is not canonical base64.
    case base64
    /// The type byte is none of those understood.
    case algorithm(found: UInt8)
    /// The key material has another length than its type asks for, in bytes, type byte aside.
    case length(found: Int, expected: Int)
    /// The key id in the text is not the one that follows from name and key.
    case keyID(found: UInt32, expected: UInt32)
    /// libcrypto refused the key.
    case refused
}

extension KeyTextError: CustomStringConvertible {
    public var description: String {
        let reason =
            switch self {
            case .form: "its parts are not joined as they should be"
            case .name: "the name is empty or has white space, a control character or a plus sign"
            case .keyIDForm: "the key id is not eight lower-case hexadecimal digits"
            case .base64: "the key material is not canonical base64"
            case .algorithm(let found): "type \(found) is not understood"
            case .length(let found, let expected): "\(found) bytes of key found, \(expected) expected"
            case .keyID(let found, let expected):
                "key id \(KeyIDText.hex(found)) found, \(KeyIDText.hex(expected)) expected"
            case .refused: "the cryptographic library refused it"
            }
        return "reading a note key: \(reason)"
    }
}
