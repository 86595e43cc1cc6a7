import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite struct StoreOpeningTests {
    @Test("cut at any byte above the mark, the whole batches are there and the rest is torn")
    func truncations() throws {
        let fixture = try StoreFixture(batches: 6, segmentBytes: 64 << 20)
        let mark = fixture.ends[2]
        let size = try #require(fixture.files.contents(fixture.path(0))?.count)
        for cut in Int(mark.byteOffset)...size {
            let damaged = fixture.copy()
            damaged.files.truncateRaw(damaged.path(0), to: cut)
            let result = try damaged.open(published: mark.count, from: mark)
            let whole = try #require(fixture.ends.last { $0.byteOffset <= UInt64(cut) })
            #expect(result.tail.end == whole, "cut at \(cut)")
            #expect(result.torn?.byteCount ?? 0 == cut - Int(whole.byteOffset), "cut at \(cut)")
            guard let torn = result.torn else { continue }
            #expect(torn.number == whole.count)
            try StoreWriter.cut(torn, in: damaged.store)
            damaged.files.crash(keeping: .nothingUnsynced)
            #expect(try damaged.open(published: mark.count, from: mark).torn == nil)
            #expect(try damaged.readAll(end: whole) == Array(fixture.records.prefix(Int(whole.count))))
        }
    }

    @Test("cut at any byte below the mark, opening names segment, byte and record, and changes nothing")
    func lossBelowTheMark() throws {
        let fixture = try StoreFixture(batches: 5, segmentBytes: 64 << 20)
        let mark = fixture.ends[3]
        for cut in 0..<Int(mark.byteOffset) {
            let damaged = fixture.copy()
            damaged.files.truncateRaw(damaged.path(0), to: cut)
            let before = damaged.image
            let found = try #require(damaged.damage(published: mark.count, from: mark), "cut at \(cut)")
            #expect(found.segment == 0)
            #expect(found.byteOffset <= UInt64(cut))
            let whole = fixture.ends.last { $0.byteOffset <= UInt64(cut) }?.count ?? 0
            #expect(found.firstAffected == whole, "cut at \(cut)")
            #expect(damaged.image == before)
            // Without the mark, what was published tells the same.
            #expect(damaged.damage(published: mark.count) != nil, "cut at \(cut)")
        }
    }

    @Test("a flipped bit below the mark is damage, in the last batch above it a torn tail")
    func flips() throws {
        let fixture = try StoreFixture(batches: 4, segmentBytes: 64 << 20)
        let mark = fixture.ends[2]
        let size = try #require(fixture.files.contents(fixture.path(0))?.count)
        for byte in 0..<size {
            let damaged = fixture.copy()
            damaged.files.flipBit(damaged.path(0), byte: byte, bit: byte % 8)
            if byte < Int(mark.byteOffset) {
                let found = try #require(damaged.damage(published: mark.count, from: mark), "byte \(byte)")
                #expect(found.segment == 0 && found.byteOffset <= UInt64(byte))
            } else {
                let result = try damaged.open(published: mark.count, from: mark)
                #expect(result.tail.end == mark, "byte \(byte)")
                #expect(result.torn?.byteCount == size - Int(mark.byteOffset))
            }
        }
    }

    @Test("zeros, garbage and a torn header behind the end are a torn tail")
    func garbage() throws {
        let fixture = try StoreFixture(batches: 3, segmentBytes: 64 << 20)
        let whole = try #require(fixture.files.contents(fixture.path(0)))
        let end = fixture.ends[2]
        var random = SeededRandom(seed: 4)
        var endings: [[UInt8]] = [
            [0], [UInt8](repeating: 0, count: 5_000), BlockHeader.magic, Array(whole[64..<200]),
        ]
        for count in [1, 95, 96, 97, 3_000] {
            endings.append((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        for ending in endings {
            let damaged = fixture.copy()
            damaged.files.setContents(damaged.path(0), whole + ending)
            for mark in [nil, end, fixture.ends[0]] {
                let result = try damaged.open(published: end.count, from: mark)
                #expect(result.tail.end == end)
                let part = try #require(result.torn?.parts.first)
                var pieces = try TornPieces(part, in: damaged.store)
                #expect(try pieces.next() == ending)
                #expect(try pieces.next() == nil)
            }
        }
    }

    @Test(
        "a broken batch before one that knew it to be durable is damage, though nothing of it was published")
    func brokenInTheMiddle() throws {
        let fixture = try StoreFixture(batches: 5, segmentBytes: 64 << 20)
        let mark = fixture.ends[0]
        for batch in 1..<4 {
            let damaged = fixture.copy()
            damaged.files.flipBit(damaged.path(0), byte: Int(fixture.ends[batch - 1].byteOffset) + 97, bit: 0)
            let before = damaged.image
            let found = try #require(damaged.damage(published: mark.count, from: mark), "batch \(batch)")
            #expect(found.firstAffected == fixture.ends[batch - 1].count)
            #expect(found.byteOffset == fixture.ends[batch - 1].byteOffset)
            #expect(damaged.image == before)
        }
    }

    @Test("the same across a segment's end: a torn batch and a whole later segment are damage")
    func brokenBeforeAnotherSegment() throws {
        let fixture = try StoreFixture(batches: 8, segmentBytes: 300)
        let firsts = try fixture.store.segments()
        #expect(firsts.count > 3)
        let damaged = fixture.copy()
        let path = damaged.path(firsts[1])
        damaged.files.truncateRaw(path, to: (damaged.files.contents(path)?.count ?? 0) - 1)
        let found = try #require(damaged.damage(published: 0))
        #expect(found.segment == firsts[1])
    }

    @Test(
        "a missing segment is damage, wherever it stood, unless it is the last and nothing of it was published"
    )
    func missingSegments() throws {
        let fixture = try StoreFixture(batches: 12, segmentBytes: 400)
        let firsts = try fixture.store.segments()
        let end = try #require(fixture.ends.last)
        for first in firsts {
            let damaged = fixture.copy()
            try damaged.files.remove(damaged.path(first))
            // From a mark only the tail is read; that the middle is whole, the index and the reader find out.
            for mark in first == 0 || first == end.segment ? [nil, end] : [nil] {
                let found = try #require(damaged.damage(published: end.count, from: mark), "segment \(first)")
                #expect(found.firstAffected <= max(first, end.count))
            }
            #expect(throws: LogStoreError.self) { try damaged.readAll(end: end) }
        }
        let last = try #require(firsts.last)
        let shortened = fixture.copy()
        try shortened.files.remove(shortened.path(last))
        #expect(try shortened.open(published: last).tail.end.count == last)
    }

    @Test("an emptied folder is damage where something was published")
    func emptied() throws {
        let fixture = try StoreFixture(batches: 3, segmentBytes: 400)
        for first in try fixture.store.segments() { try fixture.files.remove(fixture.path(first)) }
        #expect(fixture.damage(published: 1) != nil)
        #expect(fixture.damage(published: 0, from: fixture.ends[1]) != nil)
        #expect(try fixture.open(published: 0).tail == .empty)
    }

    @Test("a renamed segment is damage")
    func renamed() throws {
        let fixture = try StoreFixture(batches: 6, segmentBytes: 400)
        let firsts = try fixture.store.segments()
        try fixture.files.rename(fixture.path(firsts[1]), to: fixture.path(firsts[1] + 1))
        #expect(fixture.damage(published: fixture.ends[5].count) != nil)
    }

    @Test("blocks of another segment or another ledger, swapped and doubled blocks are damage")
    func surgery() throws {
        let fixture = try StoreFixture(batches: 4, segmentBytes: 64 << 20)
        let other = try StoreFixture(batches: 4, segmentBytes: 64 << 20, seed: 1, created: 9)
        let whole = try #require(fixture.files.contents(fixture.path(0)))
        let foreign = try #require(other.files.contents(other.path(0)))
        let cuts = [64] + fixture.ends.map { Int($0.byteOffset) }
        let parts = (0..<4).map { Array(whole[cuts[$0]..<cuts[$0 + 1]]) }
        let foreignPart = Array(foreign[cuts[1]..<cuts[2]])
        #expect(foreignPart.count == parts[1].count && foreignPart != parts[1])
        let header = Array(whole[..<64])
        let wrong: [[[UInt8]]] = [
            [parts[0], foreignPart, parts[2], parts[3]], [parts[1], parts[0], parts[2], parts[3]],
            [parts[0], parts[2], parts[1], parts[3]], [parts[0], parts[0], parts[1], parts[2], parts[3]],
            [parts[0], parts[1], parts[1], parts[2], parts[3]], [parts[0], parts[2], parts[3]],
            [parts[1], parts[2], parts[3]],
        ]
        for (index, blocks) in wrong.enumerated() {
            let damaged = fixture.copy()
            damaged.files.setContents(damaged.path(0), header + blocks.flatMap(\.self))
            let found = damaged.damage(published: fixture.ends[3].count)
            #expect(found != nil, "arrangement \(index)")
            #expect(throws: LogStoreError.self, "arrangement \(index)") {
                try damaged.readAll(end: fixture.ends[3])
            }
        }
        let exchanged = fixture.copy()
        exchanged.files.setContents(exchanged.path(0), foreign)
        var foreignLedger = exchanged
        foreignLedger = try StoreFixture(kind: .log, ledger: LedgerID(Bits128(high: 8, low: 8)))
        foreignLedger.files.setContents(foreignLedger.path(0), whole)
        #expect(foreignLedger.damage(published: 1) != nil)
    }

    @Test("nothing that nobody cites is taken up, not even a whole batch")
    func orphans() throws {
        let fixture = try StoreFixture(batches: 6, segmentBytes: 300)
        let end = try #require(fixture.ends.last)
        for cited in [0] + fixture.ends.map(\.count) {
            for mark in [nil] + fixture.ends.filter({ $0.count <= cited }).map({ $0 as CommitMark.End? }) {
                let copy = fixture.copy()
                let result = try copy.open(published: cited, from: mark, cited: cited)
                #expect(result.tail.end.count == cited, "cited \(cited), mark \(mark?.count ?? 0)")
                #expect((result.torn == nil) == (cited == end.count))
                guard let torn = result.torn else { continue }
                try StoreWriter.cut(torn, in: copy.store)
                let again = try copy.open(published: cited, from: mark, cited: cited)
                #expect(again.torn == nil && again.tail == result.tail)
            }
        }
    }

    @Test("a mark in a segment that held no batch yet still gives the number of the next batch")
    func markInEmptySegment() throws {
        var fixture = try StoreFixture(batches: 2, segmentBytes: 64 << 20)
        let writer = try StoreWriter(
            fixture.store, tail: fixture.open(published: 0).tail, epoch: 0, segmentBytes: 1)
        try fixture.write(to: writer)
        let last = fixture.ends[2].segment
        fixture.files.truncateRaw(fixture.path(last), to: SegmentHeader.byteCount)
        let mark = CommitMark.End(count: last, segment: last, byteOffset: UInt64(SegmentHeader.byteCount))
        let tail = try fixture.open(published: last, from: mark).tail
        #expect(tail.batch == 2)
        #expect(tail.end == mark)
        #expect(try fixture.open(published: last).tail == tail)
    }

    @Test("a segment file of any length below its header's is a torn tail and goes")
    func tornHeader() throws {
        let fixture = try StoreFixture(batches: 3, segmentBytes: 1)
        let last = fixture.ends[2].segment
        for length in 0..<SegmentHeader.byteCount {
            let damaged = fixture.copy()
            damaged.files.truncateRaw(damaged.path(last), to: length)
            let torn = try #require(try damaged.open(published: last, from: fixture.ends[1]).torn)
            try StoreWriter.cut(torn, in: damaged.store)
            #expect(try damaged.store.segments().last != last)
            #expect(try damaged.open(published: last, from: fixture.ends[1]).torn == nil)
        }
    }
}
