public import Merkle

/// Why a proof bundle was not read, or not believed.
public enum ProofBundleError: Error, Hashable, Sendable {
    /// The bundle is longer than is ever read.
    case tooLong(found: Int, limit: Int)
    /// The first line does not name the format and its version.
    case header
    /// The bundle ends before its empty line.
    case cutShort
    /// The extra line is not canonical base64 of at least one byte.
    case extra
    /// The index line is missing, or not a decimal number without leading zeros within 64 bits.
    case index
    /// A hash of the path, counted from 1, is not the canonical base64 of 32 bytes.
    case hash(number: Int)
    /// The path has more hashes than any tree is high.
    case pathTooLong(limit: Int)
    /// The checkpoint was not read, or not believed.
    case checkpoint(CheckpointError)
    /// The path does not lead from the leaf to the checkpoint's root.
    case proof(ProofError)
}

extension ProofBundleError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong(let found, let limit):
            "reading a proof: \(found) bytes found, at most \(limit) expected"
        case .header: "reading a proof: the first line does not name the format"
        case .cutShort: "reading a proof: it ends before its empty line"
        case .extra: "reading a proof: the extra data are not canonical base64"
        case .index: "reading a proof: no index, or not a decimal number within 64 bits"
        case .hash(let number): "reading a proof: hash \(number) is not the base64 of 32 bytes"
        case .pathTooLong(let limit): "reading a proof: more than \(limit) hashes"
        case .checkpoint(let error): error.description
        case .proof(let error): error.description
        }
    }
}
