import ComplianceLedger
import Dispatch
import LedgerModel
import Synchronization

/// A group of submissions, each recorded for itself, whose receipts are awaited.
final class PendingGroup: Sendable {
    let entries: [(submission: Submission, place: SourceRecordPlace)]
    /// Bytes of evidence.
    let bytes: Int
    private let results = Mutex<[Result<AppendReceipt, AppendError>]>([])
    private let done = Signal()

    init(_ entries: [(submission: Submission, place: SourceRecordPlace)], bytes: Int = 0) {
        self.entries = entries
        self.bytes = bytes
    }

    /// Hands the group to the writer from the queue: an append drafts its records where it is called.
    func send(to ledger: Ledger, on queue: DispatchQueue) {
        queue.async { [self] in
            ledger.appendEach(entries.map(\.submission)) { [self] results in
                self.results.withLock { $0 = results }
                done.give()
            }
        }
    }

    /// What became of each entry; to be called once.
    func wait() -> [Result<AppendReceipt, AppendError>] {
        done.take()
        return results.withLock { $0 }
    }
}
