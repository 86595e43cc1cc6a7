import DurableIO
import Glibc
import Synchronization

/// The writer's own thread: takes batches from the queue, one after the other, and blocks on storage where
/// nobody else waits.
// SAFETY: `queue`, `sequencerWork` and `isFinished` are touched only with `mutex` held, or, for the work,
// only on the thread itself.
final class WriterThread: @unchecked Sendable {
    enum Task: Sendable {
        case append(PendingAppend)
        case run(@Sendable (Sequencer) -> Void)

        var isAppend: Bool { if case .append = self { true } else { false } }
        var events: Int { if case .append(let append) = self { append.eventCount } else { 1 } }
        var bytes: Int { if case .append(let append) = self { append.byteCount } else { 0 } }
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let wakeUp: UnsafeMutablePointer<pthread_cond_t>
    private var queue = AppendQueue<Task>()
    private var isFinished = false
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

    /// Hands a task to the thread.
    func submit(_ task: Task) -> AppendQueue<Task>.Admission {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        let admission = queue.enqueue(
            task, events: task.events, bytes: task.bytes, isBounded: task.isAppend)
        if admission == .accepted { pthread_cond_signal(wakeUp) }
        return admission
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
                    if !appends.isEmpty { sequencer.commit(appends) }
                    appends = []
                    body(sequencer)
                }
            }
            if !appends.isEmpty { sequencer.commit(appends) }
            sequencer.checkpointIfDue()
        }
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
