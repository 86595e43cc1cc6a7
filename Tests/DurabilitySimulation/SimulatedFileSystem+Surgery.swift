import DurableIO
import Synchronization

/// A test's own hand on the bytes: no call is logged, no fault strikes, and what is left behind is durable.
extension SimulatedFileSystem {
    /// Another file system in the same state, with its pending changes. Handles, locks, planned faults and
    /// the log of calls are left behind.
    /// - Parameter seed: for its choices; nil to make the same choices as this one would.
    public func copy(seed: UInt64? = nil) -> SimulatedFileSystem {
        var copied = disk.withLock { $0 }
        copied.endProcess()
        copied.faults.removeAll()
        copied.calls.removeAll()
        if let seed { copied.random = SplitMix64(seed: seed) }
        return SimulatedFileSystem(copied)
    }

    /// The paths of all files, from the root, in the order of their bytes.
    public var files: [String] {
        let disk = disk.withLock { $0 }
        var out: [String] = []
        var open: [(path: String, inode: Int)] = [("", Disk.root)]
        while let (path, number) = open.popLast() {
            guard let inode = disk.inodes[number] else { continue }
            if !inode.isDirectory { out.append(path) }
            for (name, child) in inode.entries { open.append(("\(path)/\(name)", child)) }
        }
        return out.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The bytes that a reader would see; nil if there is no such file.
    public func contents(_ path: String) -> [UInt8]? {
        file(path)?.inode.live
    }

    /// The bytes that are on the medium for certain, in the file that now has this name; nil if there is no
    /// such file.
    public func durableContents(_ path: String) -> [UInt8]? {
        file(path)?.inode.durable
    }

    /// Puts a file with these bytes in place, durably, name and all. Its directory must exist.
    public func setContents(_ path: String, _ bytes: [UInt8]) {
        disk.withLock { disk in
            do throws(DurableIOError) {
                let inode = try disk.open(path, .createOrOpen, permissions: 0o600)
                disk.inodes[inode]?.settle(on: bytes)
                let naming = disk.nameChanges.last { $0.inode == inode }
                if let directory = naming?.directory {
                    disk.synchronizeDirectory(directory)
                }
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }

    /// Turns one bit around; bit 0 is the lowest.
    public func flipBit(_ path: String, byte: Int, bit: Int) {
        operate(path) { bytes in
            precondition(bytes.indices.contains(byte), "the file has \(bytes.count) bytes")
            bytes[byte] ^= 1 << UInt8(bit & 7)
        }
    }

    /// Cuts a file to a size that is not above its own.
    public func truncateRaw(_ path: String, to size: Int) {
        operate(path) { bytes in
            precondition((0...bytes.count).contains(size), "the file has \(bytes.count) bytes")
            bytes.removeLast(bytes.count - size)
        }
    }

    private func operate(_ path: String, _ change: (inout [UInt8]) -> Void) {
        guard let (number, inode) = file(path) else { preconditionFailure("no file \(path)") }
        var bytes = inode.live
        change(&bytes)
        let changed = bytes
        disk.withLock { $0.inodes[number]?.settle(on: changed) }
    }

    private func file(_ path: String) -> (number: Int, inode: Inode)? {
        disk.withLock { disk in
            guard let found = try? disk.inode(at: path, "open"), let inode = disk.inodes[found],
                !inode.isDirectory
            else { return nil }
            return (found, inode)
        }
    }
}
