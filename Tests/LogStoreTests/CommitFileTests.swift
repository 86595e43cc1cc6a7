import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import Testing

@testable import LogStore

@Suite struct CommitFileTests {
    private func mark(_ count: UInt64) -> CommitMark {
        let end = CommitMark.End(count: count, segment: 0, byteOffset: count * 100)
        return CommitMark(
            ledger: StoreFixture.ledger, sequence: 0, log: end, privateRecords: end, identities: end,
            recorded: .earliest)
    }

    @Test("the last mark is read, after each opening too")
    func lastMark() throws {
        let files = SimulatedFileSystem()
        #expect(try CommitFile.read(path: "commit", files: files) == nil)
        for count in 1...7 as ClosedRange<UInt64> {
            let file = try CommitFile(path: "commit", files: files)
            try file.write(mark(count * 2 - 1))
            try file.write(mark(count * 2))
            file.close()
            let read = try #require(try CommitFile.read(path: "commit", files: files))
            #expect(read.log.count == count * 2)
            #expect(read.sequence == count * 2)
        }
    }

    @Test("a mark that is torn at any byte leaves the one before it")
    func torn() throws {
        let files = SimulatedFileSystem()
        let file = try CommitFile(path: "commit", files: files)
        try file.write(mark(1))
        try file.write(mark(2))
        let whole = try #require(files.contents("commit"))
        let newest = Int(CommitMark.copyOffsets[0])
        for byte in 0..<CommitMark.byteCount {
            files.setContents("commit", whole)
            files.flipBit("commit", byte: newest + byte, bit: byte % 8)
            #expect(try CommitFile.read(path: "commit", files: files)?.log.count == 1, "byte \(byte)")
            // The next mark takes the torn one's place.
            let next = try CommitFile(path: "commit", files: files)
            try next.write(mark(3))
            #expect(try CommitFile.read(path: "commit", files: files)?.log.count == 3)
        }
        files.setContents("commit", [UInt8](repeating: 0xFF, count: whole.count))
        #expect(try CommitFile.read(path: "commit", files: files) == nil)
    }

    @Test("without a whole mark, and with a stale one, the scan finds what is there")
    func stale() throws {
        let fixture = try StoreFixture(batches: 9, segmentBytes: 500)
        let end = try #require(fixture.ends.last)
        for mark in [nil] + fixture.ends.map({ $0 as CommitMark.End? }) {
            let result = try fixture.open(published: end.count, from: mark)
            #expect(result.tail.end == end)
            #expect(result.tail.batch == 9)
            #expect(result.tail.recorded == Timestamp(nanoseconds: result.tail.recorded.nanoseconds))
            #expect(result.torn == nil)
        }
    }
}
