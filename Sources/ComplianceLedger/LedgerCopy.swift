import DurableIO
import LogStore
import Merkle

/// A folder into which a ledger is copied, file by file.
///
/// Until it is whole it holds the file `unfinished`, so that a part of a ledger passes for none. Folders are
/// 0700 and files 0600.
struct LedgerCopy {
    let layout: LedgerLayout
    let files: any FileSystem

    /// What is read at once.
    private static let pieceBytes: UInt64 = 1 << 20

    /// The folders that hold what cannot be made again, innermost first.
    private var stores: [String] {
        [
            layout.quarantine, layout.identities, layout.privateRecords, layout.privateStores, layout.log,
        ]
    }

    /// Makes the folder, which must not be there or be empty, and the folders in it.
    func begin() throws(LedgerError) {
        try layout.makeEmptyRoot(files: files)
        try mark()
        try onFiles { () throws(DurableIOError) in
            for folder in stores.reversed() { try files.createDirectory(folder, permissions: 0o700) }
        }
    }

    /// Says, durably, that the folder is not whole.
    func mark() throws(LedgerError) {
        let bytes = LineFile([("copy", "not whole")]).bytes
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.unfinished, with: bytes, permissions: 0o600)
        }
    }

    /// Makes the names in all folders durable.
    func synchronizeFolders() throws(LedgerError) {
        try onFiles { () throws(DurableIOError) in
            for folder in stores + [layout.root] { try files.synchronizeDirectory(folder) }
        }
    }

    /// Says, durably, that the folder is whole. What it holds is durable before.
    ///
    /// A crash in it leaves a whole folder, or a whole one that says that it is not. Where a call fails, the
    /// folder says so again: whoever is told of a failure finds no ledger there.
    func end() throws(LedgerError) {
        do throws(LedgerError) {
            try onFiles { () throws(DurableIOError) in
                try files.remove(layout.unfinished)
                try files.synchronizeDirectory(layout.root)
            }
        } catch {
            try? mark()
            throw error
        }
    }

    /// Removes the folder of a copy that did not end, and no other; what says that it did not goes last.
    func remove() throws(LedgerError) {
        guard let found = try? files.information(layout.unfinished), found.kind == .file else { return }
        try onFiles { () throws(DurableIOError) in
            for folder in [layout.hashes] + stores + [layout.readModels, layout.root] {
                guard try files.information(folder)?.kind == .directory else { continue }
                for name in try files.list(folder) where folder + "/" + name != layout.unfinished {
                    try files.remove(folder + "/" + name)
                }
            }
            try files.remove(layout.unfinished)
            try files.remove(layout.root)
            try files.synchronizeDirectory(layout.parent)
        }
    }

    /// Copies the first bytes of a file, durably; its name is not durable yet.
    ///
    /// - Parameters:
    ///   - count: how many bytes; that the file has as many was seen before.
    ///   - copied: called with the bytes of each piece.
    /// - Returns: SHA-256 of the bytes that were read.
    func add(
        _ path: BackupPath, from source: String, count: UInt64, copied: (UInt64) -> Void
    ) throws(LedgerError) -> SHA256Digest {
        try onFiles { () throws(DurableIOError) in
            let from = try files.open(source, .read)
            defer { from.close() }
            let to = try files.open(layout.root + "/" + path.text, .createNew)
            defer { to.close() }
            var hash = SHA256()
            var place: UInt64 = 0
            while place < count {
                let piece = try from.bytes(at: place, count: Int(min(Self.pieceBytes, count - place)))
                hash.update(piece)
                try to.write(piece, at: place)
                place += UInt64(piece.count)
                copied(UInt64(piece.count))
            }
            try to.synchronize()
            return hash.finalized()
        }
    }

    /// Writes a small file, durably, and says what it is.
    func add(_ path: BackupPath, _ bytes: [UInt8]) throws(LedgerError) {
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.root + "/" + path.text, with: bytes, permissions: 0o600)
        }
    }
}
