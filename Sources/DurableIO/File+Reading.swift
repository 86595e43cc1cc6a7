extension File {
    /// Exactly `count` bytes from an offset on.
    ///
    /// A count that the file cannot satisfy costs no memory in its proportion, so it may come from the
    /// file itself.
    /// - Throws: ``DurableIOError/Code/truncated`` if the file ends before.
    public func bytes(at offset: UInt64, count: Int) throws(DurableIOError) -> [UInt8] {
        precondition(count >= 0, "a count is not negative")
        if count > unverifiedCount {
            let size = try size()
            guard offset <= size, UInt64(count) <= size - offset else { throw truncated(at: size) }
        }
        let out = try upTo(count, at: offset)
        guard out.count == count else { throw truncated(at: offset + UInt64(out.count)) }
        return out
    }

    /// All bytes, as many as the file has when the call begins.
    /// - Throws: ``DurableIOError/Code/tooLarge`` if they are more than `limit`.
    public func readAll(limit: Int) throws(DurableIOError) -> [UInt8] {
        let size = try size()
        guard let count = Int(exactly: size), count <= limit else {
            throw DurableIOError(.tooLarge, operation: "read", path: path, offset: size)
        }
        return try upTo(count, at: 0)
    }

    /// Writes all bytes of an array at an offset; errors as for ``write(_:at:)``.
    public func write(_ bytes: [UInt8], at offset: UInt64) throws(DurableIOError) {
        // `withUnsafeBytes` of an array does not carry a typed error; the result does.
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(DurableIOError) in try write(buffer, at: offset) }
        }
        try result.get()
    }

    private func upTo(_ count: Int, at offset: UInt64) throws(DurableIOError) -> [UInt8] {
        var failure: DurableIOError?
        let out = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(DurableIOError) {
                let whole = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
                initialized = try read(into: whole, at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return out
    }

    private func truncated(at offset: UInt64) -> DurableIOError {
        DurableIOError(.truncated, operation: "read", path: path, offset: offset)
    }
}

/// The count that is allocated before the size of the file is known.
private let unverifiedCount = 1 << 16
