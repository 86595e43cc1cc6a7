import Attestation
import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogStore
import Merkle
import Testing

@testable import ComplianceLedger

@Suite("Damage at every byte of the end of the log")
struct TailDamageTests {
    /// What is done from a byte on.
    private enum Shape: String, CaseIterable {
        case cut, zeros, garbage
        /// One byte is another, and `commit` says what it did long before.
        case oneByte

        func apply(_ bytes: [UInt8], at place: Int, _ random: inout SeededGenerator) -> [UInt8] {
            switch self {
            case .cut: return Array(bytes[..<place])
            case .zeros: return bytes[..<place] + [UInt8](repeating: 0, count: bytes.count - place)
            case .garbage: return bytes[..<place] + random.bytes(bytes.count - place)
            case .oneByte:
                var out = bytes
                out[place] ^= UInt8(1 + random.below(255))
                return out
            }
        }
    }

    /// A ledger that was killed: some 90 KiB of acknowledged batches, behind them one that is whole and of
    /// which nobody was told.
    private struct Killed {
        let world: LedgerWorld
        let log: String
        let bytes: [UInt8]
        /// Where the acknowledged batches end, and what they are.
        let end: Int
        let head: TreeHead
        /// `commit` as it stood after a few batches.
        let earlyMark: [UInt8]

        init() throws {
            var random = SeededGenerator(seed: 3)
            func append(_ number: Int, _ byteCount: Int) -> Submission {
                var event = Samples.event(number)
                event.data = [0xA1, 1, 0x59, UInt8(byteCount >> 8), UInt8(byteCount & 255)]
                event.data += random.bytes(byteCount)
                return Samples.submission(number, evidence: [1], events: [event])
            }
            world = LedgerWorld()
            let ledger = try world.opened()
            log = world.layout.log + "/" + SegmentName.segment(0)
            var early: [UInt8]?
            for number in 0..<90 {
                _ = try ledger.appendAndWait([append(number, 300 + 13 * number)])
                if number == 5 {
                    _ = try ledger.appendAndWait([])
                    early = world.files.contents(world.layout.commit)
                }
            }
            _ = try ledger.appendAndWait([])
            head = try ledger.head()
            end = world.files.contents(log)?.count ?? 0
            world.files.failNextCalls(Fault(operation: "write", pathSuffix: "commit", isPermanent: true))
            #expect(throws: AppendError.self) {
                try ledger.appendAndWait((100..<104).map { append($0, 1_900) })
            }
            world.files.clearFaults()
            world.files.kill()
            bytes = try #require(world.files.contents(log))
            earlyMark = try #require(early)
        }
    }

    @Test("cut, zeros, garbage or one other byte: the tail that nobody was told of is cut, or it is damage")
    func everyByte() throws {
        let whole = try Killed()
        let first = whole.bytes.count - 65_536
        #expect(first > 10_000 && whole.bytes.count - whole.end > 4_000)
        var record = FaultRecord(
            "s3-tail-bytes", .bytes,
            fault: "From each byte of the log's last 64 KiB on: cut, zeros, garbage; or that byte alone is "
                + "another while commit says what it did long before.",
            expectation: "Opening cuts what nobody was told of and says so, or refuses as damage and changes "
                + "nothing; no acknowledged event is missing without a word.",
            test: "TailDamageTests/everyByte")
        var cuts = 0
        var random = SeededGenerator(seed: 9)
        let step = TestEffort.count(211, nightly: 1)
        for place in stride(from: first, to: whole.bytes.count, by: step) {
            for shape in Shape.allCases {
                let about = "\(shape) at \(place)"
                let world = LedgerWorld(copying: whole.world)
                let changed = shape.apply(whole.bytes, at: place, &random)
                world.files.setContents(whole.log, changed)
                if shape == .oneByte { world.files.setContents(world.layout.commit, whole.earlyMark) }
                record.committed += 1
                record.acknowledged += Int(whole.head.size)
                do throws(LedgerError) {
                    let ledger = try world.open()
                    let bytesCut = ledger.recovery?.bytesCut ?? 0
                    let isThere = try LedgerTree(core: ledger.core).agrees(
                        with: whole.head, end: ledger.core.end)
                    if !isThere { record.lost += Int(whole.head.size) }
                    // The end of a batch may be zeros already. Where the batch is gone to its last byte, its
                    // evidence is cut.
                    let isUnchanged = changed == whole.bytes
                    if place < whole.end || !isThere
                        || (bytesCut > 0) == isUnchanged
                    {
                        record.failed += 1
                        Issue.record("\(about): opened, \(bytesCut) bytes cut, acknowledged: \(isThere)")
                    }
                    cuts += 1
                } catch {
                    let isKept = world.files.contents(whole.log) == changed
                    if !error.provesDamage || place >= whole.end || !isKept {
                        record.failed += 1
                        Issue.record("\(about): \(error)")
                    }
                }
            }
        }
        #expect(cuts * 20 > record.committed)
        record.report()
    }
}
