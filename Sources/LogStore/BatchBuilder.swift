public import LedgerModel
import LogFormat

/// Collects the records of one batch into blocks; the writer adds what it knows only at the end.
public struct BatchBuilder {
    /// Raw bytes at which a block is closed: beyond this size compression gains nothing.
    public static let blockBytes = 65_536

    private(set) var bytes: [UInt8] = []
    private(set) var blocks: [(offset: Int, header: BlockHeader)] = []
    private var raw: [UInt8] = []
    private var rawCount: UInt32 = 0
    private var earliest = Timestamp.latest
    private var latest = Timestamp.earliest
    /// How many records the batch holds.
    public private(set) var count: UInt64 = 0

    public init() { raw.reserveCapacity(Self.blockBytes + Limits.recordBytes) }

    /// Adds a record.
    /// - Precondition: the record is at most `Limits.privateRecordBytes` and a frame long.
    public mutating func add(_ record: UnsafeRawBufferPointer, recorded: Timestamp) {
        if !raw.isEmpty, raw.count + record.count + BlockCodec.frameBytes > Self.blockBytes { closeBlock() }
        BlockCodec.appendFrame(record, to: &raw)
        rawCount += 1
        count += 1
        earliest = min(earliest, recorded)
        latest = max(latest, recorded)
    }

    /// Closes the last block.
    mutating func finish() { closeBlock() }

    /// Closes the last block and says how many bytes the batch has in its segment.
    public mutating func finishedByteCount() -> Int {
        finish()
        return bytes.count
    }

    /// Empties the builder and keeps its memory.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        raw.removeAll(keepingCapacity: true)
        rawCount = 0
        count = 0
        earliest = .latest
        latest = .earliest
    }

    private mutating func closeBlock() {
        guard !raw.isEmpty else { return }
        let offset = bytes.count
        let (codec, stored) = BlockCodec.appendBody(raw, to: &bytes)
        let body = offset + BlockHeader.byteCount
        let checksum = bytes.withUnsafeBytes {
            CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[body..<(body + stored)]))
        }
        blocks.append(
            (
                offset,
                BlockHeader(
                    codec: codec, batch: 0, blockIndex: UInt32(blocks.count), blockCount: 0, first: 0,
                    count: rawCount, rawLength: UInt32(raw.count), storedLength: UInt32(stored),
                    storedChecksum: checksum, earliest: earliest, latest: latest, durableThrough: 0,
                    privateThrough: 0, identitiesThrough: 0, segmentChecksum: 0)
            ))
        raw.removeAll(keepingCapacity: true)
        rawCount = 0
        earliest = .latest
        latest = .earliest
    }

    /// Writes the headers' remaining fields.
    mutating func seal(
        batch: UInt64, first: UInt64, durableThrough: UInt64, privateThrough: UInt64,
        identitiesThrough: UInt64,
        segmentChecksum: UInt32
    ) {
        var number = first
        for index in blocks.indices {
            blocks[index].header.batch = batch
            blocks[index].header.blockCount = UInt32(blocks.count)
            blocks[index].header.first = number
            blocks[index].header.durableThrough = durableThrough
            blocks[index].header.privateThrough = privateThrough
            blocks[index].header.identitiesThrough = identitiesThrough
            blocks[index].header.segmentChecksum = segmentChecksum
            number += UInt64(blocks[index].header.count)
            bytes.replaceSubrange(
                blocks[index].offset..<(blocks[index].offset + BlockHeader.byteCount),
                with: blocks[index].header.encoded)
        }
    }
}
