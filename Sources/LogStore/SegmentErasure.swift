import DurableIO
import LogFormat

/// Writes a closed segment anew with other bytes in the place of some of its records.
///
/// Numbers, batches and blocks stay what they are; only bytes and lengths change, and the header's
/// generation, so that every reader notices that places have moved. The new file takes the old one's name at
/// once: at every instant, and after any crash, the segment is the old one or the new one, whole. Whoever has
/// the old file open reads on in it.
///
/// Used by the one writer alone, and never for the segment that it writes to.
public struct SegmentErasure {
    private let store: StoreDirectory

    public init(_ store: StoreDirectory) { self.store = store }

    /// Replaces records of one segment.
    ///
    /// - Parameters:
    ///   - numbers: the records concerned, ascending; those of other segments are passed over.
    ///   - replacement: what is to stand in the place of a record's bytes; nil where it stands there already.
    /// - Returns: whether anything was replaced. Where nothing was to be, nothing is written.
    /// - Throws: ``LogStoreError/damaged(_:)`` where the segment is not whole, and
    ///   ``LogStoreError/unknownFormat(store:segment:byteOffset:_:)`` where a newer program wrote it; then it
    ///   stays as it is.
    @discardableResult
    public func replace(
        _ numbers: [UInt64], inSegment first: UInt64,
        by replacement: (_ number: UInt64, _ bytes: [UInt8]) -> [UInt8]?
    ) throws(LogStoreError) -> Bool {
        let segment = try store.open(first)
        defer { segment.file.close() }
        guard !segment.header.isOfNewerWriter else {
            throw .unknownFormat(
                store: store.kind, segment: first, byteOffset: 0, segment.header.otherVersion)
        }
        guard try holdsAny(of: numbers, in: segment, replacement) else { return false }
        var header = segment.header
        header.generation += 1
        let checksum = header.checksum
        let path = store.segmentPath(first)
        let temporary = path + Self.temporarySuffix
        let file = try onStorage { () throws(DurableIOError) in
            if try store.files.information(temporary) != nil { try store.files.remove(temporary) }
            return try store.files.open(temporary, .createNew)
        }
        do throws(LogStoreError) {
            defer { file.close() }
            let head = header.encoded
            try onStorage { () throws(DurableIOError) in try file.write(head, at: 0) }
            var place = UInt64(head.count)
            try forEachBlock(of: segment) { block throws(LogStoreError) in
                let bytes = try rewritten(block, numbers, checksum, segment: first, replacement)
                let at = place
                try onStorage { () throws(DurableIOError) in try file.write(bytes, at: at) }
                place += UInt64(bytes.count)
                return true
            }
            try onStorage { () throws(DurableIOError) in try file.synchronize() }
        } catch {
            try? store.files.remove(temporary)
            throw error
        }
        // A crash before this leaves the old segment and a file that ``removeLeftovers()`` removes.
        try onStorage { () throws(DurableIOError) in
            try store.files.rename(temporary, to: path)
            try store.files.synchronizeDirectory(store.path)
        }
        return true
    }

    /// Removes what rewriting left behind that a crash stopped.
    public func removeLeftovers() throws(LogStoreError) {
        try onStorage { () throws(DurableIOError) in
            let names = try store.files.list(store.path).filter {
                $0.utf8.suffix(Self.temporarySuffix.utf8.count).elementsEqual(Self.temporarySuffix.utf8)
            }
            guard !names.isEmpty else { return }
            for name in names { try store.files.remove(store.path + "/" + name) }
            try store.files.synchronizeDirectory(store.path)
        }
    }

    private static let temporarySuffix = ".tmp"

    private func holdsAny(
        of numbers: [UInt64], in segment: OpenSegment, _ replacement: (UInt64, [UInt8]) -> [UInt8]?
    ) throws(LogStoreError) -> Bool {
        var isFound = false
        try forEachBlock(of: segment) { block throws(LogStoreError) in
            for number in Self.numbers(numbers, in: block.header) {
                let decoded = try decode(block, segment: segment.header.first)
                if replacement(number, decoded.record(Int(number - block.header.first))) != nil {
                    isFound = true
                    return false
                }
            }
            return true
        }
        return isFound
    }

    /// Calls `body` with each block of a segment to its end, until it returns false.
    private func forEachBlock(
        of segment: OpenSegment, _ body: (ScannedBlock) throws(LogStoreError) -> Bool
    ) throws(LogStoreError) {
        let first = segment.header.first
        var scanner = try SegmentScanner(segment)
        var sequence = BatchSequence(number: first, batch: nil)
        while true {
            let place = scanner.offset
            switch try scanner.next() {
            case .end:
                guard sequence.isAtBoundary else { throw damage(first, place, sequence.number, .order) }
                return
            case .invalid(let error): throw damage(first, place, sequence.number, .invalid(error))
            case .block(let block):
                guard sequence.accept(block.header) else {
                    throw damage(first, place, sequence.number, .order)
                }
                guard try body(block) else { return }
            }
        }
    }

    /// A block's bytes with its records replaced, under the new segment's checksum.
    private func rewritten(
        _ block: ScannedBlock, _ numbers: [UInt64], _ checksum: UInt32, segment: UInt64,
        _ replacement: (UInt64, [UInt8]) -> [UInt8]?
    ) throws(LogStoreError) -> [UInt8] {
        var header = block.header
        header.segmentChecksum = checksum
        let wanted = Set(Self.numbers(numbers, in: header))
        guard !wanted.isEmpty else { return header.encoded + block.stored }
        let decoded = try decode(block, segment: segment)
        var raw: [UInt8] = []
        raw.reserveCapacity(decoded.raw.count)
        for index in 0..<decoded.count {
            let number = header.first + UInt64(index)
            var bytes = decoded.record(index)
            if wanted.contains(number), let other = replacement(number, bytes) { bytes = other }
            bytes.withUnsafeBytes { BlockCodec.appendFrame($0, to: &raw) }
        }
        let body = BlockCodec.body(of: raw)
        header.codec = body.codec
        header.rawLength = UInt32(raw.count)
        header.storedLength = UInt32(body.stored.count)
        header.storedChecksum = CRC32C.checksum(body.stored)
        return header.encoded + body.stored
    }

    private func decode(_ block: ScannedBlock, segment: UInt64) throws(LogStoreError) -> DecodedBlock {
        do throws(FormatError) { return try block.decoded() } catch {
            throw damage(segment, block.offset, block.header.first, .invalid(error))
        }
    }

    private static func numbers(_ numbers: [UInt64], in header: BlockHeader) -> ArraySlice<UInt64> {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < header.first { low = middle + 1 } else { high = middle }
        }
        return numbers[low...].prefix { $0 < header.first + UInt64(header.count) }
    }

    private func damage(
        _ segment: UInt64, _ byte: UInt64, _ number: UInt64, _ nature: Damage.Nature
    ) -> LogStoreError {
        .damaged(
            Damage(
                store: store.kind, segment: segment, byteOffset: byte, firstAffected: number, nature: nature))
    }
}
