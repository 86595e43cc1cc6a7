import DurableIO
import Synchronization

/// A lock on an inode, released with its process.
final class SimulatedDirectoryLock: DirectoryLock {
    let path: String
    private let system: SimulatedFileSystem
    private let inode: Int
    private let number: Int
    private let life: Int

    init(_ system: SimulatedFileSystem, inode: Int, number: Int, life: Int, path: String) {
        self.system = system
        self.inode = inode
        self.number = number
        self.life = life
        self.path = path
    }

    deinit { unlock() }

    func confirm() throws(DurableIOError) {
        let isHeld = try system.disk.withLock { (disk) throws(DurableIOError) -> Bool in
            guard disk.life == life, disk.locks[inode] == number else { return false }
            return try disk.inode(at: path, "lock") == inode
        }
        guard isHeld else { throw DurableIOError(.locked, operation: "lock", path: path) }
    }

    func unlock() {
        system.disk.withLock { disk in
            if disk.life == life, disk.locks[inode] == number { disk.locks[inode] = nil }
        }
    }
}
