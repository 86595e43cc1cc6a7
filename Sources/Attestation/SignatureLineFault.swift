/// What is wrong with a signature line.
public enum SignatureLineFault: Error, Hashable, Sendable {
    /// It does not start with an em dash and a space.
    case prefix
    /// It has no space between name and signature.
    case form
    /// Its name is not a key name.
    case name
    /// Its signature is not canonical base64.
    case base64
    /// It holds no more than a key id.
    case tooShort
}

extension SignatureLineFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .prefix: "no em dash and space at its start"
        case .form: "no space between name and signature"
        case .name: "the name is not a key name"
        case .base64: "the signature is not canonical base64"
        case .tooShort: "the signature holds no more than a key id"
        }
    }
}
