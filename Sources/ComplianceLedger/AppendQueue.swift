import LedgerModel

/// Which waiting appends form the next batch. Pure: it holds requests and answers what to do.
///
/// Invariants: requests leave in the order in which they came; `waitingEvents` is the sum over `waiting`; at
/// most ``eventLimit`` events wait, unless a single request is larger.
struct AppendQueue<Request> {
    struct Waiting {
        var request: Request
        var events: Int
    }

    enum Admission: Equatable {
        case accepted
        /// Nothing was taken in.
        case overloaded
        case closed
    }

    private(set) var waiting: [Waiting] = []
    private(set) var waitingEvents = 0
    private(set) var isClosed = false
    private let eventLimit: Int
    private let batchEvents: Int

    init(eventLimit: Int = 4 * Limits.eventsPerAppend, batchEvents: Int = Limits.eventsPerAppend) {
        self.eventLimit = eventLimit
        self.batchEvents = batchEvents
    }

    /// Takes a request in, or refuses it because too much waits.
    mutating func enqueue(_ request: Request, events: Int) -> Admission {
        guard !isClosed else { return .closed }
        guard waiting.isEmpty || waitingEvents + events <= eventLimit else { return .overloaded }
        waiting.append(Waiting(request: request, events: events))
        waitingEvents += events
        return .accepted
    }

    /// The requests of the next batch: as many as fit, at least one. Empty where none waits.
    mutating func nextBatch() -> [Request] {
        var count = 0
        var events = 0
        for entry in waiting {
            guard count == 0 || events + entry.events <= batchEvents else { break }
            count += 1
            events += entry.events
        }
        let batch = waiting.prefix(count).map(\.request)
        waiting.removeFirst(count)
        waitingEvents -= events
        return batch
    }

    /// Takes in nothing more; what waits is still handed out.
    mutating func close() { isClosed = true }
}
