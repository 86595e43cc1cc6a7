/// Records to block bytes and back. A block's raw bytes are its records in order, each behind its length.
public enum BlockCodec {
    /// Bytes of the length before each record.
    public static let frameBytes = 4

    /// Appends a record and its length.
    public static func appendFrame(_ record: UnsafeRawBufferPointer, to raw: inout [UInt8]) {
        raw.appendLittle(UInt32(record.count))
        raw.append(contentsOf: record)
    }

    /// What is stored of a block's raw bytes: compressed, or where they do not shrink, as they are.
    public static func body(
        of raw: UnsafeRawBufferPointer
    ) -> (codec: BlockHeader.Codec, stored: [UInt8]) {
        let compressed = [UInt8](unsafeUninitializedCapacity: LZ4.bound(raw.count)) { buffer, count in
            count =
                LZ4.compress(raw, into: UnsafeMutableRawBufferPointer(buffer), limit: raw.count - 1) ?? 0
        }
        return compressed.isEmpty ? (.stored, Array(raw)) : (.lz4, compressed)
    }

    /// The same of an array.
    public static func body(of raw: [UInt8]) -> (codec: BlockHeader.Codec, stored: [UInt8]) {
        raw.withUnsafeBytes { body(of: $0) }
    }

    /// Decodes the stored bytes of a block whose header was read.
    public static func decode(
        _ header: BlockHeader, stored: UnsafeRawBufferPointer
    ) throws(FormatError) -> DecodedBlock {
        guard stored.count == Int(header.storedLength) else {
            throw .truncated(expected: Int(header.storedLength), found: stored.count)
        }
        let computed = CRC32C.checksum(stored)
        guard computed == header.storedChecksum else {
            throw .payloadChecksum(stored: header.storedChecksum, computed: computed)
        }
        var raw: [UInt8]
        switch header.codec {
        case .stored: raw = Array(stored)
        case .lz4:
            let length = Int(header.rawLength)
            raw = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
                count = LZ4.decompress(stored, into: UnsafeMutableRawBufferPointer(buffer)) ? length : 0
            }
            guard raw.count == length else { throw .compression }
        }
        return try DecodedBlock(header: header, raw: raw)
    }
}

/// A block's records.
public struct DecodedBlock: Sendable {
    public let header: BlockHeader
    public let raw: [UInt8]
    /// Where each record begins in ``raw``; one more entry than records, the last behind the end.
    private let starts: [UInt32]

    init(header: BlockHeader, raw: [UInt8]) throws(FormatError) {
        var starts: [UInt32] = []
        starts.reserveCapacity(Int(header.count) + 1)
        let whole: Bool = raw.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                guard buffer.count - offset >= BlockCodec.frameBytes else { return false }
                let length = Int(buffer.little(UInt32.self, at: offset))
                offset += BlockCodec.frameBytes
                guard length <= buffer.count - offset else { return false }
                starts.append(UInt32(offset))
                offset += length
            }
            return true
        }
        guard whole, starts.count == Int(header.count) else {
            throw .records(expected: header.count, found: UInt32(starts.count))
        }
        starts.append(UInt32(raw.count + BlockCodec.frameBytes))
        self.header = header
        self.raw = raw
        self.starts = starts
    }

    /// How many records there are.
    public var count: Int { starts.count - 1 }

    /// The place of a record in ``raw``.
    /// - Precondition: `0 <= index < count`.
    public func range(of index: Int) -> Range<Int> {
        Int(starts[index])..<(Int(starts[index + 1]) - BlockCodec.frameBytes)
    }

    /// The bytes of a record.
    /// - Precondition: `0 <= index < count`.
    public func record(_ index: Int) -> [UInt8] { Array(raw[range(of: index)]) }

    /// Calls `body` with each record's bytes, in order.
    public func forEach<Failure: Error>(
        _ body: (_ number: UInt64, _ record: UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        for index in 0..<count {
            let range = range(of: index)
            let result = raw.withUnsafeBytes { buffer -> Result<Void, Failure> in
                do throws(Failure) {
                    try body(header.first + UInt64(index), UnsafeRawBufferPointer(rebasing: buffer[range]))
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            try result.get()
        }
    }
}
