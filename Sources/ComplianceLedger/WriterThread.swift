import DurableIO
import Glibc
import LogFormat
import Synchronization

/// The writer's own thread: takes batches from the queue, one after the other, and blocks on storage where
/// nobody else waits.
// SAFETY: `queue` and `rate` are touched only with `mutex` held, `sequencer` only on the thread itself.
final class WriterThread: @unchecked Sendable {
    enum Task: Sendable {
        case append(PendingAppend)
        case run(@Sendable (Sequencer) -> Void)
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let wakeUp: UnsafeMutablePointer<pthread_cond_t>
    private var queue = AppendQueue<Task>()
    private var rate = CommitRate()
    private let sequencer: Sequencer
    private var thread = pthread_t()

    /// - Throws: ``LedgerError/storage(_:)`` where the system has no thread to give.
    init(_ sequencer: Sequencer) throws(LedgerError) {
        self.sequencer = sequencer
        mutex = .allocate(capacity: 1)
        wakeUp = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wakeUp, nil)
        let held = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<WriterThread>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, held.toOpaque())
        guard failure == 0 else {
            // Nobody is to be waited for.
            queue.close()
            held.release()
            throw .storage(
                DurableIOError(
                    .other, operation: "start", path: "the writer's thread", errno: failure))
        }
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(wakeUp)
        mutex.deallocate()
        wakeUp.deallocate()
    }

    /// Asks for room for an append that is still to be drafted.
    func admit(_ weight: AppendWeight) -> AppendQueue<Task>.Admission {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return queue.admit(events: weight.events, bytes: weight.heldBytes)
    }

    /// When to come again with what was refused because too much waits.
    var retryAfterSeconds: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return rate.seconds(for: queue.waitingEvents)
    }

    /// Hands an append, which has room, to the thread; false where the thread takes nothing more.
    func submit(_ append: PendingAppend) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        let weight = append.weight
        guard queue.take(.append(append), events: weight.events, bytes: weight.heldBytes) else {
            return false
        }
        pthread_cond_signal(wakeUp)
        return true
    }

    /// Has the thread do something behind what waits; false where it takes nothing more.
    func run(_ body: @escaping @Sendable (Sequencer) -> Void) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard queue.takeUnbounded(.run(body)) else { return false }
        pthread_cond_signal(wakeUp)
        return true
    }

    /// Takes in nothing more, works off what waits, and returns when the thread has ended.
    func finish() {
        pthread_mutex_lock(mutex)
        let wasClosed = queue.isClosed
        queue.close()
        pthread_cond_signal(wakeUp)
        pthread_mutex_unlock(mutex)
        if !wasClosed { pthread_join(thread, nil) }
    }

    private func work() {
        while true {
            pthread_mutex_lock(mutex)
            while queue.waiting.isEmpty, !queue.isClosed { pthread_cond_wait(wakeUp, mutex) }
            let batch = queue.nextBatch()
            pthread_mutex_unlock(mutex)
            guard !batch.isEmpty else { return }
            var appends: [PendingAppend] = []
            for task in batch {
                switch task {
                case .append(let append): appends.append(append)
                case .run(let body):
                    // What came before it is committed first: tasks keep their order.
                    commit(appends)
                    appends = []
                    body(sequencer)
                }
            }
            commit(appends)
            sequencer.checkpointIfDue()
        }
    }

    private func commit(_ appends: [PendingAppend]) {
        guard !appends.isEmpty else { return }
        let clock = sequencer.core.environment.monotonicClock
        let before = (time: clock.now(), events: sequencer.core.end.count)
        sequencer.commit(appends)
        let events = sequencer.core.end.count - before.events
        let time = clock.now() - before.time
        pthread_mutex_lock(mutex)
        rate.note(events: Int(clamping: events), in: time)
        pthread_mutex_unlock(mutex)
    }
}

/// Lets a thread wait for a value that another one brings.
final class Handover<Value: Sendable>: Sendable {
    private let semaphore: Semaphore
    private let value: Mutex<Value?>

    init() {
        semaphore = Semaphore()
        value = Mutex(nil)
    }

    func bring(_ value: Value) {
        self.value.withLock { $0 = value }
        semaphore.signal()
    }

    func wait() -> Value {
        while true {
            semaphore.wait()
            if let value = value.withLock({ $0 }) { return value }
        }
    }
}

/// `sem_t`.
// SAFETY: POSIX semaphores may be used from any thread; the memory lives as long as the object.
final class Semaphore: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<sem_t>

    init() {
        handle = .allocate(capacity: 1)
        sem_init(handle, 0, 0)
    }

    deinit {
        sem_destroy(handle)
        handle.deallocate()
    }

    func signal() { sem_post(handle) }

    func wait() { while sem_wait(handle) != 0 && errno == EINTR {} }
}
