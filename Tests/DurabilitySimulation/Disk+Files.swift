import DurableIO

extension Disk {
    mutating func open(
        _ path: String, _ access: FileAccess, permissions: UInt32
    ) throws(DurableIOError) -> Int {
        let found = try inode(at: path, "open")
        if let found {
            if access == .createNew { throw DurableIOError(.exists, operation: "open", path: path) }
            if inodes[found]?.isDirectory == true {
                throw DurableIOError(.isADirectory, operation: "open", path: path)
            }
            return found
        }
        guard access == .createNew || access == .createOrOpen else {
            throw DurableIOError(.notFound, operation: "open", path: path)
        }
        return try make(path, isDirectory: false, permissions: permissions, "open")
    }

    /// Writes what there is space for.
    mutating func write(
        _ bytes: [UInt8], at offset: UInt64, to inode: Int, _ call: Call
    ) throws(DurableIOError) {
        guard let size = inodes[inode]?.live.count else { return }
        guard let start = Int(exactly: offset), start <= Disk.largestFile - bytes.count else {
            throw DurableIOError(.tooLarge, operation: call.operation, path: call.path, offset: offset)
        }
        let end = min(start + bytes.count, max(size, largestSize(of: size)))
        guard end < start + bytes.count else {
            inodes[inode]?.write(bytes, at: start, isFleeting: isFleeting)
            return
        }
        let fitting = max(0, end - start)
        inodes[inode]?.write(Array(bytes.prefix(fitting)), at: start)
        throw DurableIOError(
            .noSpace, operation: call.operation, path: call.path, offset: offset + UInt64(fitting))
    }

    mutating func truncate(_ inode: Int, to size: UInt64, _ call: Call) throws(DurableIOError) {
        guard let old = inodes[inode]?.live.count else { return }
        guard let new = Int(exactly: size), new <= Disk.largestFile else {
            throw DurableIOError(.tooLarge, operation: call.operation, path: call.path, offset: size)
        }
        guard new <= max(old, largestSize(of: old)) else {
            throw DurableIOError(.noSpace, operation: call.operation, path: call.path, offset: size)
        }
        inodes[inode]?.resize(to: new, isFleeting: isFleeting)
    }

    /// How large a file of this size can become within the space limit.
    private func largestSize(of size: Int) -> Int {
        guard let spaceLimit else { return Disk.largestFile }
        return size + max(0, spaceLimit - usedSpace)
    }
}
