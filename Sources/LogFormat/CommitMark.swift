public import LedgerModel

/// How far the stores are durable, as the `commit` file says. It bounds readers in other processes, and tells
/// a torn tail from loss.
public struct CommitMark: Hashable, Sendable {
    /// Where one store ends.
    public struct End: Hashable, Sendable {
        /// How many records there are.
        public var count: UInt64
        /// First number of the last segment, and where in that file the last batch ends.
        public var segment: UInt64
        public var byteOffset: UInt64

        public init(count: UInt64, segment: UInt64, byteOffset: UInt64) {
            self.count = count
            self.segment = segment
            self.byteOffset = byteOffset
        }
    }

    public static let byteCount = 128
    public static let magic: [UInt8] = [0x89, 0x50, 0x52, 0x42, 0x43, 0x0D, 0x0A, 0x1A]
    /// Where the two copies stand: in pages of their own, so that one torn page spoils one copy.
    public static let copyOffsets: [UInt64] = [0, 4_096]

    public var ledger: LedgerID
    /// Counts the marks; the copy with the larger one is the later.
    public var sequence: UInt64
    public var log: End
    public var privateRecords: End
    public var identities: End
    /// The recorded time of the last event.
    public var recorded: Timestamp

    public init(
        ledger: LedgerID, sequence: UInt64, log: End, privateRecords: End, identities: End,
        recorded: Timestamp
    ) {
        self.ledger = ledger
        self.sequence = sequence
        self.log = log
        self.privateRecords = privateRecords
        self.identities = identities
        self.recorded = recorded
    }

    public static let layout: [FieldLayout] = [
        FieldLayout(0, 8, "magic"), FieldLayout(8, 16, "ledger"), FieldLayout(24, 8, "sequence"),
        FieldLayout(32, 8, "log count"), FieldLayout(40, 8, "log segment"), FieldLayout(48, 8, "log byte"),
        FieldLayout(56, 8, "private count"), FieldLayout(64, 8, "private segment"),
        FieldLayout(72, 8, "private byte"),
        FieldLayout(80, 8, "identity count"), FieldLayout(88, 8, "identity segment"),
        FieldLayout(96, 8, "identity byte"), FieldLayout(104, 8, "recorded"),
        FieldLayout(112, 12, "reserved"),
        FieldLayout(124, 4, "checksum"),
    ]

    /// One copy's bytes.
    public var encoded: [UInt8] {
        var out = Self.magic
        ledger.bits.append(to: &out)
        out.appendLittle(sequence)
        for end in [log, privateRecords, identities] {
            out.appendLittle(end.count)
            out.appendLittle(end.segment)
            out.appendLittle(end.byteOffset)
        }
        out.appendLittle(recorded.nanoseconds)
        out.append(contentsOf: repeatElement(0, count: 12))
        out.appendLittle(CRC32C.checksum(out))
        return out
    }

    /// Reads one copy.
    public init(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        guard bytes.count >= Self.byteCount else {
            throw .truncated(expected: Self.byteCount, found: bytes.count)
        }
        guard bytes.prefix(8).elementsEqual(Self.magic) else { throw .magic }
        let stored = bytes.little(UInt32.self, at: 124)
        let computed = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[0..<124]))
        guard stored == computed else { throw .headerChecksum(stored: stored, computed: computed) }
        let reserved = [112, 116, 120].map { bytes.little(UInt32.self, at: $0) }.reduce(0, |)
        guard reserved == 0 else { throw .flags(reserved) }
        func end(_ offset: Int) -> End {
            End(
                count: bytes.little(UInt64.self, at: offset),
                segment: bytes.little(UInt64.self, at: offset + 8),
                byteOffset: bytes.little(UInt64.self, at: offset + 16))
        }
        ledger = LedgerID(Bits128(UnsafeRawBufferPointer(rebasing: bytes[8..<24])))
        sequence = bytes.little(UInt64.self, at: 24)
        log = end(32)
        privateRecords = end(56)
        identities = end(80)
        recorded = Timestamp(nanoseconds: bytes.little(Int64.self, at: 104))
    }

    /// The later of a file's two copies; nil where neither is whole.
    public static func latest(in file: [UInt8]) -> CommitMark? {
        file.withUnsafeBytes { buffer in
            copyOffsets.compactMap { offset in
                guard Int(offset) + byteCount <= buffer.count else { return nil }
                return try? CommitMark(
                    UnsafeRawBufferPointer(rebasing: buffer[Int(offset)..<(Int(offset) + byteCount)]))
            }
            .max { $0.sequence < $1.sequence }
        }
    }
}
