import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("damage is named as what it looks like")
struct DamageShapeTests {
    /// A surgery, what it must be called, at which byte, and which records it concerns; nil for any.
    private struct Row {
        var name: String
        var segment: Int
        var shape: DamageShape
        var byte: Int?
        var records: Range<UInt64>?
        var operate: (DamagedLedger) throws -> Void
    }

    private static func rows(_ whole: DamagedLedger, _ segment: Int) throws -> [Row] {
        let blocks = whole.blocks(segment)
        #expect(blocks.count >= 4)
        let (second, third) = (blocks[1], blocks[2])
        let records = whole.records(segment, block: 1)
        let both = records.lowerBound..<whole.records(segment, block: 2).upperBound
        let isLast = segment == whole.firsts.count - 1
        let behind = isLast ? whole.records(segment, block: blocks.count - 1).upperBound : nil
        let end = try behind ?? #require(whole.firsts.dropFirst(segment + 1).first)
        let first = whole.firsts[segment]
        func row(
            _ name: String, _ shape: DamageShape, byte: Int?, _ records: Range<UInt64>?,
            _ change: @escaping (inout [UInt8]) -> Void
        ) -> Row {
            Row(name: name, segment: segment, shape: shape, byte: byte, records: records) {
                $0.change(segment, change)
            }
        }
        let payload = second.lowerBound + BlockHeader.byteCount
        let other = segment == 0 ? 1 : 0
        let foreign = Array(whole.bytes(other)[whole.blocks(other)[1]])
        return [
            row(
                "a bit of stored bytes", .flippedBit(byte: UInt64(payload + 7), bit: 5),
                byte: second.lowerBound, records
            ) { $0[payload + 7] ^= 1 << 5 },
            row(
                "a bit of a block's header", .flippedBit(byte: UInt64(second.lowerBound + 33), bit: 0),
                byte: second.lowerBound, records
            ) { $0[second.lowerBound + 33] ^= 1 },
            row(
                "a bit of a header's checksum", .flippedBit(byte: UInt64(second.lowerBound + 93), bit: 7),
                byte: second.lowerBound, records
            ) { $0[second.lowerBound + 93] ^= 0x80 },
            row("a bit of the file's header", .flippedBit(byte: 40, bit: 1), byte: 0, first..<end) {
                $0[40] ^= 2
            },
            row("neighbours", .swapped, byte: second.lowerBound, both) {
                let changed = $0[third] + $0[second]
                $0.replaceSubrange(second.lowerBound..<third.upperBound, with: changed)
            },
            row(
                "a block twice", .duplicated(byte: UInt64(second.lowerBound)), byte: second.upperBound,
                records
            ) { $0.insert(contentsOf: Array($0[second]), at: second.upperBound) },
            row(
                "another segment's block in its place", .foreignBlock(segment: whole.firsts[other]),
                byte: second.lowerBound, records
            ) { $0.replaceSubrange(second, with: foreign) },
            row("a block cut out", .missing, byte: second.lowerBound, records) {
                $0.removeSubrange(second)
            },
            row("zeros over stored bytes", .zeroed, byte: second.lowerBound, records) {
                for place in payload..<min(payload + 48, second.upperBound) { $0[place] = 0 }
            },
            row("zeros over a block", .zeroed, byte: second.lowerBound, records) {
                for place in second { $0[place] = 0 }
            },
            row("zeros over the file's header", .zeroed, byte: 0, first..<end) {
                for place in 0..<SegmentHeader.byteCount { $0[place] = 0 }
            },
            row("zeros over the file", .zeroed, byte: 0, first..<end) {
                $0 = [UInt8](repeating: 0, count: $0.count)
            },
            row(
                "cut within a block", .truncated, byte: third.lowerBound,
                whole.records(segment, block: 2).lowerBound..<end
            ) { $0.removeLast($0.count - third.lowerBound - 120) },
            row(
                "cut between blocks", .truncated, byte: third.lowerBound,
                whole.records(segment, block: 2).lowerBound..<end
            ) { $0.removeLast($0.count - third.lowerBound) },
            row("cut within the file's header", .truncated, byte: 0, first..<end) {
                $0.removeLast($0.count - 20)
            },
            row("other bytes over stored bytes", .overwritten, byte: second.lowerBound, records) {
                for place in 0..<20 { $0[payload + place] ^= UInt8(truncatingIfNeeded: 37 &* place | 3) }
            },
            Row(
                name: "taken away", segment: segment, shape: .missing, byte: nil, records: first..<end
            ) { try $0.world.files.remove($0.path(segment)) },
        ]
    }

    @Test("every surgery on the first, a middle and the last segment", arguments: [0, 1, -1])
    func surgeries(_ place: Int) throws {
        let whole = try DamagedLedger()
        #expect(whole.firsts.count >= 4)
        #expect(try whole.audit().findings.isEmpty)
        let segment = place < 0 ? whole.firsts.count - 1 : place
        for row in try Self.rows(whole, segment) {
            let copy = whole.copy()
            try row.operate(copy)
            let report = try copy.audit()
            #expect(report.exitStatus == 2, "\(row.name): \(report.findings)")
            let shaped = report.findings.filter { $0.shape != nil }
            #expect(shaped.map(\.shape) == [row.shape], "\(row.name): \(shaped)")
            let finding = try #require(shaped.first, "\(row.name)")
            #expect(finding.file == copy.path(segment), "\(row.name)")
            #expect(finding.byte == row.byte.map { UInt64($0) }, "\(row.name)")
            #expect(finding.records == row.records, "\(row.name): \(finding)")
            let size = report.size.value
            let log = try #require(report.scope.first { $0.part == .log })
            #expect(log.extent != .checked, "\(row.name): \(size)")
        }
    }

