import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat

@testable import LogStore

/// A store in memory with the records that were written to it.
struct StoreFixture {
    static let ledger = LedgerID(Bits128(high: 1, low: 2))

    let files: SimulatedFileSystem
    let store: StoreDirectory
    var records: [[UInt8]] = []
    /// Where each batch ended.
    var ends: [CommitMark.End] = []
    private var random: SeededRandom

    init(kind: StoreKind = .log, ledger: LedgerID = ledger, seed: UInt64 = 1) throws {
        files = SimulatedFileSystem(seed: seed)
        store = StoreDirectory(path: "store", kind: kind, ledger: ledger, files: files)
        random = SeededRandom(seed: seed)
        try files.createDirectory("store", permissions: 0o700)
        try files.synchronizeDirectory("/")
    }

    /// A store with some batches in it.
    init(batches: Int, segmentBytes: UInt64, seed: UInt64 = 1, created: Int64 = 0) throws {
        try self.init(seed: seed)
        try write(batches: batches, segmentBytes: segmentBytes, created: created)
    }

    mutating func write(batches: Int, segmentBytes: UInt64, created: Int64 = 0) throws {
        let writer = try StoreWriter(
            store, tail: open(published: 0).tail, epoch: 0, segmentBytes: segmentBytes)
        for _ in 0..<batches { try write(to: writer, created: created) }
        writer.close()
    }

    /// Writes and syncs one batch of one to four records.
    mutating func write(to writer: StoreWriter, created: Int64 = 0) throws {
        var batch = BatchBuilder()
        var new: [[UInt8]] = []
        for _ in 0...Int.random(in: 0..<4, using: &random) {
            let count = Int.random(in: 0..<60, using: &random)
            new.append((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        for record in new {
            record.withUnsafeBytes { batch.add($0, recorded: Timestamp(nanoseconds: Int64(records.count))) }
        }
        try writer.write(&batch, at: Timestamp(nanoseconds: created), privateThrough: UInt64(ends.count))
        try writer.synchronize()
        records += new
        ends.append(writer.tail.end)
    }

    func open(
        published: UInt64, from mark: CommitMark.End? = nil, cited: UInt64? = nil
    ) throws(LogStoreError) -> StoreOpening.Result {
        try StoreOpening(store, published: published, cited: cited).scan(from: mark)
    }

    /// The damage that opening finds; nil where it finds none.
    func damage(published: UInt64, from mark: CommitMark.End? = nil) -> Damage? {
        do throws(LogStoreError) {
            _ = try open(published: published, from: mark)
            return nil
        } catch {
            if case .damaged(let damage) = error { return damage }
            return nil
        }
    }

    /// All records that a reader gives up to an end.
    func readAll(end: CommitMark.End) throws(LogStoreError) -> [[UInt8]] {
        var out: [[UInt8]] = []
        try StoreReader(store).forEachBlock(from: 0, end: end) { block in
            for index in 0..<block.count { out.append(block.record(index)) }
            return true
        }
        return out
    }

    func path(_ first: UInt64) -> String { store.segmentPath(first) }

    /// The same store on another disk, to be damaged.
    func copy() -> StoreFixture {
        var out = self
        out = StoreFixture(copying: self)
        return out
    }

    private init(copying other: StoreFixture) {
        files = other.files.copy()
        store = StoreDirectory(
            path: other.store.path, kind: other.store.kind, ledger: other.store.ledger, files: files)
        records = other.records
        ends = other.ends
        random = other.random
    }

    /// All files with their bytes.
    var image: [String: [UInt8]] {
        Dictionary(
            files.files.map { ($0, files.contents($0) ?? []) }, uniquingKeysWith: { first, _ in first })
    }
}
