import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Synchronization

/// What reading and writing share: the stores, their readers, and the state that readers may see.
final class LedgerCore: Sendable {
    let layout: LedgerLayout
    let environment: LedgerEnvironment
    let origin: LedgerOrigin
    let secret: LedgerSecret?
    let stores: LedgerStores
    let log: StoreReader
    let privateRecords: StoreReader
    let identities: StoreReader
    let hashes: HashFiles
    let state: Mutex<LedgerState>
    let quarantineUse = QuarantineUse()

    init(
        layout: LedgerLayout, environment: LedgerEnvironment, origin: LedgerOrigin, secret: LedgerSecret?,
        state: LedgerState
    ) {
        self.layout = layout
        self.environment = environment
        self.origin = origin
        self.secret = secret
        stores = LedgerStores(layout, ledger: origin.id, files: environment.files)
        log = StoreReader(stores.log)
        privateRecords = StoreReader(stores.privateRecords, cacheBytes: 4 << 20)
        identities = StoreReader(stores.identities, cacheBytes: 4 << 20)
        hashes = HashFiles(path: layout.hashes, files: environment.files)
        self.state = Mutex(state)
    }

    /// Where the log ends for readers.
    var end: CommitMark.End { state.withLock { $0.log } }

    /// The event at a position.
    func event(at position: GlobalPosition) throws(LedgerError) -> RecordedEvent {
        let end = self.end
        guard position.value < end.count else {
            throw .noSuchEvent(position, size: TreeSize(end.count))
        }
        let block = try onStore { () throws(LogStoreError) in try log.block(holding: position.value, end: end)
        }
        let range = block.range(of: Int(position.value - block.header.first))
        return try Self.reading(block.raw, range, position) { view throws(RecordError) in try view.event() }
    }

    /// Calls `body` with each record from a position on, until the end or until it returns false. Of a long
    /// run the next blocks are read and decoded while `body` works.
    func forEachRecord(
        from position: GlobalPosition, end: CommitMark.End, _ body: (RecordView) -> Bool
    ) throws(LedgerError) {
        try forEachRecordBytes(from: position, end: end) { bytes, position throws(RecordError) in
            body(try RecordView(bytes, at: position))
        }
    }

    /// The same for those records alone that are wanted; one whose head cannot be read is.
    func forEachRecord(
        from position: GlobalPosition, end: CommitMark.End, where isWanted: (RecordHead) -> Bool,
        _ body: (RecordView) -> Bool
    ) throws(LedgerError) {
        try forEachRecordBytes(from: position, end: end) { bytes, position throws(RecordError) in
            if let head = RecordHead(bytes), !isWanted(head) { return true }
            return body(try RecordView(bytes, at: position))
        }
    }

    /// The same with the bytes of each, whether they are a record or not.
    func forEachRecordBytes(
        from position: GlobalPosition, end: CommitMark.End,
        _ body: (UnsafeRawBufferPointer, GlobalPosition) throws(RecordError) -> Bool
    ) throws(LedgerError) {
        var failure: LedgerError?
        func visit(_ block: DecodedBlock) -> Bool {
            let first = block.header.first
            return block.raw.withUnsafeBytes { buffer -> Bool in
                for index in 0..<block.count {
                    let number = first + UInt64(index)
                    guard number >= position.value else { continue }
                    guard number < end.count else { return false }
                    let bytes = UnsafeRawBufferPointer(rebasing: buffer[block.range(of: index)])
                    do throws(RecordError) {
                        guard try body(bytes, GlobalPosition(number)) else { return false }
                    } catch {
                        failure = .record(position: number, error)
                        return false
                    }
                }
                // What lies behind the end is not read: damage there is no reason not to read up to it.
                return first + UInt64(block.count) < end.count
            }
        }
        let isLong = end.count > position.value && end.count - position.value >= BlockReadAhead.fewestRecords
        try onStore { () throws(LogStoreError) in
            if isLong {
                try BlockReadAhead.forEachBlock(of: log, from: position.value, end: end, visit)
            } else {
                try log.forEachBlock(from: position.value, end: end, visit)
            }
        }
        if let failure { throw failure }
    }

    /// Reads one record of a decoded block.
    static func reading<Value>(
        _ raw: [UInt8], _ range: Range<Int>, _ position: GlobalPosition,
        _ body: (RecordView) throws(RecordError) -> Value
    ) throws(LedgerError) -> Value {
        do throws(RecordError) {
            return try raw.withUnsafeBytes { buffer in
                Result { () throws(RecordError) in
                    try body(try RecordView(UnsafeRawBufferPointer(rebasing: buffer[range]), at: position))
                }
            }.get()
        } catch {
            throw .record(position: position.value, error)
        }
    }

    /// Asks the index for candidates.
    func candidates(
        _ ask: (LogIndex) throws(LogStoreError) -> [UInt64]
    ) throws(LedgerError) -> [UInt64] {
        do throws(LogStoreError) {
            return try state.withLock { state in
                Result { () throws(LogStoreError) in try ask(state.index) }
            }.get()
        } catch {
            throw .store(error)
        }
    }

    /// The id that stands for a value, by the HMAC of the value.
    func identity(lookup: [UInt8], end: CommitMark.End) throws(LedgerError) -> IdentityID? {
        try state.withLock { state in
            Result { () throws(LedgerError) in
                try state.identityTable.id(lookup: lookup, reader: identities, end: end)
            }
        }.get()
    }

    /// The private record that an event cites; nil where it was erased. Its digest is checked.
    func privateRecord(_ reference: EvidenceReference) throws(LedgerError) -> PrivateRecord? {
        let end = state.withLock { $0.privateRecords }
        let bytes = try onStore { () throws(LogStoreError) in
            try privateRecords.record(reference.number.value, end: end)
        }
        if let erased = ErasedRecord(bytes), erased.digest.elementsEqual(reference.digest) { return nil }
        guard SHA256.hash(of: bytes).bytes.elementsEqual(reference.digest) else {
            throw .store(
                .damaged(
                    Damage(
                        store: .privateRecords, segment: 0, byteOffset: 0,
                        firstAffected: reference.number.value,
                        nature: .contents("the digest is not the one that the log cites"))))
        }
        do throws(RecordError) { return try PrivateRecord(bytes) } catch {
            throw .record(position: reference.number.value, error)
        }
    }
}
