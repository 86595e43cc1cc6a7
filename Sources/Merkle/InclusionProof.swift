/// Proves that a leaf stands at an index of a tree (RFC 9162 section 2.1.3; "audit path" in RFC 6962).
public struct InclusionProof: Hashable, Sendable {
    /// The leaf's index, from 0.
    public let index: UInt64
    /// The siblings on the way up, the leaf's own first and the root's child last.
    public let path: [SHA256Digest]

    /// Takes a proof from outside; it proves nothing until it was verified.
    public init(index: UInt64, path: [SHA256Digest]) {
        self.index = index
        self.path = path
    }

    /// Makes the proof for a leaf of the tree over the first `size` leaves.
    public static func make(
        index: UInt64, size: UInt64, reading reader: some HashReader
    ) throws(ProofError) -> InclusionProof {
        guard index < size else { throw .indexOutsideTree(index: index, size: size) }
        var leaves = 0..<size
        var path = [SHA256Digest]()
        do {
            // Going down from the root, so that the root's child comes first, and the reverse at the end.
            while leaves.upperBound - leaves.lowerBound > 1 {
                let middle =
                    leaves.lowerBound + MerkleTree.split(leaves.upperBound - leaves.lowerBound)
                let left = leaves.lowerBound..<middle
                let right = middle..<leaves.upperBound
                path.append(try MerkleTree.hash(of: index < middle ? right : left, reading: reader))
                leaves = index < middle ? left : right
            }
        } catch {
            throw .hashes(error)
        }
        path.reverse()
        return InclusionProof(index: index, path: path)
    }

    /// The number of hashes in the path of a leaf.
    /// - Precondition: `index` is less than `size`.
    static func pathLength(index: UInt64, size: UInt64) -> Int {
        // Below the point where the ways to the leaf and to the last leaf part there is a sibling on each
        // level; above it, only where the way goes right.
        let inner = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        return inner + (index >> UInt64(inner)).nonzeroBitCount
    }

    /// Checks that the leaf hash stands at the proof's index of the tree (RFC 9162 section 2.1.3.2).
    public func verify(leaf: SHA256Digest, in head: TreeHead) throws(ProofError) {
        guard index < head.size else { throw .indexOutsideTree(index: index, size: head.size) }
        let expected = Self.pathLength(index: index, size: head.size)
        guard path.count == expected else { throw .pathLength(found: path.count, expected: expected) }
        var place = index
        var last = head.size - 1
        var hash = leaf
        for sibling in path {
            // The RFC's own check, implied by the count above.
            guard last != 0 else { throw .pathLength(found: path.count, expected: expected) }
            if place & 1 == 1 || place == last {
                hash = MerkleHash.node(sibling, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0, hash == head.root else { throw .rootMismatch(size: head.size) }
    }
}
