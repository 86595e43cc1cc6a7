public import DurableIO
import LogFormat
public import Merkle
import Synchronization

/// The Merkle tiles: one flat file for each stored level, `hashes/0`, `hashes/1` and so on.
///
/// Level L holds the tree's nodes of level 8L, 32 bytes each, so that a tile of 256 hashes is a range of its
/// file and a partial tile needs no file of its own. Disposable: rebuilt from the records.
public final class HashFiles: HashReader, Sendable {
    private let path: String
    private let files: any FileSystem
    private let open: Mutex<Open>

    /// The files that are open, by level. Reading opens no file for writing, so both may be open.
    private struct Open {
        var reading: [Int: any File] = [:]
        var writing: [Int: any File] = [:]
        /// Levels written since the last sync, and whether a name may be new since then.
        var unsynced: Set<Int> = []
        var hasNewName = false

        mutating func close() {
            for file in reading.values { file.close() }
            for file in writing.values { file.close() }
            self = Open()
        }
    }

    public init(path: String, files: any FileSystem) {
        self.path = path
        self.files = files
        open = Mutex(Open())
    }

    public func hashes(level: Int, indexes: Range<UInt64>) throws(HashReadingError) -> [SHA256Digest] {
        do throws(LogStoreError) {
            guard let file = try file(level, making: false) else {
                throw .beyondEnd(store: .log, number: indexes.upperBound, count: 0)
            }
            let bytes = try onStorage { () throws(DurableIOError) in
                try file.bytes(at: indexes.lowerBound * 32, count: indexes.count * 32)
            }
            return bytes.withUnsafeBytes { buffer in
                (0..<indexes.count).map {
                    SHA256Digest(UnsafeRawBufferPointer(rebasing: buffer[($0 * 32)..<($0 * 32 + 32)]))
                }
            }
        } catch {
            throw HashReadingError(level: level, indexes: indexes, cause: .unreadable("\(error)"))
        }
    }

    /// Writes hashes of a level from `index` on. Not synced: what is lost above the last checkpoint is
    /// computed again.
    public func write(_ bytes: [UInt8], level: Int, index: UInt64) throws(LogStoreError) {
        guard let file = try file(level, making: true) else { return }
        try onStorage { () throws(DurableIOError) in try file.write(bytes, at: index * 32) }
        open.withLock { _ = $0.unsynced.insert(level) }
    }

    /// Makes all hashes durable; before a checkpoint is signed, so that opening may trust those below it.
    public func synchronize() throws(LogStoreError) {
        let (changed, hasNewName) = open.withLock { open in
            defer {
                open.unsynced = []
                open.hasNewName = false
            }
            return (open.unsynced.sorted().compactMap { open.writing[$0] }, open.hasNewName)
        }
        try onStorage { () throws(DurableIOError) in
            for file in changed { try file.synchronizeData() }
            if hasNewName { try files.synchronizeDirectory(path) }
        }
    }

    /// How many whole hashes a level holds.
    public func count(level: Int) throws(LogStoreError) -> UInt64 {
        guard let file = try file(level, making: false) else { return 0 }
        return try onStorage { () throws(DurableIOError) in try file.size() } / 32
    }

    /// Removes all levels.
    public func removeAll() throws(LogStoreError) {
        try onStorage { () throws(DurableIOError) in
            open.withLock { $0.close() }
            guard try files.information(path) != nil else { return }
            for name in try files.list(path) { try files.remove(path + "/" + name) }
        }
    }

    /// Lets the files go.
    public func close() {
        open.withLock { $0.close() }
    }

    private func file(_ level: Int, making: Bool) throws(LogStoreError) -> (any File)? {
        let result = open.withLock { open in
            Result { () throws(LogStoreError) -> (any File)? in
                if let known = open.writing[level] { return known }
                if !making, let known = open.reading[level] { return known }
                let name = path + "/" + String(level)
                do throws(DurableIOError) {
                    if making, try files.information(path) == nil {
                        try files.createDirectory(path, permissions: 0o700)
                    }
                    let file = try files.open(name, making ? .createOrOpen : .read)
                    if making {
                        open.writing[level] = file
                        open.hasNewName = true
                    } else {
                        open.reading[level] = file
                    }
                    return file
                } catch {
                    if !making, error.code == .notFound { return nil }
                    throw .storage(error)
                }
            }
        }
        return try result.get()
    }
}
