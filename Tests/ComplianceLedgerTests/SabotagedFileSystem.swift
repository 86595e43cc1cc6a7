import DurabilitySimulation
import DurableIO

/// What a sabotage does in place of calls; nil lets a call through.
struct Interference: Sendable {
    /// In place of opening a file; what follows is the opening itself.
    var beforeOpening: (@Sendable (_ path: String, FileAccess) -> Void)?
    /// In place of a rename; what follows is the rename itself.
    var beforeRename: (@Sendable (_ to: String) -> Void)?
    /// Called before the lock is taken: a writer begins.
    var beforeLock: (@Sendable () -> Void)?
    /// In place of a file's `fdatasync`.
    var sync: (@Sendable (any File) throws(DurableIOError) -> Void)?
    /// Whether the names in a directory are left as they are.
    var skipsDirectorySync: (@Sendable (_ path: String) -> Bool)?
    /// What is written in place of bytes.
    var writes: (@Sendable (any File, [UInt8], UInt64) throws(DurableIOError) -> [UInt8])?
    /// What a file that is opened for reading seems to hold; nil for what it holds.
    var image: (@Sendable (any File) -> [UInt8]?)?
}

/// A simulated file system on which one sabotage is committed.
struct SabotagedFileSystem: FileSystem {
    private let real: SimulatedFileSystem
    private let interference: Interference

    init(_ real: SimulatedFileSystem, _ interference: Interference) {
        self.real = real
        self.interference = interference
    }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        interference.beforeOpening?(path, access)
        let file = try real.open(path, access, permissions: permissions)
        return SabotagedFile(file, interference, image: access == .read ? interference.image?(file) : nil)
    }
    func list(_ directory: String) throws(DurableIOError) -> [String] { try real.list(directory) }
    func information(_ path: String) throws(DurableIOError) -> FileInformation? { try real.information(path) }
    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try real.createDirectory(path, permissions: permissions)
    }
    func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        try real.setPermissions(path, permissions)
    }
    func rename(_ from: String, to: String) throws(DurableIOError) {
        interference.beforeRename?(to)
        try real.rename(from, to: to)
    }
    func exchange(_ one: String, _ other: String) throws(DurableIOError) { try real.exchange(one, other) }
    func remove(_ path: String) throws(DurableIOError) { try real.remove(path) }
    func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        if interference.skipsDirectorySync?(path) == true { return }
        try real.synchronizeDirectory(path)
    }
    func space(at path: String) throws(DurableIOError) -> StorageSpace? { try real.space(at: path) }
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock {
        interference.beforeLock?()
        return try real.lock(path)
    }
    func isLocked(_ path: String) throws(DurableIOError) -> Bool { try real.isLocked(path) }
}

/// A file of a ``SabotagedFileSystem``.
private final class SabotagedFile: File {
    private let real: any File
    private let interference: Interference
    /// What it seems to hold.
    private let image: [UInt8]?

    init(_ real: any File, _ interference: Interference, image: [UInt8]?) {
        self.real = real
        self.interference = interference
        self.image = image
    }

    var path: String { real.path }
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        guard let image else { return try real.read(into: buffer, at: offset) }
        let bytes = image.dropFirst(Int(offset)).prefix(buffer.count)
        buffer.copyBytes(from: bytes)
        return bytes.count
    }
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        guard let writes = interference.writes else { return try real.write(bytes, at: offset) }
        try real.write(try writes(real, Array(bytes), offset), at: offset)
    }
    func size() throws(DurableIOError) -> UInt64 {
        if let image { return UInt64(image.count) }
        return try real.size()
    }
    func truncate(to size: UInt64) throws(DurableIOError) { try real.truncate(to: size) }
    func synchronizeData() throws(DurableIOError) {
        guard let sync = interference.sync else { return try real.synchronizeData() }
        try sync(real)
    }
    func synchronize() throws(DurableIOError) { try real.synchronize() }
    func close() { real.close() }
}

extension String {
    /// Whether it names a segment of the log.
    var isLogSegment: Bool { contains("/log/") && hasSuffix(".seg") }
}
