import ComplianceLedger
import Dispatch
import LedgerModel
import Synchronization

/// A group of events, each recorded for itself, whose receipts are awaited.
final class AppendGroup: Sendable {
    /// Where an event came from, for saying what became of it.
    struct Origin: Sendable {
        var place: SourceRecordPlace
        /// Its text.
        var bytes: [UInt8]
    }

    let submissions: [Submission]
    /// One for each of ``submissions``.
    let origins: [Origin]
    /// Bytes of their texts.
    let byteCount: Int
    private let results = Mutex<[Result<AppendReceipt, AppendError>]>([])
    private let done = Signal()

    init(_ submissions: [Submission], _ origins: [Origin], byteCount: Int) {
        self.submissions = submissions
        self.origins = origins
        self.byteCount = byteCount
    }

    /// Hands the group to the writer from the queue: an append drafts its records where it is called.
    func send(to ledger: Ledger, on queue: DispatchQueue) {
        queue.async { [self] in
            ledger.appendEach(submissions) { [self] results in
                self.results.withLock { $0 = results }
                done.give()
            }
        }
    }

    /// What became of each event; to be called once.
    func wait() -> [Result<AppendReceipt, AppendError>] {
        done.take()
        return results.withLock { $0 }
    }
}
