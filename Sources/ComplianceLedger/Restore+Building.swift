import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle

extension Restore {
    /// Copies the backup's files, holds them against the manifest, audits the copy, and stores the hashes of
    /// its tree.
    func build(
        _ copy: LedgerCopy, _ progress: (Backup.Stage, UInt64, UInt64) -> Void
    ) throws(LedgerError) -> LedgerCore {
        try requireFolders()
        try copy.begin()
        let total = manifest.bytes
        var done: UInt64 = 0
        for entry in manifest.entries {
            let path = backup.root + "/" + entry.path.text
            try require(entry, at: path)
            let digest = try copy.add(entry.path, from: path, count: entry.bytes) { bytes in
                done += bytes
                progress(.copying, done, total)
            }
            guard digest == entry.digest else {
                throw .damagedBackup(
                    path: path,
                    reason: "its SHA-256 is \(digest.hex), the manifest says \(entry.digest.hex)")
            }
        }
        try copy.synchronizeFolders()
        let report = try Audit.run(copy: copy.layout, in: environment) { progress(.verifying, $0, $1) }
        try Backup.require(
            report, of: copy.layout, from: backup.root, withKeys: manifest[.key] != nil)
        let isSame =
            report.size.value == manifest.head.size
            && (report.root.map { $0.utf8.elementsEqual(manifest.head.root.base64.utf8) }
                ?? (manifest.head == .empty))
        guard isSame else {
            throw .damagedBackup(
                path: backup.manifest,
                reason:
                    "it says \(manifest.head.size) events with the root \(manifest.head.root.base64), the "
                    + "backup has \(report.size.value) with \(report.root ?? "none")")
        }
        return try hashed(copy)
    }

    /// The copy with the hashes of its tree stored, so that the root of any smaller one is at hand.
    private func hashed(_ copy: LedgerCopy) throws(LedgerError) -> LedgerCore {
        try onFiles { () throws(DurableIOError) in
            for folder in [copy.layout.hashes, copy.layout.readModels] {
                try files.createDirectory(folder, permissions: 0o700)
            }
        }
        let opening = try LedgerOpening(layout: copy.layout, environment: environment)
        let ends = try opening.readableEnds()
        let core = LedgerCore(
            layout: copy.layout, environment: environment, origin: origin, secret: nil,
            state: LedgerState(
                log: ends.log, privateRecords: ends.privateRecords, identities: ends.identities,
                tree: CompactRange(), index: LogIndex(opening.stores.log)))
        _ = try LedgerTree(core: core).load(end: ends.log, signed: nil, isWriting: true)
        return core
    }

    /// Refuses folders of a backup that lead elsewhere.
    private func requireFolders() throws(LedgerError) {
        for folder in [
            backup.log, backup.privateStores, backup.privateRecords, backup.identities, backup.quarantine,
        ] {
            let found = try onFiles { () throws(DurableIOError) in try files.information(folder) }
            guard found?.kind == .directory else {
                throw .damagedBackup(path: folder, reason: found == nil ? "it is missing" : "it is no folder")
            }
        }
    }

    /// Refuses a file that is not there, is none, or is not as long as the manifest says.
    private func require(_ entry: BackupManifest.Entry, at path: String) throws(LedgerError) {
        let found = try onFiles { () throws(DurableIOError) in try files.information(path) }
        guard let found else { throw .damagedBackup(path: path, reason: "it is missing") }
        guard found.kind == .file else { throw .damagedBackup(path: path, reason: "it is not a plain file") }
        guard found.size == entry.bytes else {
            throw .damagedBackup(
                path: path, reason: "it has \(found.size) bytes, the manifest says \(entry.bytes)")
        }
    }

