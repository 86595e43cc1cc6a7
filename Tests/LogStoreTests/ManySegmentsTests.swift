import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite("more segments than a process may open files, and segments that are replaced")
struct ManySegmentsTests {
    private static func fixture() throws -> (fixture: StoreFixture, end: CommitMark.End, segments: [UInt64]) {
        let fixture = try StoreFixture(batches: 400, segmentBytes: 300)
        let segments = try fixture.store.segments()
        #expect(segments.count > 100)
        return (fixture, try #require(fixture.ends.last), segments)
    }

    private static func counted(_ fixture: StoreFixture, limit: Int) -> (CountedFileSystem, StoreDirectory) {
        let files = CountedFileSystem(fixture.files, limit: limit)
        let store = StoreDirectory(
            path: fixture.store.path, kind: .log, ledger: StoreFixture.ledger, files: files)
        return (files, store)
    }

    @Test("every record is read, by number and in order, with few files open")
    func reading() throws {
        let (fixture, end, segments) = try Self.fixture()
        let (files, store) = Self.counted(fixture, limit: StoreReader.openFiles + 2)
        let reader = StoreReader(store, cacheBytes: 400)
        var random = SeededRandom(seed: 51)
        for _ in 0..<3_000 {
            let number = UInt64.random(in: 0..<end.count, using: &random)
            #expect(try reader.record(number, end: end) == fixture.records[Int(number)])
        }
        for first in segments {
            var seen = first
            try reader.forEachBlock(from: first, end: end) { block in
                for index in 0..<block.count {
                    #expect(block.record(index) == fixture.records[Int(seen)])
                    seen += 1
                }
                return seen < first + 20
            }
        }
        #expect(files.most <= StoreReader.openFiles + 2 && files.most > StoreReader.openFiles)
    }

    @Test("the index answers from more files than may be open")
    func index() throws {
        let (fixture, end, segments) = try Self.fixture()
        var random = SeededRandom(seed: 52)
        var index = LogIndex(fixture.store)
        var model = IndexModel()
        for (place, first) in segments.enumerated() {
            let next = place + 1 < segments.count ? segments[place + 1] : end.count
            index.beginSegment(at: first)
            index.withOpen { model.fill(&$0, count: next - first, &random) }
            index.writeOpen(byteEnd: 0, closing: place + 1 < segments.count)
        }
        let (files, store) = Self.counted(fixture, limit: LogIndex.openFiles + 2)
        var loaded = LogIndex(store)
        #expect(try loaded.load(end: end) == end.count)
        try model.check(loaded)
        #expect(try LogIndex.isWhole(store, end: end))
        #expect(files.most <= LogIndex.openFiles + 2 && files.most > LogIndex.openFiles)
        // A copy reads with the same files.
        let copy = loaded
        try model.check(copy)
        #expect(files.most <= LogIndex.openFiles + 2)
    }

    @Test("an index file that was replaced while it was closed counts as damaged, and answers nothing wrong")
    func replacedIndex() throws {
        let (fixture, end, segments) = try Self.fixture()
        var random = SeededRandom(seed: 53)
        var index = LogIndex(fixture.store)
        var model = IndexModel()
        for (place, first) in segments.enumerated() {
            let next = place + 1 < segments.count ? segments[place + 1] : end.count
            index.beginSegment(at: first)
            index.withOpen { model.fill(&$0, count: next - first, &random) }
            index.writeOpen(byteEnd: 0, closing: place + 1 < segments.count)
        }
        var loaded = LogIndex(fixture.store)
        #expect(try loaded.load(end: end) == end.count)
        // The first file was closed for those behind it.
        try fixture.files.remove(fixture.store.path + "/" + SegmentName.index(segments[0]))
        let known = try #require(model.labels.first { model.labels($0.hash).contains { $0 < segments[1] } })
        #expect(throws: LogStoreError.self) { try loaded.records(label: known.hash) }
    }

    /// The same records in a file of the next generation, whose blocks stand elsewhere.
    private static func rewritten(_ bytes: [UInt8]) throws -> [UInt8] {
        var header = try bytes.withUnsafeBytes { try SegmentHeader($0, kind: .log) }
        let before = header.checksum
        header.generation += 1
        var out = header.encoded
        var place = SegmentHeader.byteCount
        while place < bytes.count {
            let block = try bytes.withUnsafeBytes { buffer in
                try BlockHeader(UnsafeRawBufferPointer(rebasing: buffer[place...]), segmentChecksum: before)
            }
            let start = place + BlockHeader.byteCount
            let stored = bytes[start..<(start + Int(block.storedLength))]
            let raw = try stored.withUnsafeBytes { try BlockCodec.decode(block, stored: $0).raw }
            var new = block
            // One longer by a byte in any case: what is stored is never the same.
            new.codec = .stored
            new.storedLength = UInt32(raw.count)
            new.storedChecksum = CRC32C.checksum(raw)
            new.segmentChecksum = header.checksum
            out += new.encoded + raw
            place = start + stored.count
        }
        return out
    }

    @Test("a segment that is replaced while a reader has it listed is read from its new file")
    func replaced() throws {
        let fixture = try StoreFixture(batches: 1, segmentBytes: 64 << 20)
        var whole = fixture
        let writer = try StoreWriter(
            whole.store, tail: whole.open(published: 0).tail, epoch: 0, segmentBytes: 20_000)
        // Records that compress, so that the new generation stands elsewhere.
        for number in 0..<600 {
            var batch = BatchBuilder()
            let record = [UInt8](repeating: UInt8(number % 251), count: 300)
            record.withUnsafeBytes { batch.add($0, recorded: Timestamp(nanoseconds: 1_000)) }
            try writer.write(&batch, at: Timestamp(nanoseconds: 0))
            whole.records.append(record)
        }
        try writer.synchronize()
        let end = writer.tail.end
        writer.close()
        let segments = try whole.store.segments()
        #expect(segments.count > 3)
        let reader = StoreReader(whole.store, cacheBytes: 0)
        for number in 0..<end.count { _ = try reader.record(number, end: end) }
        for first in segments.dropLast() {
            let path = whole.path(first)
            let bytes = try Self.rewritten(try #require(whole.files.contents(path)))
            #expect(bytes.count != whole.files.contents(path)?.count)
            whole.files.setContents(path + ".new", bytes)
            try whole.files.rename(path + ".new", to: path)
        }
        for number in stride(from: 0, to: end.count, by: 7) {
            #expect(try reader.record(number, end: end) == whole.records[Int(number)])
            var next = number
            try reader.forEachBlock(from: number, end: end) { block in
                for index in 0..<block.count where block.header.first + UInt64(index) >= number {
                    #expect(block.record(index) == whole.records[Int(next)])
                    next += 1
                }
                return next < number + 40
            }
            #expect(try reader.record(number, end: end) == whole.records[Int(number)])
        }
    }
}
