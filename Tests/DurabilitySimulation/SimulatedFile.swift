import DurableIO
import Synchronization

/// A handle; dead once its process is.
final class SimulatedFile: File {
    let path: String
    private let system: SimulatedFileSystem
    private let handle: Int
    private let life: Int
    private let access: FileAccess

    init(_ system: SimulatedFileSystem, handle: Int, life: Int, path: String, access: FileAccess) {
        self.system = system
        self.handle = handle
        self.life = life
        self.path = path
        self.access = access
    }

    deinit { close() }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        let bytes = try with("read") { (disk, inode, _) throws(DurableIOError) -> ArraySlice<UInt8> in
            guard let live = disk.inodes[inode]?.live, let start = Int(exactly: offset),
                start < live.count
            else { return [] }
            return live[start..<min(live.count, start + min(buffer.count, live.count - start))]
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try requireWriting("write")
        let copied = Array(bytes)
        let inPart = { @Sendable (disk: inout Disk, manner: Fault.Manner, inode: Int) in
            guard manner == .failedInPart else { return }
            let part = Array(copied.prefix(disk.random.next(below: copied.count + 1)))
            // A lack of space changes only how much of the part is written; the call fails in any case.
            try? disk.write(part, at: offset, to: inode, Call("write", ""))
        }
        try with("write", inPart: inPart) { (disk, inode, call) throws(DurableIOError) in
            try disk.write(copied, at: offset, to: inode, call)
        }
    }

    func size() throws(DurableIOError) -> UInt64 {
        try with("size") { (disk, inode, _) throws(DurableIOError) in
            UInt64(disk.inodes[inode]?.live.count ?? 0)
        }
    }

    func truncate(to size: UInt64) throws(DurableIOError) {
        try requireWriting("truncate")
        try with("truncate") { (disk, inode, call) throws(DurableIOError) in
            try disk.truncate(inode, to: size, call)
        }
    }

    func synchronizeData() throws(DurableIOError) { try synchronize("fdatasync") }

    func synchronize() throws(DurableIOError) { try synchronize("fsync") }

    func close() {
        system.disk.withLock { disk in
            if disk.life == life { disk.handles[handle] = nil }
        }
    }

    private func synchronize(_ operation: String) throws(DurableIOError) {
        let inPart = { @Sendable (disk: inout Disk, manner: Fault.Manner, inode: Int) in
            if manner == .failedAndMarkedClean { disk.inodes[inode]?.markClean() }
        }
        try with(operation, inPart: inPart) { (disk, inode, _) throws(DurableIOError) in
            if disk.isFleeting {
                disk.inodes[inode]?.markClean()
            } else {
                disk.inodes[inode]?.synchronize()
            }
        }
    }

    private func with<Result: Sendable>(
        _ operation: String, inPart: (inout Disk, Fault.Manner, Int) -> Void = { _, _, _ in },
        _ effect: (inout Disk, Int, Call) throws(DurableIOError) -> Result
    ) throws(DurableIOError) -> Result {
        try system.disk.withLock { (disk) throws(DurableIOError) -> Result in
            guard disk.life == life else {
                throw DurableIOError(.inputOutput, operation: operation, path: path)
            }
            guard let inode = disk.handles[handle] else {
                throw DurableIOError(.closed, operation: operation, path: path)
            }
            let call = Call(operation, path)
            return try disk.perform(call, inPart: { inPart(&$0, $1, inode) }) {
                (disk) throws(DurableIOError) in
                try effect(&disk, inode, call)
            }
        }
    }

    private func requireWriting(_ operation: String) throws(DurableIOError) {
        guard access.allowsWriting else {
            throw DurableIOError(.readOnly, operation: operation, path: path)
        }
    }
}
