public import LedgerModel

/// The first bytes of a segment file.
///
/// Every block's header carries the checksum of its segment's header, so a block cannot pass for one of
/// another segment, or of another ledger.
public struct SegmentHeader: Hashable, Sendable {
    public static let byteCount = 64
    /// What this code writes.
    public static let currentVersion: UInt16 = 1
    /// The oldest format version whose reader can read what this code writes.
    public static let readableFrom: UInt16 = 1

    /// What wrote the segment, and the oldest format version whose reader can read it. A newer writer's
    /// header keeps both, for the segment's blocks carry the checksum of the header as it was written.
    public let version: UInt16
    public let readableFrom: UInt16
    public var kind: StoreKind
    public var ledger: LedgerID
    /// The number of the segment's first record.
    public var first: UInt64
    /// How many times the segment has been rewritten.
    public var generation: UInt64
    public var created: Timestamp
    /// Counts the restores that accepted a rollback.
    public var epoch: UInt32

    public init(
        kind: StoreKind, ledger: LedgerID, first: UInt64, generation: UInt64 = 0, created: Timestamp,
        epoch: UInt32
    ) {
        version = Self.currentVersion
        readableFrom = Self.readableFrom
        self.kind = kind
        self.ledger = ledger
        self.first = first
        self.generation = generation
        self.created = created
        self.epoch = epoch
    }

    public static let layout: [FieldLayout] = [
        FieldLayout(0, 8, "magic"), FieldLayout(8, 2, "format version"), FieldLayout(10, 2, "readable from"),
        FieldLayout(12, 4, "flags"), FieldLayout(16, 16, "ledger"), FieldLayout(32, 8, "first"),
        FieldLayout(40, 8, "generation"), FieldLayout(48, 8, "created"), FieldLayout(56, 4, "epoch"),
        FieldLayout(60, 4, "checksum"),
    ]

    /// The header's bytes.
    public var encoded: [UInt8] {
        var out = kind.magic
        out.appendLittle(version)
        out.appendLittle(readableFrom)
        out.appendLittle(UInt32(0))
        ledger.bits.append(to: &out)
        out.appendLittle(first)
        out.appendLittle(generation)
        out.appendLittle(created.nanoseconds)
        out.appendLittle(epoch)
        out.appendLittle(CRC32C.checksum(out))
        return out
    }

    /// Whether a newer program wrote the segment. It may be read, and nothing is written behind it.
    public var isOfNewerWriter: Bool { version > Self.currentVersion }

    /// Names the version as one that this program does not know.
    public var otherVersion: FormatError {
        .version(found: version, readableFrom: readableFrom, known: Self.currentVersion)
    }

    /// The checksum that the segment's blocks carry.
    public var checksum: UInt32 { CRC32C.checksum(encoded.prefix(60)) }

    /// Reads a header.
    public init(_ bytes: UnsafeRawBufferPointer, kind: StoreKind) throws(FormatError) {
        guard bytes.count >= Self.byteCount else {
            throw .truncated(expected: Self.byteCount, found: bytes.count)
        }
        guard bytes.prefix(8).elementsEqual(kind.magic) else { throw .magic }
        let stored = bytes.little(UInt32.self, at: 60)
        let computed = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[0..<60]))
        guard stored == computed else { throw .headerChecksum(stored: stored, computed: computed) }
        version = bytes.little(UInt16.self, at: 8)
        readableFrom = bytes.little(UInt16.self, at: 10)
        guard readableFrom <= Self.currentVersion, readableFrom > 0 else {
            throw .version(found: version, readableFrom: readableFrom, known: Self.currentVersion)
        }
        let flags = bytes.little(UInt32.self, at: 12)
        guard flags == 0 else { throw .flags(flags) }
        self.kind = kind
        ledger = LedgerID(Bits128(UnsafeRawBufferPointer(rebasing: bytes[16..<32])))
        first = bytes.little(UInt64.self, at: 32)
        generation = bytes.little(UInt64.self, at: 40)
        created = Timestamp(nanoseconds: bytes.little(Int64.self, at: 48))
        epoch = bytes.little(UInt32.self, at: 56)
    }
}
