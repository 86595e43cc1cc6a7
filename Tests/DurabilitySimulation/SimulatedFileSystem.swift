public import DurableIO
import Synchronization

/// A file system in memory that loses, at a crash, what a real one may lose.
///
/// It keeps apart what the process sees and what is on the medium. A file's bytes and size become durable
/// when the file is synchronized, a name when its directory is. It is as unkind as POSIX allows, not as kind
/// as any one system is. All choices follow from the seed and the order of the calls.
///
/// There is one root, `/`, which exists; relative paths start there too. There are no symbolic links, no
/// other users, and permissions are kept but not enforced.
public final class SimulatedFileSystem: FileSystem {
    let disk: Mutex<Disk>

    public init(seed: UInt64 = 0) { disk = Mutex(Disk(seed: seed)) }

    init(_ disk: Disk) { self.disk = Mutex(disk) }

    public func open(
        _ path: String, _ access: FileAccess, permissions: UInt32
    ) throws(DurableIOError) -> any File {
        let (handle, life) = try disk.withLock { (disk) throws(DurableIOError) -> (Int, Int) in
            let inode = try disk.perform(Call("open", path)) { (disk) throws(DurableIOError) in
                try disk.open(path, access, permissions: permissions)
            }
            let handle = disk.number()
            disk.handles[handle] = inode
            return (handle, disk.life)
        }
        return SimulatedFile(self, handle: handle, life: life, path: path, access: access)
    }

    public func list(_ directory: String) throws(DurableIOError) -> [String] {
        let names = try perform(Call("list", directory)) { (disk) throws(DurableIOError) -> [String] in
            let number = try disk.directory(directory, "list")
            return disk.inodes[number].map { Array($0.entries.keys) } ?? []
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public func information(_ path: String) throws(DurableIOError) -> FileInformation? {
        try perform(Call("stat", path)) { (disk) throws(DurableIOError) -> FileInformation? in
            guard let number = try disk.inode(at: path, "stat"), let inode = disk.inodes[number] else {
                return nil
            }
            return FileInformation(
                kind: inode.isDirectory ? .directory : .file, size: UInt64(inode.live.count),
                permissions: inode.permissions, owner: 0, isOwnedByProcess: true)
        }
    }

    public func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try perform(Call("mkdir", path)) { (disk) throws(DurableIOError) in
            _ = try disk.make(path, isDirectory: true, permissions: permissions, "mkdir")
        }
    }

    public func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        try perform(Call("chmod", path)) { (disk) throws(DurableIOError) in
            let inode = try disk.existing(path, "chmod")
            disk.inodes[inode]?.permissions = permissions & 0o7777
        }
    }

    public func rename(_ from: String, to: String) throws(DurableIOError) {
        try perform(Call("rename", from, target: to)) { (disk) throws(DurableIOError) in
            try disk.rename(from, to: to)
        }
    }

    public func exchange(_ one: String, _ other: String) throws(DurableIOError) {
        try perform(Call("exchange", one, target: other)) { (disk) throws(DurableIOError) in
            try disk.exchange(one, other)
        }
    }

    public func remove(_ path: String) throws(DurableIOError) {
        try perform(Call("remove", path)) { (disk) throws(DurableIOError) in try disk.remove(path) }
    }

    public func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        try perform(Call("fsync directory", path)) { (disk) throws(DurableIOError) in
            disk.synchronizeDirectory(try disk.directory(path, "fsync directory"))
        }
    }

    public func space(at path: String) throws(DurableIOError) -> StorageSpace? {
        try perform(Call("statvfs", path)) { (disk) throws(DurableIOError) -> StorageSpace? in
            _ = try disk.existing(path, "statvfs")
            guard let limit = disk.spaceLimit else { return nil }
            return StorageSpace(
                available: UInt64(max(0, limit - disk.usedSpace)), total: UInt64(max(0, limit)))
        }
    }

    public func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock {
        let (inode, number, life) = try disk.withLock { (disk) throws(DurableIOError) -> (Int, Int, Int) in
            let inode = try disk.perform(Call("lock", path)) { (disk) throws(DurableIOError) in
                do throws(DurableIOError) {
                    return try disk.open(path, .createOrOpen, permissions: 0o600)
                } catch {
                    throw DurableIOError(error.code, operation: "lock", path: path)
                }
            }
            guard disk.locks[inode] == nil else {
                throw DurableIOError(.locked, operation: "lock", path: path)
            }
            let number = disk.number()
            disk.locks[inode] = number
            return (inode, number, disk.life)
        }
        return SimulatedDirectoryLock(self, inode: inode, number: number, life: life, path: path)
    }

    public func isLocked(_ path: String) throws(DurableIOError) -> Bool {
        try perform(Call("lock", path)) { (disk) throws(DurableIOError) -> Bool in
            try disk.inode(at: path, "lock").map { disk.locks[$0] != nil } ?? false
        }
    }

    private func perform<Result: Sendable>(
        _ call: Call, _ effect: (inout Disk) throws(DurableIOError) -> Result
    ) throws(DurableIOError) -> Result {
        try disk.withLock { (disk) throws(DurableIOError) in try disk.perform(call, effect) }
    }
}
