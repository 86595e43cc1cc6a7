import Glibc

/// A `flock` on an open file (flock(2)). Unlike a lock of fcntl(2), it excludes a second opening in the same
/// process and is not lost when another descriptor of the file is closed.
final class POSIXDirectoryLock: DirectoryLock {
    let path: String
    private let descriptor: SharedDescriptor

    init(descriptor: Int32, path: String) {
        self.descriptor = SharedDescriptor(descriptor)
        self.path = path
    }

    func confirm() throws(DurableIOError) {
        let isSame = try descriptor.use { (descriptor) throws(DurableIOError) in
            var held = stat()
            var named = stat()
            guard fstat(descriptor, &held) == 0 else { throw DurableIOError(system: errno, "lock", path) }
            guard repeatingInterrupted({ lstat(path, &named) }) == 0 else {
                guard errno == ENOENT else { throw DurableIOError(system: errno, "lock", path) }
                return false
            }
            return held.st_dev == named.st_dev && held.st_ino == named.st_ino
        }
        guard isSame == true else { throw DurableIOError(.locked, operation: "lock", path: path) }
    }

    func unlock() { descriptor.close() }
}
