import LedgerModel

/// An append that waits for the writer, and who is told what became of it.
struct PendingAppend: Sendable {
    var submissions: [Submission]
    /// Made by whoever submits, so that the writer need not.
    var drafted: DraftedAppend
    var conditions: [AppendCondition]
    var completion: @Sendable (Result<[AppendReceipt], AppendError>) -> Void

    /// How many events it has; a submission may bring one more about itself.
    var eventCount: Int { drafted.drafts.count + drafted.parts.count }

    /// How many bytes wait with it; the evidence is held twice, as it came and as it will be stored.
    var byteCount: Int { drafted.byteCount * 2 }
}
