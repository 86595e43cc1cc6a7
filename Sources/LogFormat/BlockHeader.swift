public import LedgerModel

/// The fixed bytes before a block's stored bytes.
///
/// A block is valid if and only if: the magic is right; the header's checksum is; the segment's checksum is
/// its own segment's; version, codec and flags are known; the lengths are within bounds; the checksum of the
/// stored bytes is right; and they decompress to exactly `rawLength` bytes that hold exactly `count` records.
/// A batch is complete when all its blocks, 0 to n - 1, stand in order and are valid.
public struct BlockHeader: Hashable, Sendable {
    public static let byteCount = 96
    public static let magic: [UInt8] = [0x50, 0x42, 0x4C, 0x4B]
    /// The most bytes that a block's records may have: one private record and its frame fit.
    public static let rawBytesMaximum = Limits.privateRecordBytes + 1_048_576

    public enum Codec: UInt8, Sendable {
        case stored = 0
        case lz4 = 1
    }

    public var codec: Codec
    /// Counts the store's batches from 0.
    public var batch: UInt64
    /// Which block of its batch this is, from 0, and how many there are.
    public var blockIndex: UInt32
    public var blockCount: UInt32
    /// The number of the first record, and how many there are.
    public var first: UInt64
    public var count: UInt32
    public var rawLength: UInt32
    public var storedLength: UInt32
    public var storedChecksum: UInt32
    /// The smallest and the largest recorded time in the block.
    public var earliest: Timestamp
    public var latest: Timestamp
    /// The number of records known to be durable when the block was written.
    public var durableThrough: UInt64
    /// How many private records and identities the log's events up to this batch may cite.
    public var privateThrough: UInt64
    public var identitiesThrough: UInt64
    public var segmentChecksum: UInt32

    public init(
        codec: Codec, batch: UInt64, blockIndex: UInt32, blockCount: UInt32, first: UInt64, count: UInt32,
        rawLength: UInt32, storedLength: UInt32, storedChecksum: UInt32, earliest: Timestamp,
        latest: Timestamp,
        durableThrough: UInt64, privateThrough: UInt64, identitiesThrough: UInt64, segmentChecksum: UInt32
    ) {
        self.codec = codec
        self.batch = batch
        self.blockIndex = blockIndex
        self.blockCount = blockCount
        self.first = first
        self.count = count
        self.rawLength = rawLength
        self.storedLength = storedLength
        self.storedChecksum = storedChecksum
        self.earliest = earliest
        self.latest = latest
        self.durableThrough = durableThrough
        self.privateThrough = privateThrough
        self.identitiesThrough = identitiesThrough
        self.segmentChecksum = segmentChecksum
    }

    public static let layout: [FieldLayout] = [
        FieldLayout(0, 4, "magic"), FieldLayout(4, 2, "version"), FieldLayout(6, 1, "codec"),
        FieldLayout(7, 1, "flags"), FieldLayout(8, 8, "batch"), FieldLayout(16, 4, "block index"),
        FieldLayout(20, 4, "block count"), FieldLayout(24, 8, "first"), FieldLayout(32, 4, "count"),
        FieldLayout(36, 4, "raw length"), FieldLayout(40, 4, "stored length"),
        FieldLayout(44, 4, "stored checksum"),
        FieldLayout(48, 8, "earliest"), FieldLayout(56, 8, "latest"), FieldLayout(64, 8, "durable through"),
        FieldLayout(72, 8, "private through"), FieldLayout(80, 8, "identities through"),
        FieldLayout(88, 4, "segment checksum"), FieldLayout(92, 4, "checksum"),
    ]

    /// The header's bytes.
    public var encoded: [UInt8] {
        var out = Self.magic
        out.reserveCapacity(Self.byteCount)
        out.appendLittle(UInt16(1))
        out.append(codec.rawValue)
        out.append(0)
        out.appendLittle(batch)
        out.appendLittle(blockIndex)
        out.appendLittle(blockCount)
        out.appendLittle(first)
        out.appendLittle(count)
        out.appendLittle(rawLength)
        out.appendLittle(storedLength)
        out.appendLittle(storedChecksum)
        out.appendLittle(earliest.nanoseconds)
        out.appendLittle(latest.nanoseconds)
        out.appendLittle(durableThrough)
        out.appendLittle(privateThrough)
        out.appendLittle(identitiesThrough)
        out.appendLittle(segmentChecksum)
        out.appendLittle(CRC32C.checksum(out))
        return out
    }

    /// Reads a header; everything but the stored bytes is checked.
    public init(_ bytes: UnsafeRawBufferPointer, segmentChecksum expected: UInt32) throws(FormatError) {
        guard bytes.count >= Self.byteCount else {
            throw .truncated(expected: Self.byteCount, found: bytes.count)
        }
        guard bytes.prefix(4).elementsEqual(Self.magic) else { throw .magic }
        let stored = bytes.little(UInt32.self, at: 92)
        let computed = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[0..<92]))
        guard stored == computed else { throw .headerChecksum(stored: stored, computed: computed) }
        let version = bytes.little(UInt16.self, at: 4)
        guard version == 1 else { throw .version(found: version, readableFrom: version, known: 1) }
        guard bytes[7] == 0 else { throw .flags(UInt32(bytes[7])) }
        guard let codec = Codec(rawValue: bytes[6]) else { throw .codec(bytes[6]) }
        segmentChecksum = bytes.little(UInt32.self, at: 88)
        guard segmentChecksum == expected else {
            throw .foreignBlock(found: segmentChecksum, expected: expected)
        }
        self.codec = codec
        batch = bytes.little(UInt64.self, at: 8)
        blockIndex = bytes.little(UInt32.self, at: 16)
        blockCount = bytes.little(UInt32.self, at: 20)
        first = bytes.little(UInt64.self, at: 24)
        count = bytes.little(UInt32.self, at: 32)
        rawLength = bytes.little(UInt32.self, at: 36)
        storedLength = bytes.little(UInt32.self, at: 40)
        storedChecksum = bytes.little(UInt32.self, at: 44)
        earliest = Timestamp(nanoseconds: bytes.little(Int64.self, at: 48))
        latest = Timestamp(nanoseconds: bytes.little(Int64.self, at: 56))
        durableThrough = bytes.little(UInt64.self, at: 64)
        privateThrough = bytes.little(UInt64.self, at: 72)
        identitiesThrough = bytes.little(UInt64.self, at: 80)
        guard count > 0, Int(rawLength) <= Self.rawBytesMaximum, storedLength <= rawLength, storedLength > 0,
            UInt64(count) * UInt64(BlockCodec.frameBytes) <= UInt64(rawLength), blockIndex < blockCount,
            codec == .lz4 || storedLength == rawLength, first <= UInt64.max - UInt64(count),
            batch < UInt64.max
        else { throw .lengths }
    }
}
