import Merkle

/// The definitions of RFC 6962 section 2.1, written down as they stand there: slow, and on their own.
final class ReferenceTree {
    private let leaves: [SHA256Digest]
    private var known: [Range<Int>: SHA256Digest] = [:]

    init(leaves: [SHA256Digest]) { self.leaves = leaves }

    /// MTH(D[span]).
    func root(_ span: Range<Int>) -> SHA256Digest {
        if span.isEmpty { return SHA256.hash(of: []) }
        if span.count == 1 { return leaves[span.lowerBound] }
        if let hash = known[span] { return hash }
        let middle = middle(span)
        let hash = SHA256.hash(
            of: [1] + root(span.lowerBound..<middle).bytes + root(middle..<span.upperBound).bytes)
        known[span] = hash
        return hash
    }

    /// PATH(m, D[span]), `leaf` counted from 0 in the whole tree.
    func path(_ leaf: Int, _ span: Range<Int>) -> [SHA256Digest] {
        if span.count == 1 { return [] }
        let middle = middle(span)
        return leaf < middle
            ? path(leaf, span.lowerBound..<middle) + [root(middle..<span.upperBound)]
            : path(leaf, middle..<span.upperBound) + [root(span.lowerBound..<middle)]
    }

    /// SUBPROOF(m, D[span], whole), `first` counted in the whole tree.
    func subproof(_ first: Int, _ span: Range<Int>, whole: Bool) -> [SHA256Digest] {
        if first == span.upperBound { return whole ? [] : [root(span)] }
        let middle = middle(span)
        return first <= middle
            ? subproof(first, span.lowerBound..<middle, whole: whole) + [root(middle..<span.upperBound)]
            : subproof(first, middle..<span.upperBound, whole: false) + [root(span.lowerBound..<middle)]
    }

    private func middle(_ span: Range<Int>) -> Int {
        var power = 1
        while power * 2 < span.count { power *= 2 }
        return span.lowerBound + power
    }
}

/// Entries that differ, cheaply made.
func syntheticLeaves(_ count: Int) -> [SHA256Digest] {
    (0..<count).map { index in
        MerkleHash.leaf(withUnsafeBytes(of: UInt64(index).littleEndian) { Array($0) })
    }
}

/// The digest with one bit turned over.
func flipped(_ digest: SHA256Digest, bit: Int) -> SHA256Digest {
    var bytes = digest.bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return SHA256Digest(bytes: bytes) ?? digest
}
