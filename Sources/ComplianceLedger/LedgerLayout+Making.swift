import DurableIO

extension LedgerLayout {
    /// Sees to it that the root is an empty folder whose name is durable.
    /// - Throws: where something else stands there, or a folder that is not empty.
    func makeEmptyRoot(files: any FileSystem) throws(LedgerError) {
        if let found = try onFiles({ () throws(DurableIOError) in try files.information(root) }) {
            switch found.kind {
            case .directory: break
            case .file: throw .occupied(path: root, what: "a file")
            case .symlink:
                let leadsNowhere = try onFiles { () throws(DurableIOError) in
                    try files.information(root + "/.") == nil
                }
                throw .occupied(
                    path: root, what: "a symbolic link" + (leadsNowhere ? " that leads nowhere" : ""))
            case .other: throw .occupied(path: root, what: "neither a file nor a folder")
            }
            guard try onFiles({ () throws(DurableIOError) in try files.list(root) }).isEmpty else {
                throw .exists(path: root)
            }
            // Nobody but its owner could have put anything there, so that it need only be closed to readers.
            if found.isOwnedByProcess, found.permissions & 0o077 != 0, found.permissions & 0o022 == 0 {
                try onFiles { () throws(DurableIOError) in try files.setPermissions(root, 0o700) }
            }
            try requireOwnFolder(root, files: files)
            // Whoever made the folder may have died before its name was durable.
            try onFiles { () throws(DurableIOError) in try files.synchronizeDirectory(parent) }
        } else {
            try onFiles { () throws(DurableIOError) in
                try files.createDirectory(root, permissions: 0o700)
                try files.synchronizeDirectory(parent)
            }
        }
    }

    /// The folder that holds the root.
    var parent: String {
        let path = bareRoot
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The root's path without slashes at its end.
    var bareRoot: String {
        var path = root[...]
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        return String(path)
    }

    /// Refuses a copy that did not end: a part of a ledger passes for none.
    func requireFinished(files: any FileSystem) throws(LedgerError) {
        guard let found = try? files.information(unfinished), found.kind == .file else { return }
        throw .unfinished(path: root)
    }

    /// Refuses to write into a backup: it would be one no more, and two ledgers would go on.
    func requireNoBackup(files: any FileSystem) throws(LedgerError) {
        guard let found = try? files.information(manifest), found.kind == .file else { return }
        throw .isBackup(path: root)
    }
}
