import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

/// What opening for writing finds out before it starts the writer.
struct LedgerOpening {
    let layout: LedgerLayout
    let environment: LedgerEnvironment
    let origin: LedgerOrigin
    let stores: LedgerStores

    struct Found {
        var log: StoreTail
        var privateRecords: StoreTail
        var identities: StoreTail
        var torn: [TornTail]
        /// What was published, where the key says so.
        var published: TreeHead?
        var highWater: HighWater?
        var quarantine: QuarantineOpening
        /// What an earlier opening cut and did not live to tell.
        var recovery: PendingRecovery
        /// Whether the `commit` file holds both copies whole and says where the stores end.
        var isMarkCurrent: Bool
        /// Whether all stores end where the last checkpoint does, and every segment holds what it was made
        /// for.
        var isClean: Bool
    }

    /// From how many bytes on a segment of the ledger is full.
    var segmentBytes: UInt64 { origin.segmentBytes(in: environment) }

    init(layout: LedgerLayout, environment: LedgerEnvironment) throws(LedgerError) {
        self.layout = layout
        self.environment = environment
        origin = try LedgerOrigin.read(layout, files: environment.files)
        stores = LedgerStores(layout, ledger: origin.id, files: environment.files)
    }

    /// The published checkpoint; nil where there is none. One that the ledger's key did not sign is an error.
    func checkpoint() throws(LedgerError) -> VerifiedCheckpoint? {
        guard
            let bytes = try onFiles({ () throws(DurableIOError) in
                try environment.files.contents(of: layout.checkpoint, limit: SignedNote.maximumBytes)
            })
        else { return nil }
        return try verified(checkpoint: bytes)
    }

    /// The checkpoint of a note that the ledger's key has signed in this epoch.
    func verified(checkpoint bytes: [UInt8]) throws(LedgerError) -> VerifiedCheckpoint {
        let verifier: NoteVerifier
        do throws(KeyTextError) {
            verifier = try NoteVerifier(verifierKey: Array(origin.verifierKey.utf8))
        } catch {
            throw .file(path: layout.origin, reason: "the key is not a verifier key")
        }
        do throws(CheckpointError) {
            return try UnverifiedCheckpoint(bytes).verified(
                log: verifier, origin: origin.checkpointOrigin)
        } catch {
            throw .damagedFile(path: layout.checkpoint, reason: "\(error)")
        }
    }

    /// Finds where the stores end, and changes nothing.
    func find() throws(LedgerError) -> Found {
        let files = environment.files
        let commit = try onFiles { () throws(DurableIOError) in
            CommitCopies(try files.contents(of: layout.commit, limit: 65_536) ?? [])
        }
        try onStore { () throws(LogStoreError) in try commit.requireKnown(path: layout.commit) }
        let mark = commit.latest
        if let mark, mark.ledger != origin.id {
            throw .damagedFile(path: layout.commit, reason: "it belongs to another ledger")
        }
        let checkpoint = try checkpoint()
        let highWater = try HighWater.read(layout, files: files)
        let published = max(checkpoint?.head.size ?? 0, highWater?.size ?? 0)
        var torn: [TornTail] = []
        let log = try scan(
            stores.log, mark: mark?.log, published: max(published, mark?.log.count ?? 0), &torn)
        // What the log's last whole batch may cite must be there; what lies above is nobody's.
        let privateRecords = try scan(
            stores.privateRecords, mark: mark?.privateRecords, published: log.privateThrough, &torn,
            cited: log.privateThrough)
        let identities = try scan(
            stores.identities, mark: mark?.identities, published: log.identitiesThrough, &torn)
        let ends = [log.end, privateRecords.end, identities.end]
        let isAsMarked = mark.map { ends == [$0.log, $0.privateRecords, $0.identities] }
        return Found(
            log: log, privateRecords: privateRecords, identities: identities, torn: torn,
            published: checkpoint?.head, highWater: highWater,
            quarantine: try QuarantineOpening(stores.quarantine),
            recovery: try PendingRecovery.read(layout, files: files),
            isMarkCurrent: commit.broken == nil && commit.strayByte == nil
                && isAsMarked ?? ends.allSatisfy { $0.count == 0 },
            isClean: torn.isEmpty && log.end.count == (checkpoint?.head.size ?? 0)
                && privateRecords.end.count == log.privateThrough
                && identities.end.count == log.identitiesThrough
                && ![log, privateRecords, identities].contains { tail in
                    // One that the mark names was durable before the mark was written.
                    tail.endsInEmptySegment && isAsMarked != true
                })
    }

    /// Where the stores end for a reader, which changes nothing and must not fail for damage that it may
    /// never meet.
    func readableEnds() throws(LedgerError) -> (
        log: CommitMark.End, privateRecords: CommitMark.End, identities: CommitMark.End
    ) {
        let files = environment.files
        let mark = try onStore { () throws(LogStoreError) in
            try CommitFile.read(path: layout.commit, files: files)
        }
        let signed = (try? checkpoint())?.head.size ?? 0
        if let mark, mark.ledger == origin.id, mark.log.count >= signed {
            return (mark.log, mark.privateRecords, mark.identities)
        }
        let empty = StoreTail.empty.end
        func end(_ store: StoreDirectory, _ mark: CommitMark.End?) throws(LedgerError) -> CommitMark.End {
            do throws(LogStoreError) {
                return try StoreOpening(store, published: 0).scan(from: mark).tail.end
            } catch {
                guard case .damaged = error else { throw .store(error) }
                return mark ?? empty
            }
        }
        return (
            try end(stores.log, mark?.log), try end(stores.privateRecords, mark?.privateRecords),
            try end(stores.identities, mark?.identities)
        )
    }

    /// What reads the stores up to the ends that were found.
    func core(_ found: Found, _ secret: LedgerSecret) -> LedgerCore {
        LedgerCore(
            layout: layout, environment: environment, origin: origin, secret: secret,
            state: LedgerState(
                log: found.log.end, privateRecords: found.privateRecords.end,
                identities: found.identities.end, tree: CompactRange(), index: LogIndex(stores.log)))
    }

    /// The folder of a store.
    func store(_ kind: StoreKind) -> StoreDirectory {
        switch kind {
        case .log: stores.log
        case .privateRecords: stores.privateRecords
        case .identities: stores.identities
        case .quarantine: stores.quarantine
        }
    }

    private func scan(
        _ store: StoreDirectory, mark: CommitMark.End?, published: UInt64, _ torn: inout [TornTail],
        cited: UInt64? = nil
    ) throws(LedgerError) -> StoreTail {
        let result = try onStore { () throws(LogStoreError) in
            try StoreOpening(store, published: published, cited: cited).scan(from: mark)
        }
        if let tail = result.torn { torn.append(tail) }
        return result.tail
    }
}
