import LogStore
import Merkle

/// The stored hashes that became complete since they were last written: a run for each tile level.
struct TileRuns {
    private struct Run {
        var index: UInt64 = 0
        var bytes: [UInt8] = []
    }

    private var runs = [Run](repeating: Run(), count: TileLevels.maximumCount)

    /// Bytes of the leaves' run, the longest.
    var leafBytes: Int { runs[0].bytes.count }

    /// Takes a node that became complete; those of levels that are not stored are left out.
    @inline(__always)
    mutating func add(level: Int, index: UInt64, _ hash: SHA256Digest) {
        guard let tile = TileLevels.tileLevel(ofTreeLevel: level), tile < runs.count else { return }
        if runs[tile].bytes.isEmpty { runs[tile].index = index }
        hash.append(to: &runs[tile].bytes)
    }

    /// Takes over what follows its own runs, and leaves the other empty.
    mutating func take(_ following: inout TileRuns) {
        for level in runs.indices where !following.runs[level].bytes.isEmpty {
            if runs[level].bytes.isEmpty {
                // Mostly there is nothing of its own, and no byte is copied.
                swap(&runs[level], &following.runs[level])
            } else {
                runs[level].bytes += following.runs[level].bytes
            }
            following.runs[level].bytes.removeAll(keepingCapacity: true)
        }
    }

    /// Hands out each run once, lowest level first, and forgets it; one that failed and those behind it
    /// stay.
    mutating func drain<Failure: Error>(
        _ body: (_ level: Int, _ index: UInt64, _ bytes: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        for level in runs.indices where !runs[level].bytes.isEmpty {
            try body(level, runs[level].index, runs[level].bytes)
            runs[level].bytes.removeAll(keepingCapacity: true)
        }
    }
}
