public import DurableIO
public import LedgerModel
public import LogFormat

/// Appends batches to one store. Used by the writer's own thread alone.
///
/// Invariants: `tail` names the last batch that was written whole; the file behind it holds nothing. After a
/// failed write or sync the writer is poisoned: what the file holds is known only by opening again.
public final class StoreWriter {
    /// Bytes at which the next batch begins a new segment.
    public static let segmentBytes: UInt64 = 64 << 20

    private let store: StoreDirectory
    private let epoch: UInt32
    private let segmentBytes: UInt64
    public private(set) var tail: StoreTail
    /// Records known to be durable.
    public private(set) var durable: UInt64
    private var segment: OpenSegment?
    /// Why it refuses every call: an earlier one failed.
    private var poison: LogStoreError?

    /// Continues at the tail that ``StoreOpening`` found.
    public init(
        _ store: StoreDirectory, tail: StoreTail, epoch: UInt32,
        segmentBytes: UInt64 = StoreWriter.segmentBytes
    ) throws(LogStoreError) {
        self.store = store
        self.tail = tail
        self.epoch = epoch
        self.segmentBytes = segmentBytes
        durable = tail.end.count
        try tail.requireOwnFormat(of: store.kind)
        if tail.hasSegment { segment = try store.open(tail.end.segment, .readWrite) }
    }

    /// Whether the next batch begins a new segment.
    public var willRoll: Bool {
        guard let segment else { return true }
        return tail.end.byteOffset >= segmentBytes || isOfEarlierEpoch(segment)
            || segment.header.generation > 0
    }

    /// Whether a segment is of an epoch before. What is recorded after a rollback stands in segments of its
    /// own: their headers differ from those of the segments that were given up, and so does every checksum
    /// that blocks and indexes carry.
    private func isOfEarlierEpoch(_ segment: OpenSegment) -> Bool {
        segment.header.epoch != epoch && !tail.endsInEmptySegment
    }

    /// Writes a batch with one call. It is not durable before ``synchronize()``.
    ///
    /// A crash leaves the batch whole, in part or not at all; the next opening sees which.
    public func write(
        _ batch: inout BatchBuilder, at now: Timestamp, privateThrough: UInt64 = 0,
        identitiesThrough: UInt64 = 0
    ) throws(LogStoreError) {
        if let poison { throw poison }
        batch.finish()
        guard batch.count > 0 else { return }
        if willRoll { try roll(at: now) }
        guard let segment else { throw .poisoned(nil) }
        batch.seal(
            batch: tail.batch, first: tail.end.count, durableThrough: durable, privateThrough: privateThrough,
            identitiesThrough: identitiesThrough, segmentChecksum: segment.checksum)
        let offset = tail.end.byteOffset
        let bytes = batch.bytes
        try poisoning { () throws(DurableIOError) in try segment.file.write(bytes, at: offset) }
        tail.end.count += batch.count
        tail.end.byteOffset += UInt64(bytes.count)
        tail.batchFirst = tail.end.count - batch.count
        tail.batch += 1
        tail.privateThrough = privateThrough
        tail.identitiesThrough = identitiesThrough
        tail.recorded = max(tail.recorded, batch.blocks.reduce(.earliest) { max($0, $1.header.latest) })
    }

    /// Begins a segment, so that every record stands in a closed one; nothing where none is in the last.
    ///
    /// Durable when it returns: its name and its header. The mark that names it is the caller's to write.
    public func beginSegment(at now: Timestamp) throws(LogStoreError) {
        if let poison { throw poison }
        guard tail.hasSegment, !tail.endsInEmptySegment else { return }
        try synchronize()
        try roll(at: now)
    }

    /// Makes everything written durable. Never tried twice: after a failure the pages may be marked clean.
    public func synchronize() throws(LogStoreError) {
        if let poison { throw poison }
        guard durable < tail.end.count, let segment else { return }
        try poisoning { () throws(DurableIOError) in try segment.file.synchronizeData() }
        durable = tail.end.count
    }

    /// Refuses every later call, because something failed elsewhere.
    public func refuseAll(after cause: DurableIOError?) { poison = .poisoned(cause) }

    /// Lets the file go.
    public func close() { segment?.file.close() }

    /// What ``write(_:at:privateThrough:identitiesThrough:)`` adds to a batch's own bytes at most.
    public var overheadBytes: Int { willRoll ? SegmentHeader.byteCount : 0 }

