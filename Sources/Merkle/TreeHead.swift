/// A tree's number of leaves and its root: all that a checkpoint claims.
public struct TreeHead: Hashable, Sendable {
    /// Leaves in the tree.
    public let size: UInt64
    /// The Merkle tree hash over all leaves (RFC 6962 section 2.1).
    public let root: SHA256Digest

    public init(size: UInt64, root: SHA256Digest) {
        self.size = size
        self.root = root
    }

    /// The tree without leaves.
    public static let empty = TreeHead(size: 0, root: MerkleHash.emptyRoot)
}
