import DurableIO
import LedgerModel
import LogFormat
import LogStore
import RecordFormat

/// What was refused; a store of its own, never part of the log. Used by one thread.
///
/// Each occurrence of refused input is an entry with its own place; bytes that are kept already are stored
/// once and referred to.
public final class Quarantine {
    private let store: StoreDirectory
    private let clock: any WallClock
    private let writer: StoreWriter
    /// The occurrences that are kept, and the ids under which bytes are.
    private var known: Set<Bits128> = []
    private var stored: Set<Bits128> = []
    private var batch = BatchBuilder()
    private var batchBytes = 0
    /// Is told when this one is done; nil for what opening uses.
    var use: QuarantineUse?

    /// Opens the store for writing. A torn batch at its end, of which nobody was told, is put aside; anything
    /// else that is not whole is damage, and nothing is changed.
    init(_ store: StoreDirectory, epoch: UInt32, clock: any WallClock) throws(LedgerError) {
        self.store = store
        self.clock = clock
        let found = try QuarantineOpening(store)
        try found.settle()
        writer = try onStore { () throws(LogStoreError) in
            try StoreWriter(store, tail: found.tail, epoch: epoch)
        }
        try Self.forEachRecord(in: store, end: found.tail.end) { record, _ in
            guard !record.isErased else { return }
            known.insert(record.occurrence)
            stored.insert(record.id)
        }
    }

    /// Keeps an entry; false where the same input was refused at the same place for the same reason before.
    /// Durable only after ``flush()``.
    @discardableResult
    public func add(_ entry: QuarantineEntry) throws(LedgerError) -> Bool {
        let id = entry.id
        guard known.insert(entry.occurrence(id)).inserted else { return false }
        let bytes = stored.insert(id).inserted ? entry.encoded : entry.encodedReference(to: id)
        bytes.withUnsafeBytes { batch.add($0, recorded: entry.received) }
        batchBytes += bytes.count
        if batchBytes > 8 << 20 { try flush() }
        return true
    }

    /// Makes the entries durable.
    public func flush() throws(LedgerError) {
        guard batch.count > 0 else { return }
        let now = clock.now()
        try onStore { () throws(LogStoreError) in
            try writer.write(&batch, at: now)
            try writer.synchronize()
        }
        try QuarantineMark(end: writer.tail.end).write(store)
        batch.reset()
        batchBytes = 0
    }

    /// Lets the files go.
    public func close() {
        writer.close()
        use?.end()
        use = nil
    }

    deinit { use?.end() }

    /// Calls `body` with each entry, in the order in which they were refused.
    static func forEach(in store: StoreDirectory, _ body: (QuarantineEntry) -> Void) throws(LedgerError) {
        let end = try end(of: store)
        let reader = StoreReader(store, cacheBytes: 32 << 20)
        /// The record that holds the bytes of an id.
        var numbers: [Bits128: UInt64] = [:]
        var failure: LedgerError?
        try forEachRecord(in: store, end: end) { record, number in
            guard failure == nil, !record.isErased else { return }
            var entry = record.entry
            if record.isReference {
                do throws(LedgerError) {
                    guard let holder = numbers[record.id] else {
                        throw damaged(store, number, "it refers to an entry that is not there")
                    }
                    let bytes = try onStore { () throws(LogStoreError) in
                        try reader.record(holder, end: end)
                    }
                    entry.bytes = try self.record(bytes, holder, store).entry.bytes
                } catch {
                    failure = error
                    return
                }
            } else {
                numbers[record.id] = number
            }
            body(entry)
        }
        if let failure { throw failure }
    }

    /// Calls `body` with each stored record and its number.
    static func forEachRecord(
        in store: StoreDirectory, end: CommitMark.End, _ body: (QuarantineRecord, UInt64) -> Void
    ) throws(LedgerError) {
        var failure: LedgerError?
        try onStore { () throws(LogStoreError) in
            try StoreReader(store).forEachBlock(from: 0, end: end) { block in
                for index in 0..<block.count {
                    let number = block.header.first + UInt64(index)
                    do throws(LedgerError) {
                        body(try record(block.record(index), number, store), number)
                    } catch {
                        failure = error
                        return false
                    }
                }
                return true
            }
        }
        if let failure { throw failure }
    }

    private static func record(
        _ bytes: [UInt8], _ number: UInt64, _ store: StoreDirectory
    ) throws(LedgerError) -> QuarantineRecord {
        do throws(RecordError) { return try QuarantineRecord(bytes) } catch {
            guard !error.isOfAnotherVersion else { throw .record(position: number, error) }
            throw damaged(store, number, "\(error)")
        }
    }

    private static func damaged(_ store: StoreDirectory, _ number: UInt64, _ reason: String) -> LedgerError {
        .store(
            .damaged(
                Damage(
                    store: store.kind, segment: 0, byteOffset: 0, firstAffected: number,
                    nature: .contents(reason))))
    }

    /// Where the store ends for a reader: at the mark, which is there whole.
    static func end(of store: StoreDirectory) throws(LedgerError) -> CommitMark.End {
        guard let end = try QuarantineMark.read(store)?.end else {
            return try QuarantineOpening(store).tail.end
        }
        let found = try onFiles { () throws(DurableIOError) in
            try store.files.information(store.segmentPath(end.segment))
        }
        if let size = found?.size, end.count > 0, size < end.byteOffset {
            throw .store(
                .damaged(
                    Damage(
                        store: store.kind, segment: end.segment, byteOffset: size, firstAffected: end.segment,
                        nature: .missing(expected: end.byteOffset, found: size))))
        }
        return end
    }
}
