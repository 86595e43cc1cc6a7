import Glibc

/// A regular file of this machine. It is closed when the last reference goes, if not before.
public final class POSIXFile: File {
    public let path: String
    private let descriptor: SharedDescriptor
    private let access: FileAccess

    init(descriptor: Int32, path: String, access: FileAccess) {
        self.descriptor = SharedDescriptor(descriptor)
        self.path = path
        self.access = access
    }

    public func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
    ) throws(DurableIOError) -> Int {
        try with("read") { (descriptor) throws(DurableIOError) in
            let result = WholeTransfer.read(into: buffer, at: offset) {
                pread(descriptor, $0.baseAddress, $0.count, $1)
            }
            if let failed = result.failure {
                throw DurableIOError(system: failed.errno, "read", path, offset: failed.place)
            }
            return result.count
        }
    }

    public func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try requireWriting("write")
        try with("write") { (descriptor) throws(DurableIOError) in
            guard WholeTransfer.place(offset, plus: bytes.count) != nil else {
                throw DurableIOError(system: EFBIG, "write", path, offset: offset)
            }
            let result = WholeTransfer.write(bytes, at: offset) {
                pwrite(descriptor, $0.baseAddress, $0.count, $1)
            }
            guard let failed = result.failure else { return }
            guard failed.errno != 0 else {
                throw DurableIOError(.inputOutput, operation: "write", path: path, offset: failed.place)
            }
            throw DurableIOError(system: failed.errno, "write", path, offset: failed.place)
        }
    }

    public func size() throws(DurableIOError) -> UInt64 {
        try with("size") { (descriptor) throws(DurableIOError) in
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw failure("size") }
            return UInt64(clamping: status.st_size)
        }
    }

    public func truncate(to size: UInt64) throws(DurableIOError) {
        try requireWriting("truncate")
        try with("truncate") { (descriptor) throws(DurableIOError) in
            guard let size = off_t(exactly: size) else {
                throw DurableIOError(system: EFBIG, "truncate", path, offset: size)
            }
            guard repeatingInterrupted({ ftruncate(descriptor, size) }) == 0 else {
                throw failure("truncate", offset: UInt64(size))
            }
        }
    }

    public func synchronizeData() throws(DurableIOError) {
        try with("fdatasync") { (descriptor) throws(DurableIOError) in
            guard fdatasync(descriptor) == 0 else { throw failure("fdatasync") }
        }
    }

    public func synchronize() throws(DurableIOError) {
        try with("fsync") { (descriptor) throws(DurableIOError) in
            guard fsync(descriptor) == 0 else { throw failure("fsync") }
        }
    }

    public func close() { descriptor.close() }

    @inline(__always)
    private func with<Result>(
        _ operation: String, _ call: (Int32) throws(DurableIOError) -> Result
    ) throws(DurableIOError) -> Result {
        guard let result = try descriptor.use(call) else {
            throw DurableIOError(.closed, operation: operation, path: path)
        }
        return result
    }

    private func requireWriting(_ operation: String) throws(DurableIOError) {
        guard access.allowsWriting else {
            throw DurableIOError(.readOnly, operation: operation, path: path)
        }
    }

    /// What the last call left in `errno`.
    private func failure(_ operation: String, offset: UInt64? = nil) -> DurableIOError {
        DurableIOError(system: errno, operation, path, offset: offset)
    }
}
