import DeterministicCBOR
import DurableIO
import LedgerModel
import LogFormat
import LogStore

/// What was refused; a store of its own, never part of the log. Used by one thread.
public final class Quarantine {
    private let store: StoreDirectory
    private let clock: any WallClock
    private let writer: StoreWriter
    private var known: Set<Bits128> = []
    private var batch = BatchBuilder()
    private var batchBytes = 0

    /// Opens the store for writing. A torn entry at its end is cut: nobody was told of it.
    init(_ store: StoreDirectory, epoch: UInt32, clock: any WallClock) throws(LedgerError) {
        self.store = store
        self.clock = clock
        let tail = try onStore { () throws(LogStoreError) in
            let result = try StoreOpening(store, published: 0).scan(from: nil)
            if let torn = result.torn { try StoreWriter.cut(torn, in: store) }
            // Whoever wrote the last batch may have died before it was durable.
            try StoreWriter.rewriteTail(of: store, from: result.tail.batchFirst, to: result.tail.end)
            return result.tail
        }
        writer = try onStore { () throws(LogStoreError) in try StoreWriter(store, tail: tail, epoch: epoch) }
        try Self.forEach(in: store, end: tail.end) { known.insert($0.id) }
    }

    /// Keeps an entry; false where the same one is kept already. Durable only after ``flush()``.
    @discardableResult
    public func add(_ entry: QuarantineEntry) throws(LedgerError) -> Bool {
        guard known.insert(entry.id).inserted else { return false }
        let bytes = entry.encoded
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
        batch.reset()
        batchBytes = 0
    }

    /// Lets the files go.
    public func close() { writer.close() }

    /// Calls `body` with each entry, in the order in which they were refused.
    static func forEach(
        in store: StoreDirectory, end: CommitMark.End, _ body: (QuarantineEntry) -> Void
    ) throws(LedgerError) {
        var failure: CBORError?
        var number: UInt64 = 0
        try onStore { () throws(LogStoreError) in
            try StoreReader(store).forEachBlock(from: 0, end: end) { block in
                for index in 0..<block.count {
                    let range = block.range(of: index)
                    do throws(CBORError) {
                        body(
                            try block.raw.withUnsafeBytes { buffer in
                                Result { () throws(CBORError) in
                                    try QuarantineEntry(UnsafeRawBufferPointer(rebasing: buffer[range]))
                                }
                            }.get())
                    } catch {
                        failure = error
                        return false
                    }
                    number += 1
                }
                return true
            }
        }
        if let failure { throw .file(path: store.path, reason: "entry \(number): \(failure)") }
    }

    /// Where the store ends, as far as it is whole.
    static func end(of store: StoreDirectory) throws(LedgerError) -> CommitMark.End {
        try onStore { () throws(LogStoreError) in
            try StoreOpening(store, published: 0).scan(from: nil).tail.end
        }
    }
}
