import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// Brings the stored hashes up to the end of the log, and holds the records against what was signed.
struct LedgerTree {
    let core: LedgerCore

    /// The tree over the first `end.count` records.
    ///
    /// Stored hashes below `signed` are trusted if they give the signed root; everything else is computed
    /// from the records. A root that the records do not give either is damage.
    func load(end: CommitMark.End, signed: TreeHead?, isWriting: Bool) throws(LedgerError) -> CompactRange {
        if let signed, signed.size <= end.count,
            let stored = try? CompactRange(size: signed.size, reading: core.hashes),
            stored.root == signed.root
        {
            return try extend(stored, to: end, isWriting: isWriting)
        }
        if isWriting { try onStore { () throws(LogStoreError) in try core.hashes.removeAll() } }
        var tree = CompactRange()
        if let signed, signed.size > 0 {
            guard signed.size <= end.count else {
                throw .rootMismatch(size: signed.size, file: core.layout.checkpoint)
            }
            var upTo = end
            upTo.count = signed.size
            tree = try extend(tree, to: upTo, isWriting: isWriting)
            guard tree.root == signed.root else {
                throw .rootMismatch(size: signed.size, file: core.layout.checkpoint)
            }
        }
        return try extend(tree, to: end, isWriting: isWriting)
    }

    /// Whether the records have a root that was signed.
    ///
    /// Stored hashes may say yes. They are disposable, so only the records say no: those are folded then, and
    /// hashes that said otherwise are made again.
    func agrees(with signed: TreeHead, end: CommitMark.End) throws(LedgerError) -> Bool {
        if let root = try? MerkleTree.root(of: signed.size, reading: core.hashes), root == signed.root {
            return true
        }
        var upTo = end
        upTo.count = signed.size
        return try extend(CompactRange(), to: upTo, isWriting: true).root == signed.root
    }

    private func extend(
        _ start: CompactRange, to end: CommitMark.End, isWriting: Bool
    ) throws(LedgerError) -> CompactRange {
        var tree = start
        guard tree.size < end.count else { return tree }
        var tiles = TileRuns()
        var failure: LedgerError?
        try core.forEachRecord(from: GlobalPosition(start.size), end: end) { view in
            tree.append(leaf: MerkleHash.leaf(view.bytes)) { level, index, hash in
                if isWriting { tiles.add(level: level, index: index, hash) }
            }
            if tiles.leafBytes >= 1 << 20 {
                do throws(LedgerError) { try write(&tiles) } catch {
                    failure = error
                    return false
                }
            }
            return tree.size < end.count
        }
        if let failure { throw failure }
        try write(&tiles)
        return tree
    }

    private func write(_ tiles: inout TileRuns) throws(LedgerError) {
        try tiles.drain { level, index, bytes throws(LedgerError) in
            try onStore { () throws(LogStoreError) in
                try core.hashes.write(bytes, level: level, index: index)
            }
        }
    }
}
