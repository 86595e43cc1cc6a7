import DurableIO
public import LogFormat

/// Reads the blocks of one segment in order, with bounded memory.
public struct SegmentScanner {
    /// What stands at a place.
    public enum Step {
        /// A block whose header is valid and whose stored bytes have the right checksum.
        case block(ScannedBlock)
        /// The end that was asked for.
        case end
        /// No valid block.
        case invalid(FormatError)
    }

    public let segment: OpenSegment
    /// Where the next block begins.
    public private(set) var offset: UInt64
    private let end: UInt64
    private var buffer: [UInt8] = []
    private var bufferStart: UInt64

    private static let chunkBytes = 1 << 20

    /// - Parameters:
    ///   - offset: where to begin; the first block's place unless a later one is known.
    ///   - end: where to stop; the file's size where nil.
    public init(
        _ segment: OpenSegment, from offset: UInt64 = UInt64(SegmentHeader.byteCount), to end: UInt64? = nil
    ) throws(LogStoreError) {
        self.segment = segment
        self.offset = offset
        let size = try onStorage { () throws(DurableIOError) in try segment.file.size() }
        self.end = min(end ?? size, size)
        bufferStart = offset
    }

    /// Reads the next block and moves behind it. Stays where it is at the end and at invalid bytes.
    public mutating func next() throws(LogStoreError) -> Step {
        guard offset < end else { return .end }
        let headerBytes = Int(min(UInt64(BlockHeader.byteCount), end - offset))
        var at = try fill(headerBytes)
        let header: BlockHeader
        do throws(FormatError) {
            header = try Self.header(buffer, at: at, count: headerBytes, segment: segment.checksum)
        } catch {
            return .invalid(error)
        }
        let whole = BlockHeader.byteCount + Int(header.storedLength)
        guard UInt64(whole) <= end - offset else {
            return .invalid(.truncated(expected: whole, found: Int(end - offset)))
        }
        at = try fill(whole)
        let stored = buffer[(at + BlockHeader.byteCount)..<(at + whole)]
        let computed = CRC32C.checksum(stored)
        guard computed == header.storedChecksum else {
            return .invalid(.payloadChecksum(stored: header.storedChecksum, computed: computed))
        }
        let block = ScannedBlock(header: header, offset: offset, stored: stored)
        offset += UInt64(whole)
        return .block(block)
    }

    /// The header at the place, where it is valid; the bytes behind it may be damaged.
    public mutating func headerHere() throws(LogStoreError) -> BlockHeader? {
        guard offset < end, end - offset >= UInt64(BlockHeader.byteCount) else { return nil }
        let at = try fill(BlockHeader.byteCount)
        return try? Self.header(buffer, at: at, count: BlockHeader.byteCount, segment: segment.checksum)
    }

    /// Moves behind invalid bytes to the next block whose header is valid, and says its first record's
    /// number; nil where there is none before the end.
    public mutating func skipToNextBlock() throws(LogStoreError) -> UInt64? {
        offset += 1
        while offset < end {
            let count = Int(min(UInt64(Self.chunkBytes), end - offset))
            let at = try fill(min(count, BlockHeader.byteCount))
            let magic = BlockHeader.magic
            var index = at
            while index + BlockHeader.byteCount <= buffer.count {
                if buffer[index] == magic[0], buffer[index + 1] == magic[1],
                    let header = try? Self.header(
                        buffer, at: index, count: BlockHeader.byteCount, segment: segment.checksum)
                {
                    offset = bufferStart + UInt64(index)
                    return header.first
                }
                index += 1
            }
            let next = bufferStart + UInt64(index)
            guard next > offset, next + UInt64(BlockHeader.byteCount) <= end else {
                offset = end
                return nil
            }
            offset = next
        }
        return nil
    }

    /// Makes sure that `count` bytes from `offset` on are in the buffer; returns where they begin there.
    private mutating func fill(_ count: Int) throws(LogStoreError) -> Int {
        if offset >= bufferStart, offset - bufferStart <= UInt64(buffer.count),
            buffer.count - Int(offset - bufferStart) >= count
        {
            return Int(offset - bufferStart)
        }
        let wanted = Int(min(UInt64(max(count, Self.chunkBytes)), end - offset))
        let place = offset
        let file = segment.file
        buffer = try onStorage { () throws(DurableIOError) in try file.bytes(at: place, count: wanted) }
        bufferStart = offset
        return 0
    }

    private static func header(
        _ buffer: [UInt8], at index: Int, count: Int, segment: UInt32
    ) throws(FormatError) -> BlockHeader {
        try buffer.withUnsafeBytes { bytes in
            Result { () throws(FormatError) in
                try BlockHeader(
                    UnsafeRawBufferPointer(rebasing: bytes[index..<(index + count)]), segmentChecksum: segment
                )
            }
        }.get()
    }
}

/// A block as it was found.
public struct ScannedBlock {
    public let header: BlockHeader
    public let offset: UInt64
    /// The stored bytes; a slice of the scanner's buffer.
    public let stored: ArraySlice<UInt8>

    /// Where the block ends.
    public var end: UInt64 { offset + UInt64(BlockHeader.byteCount) + UInt64(header.storedLength) }

    /// Decodes the records.
    public func decoded() throws(FormatError) -> DecodedBlock {
        try stored.withUnsafeBytes { bytes in
            Result { () throws(FormatError) in try BlockCodec.decode(header, stored: bytes) }
        }.get()
    }
}
