import ComplianceHistory
import LedgerModel

/// What an import has to know of a record once the ledger has answered: kept apart from the submission, so
/// that this need not be looked at again.
struct ImportedRecord: Sendable {
    let place: SourceRecordPlace
    /// Whether the record says no time of its own.
    let isUndated: Bool
    /// The batch that it came with, where it names one.
    let batch: SourceBatch?

    init(_ submission: borrowing Submission, at place: SourceRecordPlace) {
        self.place = place
        isUndated = !submission.events.isEmpty && submission.events[0].occurred.basis == .receipt
        batch = SourceBatch(submission)
    }
}
