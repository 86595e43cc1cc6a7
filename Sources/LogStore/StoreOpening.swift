import DurableIO
public import LogFormat

/// Finds the end of a store: the batches behind the commit mark, and what is torn.
///
/// The rule. The scan begins at the commit mark, or at the beginning where there is none. The first batch
/// that is not complete, at number p, is a torn tail only if p is not below `published` and no valid block
/// behind it says that more than p records were durable when it was written. Anything else is damage or loss,
/// and nothing is changed.
public struct StoreOpening {
    public struct Result: Sendable {
        public var tail: StoreTail
        public var torn: TornTail?
    }

    private let store: StoreDirectory
    /// Records that someone outside was told of.
    private let published: UInt64
    /// Records that something else cites; what lies above is nobody's, whole or not.
    private let cited: UInt64?

    private let mostTorn: UInt64

    /// - Parameter mostTorn: the most bytes that can stand behind the last whole batch; more than any batch
    ///   has: its blocks hold at most 4 GiB, and a batch of a store is one append's.
    public init(
        _ store: StoreDirectory, published: UInt64, cited: UInt64? = nil, mostTorn: UInt64 = 8 << 30
    ) {
        self.store = store
        self.published = published
        self.cited = cited
        self.mostTorn = mostTorn
    }

    /// Scans from the mark. Reads only; see ``StoreWriter/cut(_:in:)`` for what follows a torn tail.
    public func scan(from mark: CommitMark.End?) throws(LogStoreError) -> Result {
        let segments = try store.segments()
        guard let last = segments.last else {
            let expected = max(mark?.count ?? 0, published)
            guard expected == 0 else { throw loss(segment: 0, byte: 0, number: 0, .missingSegment) }
            return Result(tail: .empty, torn: nil)
        }
        var tail = StoreTail.empty
        var from: [UInt64] = segments
        if let mark, mark.count > 0 {
            guard segments.contains(mark.segment) else {
                throw loss(segment: mark.segment, byte: 0, number: mark.segment, .missingSegment)
            }
            guard segments.first == 0 else { throw loss(segment: 0, byte: 0, number: 0, .missingSegment) }
            let start = try lastWritten(mark, segments)
            tail = try lastBatch(upTo: start)
            from = segments.filter { $0 >= start.segment }
        } else {
            guard segments.first == 0 else { throw loss(segment: 0, byte: 0, number: 0, .missingSegment) }
        }
        for (index, first) in from.enumerated() {
            let isMarked = index == 0 && tail.hasSegment
            if !isMarked, first != tail.end.count {
                throw loss(
                    segment: tail.end.count, byte: 0, number: tail.end.count, .missingBefore(first))
            }
            let segment: OpenSegment
            do throws(LogStoreError) {
                segment = try store.open(first)
            } catch {
                // A segment's header is durable before its first batch is written. A whole header of another
                // ledger, or of another place, is nothing that a crash leaves.
                // Nor is one of a version that this program does not know.
                guard case .damaged(let damage) = error, case .invalid = damage.nature, !isMarked,
                    first == last
                else { throw error }
                return try torn(at: tail, segment: first, offset: 0, others: [], cause: error)
            }
            tail.note(segment.header)
            let start = isMarked ? tail.end.byteOffset : UInt64(SegmentHeader.byteCount)
            if !isMarked {
                tail.end.segment = first
                tail.end.byteOffset = start
                tail.hasSegment = true
            }
            // What lies above is nobody's: not one batch of it is taken up.
            let isEnough = cited.map { tail.end.count >= $0 } ?? false
            let stop = isEnough ? nil : try advance(&tail, in: segment, from: start)
            if let cited, tail.end.count >= cited {
                // A segment that holds nothing yet stays where the mark names it: without it the mark would
                // name one that is missing.
                if let mark, first < mark.segment, mark.segment == tail.end.count { continue }
                return try orphaned(tail: tail, segment: first, others: from.filter { $0 > first })
            }
            if let stop {
                return try torn(
                    at: tail, segment: first, offset: tail.end.byteOffset, others: from.filter { $0 > first },
                    cause: .damaged(
                        Damage(
                            store: store.kind, segment: first, byteOffset: stop.offset,
                            firstAffected: tail.end.count, nature: stop.nature)))
            }
        }
        guard tail.end.count >= published else {
            throw loss(
                segment: tail.end.segment, byte: tail.end.byteOffset, number: tail.end.count,
                .contents("\(tail.end.count) records, but \(published) were published"))
        }
        return Result(tail: tail, torn: nil)
    }

