import DurabilitySimulation
import DurableIO
import Synchronization

/// A file system of a process that may have only so many files open.
final class CountedFileSystem: ForwardingFileSystem {
    let real: any FileSystem
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
}

private final class CountedFile: ForwardingFile {
    let real: any File
    private let system: CountedFileSystem
    private let isClosed = Mutex(false)

    init(_ real: any File, _ system: CountedFileSystem) {
        self.real = real
        self.system = system
    }

    deinit { close() }

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
