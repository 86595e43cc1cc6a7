import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

// The batch in hand goes to disk, or is given up.
extension Sequencer {
    /// Makes the batch in hand durable and lets readers see it.
    ///
    /// A lack of space is thrown only before the events exist: behind their sync nothing that fails for it
    /// takes them back.
    func writeBatch() throws(LedgerError) {
        guard staged.count > 0 else { return reset() }
        try confirmLock()
        let closedEnd = log.tail.end
        try onStore { () throws(LogStoreError) in
            try privateWriter.write(&privateBatch, at: now)
            try identityWriter.write(&identityBatch, at: now)
            try privateWriter.synchronize()
            try identityWriter.synchronize()
            try log.write(
                &logBatch, at: now, privateThrough: privateWriter.tail.end.count,
                identitiesThrough: identityWriter.tail.end.count)
            try log.synchronize()
        }
        // The events exist. Hashes come before `commit`, so that whoever reads up to it finds them. Those
        // that cannot be written are written with the next batch's; who needs them before computes them.
        try? writeTiles()
        lastRecorded = now
        do throws(LedgerError) {
            try writeMark()
        } catch {
            // A mark that lags is what a crash leaves as well: opening finds the rest.
            guard error.isLackOfSpace else { throw error }
            isMarkDue = true
        }
        core.state.withLock { state in
            if state.index.open.first != log.tail.end.segment {
                state.index.writeOpen(byteEnd: closedEnd.byteOffset, closing: true)
                state.index.beginSegment(at: log.tail.end.segment)
            }
            state.index.withOpen { $0.add(staged.indexed) }
            state.log = log.tail.end
            state.privateRecords = privateWriter.tail.end
            state.identities = identityWriter.tail.end
            state.tree = tree
            state.identityTable.settle()
        }
        reset()
    }

    /// Hashes the staged records, which makes the tree over them, and compresses the blocks. Nothing is
    /// staged any more behind this.
    func prepareBatch() {
        guard staged.count > 0 else { return }
        let packings = [logBatch.takePacking(), privateBatch.takePacking()]
        let blocks = packings.flatMap { packing in (0..<packing.count).map { (packing, $0) } }
        let records = staged.records
        let slices = (records.count + Self.recordsOfASlice - 1) / Self.recordsOfASlice
        var leaves: [SHA256Digest] = []
        let packed = [PackedBlock](unsafeUninitializedCapacity: blocks.count) { packed, packedCount in
            leaves = [SHA256Digest](unsafeUninitializedCapacity: records.count) { leaves, leafCount in
                // SAFETY: each slot is initialised once, by the part of the work that it belongs to; nothing
                // reads it before all parts are done, and the buffers outlive them.
                nonisolated(unsafe) let packed = packed
                nonisolated(unsafe) let leaves = leaves
                // Blocks first: they take longest.
                sideBySide.perform(blocks.count + slices) { part in
                    guard part >= blocks.count else {
                        let (packing, block) = blocks[part]
                        packed.initializeElement(at: part, to: packing.pack(block))
                        return
                    }
                    let first = (part - blocks.count) * Self.recordsOfASlice
                    for index in first..<min(first + Self.recordsOfASlice, records.count) {
                        leaves.initializeElement(
                            at: index, to: records.withBytes(index) { MerkleHash.leaf($0) })
                    }
                }
                leafCount = records.count
            }
            packedCount = blocks.count
        }
        logBatch.add(packed.prefix(packings[0].count), of: packings[0])
        privateBatch.add(packed.dropFirst(packings[0].count), of: packings[1])
        for leaf in leaves {
            tree.append(leaf: leaf) { level, index, hash in tiles.add(level: level, index: index, hash) }
        }
    }

    /// So many records are hashed as one part of the work.
    private static let recordsOfASlice = 128

    /// What the batch in hand takes on disk, but for indexes, which come later.
    func batchBytes() -> UInt64 {
        guard staged.count > 0 else { return 0 }
        var bytes = logBatch.finishedByteCount() + log.overheadBytes
        for writer in [privateWriter, identityWriter] { bytes += writer.overheadBytes }
        bytes += privateBatch.finishedByteCount() + identityBatch.finishedByteCount()
        // A leaf's hash, and its part of those above.
        return UInt64(bytes) + 33 * UInt64(staged.count)
    }

    /// Gives up the batch in hand: nothing of it is written, and all that staging changed is as the last
    /// batch left it.
    func discardBatch() {
        core.state.withLock { state in
            tree = state.tree
            state.identityTable.forgetPending()
        }
        tiles = TileRuns()
        // Caches: the index and the table tell again.
        streamVersions = StreamVersions()
        identities.removeAll()
        reset()
    }

    /// Brings the stores back to the last batch after a write for which there was no space. What lies behind
    /// is this writer's own, and whoever it came from is told that it is not there.
    ///
    /// A crash on the way leaves what a crash in the write would have left.
    func takeBackIfDue() throws(LedgerError) {
        guard mustTakeBack else { return }
        try confirmLock()
        discardBatch()
        let ends = core.state.withLock { ($0.log, $0.privateRecords, $0.identities) }
        let stores = core.stores
        let epoch = core.origin.epoch
        let segmentBytes = core.origin.segmentBytes(in: core.environment)
        for writer in [log, privateWriter, identityWriter] { writer.close() }
        try onStore { () throws(LogStoreError) in
            // The log first: a crash then never leaves events whose private records were cut.
            log = try StoreWriter.takenBack(
                stores.log, to: ends.0, epoch: epoch, segmentBytes: segmentBytes)
            privateWriter = try StoreWriter.takenBack(
                stores.privateRecords, to: ends.1, epoch: epoch, segmentBytes: segmentBytes)
            identityWriter = try StoreWriter.takenBack(
                stores.identities, to: ends.2, epoch: epoch, segmentBytes: segmentBytes)
        }
        mustTakeBack = false
    }

    /// Writes the stored hashes that became complete. Those that cannot be written are kept.
    func writeTiles() throws(LedgerError) {
        lateTiles.take(&tiles)
        try lateTiles.drain { level, index, bytes throws(LedgerError) in
            try onStore { () throws(LogStoreError) in
                try core.hashes.write(bytes, level: level, index: index)
            }
        }
    }

    /// Writes down how far the stores are durable.
    func writeMark() throws(LedgerError) {
        try onStore { () throws(LogStoreError) in
            try commitFile.write(
                CommitMark(
                    ledger: core.origin.id, sequence: 0, log: log.tail.end,
                    privateRecords: privateWriter.tail.end,
                    identities: identityWriter.tail.end, recorded: lastRecorded))
        }
        isMarkDue = false
    }

    /// Reads the events back that no checkpoint covers, as they stand on disk, and holds the root over them
    /// against the one that was computed before they were written: a bit that fell over in memory between is
    /// found before anything is signed.
    func readBack() throws(LedgerError) {
        let first = readBackTree.size
        guard first < tree.size else { return }
        var again = readBackTree
        try core.forEachRecordBytes(from: GlobalPosition(first), end: core.end) { bytes, _ in
            again.append(leaf: MerkleHash.leaf(bytes))
            return true
        }
        guard again.head == tree.head else { throw .readBack(from: first, to: tree.size) }
        readBackTree = again
    }

    func reset() {
        logBatch.reset()
        privateBatch.reset()
        identityBatch.reset()
        staged.removeAll()
        stagedContents.removeAll(keepingCapacity: true)
        stagedKeys.removeAll()
        streamVersions.trim()
        if identities.count > Self.identityCacheLimit { identities.removeAll() }
    }
}