    /// The mark, or where it names a segment that held no batch yet, the end of the segment before.
    private func lastWritten(
        _ mark: CommitMark.End, _ segments: [UInt64]
    ) throws(LogStoreError) -> CommitMark.End {
        guard mark.segment == mark.count, let before = segments.last(where: { $0 < mark.segment }) else {
            return mark
        }
        let path = store.segmentPath(before)
        let found = try onStorage { () throws(DurableIOError) in try store.files.information(path) }
        return CommitMark.End(count: mark.count, segment: before, byteOffset: found?.size ?? 0)
    }

    /// Moves the tail over the complete batches of a segment; says why it stopped before the end.
    private func advance(
        _ tail: inout StoreTail, in segment: OpenSegment, from start: UInt64
    ) throws(LogStoreError) -> (offset: UInt64, nature: Damage.Nature)? {
        var scanner = try SegmentScanner(segment, from: start)
        var sequence = BatchSequence(number: tail.end.count, batch: tail.end.count == 0 ? nil : tail.batch)
        var batchFirst = tail.end.count
        while true {
            let place = scanner.offset
            switch try scanner.next() {
            case .end:
                return sequence.isAtBoundary
                    ? nil : (tail.end.byteOffset, .invalid(.truncated(expected: 0, found: 0)))
            case .invalid(let error):
                guard !error.isOfAnotherVersion else {
                    throw loss(
                        segment: segment.header.first, byte: place, number: tail.end.count, .invalid(error))
                }
                return (place, .invalid(error))
            case .block(let block):
                do throws(FormatError) { _ = try block.decoded() } catch { return (place, .invalid(error)) }
                guard sequence.accept(block.header) else { return (place, .order) }
                if block.header.blockIndex == 0 { batchFirst = block.header.first }
                if sequence.isAtBoundary {
                    tail.end.count = sequence.number
                    tail.end.byteOffset = block.end
                    tail.batch = block.header.batch + 1
                    tail.batchFirst = batchFirst
                    tail.privateThrough = block.header.privateThrough
                    tail.identitiesThrough = block.header.identitiesThrough
                    tail.recorded = max(tail.recorded, block.header.latest)
                    if let cited, tail.end.count >= cited { return nil }
                }
            }
        }
    }

    /// Reads the batch that ends at the mark, which must be there whole.
    private func lastBatch(upTo mark: CommitMark.End) throws(LogStoreError) -> StoreTail {
        let segment = try store.open(mark.segment)
        let size = try onStorage { () throws(DurableIOError) in try segment.file.size() }
        var tail = StoreTail.empty
        tail.end = CommitMark.End(
            count: mark.segment, segment: mark.segment, byteOffset: UInt64(SegmentHeader.byteCount))
        tail.hasSegment = true
        tail.batch = 0
        var scanner = try SegmentScanner(segment, to: mark.byteOffset)
        var sequence = BatchSequence(number: mark.segment, batch: nil)
        while true {
            let place = scanner.offset
            let step = try scanner.next()
            guard case .block(let block) = step else {
                if case .end = step, sequence.isAtBoundary, sequence.number == mark.count,
                    size >= mark.byteOffset
                {
                    tail.end = mark
                    return tail
                }
                var nature = Damage.Nature.missing(expected: mark.byteOffset, found: size)
                if case .invalid(let error) = step, size >= mark.byteOffset { nature = .invalid(error) }
                if case .end = step, size >= mark.byteOffset { nature = .order }
                throw loss(segment: mark.segment, byte: place, number: tail.end.count, nature)
            }
            guard sequence.accept(block.header) else {
                throw loss(segment: mark.segment, byte: place, number: tail.end.count, .order)
            }
            if block.header.blockIndex == 0 { tail.batchFirst = block.header.first }
            if sequence.isAtBoundary {
                tail.end.count = sequence.number
                tail.end.byteOffset = block.end
                tail.batch = block.header.batch + 1
                tail.privateThrough = block.header.privateThrough
                tail.identitiesThrough = block.header.identitiesThrough
                tail.recorded = max(tail.recorded, block.header.latest)
            }
        }
    }

