public import ComplianceLedger
import ComplianceState
import GRDB
public import LedgerModel

/// Reads a ledger into the read models.
///
/// Each transaction holds the rows of a run of events and the progress that vouches for them: a crash at any
/// instant leaves both or neither, and the next run goes on from there. A projector remembers what it looked
/// up from one run to the next; it belongs to one thread, and a store has one.
public final class Projector {
    /// Events of one transaction. Where much is missing, transactions are larger, so that a state which many
    /// events touch is folded less often; a transaction's facts are held in memory, about 2 KiB an event.
    public static let eventsPerTransaction: UInt64 = 20_000
    static let mostEventsPerTransaction: UInt64 = 40_000

    private let store: ProjectionStore
    private let queue: DatabaseQueue
    private let eventsPerTransaction: UInt64
    private let keepsLabels: Bool
    private var reader: BatchReader
    /// What earlier transactions looked up; nil where it has to be read anew.
    private var memory: (numbers: SubjectNumbers, contested: ContestedRecords)?

    /// - Parameters:
    ///   - store: open for writing.
    ///   - keepsLabels: whether names are copied out of private records.
    /// - Throws: ``ProjectionError/Code/readOnly`` where the store is open for reading.
    public init(
        _ store: ProjectionStore, eventsPerTransaction: UInt64 = Projector.eventsPerTransaction,
        keepsLabels: Bool = true
    ) throws(ProjectionError) {
        guard let queue = store.writer else {
            throw ProjectionError(.readOnly, "bring the read model up to date", "it is open for reading")
        }
        self.store = store
        self.queue = queue
        self.eventsPerTransaction = max(1, eventsPerTransaction)
        self.keepsLabels = keepsLabels
        reader = BatchReader(collectsLabels: keepsLabels)
    }

    /// What catching up did.
    public struct Report: Hashable, Sendable {
        public internal(set) var from: TreeSize
        public internal(set) var to: TreeSize
        public internal(set) var transactions = 0
        /// By the ledger's clock, in nanoseconds.
        public internal(set) var duration: Int64 = 0

        public var events: UInt64 { to.value - from.value }

        /// Nil where it took no time that the clock could tell.
        public var eventsPerSecond: Double? {
            duration > 0 ? Double(events) * 1_000_000_000 / Double(duration) : nil
        }
    }

    /// Reads the events that the rows do not have yet.
    ///
    /// - Parameters:
    ///   - limit: reads only events below it; nil for all.
    ///   - onTransaction: called after each transaction with how far the rows go.
    /// - Throws: what has been committed stays; a later call goes on from there. An event that cannot be read
    ///   or written stops it: none is left out, and the error says where it stands.
    @discardableResult
    public func catchUp(
        from ledger: Ledger, upTo limit: TreeSize? = nil,
        onTransaction: (ProjectionProgress) -> Void = { _ in }
    ) throws(ProjectionError) -> Report {
        let clock = ledger.environment.clock
        let start = clock.now()
        var progress = try store.progress()
        var report = Report(from: progress.size, to: progress.size)
        let logSize = ledger.size
        let end = min(limit ?? logSize, logSize)
        if memory == nil {
            memory = try onDatabase("read what the read model knows") {
                try queue.read { (try SubjectNumbers($0), try ContestedRecords($0)) }
            }
        }
        while progress.size < end {
            let count = transactionSize(missing: end.value - progress.size.value)
            let batch = try reader.read(
                ledger, from: progress.size.next, below: end, count: count,
                known: memory?.contested ?? ContestedRecords())
            guard batch.count > 0 else { break }
            progress.size = batch.end
            progress.logSize = logSize
            progress.lastEvent = batch.lastEvent
            try write(batch, progress, ledger)
            report.transactions += 1
            report.to = progress.size
            onTransaction(progress)
        }
        if progress.logSize != logSize {
            progress.logSize = logSize
            try onDatabase("note the ledger's size") { try queue.write { try progress.write($0) } }
        }
        report.duration = max(0, clock.now().nanoseconds - start.nanoseconds)
        return report
    }

    private func transactionSize(missing: UInt64) -> UInt64 {
        max(eventsPerTransaction, min(missing, eventsPerTransaction * 2, Self.mostEventsPerTransaction))
    }

    private func write(
        _ batch: EventBatch, _ progress: ProjectionProgress, _ ledger: Ledger
    ) throws(ProjectionError) {
        guard var (numbers, contested) = memory else { return }
        // Given back only after the commit: a transaction that fails leaves nothing remembered.
        memory = nil
        try onDatabase("write events \(batch.first.value) to \(batch.end.value - 1) into the read model") {
            try queue.inTransaction(.immediate) { database in
                var writer = BatchWriter(database)
                try writer.write(batch, families: reader.types.families, &numbers, &contested)
                if keepsLabels {
                    var labels = try LabelWriter(database, ledger)
                    try labels.write(batch.labels, &numbers, in: database)
                }
                try progress.write(database)
                return .commit
            }
        }
        memory = (numbers, contested)
    }
}
