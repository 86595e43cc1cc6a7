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
            var done = 0
            while done < buffer.count {
                // No file reaches beyond what off_t can say.
                guard let place = place(offset, plus: done) else { break }
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                let count = repeatingInterrupted { pread(descriptor, rest.baseAddress, rest.count, place) }
                guard count >= 0 else { throw failure("read", offset: UInt64(place)) }
                if count == 0 { break }
                done += count
            }
            return done
        }
    }

    public func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try requireWriting("write")
        try with("write") { (descriptor) throws(DurableIOError) in
            guard place(offset, plus: bytes.count) != nil else {
                throw DurableIOError(system: EFBIG, "write", path, offset: offset)
            }
            var done = 0
            while done < bytes.count {
                let place = off_t(offset) + off_t(done)
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = repeatingInterrupted { pwrite(descriptor, rest.baseAddress, rest.count, place) }
                guard count >= 0 else { throw failure("write", offset: UInt64(place)) }
                // Nothing written and no error: another attempt might not end.
                guard count > 0 else {
                    throw DurableIOError(
                        .inputOutput, operation: "write", path: path, offset: UInt64(place))
                }
                done += count
            }
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

    private func place(_ offset: UInt64, plus count: Int) -> off_t? {
        guard let start = off_t(exactly: offset) else { return nil }
        let (end, isOver) = start.addingReportingOverflow(off_t(count))
        return isOver ? nil : end
    }

    /// What the last call left in `errno`.
    private func failure(_ operation: String, offset: UInt64? = nil) -> DurableIOError {
        DurableIOError(system: errno, operation, path, offset: offset)
    }
}
