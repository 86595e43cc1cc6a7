import DurabilitySimulation
import DurableIO
import Synchronization

/// A file system that keeps, before each call that changes something, a copy of what there is.
final class WitnessFileSystem: ForwardingFileSystem {
    let real: any FileSystem
    private let simulated: SimulatedFileSystem
    private let copies = Mutex<[SimulatedFileSystem]>([])

    /// - Parameter wrapping: what stands between this and the files; nothing where nil.
    init(_ simulated: SimulatedFileSystem, wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil) {
        self.simulated = simulated
        real = wrapping?(simulated) ?? simulated
    }

    /// In the order of the calls.
    var kept: [SimulatedFileSystem] { copies.withLock { $0 } }

    /// How many there are.
    var count: Int { copies.withLock { $0.count } }

    func keep() {
        let copy = simulated.copy()
        copies.withLock { $0.append(copy) }
    }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        if access == .createNew || access == .createOrOpen { keep() }
        return WitnessFile(try real.open(path, access, permissions: permissions), self)
    }
    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        keep()
        try real.createDirectory(path, permissions: permissions)
    }
    func rename(_ from: String, to: String) throws(DurableIOError) {
        keep()
        try real.rename(from, to: to)
    }
    func remove(_ path: String) throws(DurableIOError) {
        keep()
        try real.remove(path)
    }
    func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        keep()
        try real.synchronizeDirectory(path)
    }
}

/// A file of a ``WitnessFileSystem``.
private final class WitnessFile: ForwardingFile {
    let real: any File
    private let witness: WitnessFileSystem

    init(_ real: any File, _ witness: WitnessFileSystem) {
        self.real = real
        self.witness = witness
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        witness.keep()
        try real.write(bytes, at: offset)
    }
    func truncate(to size: UInt64) throws(DurableIOError) {
        witness.keep()
        try real.truncate(to: size)
    }
    func synchronizeData() throws(DurableIOError) {
        witness.keep()
        try real.synchronizeData()
    }
    func synchronize() throws(DurableIOError) {
        witness.keep()
        try real.synchronize()
    }
}
