/// Nodes and roots of a tree whose tile levels are stored.
public enum MerkleTree {
    /// The root of the tree over the first `size` leaves.
    ///
    /// Reads at most 255 hashes for each tile level.
    public static func root(
        of size: UInt64, reading reader: some HashReader
    ) throws(HashReadingError) -> SHA256Digest {
        CompactRange.root(ofPeaks: try peaks(of: 0..<size, reading: reader))
    }

    /// The Merkle tree hash over a span of leaves that stands as a subtree of some tree.
    /// - Precondition: the span is not empty, and its start is a multiple of the smallest power of two that
    ///   is
    ///   not below its length.
    static func hash(
        of leaves: Range<UInt64>, reading reader: some HashReader
    ) throws(HashReadingError) -> SHA256Digest {
        CompactRange.root(ofPeaks: try peaks(of: leaves, reading: reader))
    }

    /// The roots of the complete subtrees that make up a span of leaves, largest first.
    static func peaks(
        of leaves: Range<UInt64>, reading reader: some HashReader
    ) throws(HashReadingError) -> [SHA256Digest] {
        let length = leaves.upperBound - leaves.lowerBound
        var peaks = [SHA256Digest]()
        peaks.reserveCapacity(length.nonzeroBitCount)
        var start = leaves.lowerBound
        var rest = length
        while rest != 0 {
            let level = UInt64.bitWidth - 1 - rest.leadingZeroBitCount
            peaks.append(try node(level: level, index: start >> UInt64(level), reading: reader))
            start += 1 << UInt64(level)
            rest -= 1 << UInt64(level)
        }
        return peaks
    }

    /// One complete node, computed from the nearest stored level at or below it.
    static func node(
        level: Int, index: UInt64, reading reader: some HashReader
    ) throws(HashReadingError) -> SHA256Digest {
        let (stored, above) = level.quotientAndRemainder(dividingBy: TileLevels.treeLevelsPerTile)
        let width = UInt64(1) << UInt64(above)
        let first = index << UInt64(above)
        let indexes = first..<(first + width)
        var hashes = try reader.hashes(level: stored, indexes: indexes)
        guard hashes.count == indexes.count else {
            throw HashReadingError(level: stored, indexes: indexes, cause: .wrongCount(found: hashes.count))
        }
        var count = hashes.count
        while count > 1 {
            count /= 2
            for pair in 0..<count {
                hashes[pair] = MerkleHash.node(hashes[2 * pair], hashes[2 * pair + 1])
            }
        }
        return hashes[0]
    }

    /// The largest power of two strictly below `length`: where RFC 6962 splits a tree.
    /// - Precondition: `length` is at least 2.
    static func split(_ length: UInt64) -> UInt64 {
        1 << UInt64(UInt64.bitWidth - 1 - (length - 1).leadingZeroBitCount)
    }
}

extension CompactRange {
    /// The right edge of the tree over the first `size` leaves, taken from stored hashes.
    public init(size: UInt64, reading reader: some HashReader) throws(HashReadingError) {
        let peaks = try MerkleTree.peaks(of: 0..<size, reading: reader)
        guard let range = CompactRange(size: size, hashes: peaks) else {
            preconditionFailure("a tree has one peak for each bit of its size")
        }
        self = range
    }
}
