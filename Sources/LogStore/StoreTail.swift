import DurableIO
public import LedgerModel
public import LogFormat

/// Where a store ends: what the writer continues from.
public struct StoreTail: Hashable, Sendable {
    public var end: CommitMark.End
    /// The number of the next batch.
    public var batch: UInt64
    /// The number of the last batch's first record.
    public var batchFirst: UInt64
    /// The recorded time of the last record; the earliest instant for none.
    public var recorded: Timestamp
    /// From the last batch: what it may cite.
    public var privateThrough: UInt64
    public var identitiesThrough: UInt64
    /// Whether the store has a segment.
    public var hasSegment: Bool
    /// The last segment that a newer program wrote, from the mark on: it is read, and nothing is written
    /// behind it. Nil for none.
    public var newer: NewerSegment?

    /// A segment whose format version is above this program's.
    public struct NewerSegment: Hashable, Sendable {
        public var first: UInt64
        public var version: FormatError
    }

    /// A store without records.
    public static let empty = StoreTail(
        end: CommitMark.End(count: 0, segment: 0, byteOffset: 0), batch: 0, batchFirst: 0,
        recorded: .earliest,
        privateThrough: 0, identitiesThrough: 0, hasSegment: false)

    mutating func note(_ header: SegmentHeader) {
        guard header.isOfNewerWriter else { return }
        newer = NewerSegment(first: header.first, version: header.otherVersion)
    }

    /// Refuses to write behind what a newer program wrote: it may hold that another way than by this format.
    public func requireOwnFormat(of store: StoreKind) throws(LogStoreError) {
        guard let newer else { return }
        throw .unknownFormat(store: store, segment: newer.first, byteOffset: 0, newer.version)
    }

    /// Whether the last segment holds no batch. Its header and its name may not be durable.
    public var endsInEmptySegment: Bool { hasSegment && end.segment == end.count }
}

/// Bytes behind the last complete batch that nobody was told of.
public struct TornTail: Hashable, Sendable {
    /// One segment's part.
    public struct Part: Hashable, Sendable {
        public var segment: UInt64
        public var byteOffset: UInt64
        public var byteCount: Int
        /// Whether the file holds nothing else and goes.
        public var removesFile: Bool
    }

    public var store: StoreKind
    /// The number that the first lost record would have had.
    public var number: UInt64
    public var parts: [Part]

    /// How many bytes there are.
    public var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }
}

/// Reads a torn part piece by piece: how long it is, a file's length says, which may be anything.
public struct TornPieces: ~Copyable {
    private let file: any File
    private var at: UInt64
    private let end: UInt64

    /// The most bytes of a piece.
    public static let pieceBytes = 8 << 20

    public init(_ part: TornTail.Part, in store: StoreDirectory) throws(LogStoreError) {
        let path = store.segmentPath(part.segment)
        file = try onStorage { () throws(DurableIOError) in try store.files.open(path, .read) }
        at = part.byteOffset
        end = part.byteOffset + UInt64(part.byteCount)
    }

    deinit { file.close() }

    /// The next piece; nil at the end.
    public mutating func next() throws(LogStoreError) -> [UInt8]? {
        guard at < end else { return nil }
        let (file, from) = (file, at)
        let count = Int(min(UInt64(Self.pieceBytes), end - at))
        let bytes = try onStorage { () throws(DurableIOError) in try file.bytes(at: from, count: count) }
        at += UInt64(count)
        return bytes
    }
}
