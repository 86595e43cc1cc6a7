/// Proves that a tree only grew: that its first leaves are those of an earlier one (RFC 9162 section 2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// The nodes that rebuild both roots, lowest first.
    public let path: [SHA256Digest]

    /// Takes a proof from outside; it proves nothing until it was verified.
    public init(path: [SHA256Digest]) { self.path = path }

    /// Makes the proof between the trees over the first `from` and the first `to` leaves.
    ///
    /// Empty where the sizes are equal, and where the first tree has no leaves: there is nothing to show.
    public static func make(
        from first: UInt64, to second: UInt64, reading reader: some HashReader
    ) throws(ProofError) -> ConsistencyProof {
        guard first <= second else { throw .sizesReversed(first: first, second: second) }
        guard first != 0 else { return ConsistencyProof(path: []) }
        var leaves = 0..<second
        var path = [SHA256Digest]()
        do {
            while first != leaves.upperBound {
                let middle =
                    leaves.lowerBound + MerkleTree.split(leaves.upperBound - leaves.lowerBound)
                let left = leaves.lowerBound..<middle
                let right = middle..<leaves.upperBound
                path.append(try MerkleTree.hash(of: first <= middle ? right : left, reading: reader))
                leaves = first <= middle ? left : right
            }
            // The verifier has the first root; it needs this node only where it is not that root.
            if leaves.lowerBound != 0 { path.append(try MerkleTree.hash(of: leaves, reading: reader)) }
        } catch {
            throw .hashes(error)
        }
        path.reverse()
        return ConsistencyProof(path: path)
    }

    /// Checks that the second tree continues the first (RFC 9162 section 2.1.4.2).
    ///
    /// Beyond the RFC: a tree without leaves has the hash of nothing as its root and is continued by every
    /// tree, with an empty path; equal sizes ask for equal roots and an empty path.
    public func verify(from first: TreeHead, to second: TreeHead) throws(ProofError) {
        guard first.size <= second.size else {
            throw .sizesReversed(first: first.size, second: second.size)
        }
        for head in [first, second] where head.size == 0 && head.root != MerkleHash.emptyRoot {
            throw .emptyTreeRoot
        }
        if first.size == 0 || first.size == second.size {
            guard path.isEmpty else { throw .pathLength(found: path.count, expected: 0) }
            guard first.size == 0 || first.root == second.root else {
                throw .rootMismatch(size: second.size)
            }
            return
        }
        let expected = Self.pathLength(from: first.size, to: second.size)
        guard path.count == expected else { throw .pathLength(found: path.count, expected: expected) }

        // Where the first tree is one complete subtree, its root is the node to start from and is not sent.
        let complete = first.size.nonzeroBitCount == 1
        guard let start = complete ? first.root : path.first else {
            throw .pathLength(found: 0, expected: expected)
        }
        var place = first.size - 1
        var last = second.size - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var firstHash = start
        var secondHash = start
        for node in complete ? path[...] : path.dropFirst() {
            // The RFC's own check, implied by the count above.
            guard last != 0 else { throw .pathLength(found: path.count, expected: expected) }
            if place & 1 == 1 || place == last {
                firstHash = MerkleHash.node(node, firstHash)
                secondHash = MerkleHash.node(node, secondHash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                secondHash = MerkleHash.node(secondHash, node)
            }
            place >>= 1
            last >>= 1
        }
        guard firstHash == first.root else { throw .rootMismatch(size: first.size) }
        guard last == 0, secondHash == second.root else { throw .rootMismatch(size: second.size) }
    }

    /// The number of hashes in the path between two trees.
    /// - Precondition: 0 < `first` < `second`.
    static func pathLength(from first: UInt64, to second: UInt64) -> Int {
        // The path of the first tree's last leaf in the second tree, from the level of the complete subtree
        // that ends with it upwards; and that subtree's own root unless it is the whole first tree.
        let skipped = first.trailingZeroBitCount
        let above = InclusionProof.pathLength(
            index: (first - 1) >> UInt64(skipped), size: ((second - 1) >> UInt64(skipped)) + 1)
        return above + (first.nonzeroBitCount == 1 ? 0 : 1)
    }
}
