public import Merkle

/// That a leaf stands at an index of a log; made by verifying a ``ProofBundle`` alone.
public struct VerifiedInclusion: Hashable, Sendable {
    public let leaf: SHA256Digest
    /// The leaf's index, from 0.
    public let index: UInt64
    public let checkpoint: VerifiedCheckpoint

    init(leaf: SHA256Digest, index: UInt64, checkpoint: VerifiedCheckpoint) {
        self.leaf = leaf
        self.index = index
        self.checkpoint = checkpoint
    }
}
