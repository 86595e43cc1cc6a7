import LedgerModel

/// An append that waits for the writer, and who is told what became of it.
struct PendingAppend: Sendable {
    /// Whether its submissions are recorded all or none, or each for itself.
    enum Reply: Sendable {
        case whole(@Sendable (Result<[AppendReceipt], AppendError>) -> Void)
        case each(@Sendable ([Result<AppendReceipt, AppendError>]) -> Void)
    }

    var submissions: [Submission]
    /// Made by whoever submits, so that the writer need not.
    var drafted: DraftedAppend
    var conditions: [AppendCondition]
    var reply: Reply
    let weight: AppendWeight

    /// Nothing of it is drafted yet.
    init(_ submissions: [Submission], if conditions: [AppendCondition], reply: Reply) {
        self.submissions = submissions
        drafted = DraftedAppend()
        self.conditions = conditions
        self.reply = reply
        weight = AppendWeight(submissions)
    }

    /// Whether its submissions stand or fall together.
    var isWhole: Bool { if case .whole = reply { true } else { false } }

    /// Says that nothing of it was recorded.
    func refuse(_ error: AppendError) {
        switch reply {
        case .whole(let tell): tell(.failure(error))
        case .each(let tell): tell(submissions.map { _ in .failure(error) })
        }
    }
}

/// What will be said of an append once its batch is durable.
struct StagedOutcome {
    /// Why the ledger cannot go on, if that is so.
    let failure: LedgerError?
    let tell: () -> Void

    init<Success>(_ results: [Result<Success, AppendError>], tell: @escaping () -> Void) {
        self.tell = tell
        for case .failure(.failed(let cause)) in results {
            failure = cause
            return
        }
        failure = nil
    }
}
