import Merkle

/// Stored hashes in memory, filled as the files on disk are: from the nodes that appending completes.
struct MemoryHashes: HashReader {
    private(set) var levels: [[SHA256Digest]] = []
    private(set) var range = CompactRange()

    init(leaves: [SHA256Digest]) {
        for leaf in leaves {
            var completed: [(level: Int, index: UInt64, hash: SHA256Digest)] = []
            range.append(leaf: leaf) { completed.append(($0, $1, $2)) }
            for node in completed {
                guard let level = TileLevels.tileLevel(ofTreeLevel: node.level) else { continue }
                if level == levels.count { levels.append([]) }
                precondition(UInt64(levels[level].count) == node.index, "nodes complete in order")
                levels[level].append(node.hash)
            }
        }
    }

    func hashes(level: Int, indexes: Range<UInt64>) throws(HashReadingError) -> [SHA256Digest] {
        let stored = level < levels.count ? UInt64(levels[level].count) : 0
        guard indexes.upperBound <= stored else {
            throw HashReadingError(level: level, indexes: indexes, cause: .beyondEnd(stored: stored))
        }
        return Array(levels[level][Int(indexes.lowerBound)..<Int(indexes.upperBound)])
    }
}

/// Gives one hash too few, as a file cut short would.
struct ShortHashes: HashReader {
    let whole: MemoryHashes

    func hashes(level: Int, indexes: Range<UInt64>) throws(HashReadingError) -> [SHA256Digest] {
        try whole.hashes(level: level, indexes: indexes).dropLast()
    }
}
