public import Attestation
import DurableIO
public import LedgerModel
import LogFormat
import LogStore
public import Merkle
import RecordFormat
import Synchronization

/// A ledger: append, read, checkpoint.
///
/// One process at a time has it open for writing; any number read. An append is acknowledged after it is
/// durable: it survives a crash of the process or the machine, and every checkpoint made afterwards commits
/// to it.
public final class Ledger: Sendable {
    /// For what a ledger is opened.
    public enum Mode: Sendable { case reading, writing }

    /// What opening for writing had to mend, for whoever opened it.
    public struct Recovery: Hashable, Sendable {
        /// Bytes behind the last whole batch, which nobody was told of; they are in quarantine.
        public var bytesCut: Int
        /// Whether the log's tail was written and synced once more.
        public var tailRewritten: Bool
    }

    let core: LedgerCore
    let writer: WriterThread?
    /// For appends, where it is open for writing.
    let sideBySide: SideBySide?
    private let lock: (any DirectoryLock)?
    public let recovery: Recovery?
    private let isClosed = Mutex(false)

    init(
        core: LedgerCore, writer: WriterThread?, _ sideBySide: SideBySide?, lock: (any DirectoryLock)?,
        recovery: Recovery?
    ) {
        self.core = core
        self.writer = writer
        self.sideBySide = sideBySide
        self.lock = lock
        self.recovery = recovery
    }

    public var layout: LedgerLayout { core.layout }
    public var origin: LedgerOrigin { core.origin }
    public var environment: LedgerEnvironment { core.environment }

    /// How many events are durable.
    public var size: TreeSize { TreeSize(core.end.count) }

    /// The head of the tree over all durable events. A reader computes it from the stored hashes, or where
    /// these are missing from the records.
    public func head() throws(LedgerError) -> TreeHead {
        let end = core.end
        let known = core.state.withLock { $0.tree }
        if known.size == end.count { return known.head }
        if let root = try? MerkleTree.root(of: end.count, reading: core.hashes) {
            return TreeHead(size: end.count, root: root)
        }
        return try LedgerTree(core: core).load(end: end, signed: nil, isWriting: false).head
    }

    /// Signs and publishes a checkpoint over all durable events.
    public func checkpoint() throws(LedgerError) -> VerifiedCheckpoint {
        guard let writer else { throw .readOnly }
        let handover = Handover<Result<VerifiedCheckpoint, LedgerError>>()
        let isTaken = writer.run { sequencer in
            handover.bring(Result { () throws(LedgerError) in try sequencer.checkpoint() })
        }
        guard isTaken else { throw .closed }
        return try handover.wait().get()
    }

    /// The checkpoint that was published last; nil where there is none.
    public func publishedCheckpoint() throws(LedgerError) -> VerifiedCheckpoint? {
        try LedgerOpening(layout: layout, environment: environment).checkpoint()
    }

    /// Works off what waits, signs a checkpoint and lets everything go. A second call does nothing.
    public func close() throws(LedgerError) {
        guard
            isClosed.withLock({ closed in
                defer { closed = true }
                return !closed
            })
        else { return }
        defer {
            core.hashes.close()
            lock?.unlock()
        }
        guard let writer else { return }
        let handover = Handover<Result<Void, LedgerError>>()
        let isTaken = writer.run { sequencer in
            handover.bring(Result { () throws(LedgerError) in try sequencer.close() })
        }
        writer.finish()
        sideBySide?.close()
        guard isTaken else { throw .closed }
        try handover.wait().get()
    }

    deinit {
        writer?.finish()
        if !isClosed.withLock({ $0 }) { sideBySide?.close() }
    }
}
