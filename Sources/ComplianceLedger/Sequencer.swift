import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

/// The one writer: turns waiting appends into a batch, makes it durable, and only then tells anybody.
///
/// Runs on the writer's own thread; nothing else touches it. The order of a commit: private records and
/// identities are written and synced; the log is written and synced (**the events exist**); `commit` is
/// written; readers see the new end; receipts go out. A crash leaves, in turn: private records that nothing
/// cites; a torn or whole batch that nobody was told of; a `commit` that lags, which the next opening makes
/// good.
///
/// Invariants: positions are contiguous; recorded time never decreases; every staged event stands in
/// `staged`, whose first has position `log.tail.end.count`; after a failure the sequencer is poisoned for
/// good.
final class Sequencer {
    let core: LedgerCore
    let secret: LedgerSecret
    let log: StoreWriter
    let privateWriter: StoreWriter
    let identityWriter: StoreWriter
    private let commitFile: CommitFile
    var publisher: CheckpointPublisher
    private let lock: any DirectoryLock
    private var lastRecorded: Timestamp
    /// Why nothing is written any more: the first failure.
    private var failure: LedgerError?

    // The batch in hand.
    var logBatch = BatchBuilder()
    var privateBatch = BatchBuilder()
    var identityBatch = BatchBuilder()
    var staged = StagedEvents()
    var stagedContents: [StagedContent] = []
    /// The place of the last staged content of a record key.
    var stagedKeys: [RecordKey: Int] = [:]
    var recorder = RecordEncoder()
    var tree: CompactRange
    var tiles = TileRuns()
    var now = Timestamp.earliest

    /// What streams have after the batch in hand.
    var streamVersions = StreamVersions()
    /// Lately used identities; a cache over the identity table.
    var identities: [SHA256Digest: IdentityID] = [:]
    static let identityCacheLimit = 100_000

    init(
        core: LedgerCore, secret: LedgerSecret, log: StoreWriter, privateWriter: StoreWriter,
        identityWriter: StoreWriter, commitFile: CommitFile, publisher: CheckpointPublisher,
        lock: any DirectoryLock
    ) {
        self.core = core
        self.secret = secret
        self.log = log
        self.privateWriter = privateWriter
        self.identityWriter = identityWriter
        self.commitFile = commitFile
        self.publisher = publisher
        self.lock = lock
        lastRecorded = log.tail.recorded
        tree = core.state.withLock { $0.tree }
    }

    /// The position that the next staged event gets.
    var nextPosition: UInt64 { log.tail.end.count + UInt64(staged.count) }

    /// Commits one batch of appends, each of them whole or not at all, and tells everyone.
    func commit(_ appends: [PendingAppend]) {
        if let failure { return refuse(appends, .poisoned(failure)) }
        now = max(core.environment.clock.now(), lastRecorded)
        var outcomes: [StagedOutcome] = []
        var failure: LedgerError?
        for append in appends where failure == nil {
            let outcome = stage(append)
            failure = outcome.failure
            outcomes.append(outcome)
        }
        if failure == nil {
            do throws(LedgerError) { try writeBatch() } catch { failure = error }
        }
        if let failure {
            // What was staged may or may not be on disk: only opening again tells.
            poison(after: failure)
            return refuse(appends, failure)
        }
        for outcome in outcomes { outcome.tell() }
    }

    /// Signs a checkpoint over all that is durable.
    func checkpoint() throws(LedgerError) -> VerifiedCheckpoint {
        if let failure { throw .poisoned(failure) }
        do throws(LedgerError) {
            try confirmLock()
            try onStore { () throws(LogStoreError) in
                try log.synchronize()
                try commitFile.synchronize()
                try core.hashes.synchronize()
            }
            return try publisher.publish(tree.head, reading: core.hashes)
        } catch {
            poison(after: error)
            throw error
        }
    }

    /// Signs a checkpoint if one is due.
    func checkpointIfDue() {
        guard failure == nil, publisher.isDue(size: tree.size, at: now) else { return }
        _ = try? checkpoint()
    }

    /// Writes what is disposable and lets the files go. Says so where an earlier failure, of which perhaps
    /// nobody was told, kept the last checkpoint from being signed.
    func close() throws(LedgerError) {
        defer {
            log.close()
            privateWriter.close()
            identityWriter.close()
            commitFile.close()
        }
        if let failure { throw .poisoned(failure) }
        if tree.size != publisher.published?.size { _ = try checkpoint() }
        let end = log.tail.end
        core.state.withLock { $0.index.writeOpen(byteEnd: end.byteOffset, closing: false) }
    }

    private func refuse(_ appends: [PendingAppend], _ error: LedgerError) {
        for append in appends { append.refuse(.failed(error)) }
    }

    private func poison(after failure: LedgerError) {
        self.failure = failure
        for writer in [log, privateWriter, identityWriter] { writer.refuseAll(after: failure.storage) }
    }

    /// Whoever removes the lock's file lets a second writer in; from then on this one must not write.
    private func confirmLock() throws(LedgerError) {
        try onFiles { () throws(DurableIOError) in try lock.confirm() }
    }

    private func writeBatch() throws(LedgerError) {
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
        // The events exist. Hashes come before `commit`, so that whoever reads up to it finds them.
        try writeTiles()
        try onStore { () throws(LogStoreError) in
            try commitFile.write(
                CommitMark(
                    ledger: core.origin.id, sequence: 0, log: log.tail.end,
                    privateRecords: privateWriter.tail.end,
                    identities: identityWriter.tail.end, recorded: now))
        }
        lastRecorded = now
        core.state.withLock { state in
            if state.index.open.first != log.tail.end.segment {
                state.index.writeOpen(byteEnd: closedEnd.byteOffset, closing: true)
                state.index.beginSegment(at: log.tail.end.segment)
            }
            state.index.withOpen { staged.add(to: &$0) }
            state.log = log.tail.end
            state.privateRecords = privateWriter.tail.end
            state.identities = identityWriter.tail.end
            state.tree = tree
            state.identityTable.settle()
        }
        reset()
    }

    private func writeTiles() throws(LedgerError) {
        try tiles.drain { level, index, bytes throws(LedgerError) in
            try onStore { () throws(LogStoreError) in
                try core.hashes.write(bytes, level: level, index: index)
            }
        }
    }

    private func reset() {
        logBatch.reset()
        privateBatch.reset()
        identityBatch.reset()
        staged.removeAll()
        stagedContents.removeAll(keepingCapacity: true)
        stagedKeys.removeAll(keepingCapacity: true)
        streamVersions.trim()
        if identities.count > Self.identityCacheLimit { identities.removeAll() }
    }
}
