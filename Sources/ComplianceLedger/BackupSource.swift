import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

/// A ledger as a backup takes it: its small files, and how far its stores are durable.
///
/// Read in this order: what was signed, how far the quarantine is durable, what is to be told, and last how
/// far the log is. A writer may go on all the while: what is read first was true when the log ended no later.
struct BackupSource {
    let layout: LedgerLayout
    let opening: LedgerOpening
    /// Small files that are copied as they are.
    var small: [(path: BackupPath, bytes: [UInt8])] = []
    var checkpoint: VerifiedCheckpoint?
    let quarantineEnd: CommitMark.End
    let log: CommitMark.End
    let privateRecords: CommitMark.End
    let identities: CommitMark.End

    /// - Parameter withKeys: whether key and secret are taken, too.
    init(_ layout: LedgerLayout, _ environment: LedgerEnvironment, withKeys: Bool) throws(LedgerError) {
        self.layout = layout
        let files = environment.files
        let opening = try LedgerOpening(layout: layout, environment: environment)
        var small = [(path: BackupPath.origin, bytes: opening.origin.bytes)]
        func read(_ path: BackupPath) throws(LedgerError) -> [UInt8]? {
            let bytes = try onFiles { () throws(DurableIOError) in
                try files.contents(of: layout.root + "/" + path.text, limit: SignedNote.maximumBytes)
            }
            if let bytes { small.append((path, bytes)) }
            return bytes
        }
        let checkpoint = try read(.checkpoint).map { bytes throws(LedgerError) in
            try opening.verified(checkpoint: bytes)
        }
        self.checkpoint = checkpoint
        let highWater = try read(.highWater).map { bytes throws(LedgerError) in
            try HighWater(bytes, path: layout.highWater)
        }
        if withKeys {
            for path in [BackupPath.key, .secret] {
                guard try read(path) == nil else { continue }
                throw .file(
                    path: layout.root + "/" + path.text,
                    reason: "it is missing; a backup can be made without the keys")
            }
        }
        if let mark = try QuarantineMark.read(opening.stores.quarantine) {
            quarantineEnd = mark.end
        } else {
            quarantineEnd = try QuarantineOpening(opening.stores.quarantine).tail.end
        }
        _ = try read(.recovery)
        _ = try read(.restored)
        self.opening = opening
        self.small = small
        let mark = try onStore { () throws(LogStoreError) in
            try CommitFile.read(path: layout.commit, files: files)
        }
        let signed = max(checkpoint?.head.size ?? 0, highWater?.size ?? 0)
        if let mark, mark.ledger == opening.origin.id, mark.log.count >= signed {
            (log, privateRecords, identities) = (mark.log, mark.privateRecords, mark.identities)
        } else {
            // A crash left an older mark, or none.
            (log, privateRecords, identities) = try opening.readableEnds()
        }
    }

    /// The tree over what is taken: by the hashes that the ledger has stored, where they give the signed
    /// root, else by its records.
    func head() throws(LedgerError) -> TreeHead {
        let core = LedgerCore(
            layout: layout, environment: opening.environment, origin: opening.origin, secret: nil,
            state: LedgerState(
                log: log, privateRecords: privateRecords, identities: identities, tree: CompactRange(),
                index: LogIndex(opening.stores.log)))
        defer { core.hashes.close() }
        return try LedgerTree(core: core).load(end: log, signed: checkpoint?.head, isWriting: false).head
    }

    /// The segments of a store that hold something, with how much of each is taken.
    func segments(
        of store: StoreDirectory, end: CommitMark.End
    ) throws(LedgerError) -> [(first: UInt64, bytes: UInt64)] {
        var out: [(first: UInt64, bytes: UInt64)] = []
        let firsts = try onStore { () throws(LogStoreError) in try store.segments() }
        for first in firsts where first < end.count {
            let path = store.segmentPath(first)
            let found = try onFiles { () throws(DurableIOError) in
                try store.files.information(path)
            }
            let size = found?.size ?? 0
            let wanted = first == end.segment ? end.byteOffset : size
            guard size >= wanted else {
                throw .store(
                    .damaged(
                        Damage(
                            store: store.kind, segment: first, byteOffset: size, firstAffected: first,
                            nature: .missing(expected: wanted, found: size))))
            }
            out.append((first, wanted))
        }
        return out
    }
}
