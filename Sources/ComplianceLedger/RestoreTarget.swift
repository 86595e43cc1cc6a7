import Attestation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

/// What a restore would replace, and what was published of it.
struct RestoreTarget {
    /// A tree that was published.
    struct Mark {
        var head: TreeHead
        var epoch: UInt32
        /// What says so.
        var file: String
    }

    let layout: LedgerLayout
    /// Whether there is a ledger, whole or not.
    let isLedger: Bool
    private(set) var marks: [Mark] = []
    /// The latest epoch that is known.
    private(set) var epoch: UInt32 = 0
    /// Events that were acknowledged, as far as is known.
    private(set) var acknowledged: UInt64 = 0
    /// Why what was published is not known, and the call that failed, where that is why; nil where it is.
    private(set) var doubt: (reason: String, cause: DurableIOError?)?

    /// Looks at a place, and changes nothing.
    /// - Parameter backup: the origin of the ledger that is to stand there.
    init(
        _ layout: LedgerLayout, backup: LedgerOrigin, files: any FileSystem
    ) throws(LedgerError) {
        self.layout = layout
        let root = layout.bareRoot
        guard let name = root.utf8.split(separator: UInt8(ascii: "/")).last,
            !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8)
        else { throw .occupied(path: layout.root, what: "a folder that is not called by its name") }
        guard let found = try onFiles({ () throws(DurableIOError) in try files.information(root) }) else {
            isLedger = false
            return
        }
        guard found.kind == .directory else {
            throw .occupied(path: layout.root, what: found.kind == .symlink ? "a symbolic link" : "no folder")
        }
        guard try !onFiles({ () throws(DurableIOError) in try files.list(root) }).isEmpty else {
            isLedger = false
            return
        }
        isLedger = true
        do throws(LedgerError) {
            let origin = try LedgerOrigin.read(layout, files: files)
            guard origin.id == backup.id, origin.verifierKey.utf8.elementsEqual(backup.verifierKey.utf8)
            else { throw LedgerError.otherLedger(path: layout.root) }
            epoch = origin.epoch
        } catch {
            switch error {
            case .otherLedger: throw error
            // Something else is here: its files are not a ledger's to move.
            case .notALedger: throw .exists(path: layout.root)
            default: doubt = ("\(error)", error.failedCall)
            }
        }
        try requireNoCopy(files)
        readMarks(backup, files)
    }

    /// A backup, or a copy that did not end, is nothing that a ledger is to replace.
    private func requireNoCopy(_ files: any FileSystem) throws(LedgerError) {
        try layout.requireFinished(files: files)
        try layout.requireNoBackup(files: files)
    }

    private mutating func readMarks(_ backup: LedgerOrigin, _ files: any FileSystem) {
        do throws(LedgerError) {
            let note = try onFiles { () throws(DurableIOError) in
                try files.contents(of: layout.checkpoint, limit: SignedNote.maximumBytes)
            }
            if let note { try add(note: note, file: layout.checkpoint, backup) }
            if let mark = try HighWater.read(layout, files: files) {
                marks.append(Mark(head: mark.head, epoch: epoch, file: layout.highWater))
            }
        } catch {
            doubt = ("\(error)", error.failedCall)
        }
        do throws(LedgerError) {
            let commit = try onStore { () throws(LogStoreError) in
                try CommitFile.read(path: layout.commit, files: files)
            }
            if let commit, commit.ledger == backup.id { acknowledged = commit.log.count }
        } catch {
            // Of a mark that is no more to be made out, the checkpoint still says what was published.
            if marks.isEmpty, doubt == nil { doubt = ("\(error)", error.failedCall) }
        }
        if marks.isEmpty, acknowledged > 0, doubt == nil {
            doubt = (
                "\(acknowledged) events were acknowledged, and there is neither \(layout.highWater) nor a "
                    + "checkpoint", nil
            )
        }
    }

    /// Adds what a signed note says.
    /// - Throws: where it is not one of the ledger's.
    mutating func add(note: [UInt8], file: String, _ backup: LedgerOrigin) throws(LedgerError) {
        do throws(CheckpointError) {
            let claimed = try UnverifiedCheckpoint(note)
            guard let found = claimed.claim.origin.epoch(of: backup.name) else {
                throw CheckpointError.otherOrigin(
                    found: claimed.claim.origin, expected: backup.checkpointOrigin)
            }
            let head = try claimed.verified(log: backup.verifier(), origin: claimed.claim.origin).head
            marks.append(Mark(head: head, epoch: found, file: file))
            epoch = max(epoch, found)
        } catch {
            throw .file(path: file, reason: "\(error)")
        }
    }

    /// Says that a note from elsewhere stands for whatever the place itself does not tell.
    mutating func forgetDoubt() { doubt = nil }
}

extension LedgerOrigin {
    /// The key with which checkpoints are verified.
    func verifier() throws(CheckpointError) -> NoteVerifier {
        do throws(KeyTextError) { return try NoteVerifier(verifierKey: Array(verifierKey.utf8)) } catch {
            throw .notSignedByLog(name)
        }
    }
}
