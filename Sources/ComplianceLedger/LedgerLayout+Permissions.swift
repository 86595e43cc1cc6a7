import DurableIO
import LedgerModel
import LogStore

extension LedgerLayout {
    /// Refuses to write to a ledger that is not its user's alone: one whose folder is a symbolic link, that
    /// has folders or files of another user, folders that others may read or write, or files that others may
    /// write. Whoever may do that can put other files in the place of the ledger's own, or take them away.
    /// What is not there is told of where it is needed.
    func requireOwn(files: any FileSystem) throws(LedgerError) {
        let folders = [root, log, hashes, privateStores, privateRecords, identities, quarantine, readModels]
        for folder in folders { try requireOwnFolder(folder, files: files) }
        for file in [origin, commit, highWater, checkpoint, recovery, erased, lock] {
            try requireOwnFile(file, files: files)
        }
        for folder in [log, privateRecords, identities, quarantine] {
            let names = (try? files.list(folder)) ?? []
            for name in names where SegmentName.first(ofSegment: name) != nil || name == "size" {
                try requireOwnFile(folder + "/" + name, files: files)
            }
        }
    }

    /// Refuses one folder that is a link, another user's, or open to others.
    func requireOwnFolder(_ path: String, files: any FileSystem) throws(LedgerError) {
        // With a slash behind it a link would be followed.
        var named = path[...]
        while named.utf8.count > 1, named.utf8.last == UInt8(ascii: "/") { named.removeLast() }
        let found = try onFiles { () throws(DurableIOError) in try files.information(String(named)) }
        guard let found else { return }
        guard found.kind != .symlink else { throw .symbolicLink(path: String(named)) }
        guard found.kind == .directory else { return }
        guard found.isOwnedByProcess else { throw .foreign(path: path, owner: found.owner) }
        guard found.permissions & 0o077 == 0 else {
            throw .looseFolder(path: path, permissions: found.permissions)
        }
    }

    private func requireOwnFile(_ path: String, files: any FileSystem) throws(LedgerError) {
        let found = try onFiles { () throws(DurableIOError) in try files.information(path) }
        guard let found else { return }
        guard found.kind != .symlink else { throw .symbolicLink(path: path) }
        guard found.isOwnedByProcess else { throw .foreign(path: path, owner: found.owner) }
        guard found.permissions & 0o022 == 0 else {
            throw .looseFile(path: path, permissions: found.permissions)
        }
    }
}
