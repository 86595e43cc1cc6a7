public import DurableIO

/// A file system that hands every call on to another one. A double of a test is one, and implements the calls
/// in which it has its hand.
public protocol ForwardingFileSystem: FileSystem {
    var real: any FileSystem { get }

    /// What a caller gets for a file that was opened: the file itself, where a double says nothing else.
    func hand(_ file: any File, openedFor access: FileAccess) throws(DurableIOError) -> any File
}

extension ForwardingFileSystem {
    public func hand(_ file: any File, openedFor access: FileAccess) throws(DurableIOError) -> any File {
        file
    }

    public func open(
        _ path: String, _ access: FileAccess, permissions: UInt32
    ) throws(DurableIOError) -> any File {
        try hand(real.open(path, access, permissions: permissions), openedFor: access)
    }

    public func list(_ directory: String) throws(DurableIOError) -> [String] { try real.list(directory) }

    public func information(_ path: String) throws(DurableIOError) -> FileInformation? {
        try real.information(path)
    }

    public func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try real.createDirectory(path, permissions: permissions)
    }

    public func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        try real.setPermissions(path, permissions)
    }

    public func rename(_ from: String, to: String) throws(DurableIOError) { try real.rename(from, to: to) }

    public func exchange(_ one: String, _ other: String) throws(DurableIOError) {
        try real.exchange(one, other)
    }

    public func remove(_ path: String) throws(DurableIOError) { try real.remove(path) }

    public func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        try real.synchronizeDirectory(path)
    }

    public func space(at path: String) throws(DurableIOError) -> StorageSpace? { try real.space(at: path) }

    public func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock { try real.lock(path) }

    public func isLocked(_ path: String) throws(DurableIOError) -> Bool { try real.isLocked(path) }
}

/// A file that hands every call on to another one, as a ``ForwardingFileSystem`` does.
public protocol ForwardingFile: File {
    var real: any File { get }
}

extension ForwardingFile {
    public var path: String { real.path }

    public func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
    ) throws(DurableIOError) -> Int {
        try real.read(into: buffer, at: offset)
    }

    public func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try real.write(bytes, at: offset)
    }

    public func size() throws(DurableIOError) -> UInt64 { try real.size() }

    public func truncate(to size: UInt64) throws(DurableIOError) { try real.truncate(to: size) }

    public func synchronizeData() throws(DurableIOError) { try real.synchronizeData() }

    public func synchronize() throws(DurableIOError) { try real.synchronize() }

    public func close() { real.close() }
}