    /// The gravest reason why this backup would be a rollback; nil where it is none.
    /// - Parameter root: the backup's root over so many of its events; nil where it is not known yet.
    func rollback(
        rootOf root: ((UInt64) throws(LedgerError) -> SHA256Digest)?
    ) throws(LedgerError) -> LedgerError.Rollback? {
        if options.reason == nil, let doubt = target.doubt {
            throw .unknownMark(path: layout.root, reason: doubt.reason, cause: doubt.cause)
        }
        let size = manifest.head.size
        func said(_ mark: RestoreTarget.Mark, isFork: Bool) -> LedgerError.Rollback {
            let most = max(target.acknowledged, mark.head.size)
            return LedgerError.Rollback(
                size: size, epoch: manifest.epoch, published: mark.head.size, publishedEpoch: mark.epoch,
                file: mark.file, lost: most - min(most, size), isFork: isFork)
        }
        let marks = target.marks.filter { !isGivenUp($0) }.sorted { $0.head.size > $1.head.size }
        if let mark = marks.first(where: { $0.head.size > size }) { return said(mark, isFork: false) }
        if let mark = marks.first(where: { $0.epoch > manifest.epoch }) { return said(mark, isFork: true) }
        guard let root else { return nil }
        for mark in marks {
            guard try root(mark.head.size) == mark.head.root else { return said(mark, isFork: true) }
        }
        return nil
    }

    /// Whether a rollback that the backup already knows of gave up what was published.
    private func isGivenUp(_ mark: RestoreTarget.Mark) -> Bool {
        guard let began = origin.began else { return false }
        return mark.epoch < manifest.epoch && mark.head.size > began.size
    }

    /// Writes what the restored ledger knows of what was published, and begins an epoch where it must.
    func settle(_ copy: LedgerCopy, isNewEpoch: Bool) throws(LedgerError) -> UInt32 {
        let layout = copy.layout
        let largest = target.marks.filter { !isGivenUp($0) }.max { $0.head.size < $1.head.size }
        guard isNewEpoch else {
            // What was signed elsewhere is not signed again with another root.
            let mark = try HighWater.read(layout, files: files)
            if let largest, largest.head.size > mark?.size ?? 0 {
                try copy.add(.highWater, HighWater(largest.head).bytes)
            }
            return manifest.epoch
        }
        let (epoch, isTooLarge) = max(manifest.epoch, target.epoch).addingReportingOverflow(1)
        guard !isTooLarge else { throw .file(path: layout.origin, reason: "no further epoch can be counted") }
        var pending = try PendingRestore.read(layout, files: files)
        pending.add(
            PendingRestore.Rollback(
                epoch: epoch, head: manifest.head, published: largest?.head,
                reason: Array((options.reason ?? "").utf8)))
        try pending.write(layout, files: files)
        var origin = origin
        origin.epoch = epoch
        origin.began = manifest.head
        try onFiles { () throws(DurableIOError) in
            // Its notes stay with the epoch in which they were signed.
            if try files.information(layout.checkpoint) != nil { try files.remove(layout.checkpoint) }
        }
        if manifest.head.size > 0 {
            try copy.add(.highWater, HighWater(manifest.head).bytes)
        } else if manifest[.highWater] != nil {
            try onFiles { () throws(DurableIOError) in try files.remove(layout.highWater) }
        }
        try copy.add(.origin, origin.bytes)
        return epoch
    }

    /// Takes the keys of the ledger that is there where the backup has none.
    /// - Returns: whether the copy has its keys.
    func adoptKeys(_ copy: LedgerCopy) throws(LedgerError) -> Bool {
        for (path, from) in [(BackupPath.key, layout.key), (.secret, layout.secret)]
        where manifest[path] == nil {
            let keys = LedgerKeys(layout: layout, files: files, origin: origin)
            guard target.isLedger, (try? keys.signer()) != nil, (try? keys.secret()) != nil else {
                return false
            }
            let bytes = try onFiles { () throws(DurableIOError) in
                try files.contents(of: from, limit: 65_536)
            }
            if let bytes { try copy.add(path, bytes) }
        }
        return true
    }
}
