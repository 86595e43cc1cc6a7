/// The right edge of a growing tree: the roots of its complete subtrees, largest first.
///
/// Invariants: `peaks` has one hash for each bit set in `size`, from the highest bit to the lowest; the peak
/// of bit b is the root over 2^b leaves; together they cover the leaves from 0 up to `size` in order. This is
/// all that appending needs, at most 64 hashes. Appending costs two hashes on average.
public struct CompactRange: Sendable, Hashable {
    /// Leaves in the tree.
    public private(set) var size: UInt64
    /// The roots of the complete subtrees, from left to right.
    public private(set) var peaks: [SHA256Digest]

    /// The tree without leaves.
    public init() {
        size = 0
        peaks = []
        peaks.reserveCapacity(UInt64.bitWidth)
    }

    /// Takes up a tree where it was left; nil where the number of hashes does not fit the size.
    public init?(size: UInt64, hashes: [SHA256Digest]) {
        guard hashes.count == size.nonzeroBitCount else { return nil }
        self.size = size
        peaks = hashes
    }

    /// Appends a leaf hash.
    /// - Precondition: the tree has fewer than `UInt64.max` leaves.
    public mutating func append(leaf: SHA256Digest) {
        append(leaf: leaf) { _, _, _ in }
    }

    /// Appends a leaf hash and names each node that became complete, the leaf itself first, going up.
    ///
    /// - Parameter completed: Takes the node's tree level (0 for leaves), its index in that level, its hash.
    /// - Precondition: the tree has fewer than `UInt64.max` leaves.
    @inline(__always)
    public mutating func append(
        leaf: SHA256Digest, completed: (_ level: Int, _ index: UInt64, _ hash: SHA256Digest) -> Void
    ) {
        precondition(size < .max, "the tree is full")
        var hash = leaf
        var index = size
        var level = 0
        completed(level, index, hash)
        // A bit set in the size is a complete left neighbour of the same height.
        while index & 1 == 1 {
            hash = MerkleHash.node(peaks.removeLast(), hash)
            index >>= 1
            level += 1
            completed(level, index, hash)
        }
        peaks.append(hash)
        size += 1
    }

    /// The Merkle tree hash over all leaves. Costs one hash less than there are peaks.
    public var root: SHA256Digest { Self.root(ofPeaks: peaks) }

    /// The size and the root together.
    public var head: TreeHead { TreeHead(size: size, root: root) }

    /// Joins complete subtrees, given from left to right, into one root.
    static func root(ofPeaks peaks: [SHA256Digest]) -> SHA256Digest {
        guard var root = peaks.last else { return MerkleHash.emptyRoot }
        for peak in peaks.dropLast().reversed() { root = MerkleHash.node(peak, root) }
        return root
    }
}
