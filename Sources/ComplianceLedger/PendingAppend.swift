import LedgerModel

/// An append that waits for the writer, and who is told what became of it.
struct PendingAppend: Sendable {
    var submissions: [Submission]
    /// Record key and content tag of each submission; made by whoever submits, so that the writer need not.
    var keys: [SubmissionKey]
    var conditions: [AppendCondition]
    var completion: @Sendable (Result<[AppendReceipt], AppendError>) -> Void

    /// How many events it has; a submission may bring one more about itself.
    var eventCount: Int { submissions.reduce(0) { $0 + $1.events.count + 1 } }
}

/// What makes a submission the same record, and the same content, again.
struct SubmissionKey: Sendable {
    var record: RecordKey
    var content: ContentTag

    init(_ submission: Submission, _ secret: LedgerSecret) {
        record = secret.recordKey(source: submission.source, key: submission.key)
        content = secret.contentTag(submission.content)
    }
}
