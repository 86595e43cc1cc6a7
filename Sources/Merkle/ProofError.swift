/// Why a proof could not be made, or does not prove what it claims.
public enum ProofError: Error, Hashable, Sendable {
    /// The leaf is not in a tree of that size.
    case indexOutsideTree(index: UInt64, size: UInt64)
    /// The first tree is larger than the second.
    case sizesReversed(first: UInt64, second: UInt64)
    /// The path has another number of hashes than the sizes ask for.
    case pathLength(found: Int, expected: Int)
    /// The hashes of the path do not lead to the root.
    case rootMismatch(size: UInt64)
    /// A tree without leaves was claimed to have a root other than the hash of nothing.
    case emptyTreeRoot
    /// Stored hashes could not be read while the proof was made.
    case hashes(HashReadingError)
}

extension ProofError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .indexOutsideTree(let index, let size):
            "proving inclusion: leaf \(index) is not in a tree of \(size) leaves"
        case .sizesReversed(let first, let second):
            "proving consistency: the first tree (\(first) leaves) is larger than the second (\(second))"
        case .pathLength(let found, let expected):
            "checking a proof: \(found) hashes found, \(expected) expected"
        case .rootMismatch(let size):
            "checking a proof: its hashes do not lead to the root at \(size) leaves"
        case .emptyTreeRoot:
            "checking a proof: the empty tree's root is not the hash of nothing"
        case .hashes(let error): "making a proof: \(error)"
        }
    }
}