    @Test("a file that is another's, and one under another's name")
    func files() throws {
        let whole = try DamagedLedger()
        let other = try DamagedLedger(seed: 9)
        let evidence = whole.world.layout.privateRecords + "/" + SegmentName.segment(0)
        let rows: [(String, DamageShape, [UInt8])] = [
            ("another ledger's", .foreignSegment, other.bytes(1)),
            ("another store's", .foreignSegment, try #require(whole.world.files.contents(evidence))),
            ("another place's", .renamed(from: whole.firsts[2]), whole.bytes(2)),
        ]
        for (name, shape, bytes) in rows {
            let copy = whole.copy()
            copy.set(1, bytes)
            let report = try copy.audit()
            #expect(report.exitStatus == 2)
            let shaped = report.findings.filter { $0.shape != nil }
            #expect(shaped.map(\.shape) == [shape], "\(name): \(report.findings)")
            #expect(shaped.first?.records == whole.firsts[1]..<whole.firsts[2], "\(name)")
        }
        // Both names were exchanged.
        let copy = whole.copy()
        copy.set(1, whole.bytes(2))
        copy.set(2, whole.bytes(1))
        #expect(
            try copy.audit().findings.compactMap(\.shape)
                == [.renamed(from: whole.firsts[2]), .renamed(from: whole.firsts[1])])
    }

    @Test("a ledger put back to an earlier day is called an older copy")
    func rolledBack() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait((0..<5).map { Samples.submission($0) })
        try ledger.close()
        let earlier = LedgerWorld(copying: world)
        ledger = try world.open()
        _ = try ledger.appendAndWait((5..<9).map { Samples.submission($0) })
        try ledger.close()
        for path in [world.layout.checkpoint, world.layout.highWater] {
            earlier.files.setContents(path, try #require(world.files.contents(path)))
        }
        let report = try Audit.run(LedgerWorld.path, in: earlier.environment)
        #expect(report.exitStatus == 2)
        #expect(report.findings.compactMap(\.shape).contains(.rolledBack), "\(report.findings)")
        #expect(report.findings.contains { $0.shape == .rolledBack && $0.records == 5..<9 })
        // The mark alone.
        let copy = LedgerWorld(copying: world)
        copy.files.setContents(
            world.layout.commit, try #require(earlier.files.contents(world.layout.commit)))
        #expect(try Audit.run(LedgerWorld.path, in: copy.environment).findings.map(\.shape) == [.rolledBack])
    }

    @Test("a flipped bit of a small file is named by its byte")
    func smallFiles() throws {
        let world = try DamagedLedger(events: 6).world
        for path in [world.layout.highWater, world.layout.key, world.layout.secret] {
            let copy = LedgerWorld(copying: world)
            copy.files.flipBit(path, byte: 12, bit: 2)
            let report = try Audit.run(LedgerWorld.path, in: copy.environment)
            #expect(
                report.findings.contains { $0.shape == .flippedBit(byte: 12, bit: 2) && $0.file == path },
                "\(report.findings)")
        }
    }

    @Test("two places of damage are two findings, whatever they are")
    func pairs() throws {
        let whole = try DamagedLedger()
        let last = whole.firsts.count - 1
        // Under nightly effort all pairs, else each row with a few others.
        let step = TestEffort.count(5, nightly: 1)
        for (one, two) in [(0, 1), (1, last), (0, last)] {
            for (place, first) in try Self.rows(whole, one).enumerated() {
                // Nobody can say where a segment without its end was to end, and whether one is missing then.
                let isOpenEnded = first.records?.upperBound == whole.firsts[one + 1] && first.byte != nil
                for (other, second) in try Self.rows(whole, two).enumerated()
                where (place + other) % step == 0 {
                    if isOpenEnded, two == one + 1, second.shape == .missing, second.byte == nil { continue }
                    let copy = whole.copy()
                    try first.operate(copy)
                    try second.operate(copy)
                    let report = try copy.audit()
                    let shapes = report.findings.compactMap { $0.shape?.word }
                    #expect(
                        shapes.contains(first.shape.word) && shapes.contains(second.shape.word),
                        "\(first.name) in \(one), \(second.name) in \(two): \(report.findings)")
                }
            }
        }
    }

    @Test("what is told is the same with a thread that reads ahead and without")
    func readingAhead() throws {
        let whole = try DamagedLedger(events: 4_500, segmentBytes: 60_000)
        #expect(whole.firsts.count >= 4)
        var rows = try Self.rows(whole, 1)
        rows += try Self.rows(whole, whole.firsts.count - 1)
        for row in [nil] + rows.map(Optional.some) {
            let copy = whole.copy()
            try row?.operate(copy)
            let (one, two) = (try copy.audit(readsAhead: false), try copy.audit(readsAhead: true))
            #expect(one.findings == two.findings, "\(row?.name ?? "whole")")
            #expect(one.scope == two.scope, "\(row?.name ?? "whole")")
            #expect(one.root == two.root && one.bytes == two.bytes && one.segments == two.segments)
            #expect(one.findings.isEmpty == (row == nil), "\(row?.name ?? "whole")")
        }
    }
}
