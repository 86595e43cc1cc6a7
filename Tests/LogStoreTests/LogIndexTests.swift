import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite struct LogIndexTests {
    /// A log of several segments, its index, and what the index should know.
    private func make(
        failing fault: Fault? = nil
    ) throws -> (fixture: StoreFixture, index: LogIndex, model: IndexModel) {
        let fixture = try StoreFixture(batches: 30, segmentBytes: 700)
        if let fault { fixture.files.failNextCalls(fault) }
        var random = SeededRandom(seed: 5)
        var index = LogIndex(fixture.store)
        var model = IndexModel()
        let end = try #require(fixture.ends.last).count
        let firsts = try fixture.store.segments()
        for (place, first) in firsts.enumerated() {
            let next = place + 1 < firsts.count ? firsts[place + 1] : end
            index.beginSegment(at: first)
            index.withOpen { model.fill(&$0, count: next - first, &random) }
            index.writeOpen(byteEnd: 0, closing: place + 1 < firsts.count)
        }
        fixture.files.clearFaults()
        return (fixture, index, model)
    }

    @Test("look-ups are those of brute force, in memory and from files")
    func bruteForce() throws {
        let (fixture, index, model) = try make()
        try model.check(index)
        var loaded = LogIndex(fixture.store)
        let end = try #require(fixture.ends.last)
        #expect(try loaded.load(end: end) == end.count)
        try model.check(loaded)
        #expect(try LogIndex.isWhole(fixture.store, end: end))
    }

    @Test("a segment whose index could not be written keeps its place among the others")
    func failedWrite() throws {
        for number in 1...3 {
            let (_, index, model) = try make(failing: Fault(number: number, operation: "rename"))
            try model.check(index)
        }
    }

    @Test("an index that was loaded can be continued")
    func continued() throws {
        var random = SeededRandom(seed: 6)
        let fixture = try StoreFixture(batches: 20, segmentBytes: 64 << 20)
        let end = try #require(fixture.ends.last)
        var index = LogIndex(fixture.store)
        var model = IndexModel()
        index.beginSegment(at: 0)
        index.withOpen { model.fill(&$0, count: end.count / 2, &random) }
        index.writeOpen(byteEnd: 0, closing: false)
        var loaded = LogIndex(fixture.store)
        #expect(try loaded.load(end: end) == end.count / 2)
        loaded.withOpen { model.fill(&$0, count: end.count - end.count / 2, &random) }
        try model.check(loaded)
    }

    @Test("a flipped bit anywhere in an index file makes it as good as missing")
    func damagedFile() throws {
        let (fixture, _, _) = try make()
        let first = try fixture.store.segments()[1]
        let path = fixture.store.path + "/" + SegmentName.index(first)
        let size = try #require(fixture.files.contents(path)?.count)
        let end = try #require(fixture.ends.last)
        for byte in 0..<size {
            let files = fixture.files.copy()
            files.flipBit(path, byte: byte, bit: byte % 8)
            let store = StoreDirectory(
                path: fixture.store.path, kind: .log, ledger: StoreFixture.ledger, files: files)
            var index = LogIndex(store)
            #expect(try index.load(end: end) == first, "byte \(byte)")
            #expect(try !LogIndex.isWhole(store, end: end), "byte \(byte)")
        }
        for count in stride(from: 0, to: size, by: 7) {
            let files = fixture.files.copy()
            files.truncateRaw(path, to: count)
            let store = StoreDirectory(
                path: fixture.store.path, kind: .log, ledger: StoreFixture.ledger, files: files)
            var index = LogIndex(store)
            #expect(try index.load(end: end) == first, "\(count) bytes")
        }
    }

    @Test("an index of another segment of the same number is ignored")
    func foreignFile() throws {
        let (fixture, _, _) = try make()
        let firsts = try fixture.store.segments()
        let other = try StoreFixture(batches: 30, segmentBytes: 700, created: 77)
        let end = try #require(fixture.ends.last)
        let name = other.store.path + "/" + SegmentName.index(firsts[0])
        other.files.setContents(name, try #require(fixture.files.contents(name)))
        var index = LogIndex(other.store)
        #expect(try index.load(end: end) == 0)
    }

    @Test("an index file that can neither be read nor made again is an error, and not an empty answer")
    func unreadable() throws {
        let (fixture, index, model) = try make()
        let known = try #require(model.labels.first).hash
        for operation in 1...4 {
            fixture.files.failNextCalls(Fault(number: operation, operation: "read"))
            #expect(throws: LogStoreError.self) { try index.records(label: known) }
            fixture.files.clearFaults()
        }
        #expect(try index.records(label: known) == model.labels(known))
    }

    @Test("what is taken back is forgotten")
    func forgetting() throws {
        var random = SeededRandom(seed: 7)
        let fixture = try StoreFixture(batches: 1, segmentBytes: 64 << 20)
        var index = LogIndex(fixture.store)
        var model = IndexModel()
        index.beginSegment(at: 10)
        index.withOpen { model.fill(&$0, count: 60, &random) }
        index.forget(from: 40)
        model.events.removeAll { $0.number >= 40 }
        model.keys.removeAll { $0.number >= 40 }
        model.labels.removeAll { $0.number >= 40 }
        try model.check(index)
    }

    @Test("a Bloom filter never denies what was put in, and seldom affirms what was not")
    func bloom() throws {
        var random = SeededRandom(seed: 8)
        var filter = BloomFilter(capacity: 2_000)
        let keys = (0..<2_000).map { _ in random.next() }
        for key in keys { filter.insert(key) }
        #expect(keys.allSatisfy(filter.mayContain))
        let wrong = (0..<20_000).filter { _ in filter.mayContain(random.next()) }.count
        #expect(wrong < 600)
        let read = try #require(BloomFilter(bytes: filter.bytes))
        #expect(keys.allSatisfy(read.mayContain))
    }

    @Test("labels of two roles, and different labels, hash apart")
    func labelHashes() {
        #expect(
            LabelHash.hash(Array("device".utf8), role: 1) != LabelHash.hash(Array("device".utf8), role: 2))
        var random = SeededRandom(seed: 9)
        var seen: Set<UInt64> = []
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            seen.insert(LabelHash.hash(bytes + [UInt8(truncatingIfNeeded: seen.count)], role: 1))
        }
        #expect(seen.count > 4_900)
    }

    @Test("a record key that stands may stand; most others may not")
    func mayHold() throws {
        let (fixture, index, model) = try make()
        let end = try #require(fixture.ends.last)
        var loaded = LogIndex(fixture.store)
        #expect(try loaded.load(end: end) == end.count)
        let standing = Array(Set(model.keys.map(\.key)))
        #expect(standing.count > 20)
        let others = (0..<1_000 as Range<UInt64>).map { $0 &* 0x9E37_79B9_7F4A_7C15 | 1 << 63 }
        for index in [index, loaded] {
            #expect(index.mayHold(recordKeys: standing).allSatisfy { $0 })
            #expect(index.mayHold(recordKeys: others).count { $0 } < others.count / 10)
            #expect(index.mayHold(recordKeys: []).isEmpty)
        }
    }
}
