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
        #expect(queue.enqueue(2, events: 1, bytes: 0, isBounded: false) == .accepted)
        #expect(queue.nextBatch() == [0])
        #expect(queue.nextBatch() == [2])
        queue.close()
        #expect(queue.enqueue(3, events: 1, bytes: 0, isBounded: false) == .closed)
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
