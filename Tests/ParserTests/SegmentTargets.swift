import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat

@testable import LogStore

extension ParserTarget {
    static let ledger = LedgerID(Bits128(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF))

    /// The header of the segment that all blocks here belong to.
    static let header = SegmentHeader(
        kind: .log, ledger: ledger, first: 7, created: Timestamp(nanoseconds: 1_700_000_000_000_000_000),
        epoch: 2)

    /// A block of the segment.
    static func block(_ records: [[UInt8]], first: UInt64 = 7, batch: UInt64 = 3) -> [UInt8] {
        var raw: [UInt8] = []
        for record in records { record.withUnsafeBytes { BlockCodec.appendFrame($0, to: &raw) } }
        let (codec, stored) = BlockCodec.body(of: raw)
        let header = BlockHeader(
            codec: codec, batch: batch, blockIndex: 0, blockCount: 1, first: first,
            count: UInt32(records.count), rawLength: UInt32(raw.count), storedLength: UInt32(stored.count),
            storedChecksum: CRC32C.checksum(stored),
            earliest: Timestamp(nanoseconds: 1), latest: Timestamp(nanoseconds: 2), durableThrough: 5,
            privateThrough: 4, identitiesThrough: 3, segmentChecksum: Self.header.checksum)
        return header.encoded + stored
    }

    private static let records: [[UInt8]] = [
        Array("one".utf8), [], Array(repeating: 9, count: 300), Array("two!".utf8),
    ]

    /// The header of a segment, as it is and with its checksum made to fit.
    static let segment = ParserTarget(
        name: "segment",
        seeds: {
            StoreKind.allCases.map {
                SegmentHeader(
                    kind: $0, ledger: ledger, first: 7, generation: 1, created: Timestamp(nanoseconds: 5),
                    epoch: 2
                ).encoded
            }
        },
        check: { input in
            for kind in StoreKind.allCases { _ = try? SegmentHeader(input, kind: kind) }
            var bytes = Array(input)
            guard bytes.count >= SegmentHeader.byteCount else { return nil }
            bytes.storeLittle(CRC32C.checksum(bytes[..<60]), at: 60)
            for kind in StoreKind.allCases {
                let read = Outcome { try bytes.withUnsafeBytes { try SegmentHeader($0, kind: kind) } }
                guard let header = read.value else { continue }
                guard header.encoded.elementsEqual(bytes[..<SegmentHeader.byteCount]) else {
                    return "a segment's header does not encode to what was read"
                }
            }
            return nil
        })

    /// A header of a block and its stored bytes: as they are, with their checksums made to fit, and with the
    /// length too.
    static let block = ParserTarget(
        name: "block",
        seeds: {
            [block(records), block([[1]]), block([Array(0...255)]), block([Array(repeating: 0, count: 9)])]
        },
        check: { input in
            _ = try? BlockHeader(input, segmentChecksum: header.checksum)
            guard input.count > BlockHeader.byteCount else { return nil }
            for isFitted in [false, true] {
                var bytes = Array(input)
                if isFitted { bytes.storeLittle(UInt32(bytes.count - BlockHeader.byteCount), at: 40) }
                mend(&bytes, at: 0, storedLength: bytes.count - BlockHeader.byteCount)
                if let problem = bytes.withUnsafeBytes({ problem(inBlock: $0) }) { return problem }
            }
            return nil
        })

    /// A whole segment: header, and then the input with the checksums of whatever looks like a block made to
    /// fit.
    static let scan = ParserTarget(
        name: "scan",
        seeds: { [block(records) + block([[1], [2]], first: 11, batch: 4), block([[1]]) + [0, 0, 0, 0]] },
        check: { input in
            var bytes = Array(input)
            var at = 0
            while at + BlockHeader.byteCount <= bytes.count {
                guard bytes[at...].starts(with: BlockHeader.magic) else {
                    at += 1
                    continue
                }
                let length = bytes.withUnsafeBytes { Int($0.little(UInt32.self, at: at + 40)) }
                let stored = min(length, bytes.count - at - BlockHeader.byteCount)
                mend(&bytes, at: at, storedLength: stored)
                at += BlockHeader.byteCount + stored
            }
            return problem(inSegment: header.encoded + bytes)
        })

    /// Makes the checksums of a block fit.
    private static func mend(_ bytes: inout [UInt8], at place: Int, storedLength: Int) {
        let body = place + BlockHeader.byteCount
        bytes.storeLittle(header.checksum, at: place + 88)
        bytes.storeLittle(CRC32C.checksum(bytes[body..<(body + storedLength)]), at: place + 44)
        bytes.storeLittle(CRC32C.checksum(bytes[place..<(place + 92)]), at: place + 92)
    }

    private static func problem(inBlock bytes: UnsafeRawBufferPointer) -> String? {
        guard let found = try? BlockHeader(bytes, segmentChecksum: header.checksum) else { return nil }
        guard found.encoded.elementsEqual(bytes[..<BlockHeader.byteCount]) else {
            return "a block's header does not encode to what was read"
        }
        let stored = UnsafeRawBufferPointer(rebasing: bytes[BlockHeader.byteCount...])
        guard let block = try? BlockCodec.decode(found, stored: stored) else { return nil }
        guard block.raw.count == Int(found.rawLength), block.count == Int(found.count) else {
            return "a block holds other bytes or records than its header says"
        }
        var raw: [UInt8] = []
        var next = found.first
        var isInOrder = true
        block.forEach { number, record in
            isInOrder = isInOrder && number == next
            next &+= 1
            BlockCodec.appendFrame(record, to: &raw)
        }
        guard isInOrder, raw == block.raw else { return "a block's records are not its bytes" }
        return nil
    }

    private static func problem(inSegment bytes: [UInt8]) -> String? {
        let files = SimulatedFileSystem()
        files.setContents("segment", bytes)
        guard let file = try? files.open("segment", .read),
            let first = try? bytes.withUnsafeBytes({ try SegmentHeader($0, kind: .log) }),
            var scanner = try? SegmentScanner(OpenSegment(file: file, header: first))
        else { return "the segment was not opened" }
        var last = scanner.offset
        while true {
            guard let step = try? scanner.next() else { return "the scanner failed" }
            switch step {
            case .end: return survey(file, bytes.count)
            case .block(let block):
                _ = try? block.decoded()
                guard block.end == scanner.offset else { return "a block ends elsewhere than the scanner" }
            case .invalid:
                _ = try? scanner.headerHere()
                guard case .read(let skipped) = Outcome({ try scanner.skipToNextBlock() }) else {
                    return "the scanner failed"
                }
                if skipped == nil { return survey(file, bytes.count) }
            }
            guard scanner.offset > last, scanner.offset <= UInt64(bytes.count) else {
                return "the scanner does not move on within the file"
            }
            last = scanner.offset
        }
    }

    private static func survey(_ file: any File, _ size: Int) -> String? {
        guard let survey = try? SegmentSurvey(file) else { return "the survey failed" }
        var end: UInt64 = 0
        for mark in survey.marks {
            guard mark.offset >= end else { return "two blocks of a survey overlap" }
            end = mark.offset + UInt64(BlockHeader.byteCount) + UInt64(mark.header.storedLength)
        }
        return end <= UInt64(size) ? nil : "a block of a survey ends behind the file"
    }
}
