import Attestation
import DurabilitySimulation
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("Before anything is signed it is read back")
struct ReadBackTests {
    /// Where a bit falls over.
    enum Place: CaseIterable, Sendable {
        /// In a record, after it was hashed and before its block was made: every checksum fits.
        case beforeBlock
        /// In the block's bytes as they are written.
        case inWrite
        /// On the disk, with a checksum made to fit.
        case onDisk
    }

    /// A block with one bit of one of its records turned around and all checksums made anew.
    static func altered(_ bytes: [UInt8], bit: Int) -> [UInt8]? {
        let size = BlockHeader.byteCount
        guard bytes.count > size else { return nil }
        let checksum = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[88 + $1]) << (8 * UInt32($1)) }
        let header = bytes.withUnsafeBytes { buffer in
            try? BlockHeader(UnsafeRawBufferPointer(rebasing: buffer[..<size]), segmentChecksum: checksum)
        }
        guard var header, size + Int(header.storedLength) == bytes.count else { return nil }
        let block = bytes.withUnsafeBytes { buffer in
            try? BlockCodec.decode(header, stored: UnsafeRawBufferPointer(rebasing: buffer[size...]))
        }
        guard let block else { return nil }
        var raw = block.raw
        let range = block.range(of: bit % block.count)
        raw[range.lowerBound + bit / 8 % range.count] ^= 1 << UInt8(bit % 8)
        let (codec, stored) = BlockCodec.body(of: raw)
        header.codec = codec
        header.storedLength = UInt32(stored.count)
        header.storedChecksum = CRC32C.checksum(stored)
        return header.encoded + stored
    }

    /// The log's one segment with its last block altered so that it keeps its length, if it can.
    private static func alterOnDisk(_ world: LedgerWorld, from start: Int, bit: Int) -> Bool {
        let path = world.layout.log + "/" + SegmentName.segment(0)
        guard let bytes = world.files.contents(path),
            let block = altered(Array(bytes[start...]), bit: bit)
        else { return false }
        world.files.setContents(path, bytes[..<start] + block)
        return true
    }

    @Test("a bit that falls over between hashing and writing, or writing and signing, is not signed")
    func flips() throws {
        let made = LedgerWorld()
        try made.create()
        var caught: [Place: Int] = [:]
        var record = FaultRecord(
            "s6-unread-flips", .calls,
            fault: "A bit of a record falls over between hashing and writing, in the write, or on the disk "
                + "under a checksum made to fit, before a checkpoint is signed.",
            expectation: "Nothing is signed over it, and the writer stops.", test: "ReadBackTests/flips")
        var random = SeededGenerator(seed: 11)
        for number in 0..<TestEffort.count(240, nightly: 10_000) {
            let place = Place.allCases[number % Place.allCases.count]
            let world = LedgerWorld(copying: made)
            let bit = random.below(1 << 20)
            let isArmed = Mutex(false)
            var environment = world.environment
            environment.files = HookedFileSystem(
                world.files,
                FileHooks(write: { path, bytes in
                    guard path.contains("/log/0"), path.hasSuffix(".seg"), isArmed.withLock({ $0 }) else {
                        return bytes
                    }
                    switch place {
                    case .beforeBlock: return Self.altered(bytes, bit: bit) ?? bytes
                    case .inWrite:
                        var out = bytes
                        out[bit / 8 % out.count] ^= 1 << UInt8(bit % 8)
                        return out
                    case .onDisk: return bytes
                    }
                }))
            let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
            let before = random.below(3)
            for early in 0...before { _ = try ledger.appendAndWait([Samples.submission(early)]) }
            let signed = try ledger.checkpoint()
            let start = world.files.contents(world.layout.log + "/" + SegmentName.segment(0))?.count ?? 0
            isArmed.withLock { $0 = true }
            _ = try ledger.appendAndWait((10..<(11 + random.below(4))).map { Samples.submission($0) })
            if place == .onDisk, !Self.alterOnDisk(world, from: start, bit: bit) { continue }
            var wasSigned = false
            for isFirst in [true, false] {
                do throws(LedgerError) {
                    _ = try ledger.checkpoint()
                    wasSigned = true
                    Issue.record("\(place) \(number): it was signed")
                } catch {
                    #expect(error.provesDamage, "\(place) \(number): \(error)")
                    switch error {
                    case .readBack, .store(.damaged): #expect(isFirst)
                    case .poisoned: #expect(!isFirst)
                    default: Issue.record("\(place) \(number): \(error)")
                    }
                }
            }
            caught[place, default: 0] += 1
            record.committed += 1
            record.noticed = (record.noticed ?? 0) + (wasSigned ? 0 : 1)
            record.failed += wasSigned ? 1 : 0
            #expect(throws: AppendError.self) { try ledger.appendAndWait([Samples.submission(99)]) }
            #expect(try ledger.publishedCheckpoint()?.head == signed.head)
            #expect(try HighWater.read(world.layout, files: world.files)?.size == signed.head.size)
            #expect(try ledger.event(at: .first).data == Samples.data(0))
            #expect(throws: LedgerError.self) { try ledger.close() }
        }
        for place in Place.allCases { #expect(caught[place, default: 0] > 40, "\(place): \(caught)") }
        record.report()
    }

    @Test("what was read back once is not read again, and what was not is, over segments and reopenings")
    func onlyTheRest() throws {
        let world = LedgerWorld(segmentBytes: 1_000)
        var ledger = try world.opened()
        var last: UInt64 = 0
        for round in 0..<6 {
            for number in 0..<9 { _ = try ledger.appendAndWait([Samples.submission(round * 10 + number)]) }
            let signed = try ledger.checkpoint()
            #expect(signed.head.size > last)
            last = signed.head.size
            #expect(try ledger.checkpoint().head == signed.head)
            if round == 3 {
                try ledger.close()
                ledger = try world.open()
            }
        }
        try ledger.close()
        #expect(last == 54)
        #expect(try world.audit() == [])
    }
}
