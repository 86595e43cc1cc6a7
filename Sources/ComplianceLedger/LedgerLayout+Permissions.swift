import DurableIO

extension LedgerLayout {
    /// Refuses a ledger whose folders others may write to: they could put other files in the place of its
    /// own. A folder that is not there is told of where it is needed.
    func requireOwnFolders(files: any FileSystem) throws(LedgerError) {
        for folder in [root, log, privateStores, privateRecords, identities, quarantine] {
            try requireOwnFolder(folder, files: files)
        }
    }

    /// Refuses one folder that others may write to.
    func requireOwnFolder(_ path: String, files: any FileSystem) throws(LedgerError) {
        var found = try onFiles { () throws(DurableIOError) in try files.information(path) }
        // A link's own permissions say nothing.
        if found?.kind == .symlink {
            found = try onFiles { () throws(DurableIOError) in try files.information(path + "/.") }
        }
        guard let found, found.kind == .directory, found.permissions & 0o022 != 0 else { return }
        throw .looseFolder(path: path, permissions: found.permissions)
    }
}
