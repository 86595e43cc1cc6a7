import DeterministicCBOR
import DurableIO
import LedgerModel
import Merkle

/// A rollback that was accepted and is to be told by an event: the `restored` file. It stands in the restored
/// ledger before that takes its place, and goes when the event is durable, so that no crash in between hides
/// the rollback.
struct PendingRestore: Hashable, Sendable {
    /// One rollback.
    struct Rollback: Hashable, Sendable {
        /// The epoch that began.
        var epoch: UInt32
        /// From where it goes on.
        var head: TreeHead
        /// The largest tree that was published before; nil where nobody could say.
        var published: TreeHead?
        /// Why; UTF-8, for the private record alone.
        var reason: [UInt8]
    }

    private(set) var rollbacks: [Rollback] = []

    mutating func add(_ rollback: Rollback) { rollbacks.append(rollback) }

    /// Reads the file; without it nothing is to be told.
    static func read(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) -> PendingRestore {
        let bytes = try onFiles { () throws(DurableIOError) in
            try files.contents(of: layout.restored, limit: 1 << 20)
        }
        var out = PendingRestore()
        guard let bytes else { return out }
        let wrong = LedgerError.damagedFile(
            path: layout.restored, reason: "its checksum or one of its lines is wrong")
        let file = try LineFile.read(bytes, path: layout.restored)
        for line in file.lines where line.name.utf8.elementsEqual(Self.line.utf8) {
            let words = line.value.split(separator: " ")
            guard words.count == 6, let epoch = UInt32(words[0]),
                let head = TreeHead(size: words[1], root: words[2]),
                let reason = Base64.decode(Array(words[5].utf8))
            else { throw wrong }
            let published = TreeHead(size: words[3], root: words[4])
            guard published != nil || words[3].utf8.elementsEqual("-".utf8) else { throw wrong }
            out.add(Rollback(epoch: epoch, head: head, published: published, reason: reason))
        }
        return out
    }

    /// Writes the file, durably.
    func write(_ layout: LedgerLayout, files: any FileSystem) throws(LedgerError) {
        let lines = rollbacks.map { rollback in
            let published = rollback.published?.text ?? "- -"
            return (
                name: Self.line,
                value: "\(rollback.epoch) \(rollback.head.text) \(published) "
                    + Base64.encode(rollback.reason)
            )
        }
        let bytes = LineFile(lines).bytes
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.restored, with: bytes, permissions: 0o600)
        }
    }

    /// `rollback EPOCH SIZE ROOT PUBLISHED-SIZE PUBLISHED-ROOT REASON`; a dash where it is not known.
    private static let line = "rollback"
}

extension PendingRestore.Rollback {
    /// The event `ledger.restored`, with the reason in its private record.
    func submission(of ledger: LedgerID) -> Submission {
        var data: [UInt8] = []
        data.appendCBORHead(5, published == nil ? 3 : 5)
        data.appendCBOR(unsigned: 1)
        data.appendCBOR(signed: Int64(clamping: head.size))
        data.appendCBOR(unsigned: 2)
        data.appendCBOR(bytes: head.root.bytes)
        data.appendCBOR(unsigned: 3)
        data.appendCBOR(signed: Int64(epoch))
        if let published {
            data.appendCBOR(unsigned: 4)
            data.appendCBOR(signed: Int64(clamping: published.size))
            data.appendCBOR(unsigned: 5)
            data.appendCBOR(bytes: published.root.bytes)
        }
        return Submission(
            source: SourceName(.word("probity"), .id(ledger.bits)),
            key: Array("restored \(epoch) ".utf8) + head.root.bytes, content: data,
            mappingRevision: MappingRevision(1), road: Token(word: "ledger"), isObserved: false,
            evidence: reason,
            events: [
                ProposedEvent(
                    type: EventType("ledger.restored"), schemaRevision: SchemaRevision(1),
                    occurred: .atReceipt, stream: StreamName(.word("ledger")), data: data)
            ])
    }
}

extension Ledger {
    /// Records rollbacks that were accepted, each once however often it is told, and removes the `restored`
    /// file.
    func tellRestores() throws(LedgerError) {
        let pending = try PendingRestore.read(layout, files: environment.files)
        guard !pending.rollbacks.isEmpty else { return }
        for rollback in pending.rollbacks {
            do throws(AppendError) { _ = try appendAndWait([rollback.submission(of: origin.id)]) } catch {
                // The file stays, and the next opening tells it.
                guard case .failed(let cause) = error else { return }
                throw cause
            }
        }
        try onFiles { () throws(DurableIOError) in
            try environment.files.remove(layout.restored)
            try environment.files.synchronizeDirectory(layout.root)
        }
    }
}
