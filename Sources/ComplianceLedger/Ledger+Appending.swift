public import LedgerModel
import Synchronization

extension Ledger {
    /// Records submissions at the end of the log, all of them or none.
    ///
    /// One append holds at most ``LedgerModel/Limits/eventsPerAppend`` events, of which each submission
    /// counts as one more, and ``LedgerModel/Limits/appendBytes``. Where too much waits it is refused before
    /// anything is made of it.
    ///
    /// Returns once the events are durable. Their positions are contiguous. A submission that is in the
    /// ledger already is not recorded again; its receipt says so and names the first recording.
    ///
    /// - Parameter conditions: what must hold, checked by the writer together with the append.
    /// - Throws: ``AppendError``; after `.failed` every later append fails too, until the ledger is opened
    ///   again.
    public func append(
        _ submissions: [Submission], if conditions: [AppendCondition] = []
    ) async throws(AppendError) -> [AppendReceipt] {
        let result = await withCheckedContinuation { continuation in
            append(submissions, if: conditions) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// The same for a thread that may wait.
    public func appendAndWait(
        _ submissions: [Submission], if conditions: [AppendCondition] = []
    ) throws(AppendError) -> [AppendReceipt] {
        let handover = Handover<Result<[AppendReceipt], AppendError>>()
        append(submissions, if: conditions) { handover.bring($0) }
        return try handover.wait().get()
    }

    /// The same with a callback, which is called on the writer's thread and must be short.
    public func append(
        _ submissions: [Submission], if conditions: [AppendCondition] = [],
        completion: @escaping @Sendable (Result<[AppendReceipt], AppendError>) -> Void
    ) {
        submit(submissions, if: conditions, reply: .whole(completion))
    }

    /// Records submissions each for itself, in their order, with one sync for all of them: what is wrong with
    /// one of them keeps none of the others out. Those beyond the limits of one append are refused with
    /// ``AppendError/limit(submission:what:found:limit:)``. The callback gets a result for each; it is called
    /// on the writer's thread and must be short.
    public func appendEach(
        _ submissions: [Submission],
        completion: @escaping @Sendable ([Result<AppendReceipt, AppendError>]) -> Void
    ) {
        submit(submissions, if: [], reply: .each(completion))
    }

    /// The same for a thread that may wait.
    public func appendEach(_ submissions: [Submission]) -> [Result<AppendReceipt, AppendError>] {
        let handover = Handover<[Result<AppendReceipt, AppendError>]>()
        appendEach(submissions) { handover.bring($0) }
        return handover.wait()
    }

    private func submit(
        _ submissions: [Submission], if conditions: [AppendCondition], reply: PendingAppend.Reply
    ) {
        var pending = PendingAppend(submissions, if: conditions, reply: reply)
        guard let writer, let sideBySide, let secret = core.secret else {
            return pending.refuse(.failed(.readOnly))
        }
        let weight = pending.weight
        if pending.isWhole, !weight.isWithinLimits, let excess = AppendWeight.excess(of: submissions) {
            return pending.refuse(excess)
        }
        // Room first: what is refused costs nothing, and what is being drafted counts among what waits.
        switch writer.admit(weight) {
        case .accepted: break
        case .overloaded: return pending.refuse(.overloaded(retryAfterSeconds: writer.retryAfterSeconds))
        case .closed: return pending.refuse(.failed(.closed))
        }
        pending.drafted = DraftedAppend(
            submissions, weight, secret: secret, environment: core.environment, sideBySide)
        if !writer.submit(pending) { pending.refuse(.failed(.closed)) }
    }
}
