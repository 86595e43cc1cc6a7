import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Synchronization
import Testing

@testable import LogStore

/// The index as a sequence of runs on disk.
@Suite struct LogIndexRunTests {
    /// A log of one segment.
    private static func log(of batches: Int) throws -> (fixture: StoreFixture, end: CommitMark.End) {
        let fixture = try StoreFixture(batches: batches, segmentBytes: 64 << 20)
        return (fixture, try #require(fixture.ends.last))
    }

    private static func indexFiles(_ files: SimulatedFileSystem) -> [String] {
        files.files.filter { $0.hasSuffix(".idx") || $0.hasSuffix(".tmp") }
    }

    /// A log of many records whose index is one file of more than 64 KiB.
    private static func large() throws -> (fixture: StoreFixture, end: CommitMark.End, model: IndexModel) {
        let (fixture, end) = try log(of: 1_200)
        var random = SeededRandom(seed: 21)
        var model = IndexModel()
        var index = LogIndex(fixture.store)
        index.beginSegment(at: 0)
        index.withOpen { model.fill(&$0, count: end.count, &random) }
        index.writeOpen(byteEnd: end.byteOffset, closing: true)
        return (fixture, end, model)
    }

    @Test("with little memory and many openings, the answers are those of brute force, and the files are few")
    func manyRuns() throws {
        var random = SeededRandom(seed: 11)
        let (fixture, end) = try Self.log(of: 200)
        var model = IndexModel()
        var index = LogIndex(fixture.store, heldEntries: 60)
        index.beginSegment(at: 0)
        while index.open.count < end.count {
            for _ in 0..<Int.random(in: 0..<4, using: &random) where index.open.count < end.count {
                index.withOpen {
                    let count = min(UInt64.random(in: 1...3, using: &random), end.count - $0.count)
                    model.fill(&$0, count: count, &random)
                }
                #expect(index.open.entryCount < 60)
            }
            index.writeOpen(byteEnd: 0, closing: false)
            let count = index.open.count
            index = LogIndex(fixture.store, heldEntries: 60)
            #expect(try index.load(end: end) == count || count == 0)
        }
        try model.check(index)
        let runs = Self.indexFiles(fixture.files).count
        // Runs that are not full are joined; what is left are full ones and a few small ones.
        #expect(runs > 3 && runs < model.labels.count / 15, "\(runs) files")
        index.writeOpen(byteEnd: 0, closing: true)
        #expect(Self.indexFiles(fixture.files).count == 1)
        try model.check(index)
        #expect(try LogIndex.isWhole(fixture.store, end: end))
        var loaded = LogIndex(fixture.store)
        #expect(try loaded.load(end: end) == end.count)
        try model.check(loaded)
    }

    @Test("closing writes nothing where nothing was added, and little where little was")
    func nothingNew() throws {
        let (fixture, end, model) = try Self.large()
        var random = SeededRandom(seed: 12)
        var model2 = model
        var index = LogIndex(fixture.store)
        #expect(try index.load(end: end) == end.count)
        fixture.files.clearCalls()
        index.writeOpen(byteEnd: 0, closing: false)
        index.writeOpen(byteEnd: 0, closing: true)
        #expect(fixture.files.calls == [])
        let used = fixture.files.usedSpace
        index.withOpen { model2.fill(&$0, count: 3, &random) }
        index.writeOpen(byteEnd: 0, closing: false)
        #expect(fixture.files.usedSpace - used < 1_000)
        try model2.check(index)
    }

    @Test("opening a large index reads little of it")
    func opening() throws {
        let (fixture, end, _) = try Self.large()
        var index = LogIndex(fixture.store)
        fixture.files.clearCalls()
        _ = try index.load(end: end)
        // The segment's header, the index's header, and its table with the filter.
        #expect(fixture.files.calls.filter { $0.operation == "read" }.count == 3)
    }

    @Test("a page that was changed is found when it is read, and its run made again from the records")
    func damagedPage() throws {
        let (fixture, end, model) = try Self.large()
        let path = fixture.store.path + "/" + SegmentName.index(0)
        let bytes = try #require(fixture.files.contents(path))
        #expect(bytes.count > 1 << 16)
        for isWriting in [true, false] {
            for byte in stride(from: IndexRunLayout.headerBytes, to: bytes.count, by: 3_001) {
                let files = fixture.files.copy()
                files.flipBit(path, byte: byte, bit: byte % 8)
                let store = StoreDirectory(
                    path: fixture.store.path, kind: .log, ledger: StoreFixture.ledger, files: files)
                #expect(try !LogIndex.isWhole(store, end: end), "byte \(byte)")
                let counting = RestoreCounter()
                var index = LogIndex(store, isWriting: isWriting) { segment, records in
                    counting.count()
                    return model.index(of: records, in: segment)
                }
                let from = try index.load(end: end)
                // What is checked at opening, is missing; what is not, is found out later.
                if from == end.count {
                    try model.check(index, "byte \(byte)")
                    #expect(counting.value == 1, "byte \(byte)")
                    #expect(try LogIndex.isWhole(store, end: end) == isWriting)
                } else {
                    #expect(from == 0)
                }
            }
        }
    }

    @Test("without records to make it from, a damaged page is an error and not an empty answer")
    func damagedForGood() throws {
        let (fixture, end, model) = try Self.large()
        let path = fixture.store.path + "/" + SegmentName.index(0)
        let size = try #require(fixture.files.contents(path)?.count)
        fixture.files.flipBit(path, byte: size - 1, bit: 0)
        var index = LogIndex(fixture.store)
        #expect(try index.load(end: end) == end.count)
        var errors = 0
        for value in 0..<50 as Range<UInt64> {
            do throws(LogStoreError) {
                #expect(try index.records(label: value) == model.labels(value))
            } catch { errors += 1 }
        }
        #expect(errors > 0)
    }

    @Test("whichever call fails, and whatever a crash keeps, no answer is missing or wrong")
    func faults() throws {
        let (fixture, end) = try Self.log(of: 40)
        let manners: [Fault.Manner] = [
            .failedWithoutEffect, .failedButHappened, .failedInPart, .failedAndMarkedClean,
        ]
        var recovered = 0
        for number in 1...60 {
            let files = fixture.files.copy(seed: UInt64(number))
            files.failNextCalls(
                Fault(number: number, isPermanent: number % 3 == 0, manner: manners[number % 4]))
            let store = StoreDirectory(
                path: fixture.store.path, kind: .log, ledger: StoreFixture.ledger, files: files)
            var random = SeededRandom(seed: UInt64(number))
            var model = IndexModel()
            var index = LogIndex(store, heldEntries: 50)
            index.beginSegment(at: 0)
            while index.open.count + 4 <= end.count {
                index.withOpen { model.fill(&$0, count: 4, &random) }
                if index.open.count % 12 == 0 { index.writeOpen(byteEnd: 0, closing: false) }
            }
            if number.isMultiple(of: 2) { index.writeOpen(byteEnd: 0, closing: true) }
            files.clearFaults()
            try model.check(index, "call \(number)")
            files.crash()
            var loaded = LogIndex(store)
            let count = try loaded.load(end: end)
            try model.prefix(count).check(loaded, "call \(number)")
            if count > 0 { recovered += 1 }
        }
        #expect(recovered > 30)
    }

    @Test("a reader that loaded runs still answers after the writer has merged them")
    func readerBesideWriter() throws {
        var random = SeededRandom(seed: 13)
        let (fixture, end) = try Self.log(of: 60)
        var model = IndexModel()
        var writer = LogIndex(fixture.store, heldEntries: 40)
        writer.beginSegment(at: 0)
        while writer.open.count + 2 <= end.count { writer.withOpen { model.fill(&$0, count: 2, &random) } }
        writer.writeOpen(byteEnd: 0, closing: false)
        var reader = LogIndex(fixture.store, isWriting: false)
        _ = try reader.load(end: end)
        writer.writeOpen(byteEnd: 0, closing: true)
        #expect(Self.indexFiles(fixture.files).count == 1)
        try model.check(reader)
        try model.check(writer)
    }

    @Test("one that only reads writes nothing, however much it holds")
    func onlyReading() throws {
        var random = SeededRandom(seed: 14)
        let (fixture, _) = try Self.log(of: 1)
        var model = IndexModel()
        fixture.files.clearCalls()
        var index = LogIndex(fixture.store, isWriting: false, heldEntries: 10)
        index.beginSegment(at: 0)
        index.withOpen { model.fill(&$0, count: 50, &random) }
        index.writeOpen(byteEnd: 0, closing: false)
        index.closeInMemory(beginning: 50)
        index.withOpen { model.fill(&$0, count: 50, &random) }
        try model.check(index)
        #expect(fixture.files.calls == [])
    }
}

/// Counts calls of a closure that may not change anything around it.
private final class RestoreCounter: Sendable {
    private let counter = Mutex(0)
    func count() { counter.withLock { $0 += 1 } }
    var value: Int { counter.withLock { $0 } }
}
