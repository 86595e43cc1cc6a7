import LedgerModel

/// Which waiting appends form the next batch. Pure: it holds requests and answers what to do.
///
/// A request gets room first and is made then, so that what is being made counts among what waits.
///
/// Invariants: requests leave in the order in which they came in; `waitingEvents` and `waitingBytes` are the
/// sums over `waiting` and over what has room and is not in yet; at most `eventLimit` events and `byteLimit`
/// bytes wait, unless a single request is larger.
struct AppendQueue<Request> {
    struct Waiting {
        var request: Request
        var events: Int
        var bytes: Int
    }

    enum Admission: Equatable {
        case accepted
        /// Nothing was taken in.
        case overloaded
        case closed
    }

    private(set) var waiting: [Waiting] = []
    private(set) var waitingEvents = 0
    private(set) var waitingBytes = 0
    private(set) var isClosed = false
    private let eventLimit: Int
    private let byteLimit: Int
    private let batchEvents: Int
    private let batchBytes: Int

    /// - Parameters:
    ///   - eventLimit: the most events that may wait.
    ///   - byteLimit: the most bytes that may wait.
    ///   - batchEvents: the most events that requests are put together to.
    ///   - batchBytes: the most bytes that requests are put together to.
    init(
        eventLimit: Int = 4 * Limits.eventsPerAppend, byteLimit: Int = 96 << 20,
        batchEvents: Int = Limits.eventsPerAppend, batchBytes: Int = 32 << 20
    ) {
        self.eventLimit = eventLimit
        self.byteLimit = byteLimit
        self.batchEvents = batchEvents
        self.batchBytes = batchBytes
    }

    /// Gives room to a request that will be taken in, or refuses it because too much waits.
    mutating func admit(events: Int, bytes: Int) -> Admission {
        guard !isClosed else { return .closed }
        guard
            waitingEvents == 0
                || waitingEvents + events <= eventLimit && waitingBytes + bytes <= byteLimit
        else { return .overloaded }
        waitingEvents += events
        waitingBytes += bytes
        return .accepted
    }

    /// Takes in a request that has room for as much as this; false, and its room is free again, where the
    /// queue was closed meanwhile.
    mutating func take(_ request: Request, events: Int, bytes: Int) -> Bool {
        guard !isClosed else {
            waitingEvents -= events
            waitingBytes -= bytes
            return false
        }
        waiting.append(Waiting(request: request, events: events, bytes: bytes))
        return true
    }

    /// Takes in, however much waits, what brings no events of its own: a checkpoint, the end. False where the
    /// queue was closed.
    mutating func takeUnbounded(_ request: Request) -> Bool {
        guard !isClosed else { return false }
        waiting.append(Waiting(request: request, events: 0, bytes: 0))
        return true
    }

    /// The requests of the next batch: as many as fit, at least one. Empty where none waits.
    mutating func nextBatch() -> [Request] {
        var count = 0
        var events = 0
        var bytes = 0
        for entry in waiting {
            guard count == 0 || (events + entry.events <= batchEvents && bytes + entry.bytes <= batchBytes)
            else { break }
            count += 1
            events += entry.events
            bytes += entry.bytes
        }
        let batch = waiting.prefix(count).map(\.request)
        waiting.removeFirst(count)
        waitingEvents -= events
        waitingBytes -= bytes
        return batch
    }

    /// Takes in nothing more; what waits is still handed out.
    mutating func close() { isClosed = true }
}
