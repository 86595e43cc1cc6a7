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
/// good, unless all that failed was a write for want of space: then the stores are brought back to the batch
/// before, and it goes on.
final class Sequencer {
    let core: LedgerCore
    let secret: LedgerSecret
    var log: StoreWriter
    var privateWriter: StoreWriter
    var identityWriter: StoreWriter
    let commitFile: CommitFile
    var publisher: CheckpointPublisher
    let lock: any DirectoryLock
    let sideBySide: SideBySide
    var lastRecorded: Timestamp
    /// Why nothing is written any more: the first failure.
    private(set) var failure: LedgerError?
    /// Whether stores hold something behind the last batch that must go before anything is written.
    var mustTakeBack = false
    /// Whether the `commit` file lags because there was no space for the mark.
    var isMarkDue = false
    /// The tree over the events that were read back from the disk, at opening or before a checkpoint.
    var readBackTree: CompactRange

    // The batch in hand.
    var logBatch = BatchBuilder()
    var privateBatch = BatchBuilder()
    var identityBatch = BatchBuilder()
    var staged = StagedEvents()
    var stagedContents: [StagedContent] = []
    /// The place of the last staged content of a record key.
    var stagedKeys = RecordKeyPlaces()
    /// Which submission of the append that is being planned has a record key.
    var plannedKeys = RecordKeyPlaces()
    var recorder = RecordEncoder()
    var tree: CompactRange
    var tiles = TileRuns()
    /// Stored hashes of earlier batches that could not be written: they are disposable, and no event fails
    /// for them.
    var lateTiles = TileRuns()
    var now = Timestamp.earliest
    /// When the last batch was begun, by the monotonic clock.
    private var begun = Duration.zero

    /// What streams have after the batch in hand.
    var streamVersions = StreamVersions()
    /// Lately used identities; a cache over the identity table.
    var identities: [SHA256Digest: IdentityID] = [:]
    static let identityCacheLimit = 100_000

    init(
        core: LedgerCore, secret: LedgerSecret, log: StoreWriter, privateWriter: StoreWriter,
        identityWriter: StoreWriter, commitFile: CommitFile, publisher: CheckpointPublisher,
        lock: any DirectoryLock, _ sideBySide: SideBySide
    ) {
        self.core = core
        self.secret = secret
        self.log = log
        self.privateWriter = privateWriter
        self.identityWriter = identityWriter
        self.commitFile = commitFile
        self.publisher = publisher
        self.lock = lock
        self.sideBySide = sideBySide
        lastRecorded = log.tail.recorded
        tree = core.state.withLock { $0.tree }
        readBackTree = tree
    }

    /// The position that the next staged event gets.
    var nextPosition: UInt64 { log.tail.end.count + UInt64(staged.count) }

    /// Commits one batch of appends, each of them whole or not at all, and tells everyone.
    func commit(_ appends: [PendingAppend]) {
        if let failure { return refuse(appends, .failed(.poisoned(failure))) }
        do throws(LedgerError) { try takeBackIfDue() } catch { return refuse(appends, after: error) }
        let space = SpaceReserve(of: core.layout.log, core.environment.files)
        // Where there is none already, nothing is made ready in vain.
        if let space, space.left == 0, appends.contains(where: { !$0.submissions.isEmpty }) {
            return refuse(appends, space.refusal)
        }
        now = max(core.environment.clock.now(), lastRecorded)
        begun = core.environment.monotonicClock.now()
        var outcomes: [StagedOutcome] = []
        var failure: LedgerError?
        for append in appends where failure == nil {
            let outcome = stage(append)
            failure = outcome.failure
            outcomes.append(outcome)
        }
        if failure == nil { prepareBatch() }
        if failure == nil, let space, batchBytes() > space.left {
            discardBatch()
            // Together they are too much; a small one of them may still fit.
            guard appends.count > 1 else { return refuse(appends, space.refusal) }
            for append in appends { commit([append]) }
            return
        }
        if failure == nil {
            do throws(LedgerError) { try writeBatch() } catch { failure = error }
        }
        if let failure { return refuse(appends, after: failure) }
        for outcome in outcomes { outcome.tell() }
    }

    /// Signs a checkpoint over all that is durable. It may use the space that events leave free; where there
    /// is none at all, what was signed before stays, and the next one may be tried.
    func checkpoint() throws(LedgerError) -> VerifiedCheckpoint {
        if let failure { throw .poisoned(failure) }
        do throws(LedgerError) {
            try takeBackIfDue()
            try confirmLock()
            try writeTiles()
            if isMarkDue { try writeMark() }
            try onStore { () throws(LogStoreError) in
                try log.synchronize()
                try commitFile.synchronize()
                try core.hashes.synchronize()
            }
            try readBack()
            return try publisher.publish(tree.head, core)
        } catch {
            if !error.isLackOfSpace { poison(after: error) }
            throw error
        }
    }

    /// Signs a checkpoint if one is due.
    func checkpointIfDue() {
        guard failure == nil, publisher.isDue(size: tree.size, at: begun) else { return }
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

    private func refuse(_ appends: [PendingAppend], _ error: AppendError) {
        for append in appends { append.refuse(error) }
    }

    /// Refuses appends after something failed, and all later ones too, unless all there was is a lack of
    /// space.
    private func refuse(_ appends: [PendingAppend], after error: LedgerError) {
        guard error.isLackOfSpace else {
            // What was staged may or may not be on disk: only opening again tells.
            poison(after: error)
            return refuse(appends, .failed(error))
        }
        mustTakeBack = true
        do throws(LedgerError) { try takeBackIfDue() } catch {
            // Tried again before the next batch.
            if !error.isLackOfSpace { poison(after: error) }
        }
        let space = SpaceReserve(of: core.layout.log, core.environment.files)
        refuse(appends, space?.refusal ?? .noSpace(available: 0, reserve: 0))
    }

    func poison(after failure: LedgerError) {
        self.failure = failure
        for writer in [log, privateWriter, identityWriter] { writer.refuseAll(after: failure.storage) }
    }

    /// Whoever removes the lock's file lets a second writer in; from then on this one must not write.
    func confirmLock() throws(LedgerError) {
        try onFiles { () throws(DurableIOError) in try lock.confirm() }
    }
}
