import DurabilitySimulation
import DurableIO
import LogFormat
import Testing

@testable import LogStore

@Suite("Bytes that a newer program wrote, and files that are not what a crash leaves")
struct UnknownFormatTests {
    /// Writes bytes of a header anew, with its checksum made to fit.
    private static func rewrite(
        _ fixture: StoreFixture, _ path: String, header: Int, checksum: Int, _ changes: [(Int, UInt8)]
    ) throws {
        var bytes = try #require(fixture.files.contents(path))
        for (place, byte) in changes { bytes[header + place] = byte }
        let computed = CRC32C.checksum(bytes[header..<(header + checksum)])
        for place in 0..<4 {
            bytes[header + checksum + place] = UInt8(truncatingIfNeeded: computed >> (8 * UInt32(place)))
        }
        fixture.files.setContents(path, bytes)
    }

    private static func expectUnknown(
        _ fixture: StoreFixture, published: UInt64, from mark: CommitMark.End?, segment: UInt64
    ) {
        let before = fixture.image
        do throws(LogStoreError) {
            _ = try fixture.open(published: published, from: mark)
            Issue.record("it was opened")
        } catch {
            guard case .unknownFormat(.log, let found, _, let cause) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(found == segment && cause.isOfAnotherVersion)
            #expect("\(error)".contains("a newer program wrote it"))
        }
        #expect(fixture.image == before)
    }

    @Test(
        "a block of another version, with flags or of another codec is never a torn tail",
        arguments: [(4, 2), (7, 1), (6, 9)] as [(Int, UInt8)])
    func block(place: Int, value: UInt8) throws {
        let fixture = try StoreFixture(batches: 4, segmentBytes: 64 << 20)
        for batch in 0..<4 {
            for marked in 0..<4 {
                let damaged = fixture.copy()
                let start = batch == 0 ? UInt64(SegmentHeader.byteCount) : fixture.ends[batch - 1].byteOffset
                try Self.rewrite(
                    damaged, damaged.path(0), header: Int(start), checksum: 92, [(place, value)])
                // What lies below the batch of the mark is not read by opening.
                guard marked <= batch else { continue }
                Self.expectUnknown(
                    damaged, published: 0, from: marked == 0 ? nil : fixture.ends[marked - 1], segment: 0)
            }
        }
    }

    @Test("a segment of another version or with flags is never cut, be it the last or not")
    func segment() throws {
        let fixture = try StoreFixture(batches: 8, segmentBytes: 300)
        let firsts = try fixture.store.segments()
        #expect(firsts.count > 3)
        for first in firsts {
            for change in [[(8, 2), (10, 2)], [(12, 1)]] as [[(Int, UInt8)]] {
                let damaged = fixture.copy()
                try Self.rewrite(damaged, damaged.path(first), header: 0, checksum: 60, change)
                Self.expectUnknown(damaged, published: 0, from: nil, segment: first)
            }
        }
    }

    @Test("a later segment that cannot be read keeps a tail from being taken for torn")
    func unreadable() throws {
        let fixture = try StoreFixture(batches: 8, segmentBytes: 300)
        let firsts = try fixture.store.segments()
        let damaged = fixture.copy()
        let path = damaged.path(firsts[1])
        damaged.files.truncateRaw(path, to: (damaged.files.contents(path)?.count ?? 0) - 1)
        damaged.files.failNextCalls(
            Fault(
                operation: "open", pathSuffix: SegmentName.segment(firsts[2]), isPermanent: true,
                code: .inputOutput))
        do throws(LogStoreError) {
            _ = try damaged.open(published: 0)
            Issue.record("it was opened")
        } catch {
            guard case .storage(let cause) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(cause.code == .inputOutput)
        }
    }

    @Test("a file that was made longer than any batch is refused; a long tail is read in pieces")
    func lengthened() throws {
        let fixture = try StoreFixture(batches: 3, segmentBytes: 64 << 20)
        let whole = try #require(fixture.files.contents(fixture.path(0)))
        let ending = (0..<(2 * TornPieces.pieceBytes + 5)).map { UInt8(truncatingIfNeeded: $0 / 3) }
        fixture.files.setContents(fixture.path(0), whole + ending)
        let opening = StoreOpening(fixture.store, published: 0, mostTorn: UInt64(ending.count - 1))
        #expect(throws: LogStoreError.self) { _ = try opening.scan(from: nil) }
        #expect(fixture.files.contents(fixture.path(0)) == whole + ending)
        let result = try fixture.open(published: 0)
        #expect(result.tail.end == fixture.ends[2])
        let part = try #require(result.torn?.parts.first)
        var pieces = try TornPieces(part, in: fixture.store)
        var read: [UInt8] = []
        var counts: [Int] = []
        while let piece = try pieces.next() {
            read += piece
            counts.append(piece.count)
        }
        #expect(read == ending)
        #expect(counts == [TornPieces.pieceBytes, TornPieces.pieceBytes, 5])
    }
}
