public import LedgerModel
import LogFormat

/// Collects the records of one batch into blocks; the writer adds what it knows only at the end.
public struct BatchBuilder {
    /// Raw bytes at which a block is closed: beyond this size compression gains nothing.
    public static let blockBytes = 65_536

    /// Raw bytes of blocks that wait to be packed at most, before they are packed one after the other.
    static let gatheredBytes = 4 << 20

    private(set) var bytes: [UInt8] = []
    private(set) var blocks: [(offset: Int, header: BlockHeader)] = []
    /// The frames of the blocks that are not packed yet, and those blocks; the last one may grow.
    private var frames: [UInt8] = []
    private var gathered: [BlockPacking.Gathered] = []
    /// How many records the batch holds.
    public private(set) var count: UInt64 = 0

    public init() { frames.reserveCapacity(Self.blockBytes + Limits.recordBytes) }

    /// Adds a record.
    /// - Precondition: the record is at most `Limits.privateRecordBytes` and a frame long.
    public mutating func add(_ record: UnsafeRawBufferPointer, recorded: Timestamp) {
        let frameBytes = record.count + BlockCodec.frameBytes
        if let last = gathered.last {
            if last.range.count + frameBytes > Self.blockBytes {
                if frames.count > Self.gatheredBytes { finish() }
                begin()
            }
        } else {
            begin()
        }
        BlockCodec.appendFrame(record, to: &frames)
        count += 1
        let block = gathered.count - 1
        gathered[block].range = gathered[block].range.lowerBound..<frames.count
        gathered[block].count += 1
        gathered[block].earliest = min(gathered[block].earliest, recorded)
        gathered[block].latest = max(gathered[block].latest, recorded)
    }

    private mutating func begin() {
        gathered.append(BlockPacking.Gathered(range: frames.count..<frames.count))
    }

    /// Hands out the blocks that are not packed yet. To be given back, packed, before anything else is done.
    public mutating func takePacking() -> BlockPacking {
        let packing = BlockPacking(frames: frames, gathered: gathered)
        frames = []
        gathered = []
        // The next batch is likely to be as large.
        frames.reserveCapacity(packing.frames.count)
        return packing
    }

    /// Takes up the blocks that were handed out.
    /// - Parameter packed: one for each, in their order.
    public mutating func add(_ packed: ArraySlice<PackedBlock>, of packing: BlockPacking) {
        let room = packed.reduce(bytes.count) { $0 + BlockHeader.byteCount + $1.stored.count }
        // Twice the old room at least: a batch of many blocks is not copied for each of them.
        if bytes.capacity < room { bytes.reserveCapacity(max(room, 2 * bytes.capacity)) }
        for block in packed {
            var header = block.header
            header.blockIndex = UInt32(blocks.count)
            blocks.append((bytes.count, header))
            bytes.append(contentsOf: repeatElement(0, count: BlockHeader.byteCount))
            bytes.append(contentsOf: block.stored)
        }
    }

    /// Packs what is not packed yet.
    mutating func finish() {
        guard !gathered.isEmpty else { return }
        let packing = takePacking()
        add((0..<packing.count).map { packing.pack($0) }[...], of: packing)
    }

    /// Packs what is not packed yet, and says how many bytes the batch has in its segment.
    public mutating func finishedByteCount() -> Int {
        finish()
        return bytes.count
    }

    /// Empties the builder and keeps its memory.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
        gathered.removeAll(keepingCapacity: true)
        count = 0
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
