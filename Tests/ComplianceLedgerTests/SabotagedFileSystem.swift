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
struct SabotagedFileSystem: ForwardingFileSystem {
    let real: any FileSystem
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
    func rename(_ from: String, to: String) throws(DurableIOError) {
        interference.beforeRename?(to)
        try real.rename(from, to: to)
    }
    func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        if interference.skipsDirectorySync?(path) == true { return }
        try real.synchronizeDirectory(path)
    }
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock {
        interference.beforeLock?()
        return try real.lock(path)
    }
}

/// A file of a ``SabotagedFileSystem``.
private final class SabotagedFile: ForwardingFile {
    let real: any File
    private let interference: Interference
    /// What it seems to hold.
    private let image: [UInt8]?

    init(_ real: any File, _ interference: Interference, image: [UInt8]?) {
        self.real = real
        self.interference = interference
        self.image = image
    }

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
    func synchronizeData() throws(DurableIOError) {
        guard let sync = interference.sync else { return try real.synchronizeData() }
        try sync(real)
    }
}

extension String {
    /// Whether it names a segment of the log.
    var isLogSegment: Bool { contains("/log/") && hasSuffix(".seg") }
}
