import DurableIO
import LedgerModel
import LogStore
import Merkle

/// Puts a backup in the place of a ledger, or where none is.
///
/// The order: the backup is copied beside the place, each file held against the manifest; the copy is
/// audited, and held against everything that was published; only then it takes the place, in one step. A
/// crash leaves the old ledger or the new one. The old one is kept beside it, whatever it was.
///
/// A backup that goes less far than what was published, or another way, is refused. Where a reason is given
/// for it all the same, a new epoch begins: checkpoints go on under another origin, and an event says so.
public struct Restore {
    /// The longest reason, in bytes of UTF-8.
    public static let mostReasonBytes = 4_096

    /// What the caller knows beyond what stands in the two folders.
    public struct Options: Sendable {
        /// A signed note of the ledger that was kept elsewhere.
        public var checkpoint: [UInt8]?
        /// Why a rollback is accepted; nil where it is not.
        public var reason: String?

        public init(checkpoint: [UInt8]? = nil, reason: String? = nil) {
            self.checkpoint = checkpoint
            self.reason = reason
        }
    }

    /// What was done.
    public struct Report: Sendable {
        /// Events that were restored.
        public let size: UInt64
        public let root: String
        public let epoch: UInt32
        /// Whether the epoch began with this restore.
        public let isNewEpoch: Bool
        /// The most events that were published before; nil where nothing is known to have been.
        public let published: UInt64?
        /// Events that the place had acknowledged and the backup does not hold.
        public let lost: UInt64
        /// Where the folder is now that stood in the place; nil where none did.
        public let replaced: String?
        /// Where that is which an earlier restore left that did not end.
        public let leftOver: String?
        /// Whether the ledger has its keys, so that it can be written to.
        public let hasKeys: Bool
    }

    let layout: LedgerLayout
    let environment: LedgerEnvironment
    let backup: LedgerLayout
    let manifest: BackupManifest
    let origin: LedgerOrigin
    let options: Options
    var target: RestoreTarget

    var files: any FileSystem { environment.files }

    /// Where the copy is made.
    var building: LedgerLayout { LedgerLayout(root: layout.bareRoot + ".restoring") }

    /// Restores a backup, and records the event of a rollback where one was accepted and the keys are there.
    ///
    /// - Parameters:
    ///   - backup: the backup's folder.
    ///   - path: the ledger's place.
    ///   - progress: called now and then with bytes copied or events audited, and how many there are.
    public static func run(
        from backup: String, to path: String, _ options: Options = Options(),
        in environment: LedgerEnvironment,
        progress: (Backup.Stage, UInt64, UInt64) -> Void = { _, _, _ in }
    ) throws(LedgerError) -> Report {
        if let reason = options.reason, !(1...mostReasonBytes).contains(reason.utf8.count) {
            throw .invalidReason(found: reason.utf8.count)
        }
        let restore = try Restore(LedgerLayout(root: backup), LedgerLayout(root: path), options, environment)
        let report = try restore.locked(progress)
        guard report.hasKeys else { return report }
        try Ledger.open(path, for: .writing, in: environment).close()
        return report
    }

    private init(
        _ backup: LedgerLayout, _ layout: LedgerLayout, _ options: Options, _ environment: LedgerEnvironment
    ) throws(LedgerError) {
        self.layout = layout
        self.backup = backup
        self.environment = environment
        self.options = options
        let files = environment.files
        try backup.requireFinished(files: files)
        manifest = try BackupManifest.read(backup, files: files)
        origin = try LedgerOrigin.read(backup, files: files)
        guard origin.id == manifest.ledger, origin.epoch == manifest.epoch else {
            throw .damagedBackup(
                path: backup.origin, reason: "it is not of the ledger that the manifest names")
        }
        target = try RestoreTarget(layout, backup: origin, files: files)
        if let note = options.checkpoint {
            try target.add(note: note, file: "the checkpoint given", origin)
            target.forgetDoubt()
        }
    }

    /// The rest, while nobody writes to the ledger that is there.
    private func locked(
        _ progress: (Backup.Stage, UInt64, UInt64) -> Void
    ) throws(LedgerError) -> Report {
        guard target.isLedger else { return try restored(progress) }
        let lock: any DirectoryLock
        do throws(DurableIOError) { lock = try files.lock(layout.lock) } catch {
            throw error.code == .locked ? .locked(path: layout.root) : .storage(error)
        }
        defer { lock.unlock() }
        // Between looking and locking a writer may have published more.
        var again = self
        again.target = try RestoreTarget(layout, backup: origin, files: files)
        if let note = options.checkpoint {
            try again.target.add(note: note, file: "the checkpoint given", origin)
            again.target.forgetDoubt()
        }
        return try again.restored(progress)
    }

    private func restored(
        _ progress: (Backup.Stage, UInt64, UInt64) -> Void
    ) throws(LedgerError) -> Report {
        // What the sizes alone tell needs no copy.
        let early = options.reason == nil ? try rollback(rootOf: nil) : nil
        if let early { throw .rollback(early) }
        let leftOver = try clear()
        let copy = LedgerCopy(layout: building, files: files)
        do throws(LedgerError) {
            let core = try build(copy, progress)
            defer { core.hashes.close() }
            let found = try rollback { size throws(LedgerError) in
                do throws(HashReadingError) {
                    return try MerkleTree.root(of: size, reading: core.hashes)
                } catch {
                    throw LedgerError.file(path: building.hashes, reason: "\(error)")
                }
            }
            if let found, options.reason == nil { throw LedgerError.rollback(found) }
            let isNewEpoch = found != nil || target.doubt != nil
            let epoch = try settle(copy, isNewEpoch: isNewEpoch)
            let hasKeys = try adoptKeys(copy)
            try copy.synchronizeFolders()
            try copy.end()
            let replaced = try place()
            let published = target.marks.map(\.head.size).max()
            return Report(
                size: manifest.head.size, root: manifest.head.root.base64, epoch: epoch,
                isNewEpoch: isNewEpoch, published: published,
                lost: target.acknowledged - min(target.acknowledged, manifest.head.size),
                replaced: replaced, leftOver: leftOver, hasKeys: hasKeys)
        } catch {
            try? copy.remove()
            throw error
        }
    }
}
