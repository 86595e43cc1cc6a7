import LedgerModel

@testable import LogFormat

/// The worked examples of the format.
enum Fixtures {
    static let ledger = LedgerID(Bits128(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF))

    static let segment = SegmentHeader(
        kind: .log, ledger: ledger, first: 7, created: Timestamp(nanoseconds: 1_700_000_000_000_000_000),
        epoch: 2)

    static let records: [[UInt8]] = [Array("one".utf8), Array("two!".utf8)]

    /// A block's header and stored bytes.
    static func block(
        _ records: [[UInt8]], segment: SegmentHeader = segment, change: (inout BlockHeader) -> Void = { _ in }
    ) -> [UInt8] {
        var raw: [UInt8] = []
        for record in records { record.withUnsafeBytes { BlockCodec.appendFrame($0, to: &raw) } }
        let (codec, stored) = BlockCodec.body(of: raw)
        var header = BlockHeader(
            codec: codec, batch: 3, blockIndex: 0, blockCount: 1, first: 7, count: UInt32(records.count),
            rawLength: UInt32(raw.count), storedLength: UInt32(stored.count),
            storedChecksum: CRC32C.checksum(stored),
            earliest: Timestamp(nanoseconds: 1_700_000_000_000_000_001),
            latest: Timestamp(nanoseconds: 1_700_000_000_000_000_002), durableThrough: 5, privateThrough: 4,
            identitiesThrough: 3, segmentChecksum: segment.checksum)
        change(&header)
        return header.encoded + stored
    }

    static let mark = CommitMark(
        ledger: ledger, sequence: 9, log: .init(count: 10, segment: 7, byteOffset: 200),
        privateRecords: .init(count: 4, segment: 0, byteOffset: 300),
        identities: .init(count: 3, segment: 0, byteOffset: 400),
        recorded: Timestamp(nanoseconds: 1_700_000_000_000_000_003))

    /// Reads a block as a file holds it.
    static func read(_ bytes: [UInt8], segment: SegmentHeader = segment) throws(FormatError) -> DecodedBlock {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(FormatError) in
                let header = try BlockHeader(buffer, segmentChecksum: segment.checksum)
                return try BlockCodec.decode(
                    header, stored: UnsafeRawBufferPointer(rebasing: buffer[BlockHeader.byteCount...]))
            }
        }.get()
    }

    static func readSegment(_ bytes: [UInt8], kind: StoreKind = .log) throws(FormatError) -> SegmentHeader {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(FormatError) in try SegmentHeader(buffer, kind: kind) }
        }.get()
    }

    static func readMark(_ bytes: [UInt8]) throws(FormatError) -> CommitMark {
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(FormatError) in try CommitMark(buffer) }
        }.get()
    }
}
