import Testing

@testable import ComplianceLedger

@Suite("The append queue")
struct AppendQueueTests {
    @Test("requests leave in order, as many at a time as fit")
    func batches() {
        var queue = AppendQueue<Int>(eventLimit: 100, byteLimit: 1_000, batchEvents: 10, batchBytes: 100)
        for number in 0..<5 { #expect(queue.enqueue(number, events: 4, bytes: 10) == .accepted) }
        #expect(queue.enqueue(5, events: 1, bytes: 90) == .accepted)
        #expect(queue.enqueue(6, events: 1, bytes: 90) == .accepted)
        #expect(queue.waitingEvents == 22)
        #expect(queue.waitingBytes == 230)
        #expect(queue.nextBatch() == [0, 1])
        #expect(queue.nextBatch() == [2, 3])
        #expect(queue.nextBatch() == [4, 5])
        #expect(queue.nextBatch() == [6])
        #expect(queue.nextBatch().isEmpty)
        #expect(queue.waitingEvents == 0)
        #expect(queue.waitingBytes == 0)
    }

    @Test("more than may wait is refused, and nothing of it is taken in")
    func refuses() {
        var queue = AppendQueue<Int>(eventLimit: 10, byteLimit: 100, batchEvents: 10, batchBytes: 100)
        #expect(queue.enqueue(0, events: 9, bytes: 50) == .accepted)
        #expect(queue.enqueue(1, events: 2, bytes: 1) == .overloaded)
        #expect(queue.enqueue(2, events: 1, bytes: 51) == .overloaded)
        #expect(queue.enqueue(3, events: 1, bytes: 50) == .accepted)
        #expect(queue.nextBatch() == [0, 3])
    }

    @Test("what brings no events is taken in however much waits, in its place")
    func unbounded() {
        var queue = AppendQueue<Int>(eventLimit: 10, byteLimit: 100, batchEvents: 10, batchBytes: 100)
        #expect(queue.enqueue(0, events: 10, bytes: 100) == .accepted)
        #expect(queue.enqueue(1, events: 1, bytes: 0) == .overloaded)
        var isTaken = queue.takeUnbounded(2)
        #expect(isTaken)
        #expect(queue.nextBatch() == [0, 2])
        #expect(queue.enqueue(3, events: 10, bytes: 100) == .accepted)
        isTaken = queue.takeUnbounded(4)
        #expect(isTaken)
        #expect(queue.nextBatch() == [3, 4])
        queue.close()
        isTaken = queue.takeUnbounded(5)
        #expect(!isTaken)
    }

    @Test("what has room and is not in yet counts among what waits")
    func upcoming() {
        var queue = AppendQueue<Int>(eventLimit: 10, byteLimit: 100, batchEvents: 10, batchBytes: 100)
        #expect(queue.admit(events: 6, bytes: 60) == .accepted)
        #expect(queue.admit(events: 6, bytes: 1) == .overloaded)
        #expect(queue.admit(events: 1, bytes: 60) == .overloaded)
        #expect(queue.admit(events: 4, bytes: 40) == .accepted)
        #expect(queue.admit(events: 1, bytes: 1) == .overloaded)
        #expect(queue.nextBatch().isEmpty)
        #expect(queue.waitingEvents == 10)
        // In the order in which they come in, not in that in which they asked.
        var isTaken = queue.take(2, events: 4, bytes: 40)
        #expect(isTaken)
        isTaken = queue.take(1, events: 6, bytes: 60)
        #expect(isTaken)
        #expect(queue.nextBatch() == [2, 1])
        #expect(queue.admit(events: 10, bytes: 100) == .accepted)
        queue.close()
        isTaken = queue.take(3, events: 10, bytes: 100)
        #expect(!isTaken)
        #expect(queue.waitingEvents == 0 && queue.waitingBytes == 0)
        #expect(queue.admit(events: 1, bytes: 1) == .closed)
    }

    @Test("a single request may be larger than the limits")
    func large() {
        var queue = AppendQueue<Int>(eventLimit: 10, byteLimit: 100, batchEvents: 10, batchBytes: 100)
        #expect(queue.enqueue(0, events: 1_000, bytes: 1_000) == .accepted)
        #expect(queue.enqueue(1, events: 1, bytes: 1) == .overloaded)
        #expect(queue.nextBatch() == [0])
    }

    @Test("a closed queue hands out what waits and takes in nothing")
    func closes() {
        var queue = AppendQueue<Int>()
        #expect(queue.enqueue(0, events: 1, bytes: 1) == .accepted)
        queue.close()
        #expect(queue.enqueue(1, events: 1, bytes: 1) == .closed)
        #expect(queue.nextBatch() == [0])
    }
}

extension AppendQueue {
    /// Asks for room and takes the request in at once.
    fileprivate mutating func enqueue(_ request: Request, events: Int, bytes: Int) -> Admission {
        let admission = admit(events: events, bytes: bytes)
        guard admission == .accepted else { return admission }
        return take(request, events: events, bytes: bytes) ? .accepted : .closed
    }
}
