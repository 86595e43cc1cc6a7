import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("Two places of damage in a log of twenty blocks")
struct DamagePairTests {
    private static let parts = 4

    /// What is done to one block.
    private enum Shape: CaseIterable {
        case flip, flipInHeader, zeros, garbage, cut, swap, duplicate, drop, foreign
    }

    /// The blocks of a log, each with the number that it had; segments are what lies between their ends.
    private struct Blocks: Equatable {
        /// By segment: the file's header and its blocks.
        var segments: [(header: [UInt8], blocks: [(number: Int, bytes: [UInt8])])] = []

        init(_ ledger: DamagedLedger) {
            var number = 0
            for index in ledger.firsts.indices {
                let bytes = ledger.bytes(index)
                var blocks: [(number: Int, bytes: [UInt8])] = []
                for place in ledger.blocks(index) {
                    blocks.append((number, Array(bytes[place])))
                    number += 1
                }
                segments.append((Array(bytes[..<SegmentHeader.byteCount]), blocks))
            }
        }

        var count: Int { segments.reduce(0) { $0 + $1.blocks.count } }

        var files: [[UInt8]] { segments.map { $0.header + $0.blocks.flatMap(\.bytes) } }

        static func == (left: Blocks, right: Blocks) -> Bool { left.files == right.files }

        /// Does something to the block that had a number; nothing where it is gone.
        mutating func apply(_ shape: Shape, to number: Int, foreign: [UInt8]) {
            for index in segments.indices {
                guard let place = segments[index].blocks.firstIndex(where: { $0.number == number }) else {
                    continue
                }
                let bytes = segments[index].blocks[place].bytes
                let middle = BlockHeader.byteCount + (bytes.count - BlockHeader.byteCount) / 2
                switch shape {
                case .flip: segments[index].blocks[place].bytes[middle] ^= 0x10
                case .flipInHeader: segments[index].blocks[place].bytes[24 + number] ^= 1
                case .zeros:
                    segments[index].blocks[place].bytes = [UInt8](repeating: 0, count: bytes.count)
                case .garbage:
                    var random = SeededGenerator(seed: UInt64(number))
                    segments[index].blocks[place].bytes = random.bytes(bytes.count)
                case .cut:
                    segments[index].blocks[place].bytes.removeLast(bytes.count - middle)
                    segments[index].blocks.removeLast(segments[index].blocks.count - place - 1)
                case .swap:
                    // With the next, be it in another segment.
                    if place + 1 < segments[index].blocks.count {
                        segments[index].blocks.swapAt(place, place + 1)
                    } else if let next = segments.indices.dropFirst(index + 1).first,
                        let other = segments[next].blocks.first
                    {
                        segments[next].blocks[0] = segments[index].blocks[place]
                        segments[index].blocks[place] = other
                    }
                case .duplicate: segments[index].blocks.insert((number, bytes), at: place + 1)
                case .drop: segments[index].blocks.remove(at: place)
                case .foreign: segments[index].blocks[place].bytes = foreign
                }
                return
            }
        }
    }

    @Test("whatever two things happen to two blocks, or to one, verify tells it", arguments: 0..<parts)
    func pairs(part: Int) throws {
        let whole = try DamagedLedger(events: 60, segmentBytes: 2_400)
        let blocks = Blocks(whole)
        #expect(blocks.count == 20 && whole.firsts.count > 2)
        #expect(blocks.files == whole.firsts.indices.map { whole.bytes($0) })
        let other = try DamagedLedger(events: 60, segmentBytes: 2_400, seed: 8)
        let foreign = Array(other.bytes(1)[other.blocks(1)[1]])
        var record = FaultRecord(
            "s5-damage-pairs", .bytes,
            fault: "In a log of 20 blocks each two blocks, and each one twice, have each two things done to "
                + "them: a bit turned around, in the header too, zeros, garbage, cut, exchanged with the "
                + "next, doubled, left out, another ledger's put in place.",
            expectation: "verify proves damage; where only bytes behind the end are more, it tells them.",
            test: "DamagePairTests/pairs")
        let step = TestEffort.count(29, nightly: 1)
        var number = 0
        for one in 0..<blocks.count {
            for two in one..<blocks.count {
                for first in Shape.allCases {
                    for second in Shape.allCases {
                        number += 1
                        guard number % (step * Self.parts) == part * step else { continue }
                        var damaged = blocks
                        damaged.apply(first, to: one, foreign: foreign)
                        damaged.apply(second, to: two, foreign: foreign)
                        // What the second undoes is no damage.
                        guard damaged != blocks else { continue }
                        let copy = whole.copy()
                        for (index, bytes) in damaged.files.enumerated() { copy.set(index, bytes) }
                        let report = try copy.audit(readsAhead: false)
                        // Bytes behind the last segment's end are nobody's, and are told as that.
                        let (before, after) = (blocks.files, damaged.files)
                        let isBehind =
                            before.dropLast() == after.dropLast()
                            && after[after.count - 1].starts(with: before[before.count - 1])
                        let wanted: Int32 = isBehind ? 1 : 2
                        record.committed += 1
                        record.noticed = (record.noticed ?? 0) + (report.exitStatus == 0 ? 0 : 1)
                        if report.exitStatus == 0 { record.silent += 1 }
                        if report.exitStatus != wanted { record.failed += 1 }
                        #expect(
                            report.exitStatus == wanted,
                            "\(first) of block \(one), \(second) of block \(two): \(report.findings)")
                    }
                }
            }
        }
        #expect(record.committed > 100)
        record.report()
    }
}
