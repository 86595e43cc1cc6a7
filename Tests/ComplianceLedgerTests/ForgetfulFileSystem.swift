import DurabilitySimulation
import DurableIO

/// A sabotaged file system: a file's data sync says that it worked, and did nothing.
struct ForgetfulFileSystem: FileSystem {
    private let real: SimulatedFileSystem

    init(_ real: SimulatedFileSystem) { self.real = real }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        ForgetfulFile(try real.open(path, access, permissions: permissions))
    }
    func list(_ directory: String) throws(DurableIOError) -> [String] { try real.list(directory) }
    func information(_ path: String) throws(DurableIOError) -> FileInformation? { try real.information(path) }
    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try real.createDirectory(path, permissions: permissions)
    }
    func rename(_ from: String, to: String) throws(DurableIOError) { try real.rename(from, to: to) }
    func remove(_ path: String) throws(DurableIOError) { try real.remove(path) }
    func synchronizeDirectory(_ path: String) throws(DurableIOError) { try real.synchronizeDirectory(path) }
    func space(at path: String) throws(DurableIOError) -> StorageSpace? { try real.space(at: path) }
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock { try real.lock(path) }
}

/// A file of a ``ForgetfulFileSystem``.
private final class ForgetfulFile: File {
    private let real: any File

    init(_ real: any File) { self.real = real }

    var path: String { real.path }
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        try real.read(into: buffer, at: offset)
    }
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try real.write(bytes, at: offset)
    }
    func size() throws(DurableIOError) -> UInt64 { try real.size() }
    func truncate(to size: UInt64) throws(DurableIOError) { try real.truncate(to: size) }
    func synchronizeData() throws(DurableIOError) {}
    func synchronize() throws(DurableIOError) { try real.synchronize() }
    func close() { real.close() }
}
