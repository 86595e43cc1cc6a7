import DurabilitySimulation
import DurableIO
import LogFormat
import Testing

@testable import LogStore

@Suite struct SegmentErasureTests {
    private static let blank: [UInt8] = [0xFF]

    private func erase(_ numbers: [UInt64], in fixture: StoreFixture) throws -> Int {
        var rewritten = 0
        for first in try fixture.store.segments().dropLast() {
            let isDone = try SegmentErasure(fixture.store).replace(numbers, inSegment: first) { _, bytes in
                bytes == Self.blank ? nil : Self.blank
            }
            if isDone { rewritten += 1 }
        }
        return rewritten
    }

    @Test("the records named are replaced, all others are the same, and the store opens and goes on")
    func replaced() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            var fixture = try StoreFixture(batches: 30, segmentBytes: 700, seed: seed)
            let last = try #require(try fixture.store.segments().last)
            let numbers = (0..<last).filter { $0 % 7 == seed % 7 }
            let end = try #require(fixture.ends.last)
            let warm = StoreReader(fixture.store)
            for number in 0..<end.count { _ = try warm.record(number, end: end) }
            #expect(try erase(numbers, in: fixture) > 1)
            for number in numbers { fixture.records[Int(number)] = Self.blank }
            #expect(try fixture.readAll(end: end) == fixture.records)
            #expect(try fixture.open(published: end.count, from: end).tail.end == end)
            #expect(try fixture.open(published: end.count).torn == nil)
            warm.forget()
            for number in 0..<end.count {
                #expect(try warm.record(number, end: end) == fixture.records[Int(number)])
            }
            let image = fixture.image
            #expect(try erase(numbers, in: fixture) == 0)
            #expect(fixture.image == image)
            try fixture.write(batches: 5, segmentBytes: 700)
            #expect(try fixture.readAll(end: #require(fixture.ends.last)) == fixture.records)
        }
    }

    @Test("an end that was read before the rewriting still reads up to its number, and no further")
    func oldEnds() throws {
        let fixture = try StoreFixture(batches: 30, segmentBytes: 700)
        let segments = try fixture.store.segments()
        _ = try erase(Array(0..<segments[2]), in: fixture)
        for end in fixture.ends where end.segment < segments[2] {
            let read = try fixture.readAll(end: end)
            #expect(read.count >= Int(end.count))
            #expect(read.prefix(Int(end.count)).allSatisfy { $0 == Self.blank })
            let reader = StoreReader(fixture.store)
            #expect(try reader.record(end.count - 1, end: end) == Self.blank)
        }
    }

    @Test("a segment of a later generation is not written behind")
    func notBehind() throws {
        var fixture = try StoreFixture(batches: 3, segmentBytes: 64 << 20)
        try SegmentErasure(fixture.store).replace([0], inSegment: 0) { _, _ in Self.blank }
        fixture.records[0] = Self.blank
        try fixture.write(batches: 2, segmentBytes: 64 << 20)
        #expect(try fixture.store.segments().count == 2)
        #expect(try fixture.readAll(end: #require(fixture.ends.last)) == fixture.records)
    }

    @Test("a segment that is damaged stays as it is, and what a crash left goes")
    func damaged() throws {
        let fixture = try StoreFixture(batches: 30, segmentBytes: 700)
        let size = try #require(fixture.files.contents(fixture.path(0))?.count)
        fixture.files.flipBit(fixture.path(0), byte: size - 1, bit: 1)
        let image = fixture.image
        #expect(throws: LogStoreError.self) {
            try SegmentErasure(fixture.store).replace([0], inSegment: 0) { _, _ in Self.blank }
        }
        #expect(fixture.image == image)
        fixture.files.setContents(fixture.path(0) + ".tmp", [1, 2, 3])
        try SegmentErasure(fixture.store).removeLeftovers()
        #expect(fixture.image == image)
    }
}
