/// Why the file system did not do what was asked.
///
/// Names the call, the path and the place; never holds bytes of a file.
public struct DurableIOError: Error, Hashable, Sendable {
    /// The reason.
    public var code: Code
    /// The call that failed, in words that follow "could not".
    public var operation: String
    public var path: String
    /// The system's number, if the system gave one.
    public var errno: Int32?
    /// The place in the file, in bytes, where there is one.
    public var offset: UInt64?

    public init(
        _ code: Code, operation: String, path: String, errno: Int32? = nil, offset: UInt64? = nil
    ) {
        self.code = code
        self.operation = operation
        self.path = path
        self.errno = errno
        self.offset = offset
    }
}

extension DurableIOError: CustomStringConvertible {
    /// `could not fdatasync ledger/commit: no space left on device (ENOSPC)`
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        let reason = errno.map { SystemError.description(of: $0, code: code) } ?? code.description
        return "could not \(operation) \(path)\(place): \(reason)"
    }
}
