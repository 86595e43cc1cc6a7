import Glibc
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("Parts of a work, done side by side")
struct SideBySideTests {
    @Test("each part is done once, with any number of threads and parts", arguments: [0, 1, 3])
    func once(helpers: Int) {
        let sideBySide = SideBySide(helpers: helpers)
        defer { sideBySide.close() }
        for round in 0..<200 {
            let count = [0, 1, 2, 3, 17, 500][round % 6]
            let done = Mutex([Int](repeating: 0, count: count))
            sideBySide.perform(count) { part in done.withLock { $0[part] += 1 } }
            #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
        }
    }

    @Test("two parts are in hand at the same time")
    func together() {
        let sideBySide = SideBySide(helpers: 1)
        defer { sideBySide.close() }
        let here = Atomic<Int>(0)
        let met = Atomic<Int>(0)
        sideBySide.perform(2) { _ in
            here.add(1, ordering: .sequentiallyConsistent)
            // Each waits for the other, for as long as a busy machine may need.
            for _ in 0..<20_000 where here.load(ordering: .sequentiallyConsistent) < 2 { usleep(1_000) }
            if here.load(ordering: .sequentiallyConsistent) == 2 { met.add(1, ordering: .relaxed) }
        }
        #expect(met.load(ordering: .relaxed) == 2)
    }

    @Test("callers that come at the same time each get all of their parts done")
    func manyCallers() async {
        let sideBySide = SideBySide(helpers: 2)
        defer { sideBySide.close() }
        await withTaskGroup(of: Int.self) { group in
            for caller in 1...8 {
                group.addTask {
                    let sum = Mutex(0)
                    for _ in 0..<100 {
                        sideBySide.perform(20) { part in sum.withLock { $0 += caller * (part + 1) } }
                    }
                    return sum.withLock { $0 } - caller * 210 * 100
                }
            }
            for await difference in group { #expect(difference == 0) }
        }
    }

    @Test("closing waits for the work in hand; later works are the caller's, closing twice is harmless")
    func closing() {
        let sideBySide = SideBySide(helpers: 2)
        let done = Atomic<Int>(0)
        let isBegun = Atomic<Bool>(false)
        let thread = Started {
            sideBySide.perform(3) { _ in
                isBegun.store(true, ordering: .sequentiallyConsistent)
                usleep(20_000)
                done.add(1, ordering: .sequentiallyConsistent)
            }
        }
        while !isBegun.load(ordering: .sequentiallyConsistent) { usleep(100) }
        sideBySide.close()
        #expect(done.load(ordering: .sequentiallyConsistent) == 3)
        thread.join()
        let caller = pthread_self()
        sideBySide.perform(50) { _ in
            if pthread_equal(caller, pthread_self()) != 0 { done.add(1, ordering: .sequentiallyConsistent) }
        }
        #expect(done.load(ordering: .sequentiallyConsistent) == 53)
        sideBySide.close()
    }
}

/// A thread of its own that does one thing.
private final class Started {
    private var thread = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) {
        final class Box {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        let box = Unmanaged.passRetained(Box(body))
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        precondition(failure == 0, "a thread")
    }

    func join() { pthread_join(thread, nil) }
}
