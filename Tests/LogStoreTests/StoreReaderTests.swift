import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite struct StoreReaderTests {
    @Test("reading begins near the record asked for, and does not look into the blocks before")
    func beginning() throws {
        let fixture = try StoreFixture(batches: 400, segmentBytes: 64 << 20)
        let end = try #require(fixture.ends.last)
        // Damage in front of what is asked for.
        let header = SegmentHeader.byteCount + BlockHeader.byteCount
        fixture.files.flipBit(fixture.path(0), byte: header + 1, bit: 3)
        let reader = StoreReader(fixture.store)
        #expect(throws: LogStoreError.self) {
            try reader.forEachBlock(from: 0, end: end) { _ in true }
        }
        for number in [end.count - 1, end.count / 2, 50] {
            fixture.files.clearCalls()
            var found: [[UInt8]] = []
            try reader.forEachBlock(from: number, end: end) { block in
                for index in 0..<block.count where block.header.first + UInt64(index) >= number {
                    found.append(block.record(index))
                }
                return true
            }
            #expect(found == Array(fixture.records[Int(number)...]))
            // Headers in windows of 16 KiB, once; then the segment's header and one chunk.
            #expect(fixture.files.calls.filter { $0.operation == "read" }.count < 12)
        }
    }

    @Test("reading begins within a batch of many blocks")
    func largeBatch() throws {
        var fixture = try StoreFixture(batches: 3, segmentBytes: 64 << 20)
        let writer = try StoreWriter(
            fixture.store, tail: fixture.open(published: 0).tail, epoch: 0, segmentBytes: 64 << 20)
        var random = SeededRandom(seed: 41)
        let first = writer.tail.end.count
        for _ in 0..<2 {
            var batch = BatchBuilder()
            for _ in 0..<300 {
                let record = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &random) }
                record.withUnsafeBytes { batch.add($0, recorded: Timestamp(nanoseconds: 1_000)) }
                fixture.records.append(record)
            }
            try writer.write(&batch, at: Timestamp(nanoseconds: 0))
            try writer.synchronize()
        }
        for number in stride(from: first, to: writer.tail.end.count, by: 23) {
            var read: [UInt64] = []
            try StoreReader(fixture.store).forEachBlock(from: number, end: writer.tail.end) { block in
                read.append(block.header.first)
                #expect(block.record(0) == fixture.records[Int(block.header.first)])
                return true
            }
            #expect(try #require(read.first) <= number)
            #expect(read.count >= 2 || number > first + 500)
        }
    }

    @Test("the cache keeps what is asked for, and never more than its bytes")
    func cache() throws {
        let fixture = try StoreFixture(batches: 60, segmentBytes: 64 << 20)
        let end = try #require(fixture.ends.last)
        var blocks: [DecodedBlock] = []
        try StoreReader(fixture.store).forEachBlock(from: 0, end: end) { block in
            blocks.append(block)
            return true
        }
        var cache = BlockCache(limit: 1_000)
        let favourite = try #require(blocks.first)
        cache.insert(favourite)
        for block in blocks.dropFirst() {
            cache.insert(block)
            #expect(cache.block(first: favourite.header.first) != nil)
            let kept = blocks.filter { cache.holds($0.header.first) }
            #expect(kept.reduce(0) { $0 + $1.raw.count } <= 1_000)
        }
        #expect(cache.holds(try #require(blocks.last).header.first))
        #expect(!cache.holds(blocks[1].header.first))
    }
}

extension BlockCache {
    /// Whether a block is there; asking does not keep it.
    fileprivate func holds(_ first: UInt64) -> Bool {
        var copy = self
        return copy.block(first: first) != nil
    }
}
