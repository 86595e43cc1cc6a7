import LedgerModel
import LogFormat

/// Blocks of a batch whose records are gathered and whose bytes are not compressed yet.
///
/// Each is packed for itself, on any thread. A batch takes them up in their order, so that its bytes do not
/// depend on who packed them.
public struct BlockPacking: Sendable {
    /// A block's records: where their frames stand, and what the header says of them.
    struct Gathered: Sendable {
        var range: Range<Int>
        var count: UInt32 = 0
        var earliest = Timestamp.latest
        var latest = Timestamp.earliest
    }

    /// The frames of all blocks, one behind the other.
    let frames: [UInt8]
    let gathered: [Gathered]

    /// How many blocks there are.
    public var count: Int { gathered.count }

    /// Compresses a block.
    /// - Precondition: `0 <= index < count`.
    public func pack(_ index: Int) -> PackedBlock {
        let block = gathered[index]
        let body = frames.withUnsafeBytes {
            BlockCodec.body(of: UnsafeRawBufferPointer(rebasing: $0[block.range]))
        }
        let header = BlockHeader(
            codec: body.codec, batch: 0, blockIndex: 0, blockCount: 0, first: 0, count: block.count,
            rawLength: UInt32(block.range.count), storedLength: UInt32(body.stored.count),
            storedChecksum: CRC32C.checksum(body.stored), earliest: block.earliest, latest: block.latest,
            durableThrough: 0, privateThrough: 0, identitiesThrough: 0, segmentChecksum: 0)
        return PackedBlock(header: header, stored: body.stored)
    }
}

/// A block's stored bytes, and its header without what the writer adds.
public struct PackedBlock: Sendable {
    var header: BlockHeader
    let stored: [UInt8]
}
