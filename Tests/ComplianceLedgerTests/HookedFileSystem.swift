import DurabilitySimulation
import DurableIO
import Glibc

/// What a test does with the calls that a ledger makes of its files; nil lets a call through as it is.
struct FileHooks: Sendable {
    /// Bytes to be written in place of those that were given, to a path.
    var write: (@Sendable (_ path: String, _ bytes: [UInt8]) -> [UInt8])?
    /// Called before a file's data are synced.
    var sync: (@Sendable (_ path: String) -> Void)?
    /// Says how much room there is.
    var space: (@Sendable () -> StorageSpace?)?
    /// Refuses to read a file, by its path.
    var isUnreadable: (@Sendable (_ path: String) -> Bool)?
}

/// A file system that a test has its hand in.
struct HookedFileSystem: ForwardingFileSystem {
    let real: any FileSystem
    private let hooks: FileHooks

    init(_ real: any FileSystem, _ hooks: FileHooks) {
        self.real = real
        self.hooks = hooks
    }

    func hand(_ file: any File, openedFor access: FileAccess) -> any File { HookedFile(file, hooks) }

    func space(at path: String) throws(DurableIOError) -> StorageSpace? {
        if let space = hooks.space { return space() }
        return try real.space(at: path)
    }
}

/// A file of a ``HookedFileSystem``.
private final class HookedFile: ForwardingFile {
    let real: any File
    private let hooks: FileHooks

    init(_ real: any File, _ hooks: FileHooks) {
        self.real = real
        self.hooks = hooks
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        if let isUnreadable = hooks.isUnreadable, isUnreadable(path) {
            throw DurableIOError(.inputOutput, operation: "read", path: path, offset: offset)
        }
        return try real.read(into: buffer, at: offset)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        guard let write = hooks.write else { return try real.write(bytes, at: offset) }
        try real.write(write(path, Array(bytes)), at: offset)
    }

    func synchronizeData() throws(DurableIOError) {
        if let sync = hooks.sync { sync(path) }
        try real.synchronizeData()
    }
}

/// Lets another thread run.
func sleepForAMoment() { usleep(500) }
