import Merkle

/// Signature payloads made by hand.
enum Base64Text {
    static func keyID(_ id: UInt32, bytes: [UInt8]) -> String {
        Base64.encode(withUnsafeBytes(of: id.bigEndian) { Array($0) } + bytes)
    }
}