    /// Decides between a torn tail and damage.
    private func torn(
        at tail: StoreTail, segment: UInt64, offset: UInt64, others: [UInt64], cause: LogStoreError
    ) throws(LogStoreError) -> Result {
        guard tail.end.count >= published else { throw cause }
        let behind = try bytesBehind(tail, segment: segment, offset: offset, others: others)
        for first in [segment] + others where cited == nil {
            let open: OpenSegment
            do throws(LogStoreError) { open = try store.open(first) } catch {
                // Only what is there and is no segment says nothing; what cannot be read may say that more
                // was durable.
                guard case .damaged = error else { throw error }
                continue
            }
            defer { open.file.close() }
            let header = UInt64(SegmentHeader.byteCount)
            let from = first == segment ? max(offset, header) : header
            if try knowsMoreDurable(than: tail.end.count, in: open, from: from) { throw cause }
        }
        return Result(tail: tail, torn: behind)
    }

    /// What nothing cites: whole batches too.
    private func orphaned(
        tail: StoreTail, segment: UInt64, others: [UInt64]
    ) throws(LogStoreError) -> Result {
        let torn = try bytesBehind(tail, segment: segment, offset: tail.end.byteOffset, others: others)
        return Result(tail: tail, torn: torn.byteCount == 0 && others.isEmpty ? nil : torn)
    }

    private func bytesBehind(
        _ tail: StoreTail, segment: UInt64, offset: UInt64, others: [UInt64]
    ) throws(LogStoreError) -> TornTail {
        var parts: [TornTail.Part] = []
        for first in [segment] + others {
            let from = first == segment ? offset : 0
            let path = store.segmentPath(first)
            let size = try onStorage { () throws(DurableIOError) in
                try store.files.information(path)?.size ?? 0
            }
            let count = size - min(from, size)
            // What a crash leaves is a part of one batch. A file that was made longer is something else.
            guard count <= mostTorn else {
                throw loss(
                    segment: first, byte: from, number: tail.end.count,
                    .contents("\(count) bytes stand behind the last whole batch, more than any batch has"))
            }
            parts.append(
                TornTail.Part(
                    segment: first, byteOffset: from, byteCount: Int(count), removesFile: from == 0))
        }
        return TornTail(store: store.kind, number: tail.end.count, parts: parts)
    }

    /// Whether a valid block behind the place says that more records were durable.
    private func knowsMoreDurable(
        than count: UInt64, in segment: OpenSegment, from start: UInt64
    ) throws(LogStoreError) -> Bool {
        let size = try onStorage { () throws(DurableIOError) in try segment.file.size() }
        var place = start
        let magic = BlockHeader.magic
        while place < size {
            let wanted = Int(min(1 << 20, size - place))
            let from = place
            let chunk = try onStorage { () throws(DurableIOError) in
                try segment.file.bytes(at: from, count: wanted)
            }
            for index in 0..<max(0, chunk.count - 3)
            where chunk[index] == magic[0] && chunk[index + 1] == magic[1] && chunk[index + 2] == magic[2]
                && chunk[index + 3] == magic[3]
            {
                // Most of what looks like a header is none: that costs no look at the file.
                if index + BlockHeader.byteCount <= chunk.count {
                    let header = chunk[index..<(index + BlockHeader.byteCount)].withUnsafeBytes {
                        try? BlockHeader($0, segmentChecksum: segment.checksum)
                    }
                    guard let header, header.durableThrough > count else { continue }
                }
                var scanner = try SegmentScanner(segment, from: place + UInt64(index))
                if case .block(let block) = try scanner.next(), block.header.durableThrough > count {
                    return true
                }
            }
            if place + UInt64(chunk.count) >= size { return false }
            place += UInt64(chunk.count - 3)
        }
        return false
    }

    private func loss(
        segment: UInt64, byte: UInt64, number: UInt64, _ nature: Damage.Nature
    ) -> LogStoreError {
        Damage(
            store: store.kind, segment: segment, byteOffset: byte, firstAffected: number, nature: nature
        ).error
    }
}
