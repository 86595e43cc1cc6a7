public import LedgerModel
import Synchronization

extension Ledger {
    /// Records submissions at the end of the log, all of them or none.
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
    /// one of them keeps none of the others out. The callback gets a result for each; it is called on the
    /// writer's thread and must be short.
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
        var pending = PendingAppend(
            submissions: submissions, drafted: DraftedAppend(), conditions: conditions, reply: reply)
        guard let writer, let secret = core.secret else { return pending.refuse(.failed(.readOnly)) }
        pending.drafted = DraftedAppend(submissions, secret: secret, environment: core.environment)
        switch writer.submit(.append(pending)) {
        case .accepted: break
        case .overloaded: pending.refuse(.overloaded(retryAfterSeconds: 1))
        case .closed: pending.refuse(.failed(.closed))
        }
    }
}
