import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite struct StoreWriterTests {
    @Test("batches over several segments are read back, by number and in order")
    func roundTrip() throws {
        let fixture = try StoreFixture(batches: 60, segmentBytes: 900)
        let end = try #require(fixture.ends.last)
        #expect(try fixture.store.segments().count > 5)
        #expect(try fixture.readAll(end: end) == fixture.records)
        let reader = StoreReader(fixture.store, cacheBytes: 500)
        var random = SeededRandom(seed: 2)
        for _ in 0..<400 {
            let number = Int.random(in: fixture.records.indices, using: &random)
            #expect(try reader.record(UInt64(number), end: end) == fixture.records[number])
        }
        #expect(throws: LogStoreError.self) { try reader.record(end.count, end: end) }
    }

    @Test("reading may begin anywhere, and ends where the caller says")
    func parts() throws {
        let fixture = try StoreFixture(batches: 20, segmentBytes: 700)
        for (index, end) in fixture.ends.enumerated() {
            #expect(
                try fixture.readAll(end: end) == Array(fixture.records.prefix(Int(end.count))),
                "batch \(index)")
        }
        let end = try #require(fixture.ends.last)
        for number in 0..<end.count {
            var first: UInt64?
            try StoreReader(fixture.store).forEachBlock(from: number, end: end) { block in
                first = block.header.first
                #expect(block.header.first <= number && number < block.header.first + UInt64(block.count))
                return false
            }
            #expect(first != nil)
        }
    }

    @Test("a writer that opens again continues where the last one ended")
    func reopening() throws {
        var fixture = try StoreFixture()
        for _ in 0..<15 { try fixture.write(batches: 2, segmentBytes: 600) }
        let end = try #require(fixture.ends.last)
        #expect(try fixture.readAll(end: end) == fixture.records)
        let result = try fixture.open(published: end.count)
        #expect(result.torn == nil)
        #expect(result.tail.end == end)
        #expect(result.tail.batch == 30)
        #expect(result.tail.privateThrough == 29)
    }

    @Test("a writer of a later epoch begins a segment of its own, once, and goes on in it")
    func epochs() throws {
        var fixture = try StoreFixture(batches: 3, segmentBytes: 1 << 20)
        let before = try #require(fixture.ends.last)
        for expected in [2, 2] {
            let tail = try fixture.open(published: before.count).tail
            let writer = try StoreWriter(fixture.store, tail: tail, epoch: 1, segmentBytes: 1 << 20)
            try fixture.write(to: writer)
            writer.close()
            #expect(try fixture.store.segments().count == expected)
        }
        let segment = try fixture.store.open(before.count)
        #expect(segment.header.epoch == 1 && segment.header.first == before.count)
        let end = try #require(fixture.ends.last)
        #expect(try fixture.readAll(end: end) == fixture.records)
        #expect(try fixture.open(published: end.count, from: end).tail.end == end)
    }

    @Test("what was synchronized survives a power cut that keeps nothing else")
    func durability() throws {
        let fixture = try StoreFixture(batches: 20, segmentBytes: 500)
        fixture.files.crash(keeping: .nothingUnsynced)
        let end = try #require(fixture.ends.last)
        #expect(try fixture.open(published: end.count).tail.end == end)
        #expect(try fixture.readAll(end: end) == fixture.records)
    }

    @Test(
        "after a failed write or sync every later call is refused",
        arguments: ["write", "fdatasync", "fsync", "open"])
    func poisoned(operation: String) throws {
        var fixture = try StoreFixture()
        let writer = try StoreWriter(fixture.store, tail: .empty, epoch: 0)
        if operation == "fdatasync" || operation == "write" { try fixture.write(to: writer) }
        fixture.files.failNextCalls(Fault(operation: operation))
        #expect(throws: LogStoreError.self) { try fixture.write(to: writer) }
        let before = fixture.files.callCount
        for _ in 0..<2 {
            do throws(LogStoreError) {
                try writer.synchronize()
                Issue.record("a poisoned writer synchronized")
            } catch {
                guard case .poisoned = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
        #expect(fixture.files.callCount == before)
    }

    @Test("a block says how many records were durable before it")
    func durableThrough() throws {
        let fixture = try StoreFixture(batches: 10, segmentBytes: 64 << 20)
        var scanner = try SegmentScanner(fixture.store.open(0))
        var batch = 0
        while case .block(let block) = try scanner.next() {
            #expect(block.header.durableThrough == (batch == 0 ? 0 : fixture.ends[batch - 1].count))
            batch += 1
        }
        #expect(batch == 10)
    }

    @Test("large batches stand in several blocks, each within the size that is aimed at")
    func severalBlocks() throws {
        var fixture = try StoreFixture()
        let writer = try StoreWriter(fixture.store, tail: .empty, epoch: 0)
        var batch = BatchBuilder()
        var random = SeededRandom(seed: 3)
        for _ in 0..<300 {
            let record = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            fixture.records.append(record)
            record.withUnsafeBytes { batch.add($0, recorded: .earliest) }
        }
        try writer.write(&batch, at: .earliest)
        try writer.synchronize()
        var blocks = 0
        try StoreReader(fixture.store).forEachBlock(from: 0, end: writer.tail.end) { block in
            #expect(block.raw.count <= BatchBuilder.blockBytes)
            #expect(block.header.blockIndex == UInt32(blocks))
            blocks += 1
            return true
        }
        #expect(blocks > 3)
        #expect(try fixture.readAll(end: writer.tail.end) == fixture.records)
        let size = try #require(fixture.files.contents(fixture.path(0))?.count)
        // A batch of several blocks is one batch: cut anywhere, nothing of it is taken up.
        for cut in stride(from: 64, to: size, by: 4_999) {
            let damaged = fixture.copy()
            damaged.files.truncateRaw(damaged.path(0), to: cut)
            #expect(try damaged.open(published: 0).tail.end.count == 0, "cut at \(cut)")
        }
    }

    @Test("rewriting the tail makes durable what a failed sync marked clean")
    func rewriting() throws {
        var fixture = try StoreFixture(batches: 3, segmentBytes: 64 << 20)
        let writer = try StoreWriter(fixture.store, tail: fixture.open(published: 0).tail, epoch: 0)
        fixture.files.failNextCalls(Fault(operation: "fdatasync", manner: .failedAndMarkedClean))
        #expect(throws: LogStoreError.self) { try fixture.write(to: writer) }
        fixture.files.kill()
        let tail = try fixture.open(published: 0).tail
        #expect(tail.batch == 4)
        try StoreWriter.rewriteTail(of: fixture.store, from: fixture.ends[2].count, to: tail.end)
        fixture.files.crash(keeping: .nothingUnsynced)
        #expect(try fixture.open(published: 0).tail == tail)
    }

    @Test("a segment that was made but never filled is made durable before it is used")
    func emptySegment() throws {
        var fixture = try StoreFixture(batches: 1, segmentBytes: 64 << 20)
        let writer = try StoreWriter(
            fixture.store, tail: fixture.open(published: 0).tail, epoch: 0, segmentBytes: 1)
        fixture.files.failNextCalls(Fault(operation: "fsync directory"))
        #expect(throws: LogStoreError.self) { try fixture.write(to: writer) }
        fixture.files.kill()
        let tail = try fixture.open(published: 0).tail
        #expect(tail.endsInEmptySegment)
        try StoreWriter.rewriteTail(of: fixture.store, from: tail.end.count, to: tail.end)
        try fixture.write(to: try StoreWriter(fixture.store, tail: tail, epoch: 0))
        fixture.files.crash(keeping: .nothingUnsynced)
        #expect(try fixture.open(published: 0).tail.end == fixture.ends.last)
    }
}
