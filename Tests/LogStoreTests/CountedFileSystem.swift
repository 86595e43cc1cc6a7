import DurabilitySimulation
import DurableIO
import Synchronization

/// A file system of a process that may have only so many files open.
final class CountedFileSystem: FileSystem {
    private let real: SimulatedFileSystem
    private let limit: Int
    private let counts = Mutex((open: 0, most: 0))

    init(_ real: SimulatedFileSystem, limit: Int) {
        self.real = real
        self.limit = limit
    }

    /// How many files were open at most.
    var most: Int { counts.withLock { $0.most } }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        let isAllowed = counts.withLock { counts in
            guard counts.open < limit else { return false }
            counts.open += 1
            counts.most = max(counts.most, counts.open)
            return true
        }
        guard isAllowed else { throw DurableIOError(.tooManyOpen, operation: "open", path: path) }
        do throws(DurableIOError) {
            return CountedFile(try real.open(path, access, permissions: permissions), self)
        } catch {
            closed()
            throw error
        }
    }

    fileprivate func closed() { counts.withLock { $0.open -= 1 } }

    func list(_ directory: String) throws(DurableIOError) -> [String] { try real.list(directory) }
    func information(_ path: String) throws(DurableIOError) -> FileInformation? { try real.information(path) }
    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try real.createDirectory(path, permissions: permissions)
    }
    func rename(_ from: String, to: String) throws(DurableIOError) { try real.rename(from, to: to) }
    func remove(_ path: String) throws(DurableIOError) { try real.remove(path) }
    func space(at path: String) throws(DurableIOError) -> StorageSpace? { try real.space(at: path) }
    func synchronizeDirectory(_ path: String) throws(DurableIOError) { try real.synchronizeDirectory(path) }
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock { try real.lock(path) }
}

private final class CountedFile: File {
    private let real: any File
    private let system: CountedFileSystem
    private let isClosed = Mutex(false)

    init(_ real: any File, _ system: CountedFileSystem) {
        self.real = real
        self.system = system
    }

    deinit { close() }

    var path: String { real.path }
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        try real.read(into: buffer, at: offset)
    }
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try real.write(bytes, at: offset)
    }
    func size() throws(DurableIOError) -> UInt64 { try real.size() }
    func truncate(to size: UInt64) throws(DurableIOError) { try real.truncate(to: size) }
    func synchronizeData() throws(DurableIOError) { try real.synchronizeData() }
    func synchronize() throws(DurableIOError) { try real.synchronize() }
    func close() {
        let isFirst = isClosed.withLock { closed in
            defer { closed = true }
            return !closed
        }
        guard isFirst else { return }
        real.close()
        system.closed()
    }
}
