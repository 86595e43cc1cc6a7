/// The bytes of a witness's cosignature (c2sp.org/tlog-cosignature, cosignature/v1).
///
/// Signed is a header with the time, and then the whole text of the checkpoint. The signature is the time in
/// eight big-endian bytes, followed by the Ed25519 signature.
enum Cosignature {
    static let timestampBytes = 8

    static func message(over text: [UInt8], seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }

    static func seconds(of signature: [UInt8]) -> UInt64? {
        guard signature.count >= timestampBytes else { return nil }
        return signature.prefix(timestampBytes).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
