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
        guard let writer, let secret = core.secret else { return completion(.failure(.failed(.readOnly))) }
        let pending = PendingAppend(
            submissions: submissions,
            drafted: DraftedAppend(submissions, secret: secret, environment: core.environment),
            conditions: conditions, completion: completion)
        switch writer.submit(.append(pending)) {
        case .accepted: break
        case .overloaded: completion(.failure(.overloaded(retryAfterSeconds: 1)))
        case .closed: completion(.failure(.failed(.closed)))
        }
    }

    /// Records submissions one by one, each for itself, and waits for all of them: one sync serves many.
    public func appendEach(_ submissions: [Submission]) throws(AppendError) -> [Result<
        AppendReceipt, AppendError
    >] {
        let collector = ReceiptCollector(count: submissions.count)
        for (index, submission) in submissions.enumerated() {
            append([submission]) { result in
                collector.bring(index, result.map { $0[0] })
            }
        }
        return collector.wait()
    }
}

/// Gathers what became of many appends.
final class ReceiptCollector: Sendable {
    private struct State {
        var results: [Result<AppendReceipt, AppendError>?]
        var missing: Int
    }

    private let state: Mutex<State>
    private let done = Handover<Bool>()

    init(count: Int) {
        state = Mutex(State(results: Array(repeating: nil, count: count), missing: count))
        if count == 0 { done.bring(true) }
    }

    func bring(_ index: Int, _ result: Result<AppendReceipt, AppendError>) {
        let isLast = state.withLock { state in
            state.results[index] = result
            state.missing -= 1
            return state.missing == 0
        }
        if isLast { done.bring(true) }
    }

    func wait() -> [Result<AppendReceipt, AppendError>] {
        _ = done.wait()
        return state.withLock { $0.results.compactMap(\.self) }
    }
}
