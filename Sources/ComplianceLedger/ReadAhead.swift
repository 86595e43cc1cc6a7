import Glibc
import Synchronization

/// Makes the next items on a thread of its own, while the caller works on those before.
///
/// Items are handed over some at a time, so that neither side has to wake the other for each; at most
/// ``mostWaiting`` such portions wait. The caller sees what it would see without the thread: items in their
/// order, and the outcome behind them all. When the call returns the thread has ended.
final class ReadAhead<Item: Sendable, Outcome: Sendable>: Sendable {
    /// Makes items and hands on each; ends early where it is told that no more are wanted.
    typealias Making = @Sendable (_ hand: (Item) -> Bool) -> Outcome

    private static var mostWaiting: Int { 2 }
    /// From which weight on items are handed over.
    fileprivate static var portion: Int { 256 << 10 }

    private struct State {
        var waiting: [[Item]] = []
        /// Set once the thread makes nothing more.
        var outcome: Outcome?
        var isStopped = false
    }

    private let make: Making
    private let weight: @Sendable (Item) -> Int
    private let state = Mutex(State())
    private let room = Semaphore()
    private let filled = Semaphore()

    private init(_ make: @escaping Making, weighing weight: @escaping @Sendable (Item) -> Int) {
        self.make = make
        self.weight = weight
        for _ in 0..<Self.mostWaiting { room.signal() }
    }

    /// Calls `body` with each item until there are no more or it returns false, and returns the outcome; nil
    /// where `body` wanted no more.
    /// - Parameter weight: bytes that an item takes, more or less.
    static func run(
        _ make: @escaping Making, weighing weight: @escaping @Sendable (Item) -> Int, _ body: (Item) -> Bool
    ) -> Outcome? {
        let ahead = ReadAhead(make, weighing: weight)
        let context = Unmanaged.passRetained(ahead as AnyObject)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let ahead = Unmanaged<AnyObject>.fromOpaque(context).takeRetainedValue()
                (ahead as? any RunningAhead)?.runAhead()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return runHere(make, body)
        }
        defer {
            ahead.stop()
            pthread_join(thread, nil)
        }
        while let portion = ahead.next() {
            for item in portion { guard body(item) else { return nil } }
        }
        return ahead.state.withLock { $0.outcome }
    }

    /// The same without a thread.
    static func runHere(_ make: @escaping Making, _ body: (Item) -> Bool) -> Outcome? {
        var isStopped = false
        let outcome = make { item in
            isStopped = isStopped || !body(item)
            return !isStopped
        }
        return isStopped ? nil : outcome
    }

    /// The next items; nil behind the last one.
    private func next() -> [Item]? {
        filled.wait()
        let portion = state.withLock { state in
            state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        if portion != nil { room.signal() }
        return portion
    }

    private func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}

/// What the thread calls: a C function knows nothing of the kinds of items.
private protocol RunningAhead { func runAhead() }

extension ReadAhead: RunningAhead {
    func runAhead() {
        var portion: [Item] = []
        var collected = 0
        let outcome = make { item in
            portion.append(item)
            collected += weight(item)
            guard collected >= Self.portion else { return true }
            collected = 0
            return handOver(&portion)
        }
        if !portion.isEmpty { _ = handOver(&portion) }
        state.withLock { $0.outcome = outcome }
        filled.signal()
    }

    /// - Returns: whether more is wanted.
    private func handOver(_ portion: inout [Item]) -> Bool {
        defer { portion.removeAll(keepingCapacity: true) }
        if state.withLock({ $0.isStopped }) { return false }
        room.wait()
        let isWanted = state.withLock { state in
            if !state.isStopped { state.waiting.append(portion) }
            return !state.isStopped
        }
        filled.signal()
        return isWanted
    }
}
