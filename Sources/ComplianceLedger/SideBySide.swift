import Glibc
import Synchronization

/// Does parts of a work at the same time: on the calling thread, and on threads of its own that wait for it.
///
/// For parts that take some microseconds at least, as waking a thread does. One caller at a time has the
/// threads; whoever finds them taken, or not there because the system has none to give, does all parts
/// himself. What comes of it is the same. The threads begin with the first work that there is for them.
final class SideBySide: Sendable {
    private struct Work {
        var body: (@Sendable (Int) -> Void)?
        /// Threads that were called and have not finished.
        var running = 0
        var isClosed = false
        /// Nil before the first work.
        var threads: [pthread_t]?
    }

    private let helpers: Int
    private let work = Mutex(Work())
    /// Parts that somebody has begun, and how many there are.
    private let begun = Atomic<Int>(0)
    private let count = Atomic<Int>(0)
    private let isTaken = Atomic<Bool>(false)
    private let called = Semaphore()
    private let finished = Semaphore()

    /// - Parameter helpers: how many threads besides the caller's.
    init(helpers: Int) { self.helpers = helpers }

    /// Lets the threads end once they are free, and waits for them. Later works are their callers' alone;
    /// closing again does nothing.
    func close() {
        while isTaken.exchange(true, ordering: .acquiring) { sched_yield() }
        defer { isTaken.store(false, ordering: .releasing) }
        let threads = work.withLock { work in
            defer { work.threads = [] }
            work.isClosed = true
            return work.threads ?? []
        }
        for _ in threads { called.signal() }
        for thread in threads { pthread_join(thread, nil) }
    }

    /// Calls `body` with each number below `count`, and returns when all calls have.
    func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, helpers > 0, !isTaken.exchange(true, ordering: .acquiring) else {
            for part in 0..<count { body(part) }
            return
        }
        defer { isTaken.store(false, ordering: .releasing) }
        withoutActuallyEscaping(body) { body in
            begun.store(0, ordering: .relaxed)
            self.count.store(count, ordering: .relaxed)
            let wanted = min(threadCount(), count - 1)
            work.withLock {
                $0.body = body
                $0.running = wanted
            }
            for _ in 0..<wanted { called.signal() }
            doParts(body)
            if wanted > 0 { finished.wait() }
            work.withLock { $0.body = nil }
        }
    }

    /// How many threads there are; they are started where this was not tried before.
    private func threadCount() -> Int {
        work.withLock { work in
            if let threads = work.threads { return threads.count }
            var threads: [pthread_t] = []
            while threads.count < helpers, let thread = start() { threads.append(thread) }
            work.threads = threads
            return threads.count
        }
    }

    /// Starts a thread; nil where the system has none to give.
    private func start() -> pthread_t? {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<SideBySide>.fromOpaque(context).takeRetainedValue().help()
                return nil
            }, context.toOpaque())
        guard failure == 0 else {
            context.release()
            return nil
        }
        return thread
    }

    private func doParts(_ body: (Int) -> Void) {
        let count = count.load(ordering: .relaxed)
        while true {
            let part = begun.wrappingAdd(1, ordering: .relaxed).oldValue
            guard part < count else { return }
            body(part)
        }
    }

    private func help() {
        while true {
            called.wait()
            guard helpOnce() else { return }
            let isLast = work.withLock { work in
                work.running -= 1
                return work.running == 0
            }
            if isLast { finished.signal() }
        }
    }

    /// Does parts of the work in hand; false where there will be none. Holds the body no longer than the call
    /// takes.
    @inline(never)
    private func helpOnce() -> Bool {
        let (body, isClosed) = work.withLock { ($0.body, $0.isClosed) }
        guard !isClosed else { return false }
        if let body { doParts(body) }
        return true
    }
}
