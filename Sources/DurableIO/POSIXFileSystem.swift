import CRename
import Glibc

/// The file system of this machine.
///
/// Interrupted calls (`EINTR`) are repeated where repeating is harmless; never a sync, and never a call that
/// changes names, because the first attempt may have happened.
public struct POSIXFileSystem: FileSystem {
    public init() {}

    public func open(
        _ path: String, _ access: FileAccess, permissions: UInt32
    ) throws(DurableIOError) -> any File {
        let descriptor = try openDescriptor(path, access.flags, permissions: permissions, "open")
        do throws(DurableIOError) {
            try requireRegularFile(descriptor, path)
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
        return POSIXFile(descriptor: descriptor, path: path, access: access)
    }

    public func list(_ directory: String) throws(DurableIOError) -> [String] {
        try requireNoNUL(directory, "list")
        var opened = opendir(directory)
        while opened == nil && errno == EINTR { opened = opendir(directory) }
        guard let stream = opened else { throw DurableIOError(system: errno, "list", directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw DurableIOError(system: errno, "list", directory) }
                break
            }
            // A name that is not UTF-8 is repaired, so that a stray file cannot make a directory unreadable.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                let size = MemoryLayout.size(ofValue: tuple.pointee)
                return tuple.withMemoryRebound(to: CChar.self, capacity: size) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public func information(_ path: String) throws(DurableIOError) -> FileInformation? {
        try requireNoNUL(path, "stat")
        var status = stat()
        guard repeatingInterrupted({ lstat(path, &status) }) == 0 else {
            guard errno == ENOENT else { throw DurableIOError(system: errno, "stat", path) }
            return nil
        }
        let kind: FileInformation.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symlink
            default: .other
            }
        return FileInformation(
            kind: kind, size: UInt64(clamping: status.st_size), permissions: status.st_mode & 0o7777,
            owner: status.st_uid, isOwnedByProcess: status.st_uid == geteuid())
    }

    public func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try requireNoNUL(path, "mkdir")
        guard mkdir(path, permissions) == 0 else { throw DurableIOError(system: errno, "mkdir", path) }
    }

    public func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        let descriptor = try openDescriptor(
            path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, permissions: 0, "chmod")
        defer { _ = Glibc.close(descriptor) }
        guard fchmod(descriptor, permissions) == 0 else { throw DurableIOError(system: errno, "chmod", path) }
    }

    public func rename(_ from: String, to: String) throws(DurableIOError) {
        try requireNoNUL(from, "rename")
        try requireNoNUL(to, "rename")
        guard Glibc.rename(from, to) == 0 else { throw DurableIOError(system: errno, "rename", from) }
    }

    public func exchange(_ one: String, _ other: String) throws(DurableIOError) {
        try requireNoNUL(one, "exchange")
        try requireNoNUL(other, "exchange")
        guard probity_exchange(one, other) == 0 else { throw DurableIOError(system: errno, "exchange", one) }
    }

    public func remove(_ path: String) throws(DurableIOError) {
        try requireNoNUL(path, "remove")
        if unlink(path) == 0 { return }
        var failure = errno
        // Linux says EISDIR for a directory, POSIX says EPERM.
        if failure == EISDIR || failure == EPERM {
            if rmdir(path) == 0 { return }
            if errno != ENOTDIR { failure = errno }
        }
        throw DurableIOError(system: failure, "remove", path)
    }

    public func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        let descriptor = try openDescriptor(
            path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, permissions: 0, "fsync directory")
        defer { _ = Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw DurableIOError(system: errno, "fsync directory", path) }
    }

    public func space(at path: String) throws(DurableIOError) -> StorageSpace? {
        try requireNoNUL(path, "statvfs")
        var status = statvfs()
        guard repeatingInterrupted({ statvfs(path, &status) }) == 0 else {
            throw DurableIOError(system: errno, "statvfs", path)
        }
        func bytes(_ blocks: UInt) -> UInt64 {
            let (bytes, isOver) = UInt64(blocks).multipliedReportingOverflow(by: UInt64(status.f_frsize))
            return isOver ? .max : bytes
        }
        return StorageSpace(available: bytes(status.f_bavail), total: bytes(status.f_blocks))
    }

    public func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock {
        let descriptor = try openDescriptor(
            path, FileAccess.createOrOpen.flags, permissions: 0o600, "lock")
        guard repeatingInterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
            let failure = errno
            _ = Glibc.close(descriptor)
            throw DurableIOError(system: failure, "lock", path)
        }
        // For those who ask and do not take: a `flock` cannot be asked for.
        var mark = Self.mark(F_WRLCK)
        _ = fcntl(descriptor, OpenFileLock.set, &mark)
        let lock = POSIXDirectoryLock(descriptor: descriptor, path: path)
        // Between opening and locking, the file may have been replaced: then this lock is on a file that
        // nobody else will ever open. The lock is given back when it is let go.
        try lock.confirm()
        return lock
    }

    public func isLocked(_ path: String) throws(DurableIOError) -> Bool {
        let descriptor: Int32
        do throws(DurableIOError) {
            descriptor = try openDescriptor(path, FileAccess.read.flags, permissions: 0, "lock")
        } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
        defer { _ = Glibc.close(descriptor) }
        var mark = Self.mark(F_RDLCK)
        guard repeatingInterrupted({ fcntl(descriptor, OpenFileLock.get, &mark) }) == 0 else {
            throw DurableIOError(system: errno, "lock", path)
        }
        return mark.l_type != Int16(F_UNLCK)
    }

    /// A lock of an open file description (fcntl(2)) over a whole file.
    private static func mark(_ type: Int32) -> Glibc.flock {
        Glibc.flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    private func requireRegularFile(_ descriptor: Int32, _ path: String) throws(DurableIOError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DurableIOError(system: errno, "open", path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw DurableIOError(.isADirectory, operation: "open", path: path)
        default: throw DurableIOError(.unsupported, operation: "open", path: path)
        }
    }
}

/// Commands of fcntl(2) that the C library declares for GNU sources alone; Linux has them since 3.15.
private enum OpenFileLock {
    static let get: Int32 = 36
    static let set: Int32 = 37
}

extension FileAccess {
    /// `O_NONBLOCK` changes nothing for a regular file; a FIFO would otherwise hold up the call before it can
    /// be seen to be one.
    fileprivate var flags: Int32 {
        let always = O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        return switch self {
        case .read: always | O_RDONLY
        case .readWrite: always | O_RDWR | O_NOFOLLOW
        case .createNew: always | O_RDWR | O_NOFOLLOW | O_CREAT | O_EXCL
        case .createOrOpen: always | O_RDWR | O_NOFOLLOW | O_CREAT
        }
    }
}

private func openDescriptor(
    _ path: String, _ flags: Int32, permissions: UInt32, _ operation: String
) throws(DurableIOError) -> Int32 {
    try requireNoNUL(path, operation)
    let descriptor = repeatingInterrupted { Glibc.open(path, flags, permissions) }
    guard descriptor >= 0 else { throw DurableIOError(system: errno, operation, path) }
    return descriptor
}

/// A C string would end at the NUL and name another file.
private func requireNoNUL(_ path: String, _ operation: String) throws(DurableIOError) {
    guard !path.utf8.contains(0) else {
        throw DurableIOError(.unsupported, operation: operation, path: path, errno: EINVAL)
    }
}