    /// Begins a segment: its header and its name are durable before a batch stands in it.
    private func roll(at now: Timestamp) throws(LogStoreError) {
        let header = SegmentHeader(
            kind: store.kind, ledger: store.ledger, first: tail.end.count, created: now, epoch: epoch)
        let path = store.segmentPath(tail.end.count)
        var made: (any File)?
        try poisoning { () throws(DurableIOError) in
            let file = try store.files.open(path, .createNew)
            try file.write(header.encoded, at: 0)
            // A crash here leaves a file of any length below the header's: the next opening removes it.
            try file.synchronize()
            try store.files.synchronizeDirectory(store.path)
            made = file
        }
        guard let made else { throw .poisoned(nil) }
        segment?.file.close()
        segment = OpenSegment(file: made, header: header)
        tail.end.segment = tail.end.count
        tail.end.byteOffset = UInt64(SegmentHeader.byteCount)
        tail.hasSegment = true
    }

    private func poisoning(_ body: () throws(DurableIOError) -> Void) throws(LogStoreError) {
        do throws(DurableIOError) {
            try body()
        } catch {
            poison = .poisoned(error)
            throw .storage(error)
        }
    }
}

extension StoreWriter {
    /// Brings a store back to an earlier end, and continues there: what lies behind is cut, whole or not.
    ///
    /// For what a writer wrote itself and told nobody of, after it failed in a way that leaves everything
    /// before untouched. Nothing else may write the store; its former writer is closed.
    public static func takenBack(
        _ store: StoreDirectory, to end: CommitMark.End, epoch: UInt32, segmentBytes: UInt64
    ) throws(LogStoreError) -> StoreWriter {
        // By the code of opening: nothing behind the end is cited, and a batch that is whole is cut too.
        let found = try StoreOpening(store, published: end.count, cited: end.count)
            .scan(from: end.count > 0 ? end : nil)
        if let torn = found.torn { try cut(torn, in: store) }
        // A segment that was begun may be there without its name being durable.
        try rewriteTail(of: store, from: end.count, to: found.tail.end)
        return try StoreWriter(store, tail: found.tail, epoch: epoch, segmentBytes: segmentBytes)
    }

    /// Cuts a torn tail whose bytes the caller has put elsewhere, durably.
    public static func cut(_ torn: TornTail, in store: StoreDirectory) throws(LogStoreError) {
        try onStorage { () throws(DurableIOError) in
            for part in torn.parts.reversed() {
                let path = store.segmentPath(part.segment)
                if part.removesFile {
                    try store.files.remove(path)
                } else {
                    let file = try store.files.open(path, .readWrite)
                    defer { file.close() }
                    try file.truncate(to: part.byteOffset)
                    try file.synchronize()
                }
            }
            try store.files.synchronizeDirectory(store.path)
        }
    }

    /// Writes the bytes from the batch that holds `number` to the end once more and makes them durable.
    ///
    /// A sync that failed may have marked pages clean that never reached the disk; reading them back proves
    /// nothing. Writing them makes them dirty again, so that this sync means what it says. A last segment
    /// without a batch is written in any case: whoever made it may have died before its name was durable.
    public static func rewriteTail(
        of store: StoreDirectory, from number: UInt64, to end: CommitMark.End
    ) throws(LogStoreError) {
        let firsts = try store.segments().filter { $0 <= end.segment }
        guard number < end.count || firsts.last == end.count else { return }
        for first in firsts.reversed() {
            let segment = try store.open(first, .readWrite)
            defer { segment.file.close() }
            let size = try onStorage { () throws(DurableIOError) in try segment.file.size() }
            let stop = first == end.segment ? end.byteOffset : size
            var start = UInt64(SegmentHeader.byteCount)
            var scanner = try SegmentScanner(segment, to: stop)
            while case .block(let block) = try scanner.next(),
                block.header.first + UInt64(block.header.count) <= number
            {
                start = block.end
            }
            // The header too, where the whole segment is rewritten.
            if start == UInt64(SegmentHeader.byteCount) { start = 0 }
            try onStorage { () throws(DurableIOError) in
                var place = start
                while place < stop {
                    let chunk = try segment.file.bytes(at: place, count: Int(min(1 << 20, stop - place)))
                    try segment.file.write(chunk, at: place)
                    place += UInt64(chunk.count)
                }
                try segment.file.synchronize()
            }
            if first <= number { break }
        }
        try onStorage { () throws(DurableIOError) in try store.files.synchronizeDirectory(store.path) }
    }
}
