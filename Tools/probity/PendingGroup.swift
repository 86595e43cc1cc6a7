import ComplianceLedger
import Dispatch
import LedgerModel
import Synchronization

/// A group of submissions, each recorded for itself, whose receipts are awaited.
final class PendingGroup<Origin: Sendable>: Sendable {
    let submissions: [Submission]
    /// Where each of ``submissions`` came from.
    let origins: [Origin]
    /// Bytes of their evidence or text.
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

    /// What became of each submission; to be called once.
    func wait() -> [Result<AppendReceipt, AppendError>] {
        done.take()
        return results.withLock { $0 }
    }
}
