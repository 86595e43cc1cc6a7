import ComplianceLedger
import Dispatch
import LedgerModel
import Synchronization

/// A group of submissions, each recorded for itself, whose receipts are awaited.
///
/// Groups are made so that the ledger never refuses one for what it weighs: see ``PendingGroupLimits``.
final class PendingGroup<Origin: Sendable>: Sendable {
    let submissions: [Submission]
    /// Where each of ``submissions`` came from.
    let origins: [Origin]
    /// The sum of the submissions' ``LedgerModel/Submission/byteCount``.
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

/// What groups may weigh, by ``LedgerModel/Submission/byteCount``.
enum PendingGroupLimits {
    /// A group that would weigh more is sent without what is to come; a single submission may.
    static let bytes = Limits.appendBytes / 2
    /// Groups are in flight together only within this, so that the writer's queue holds them.
    static let bytesInFlight = 40 << 20
}
