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

extension DurableIOError {
    /// Whether there was no space for bytes or a name that were to be written: what stood there before stands
    /// there still, and the call may be made again when there is space.
    ///
    /// False for a sync that found no space: what it lost is unknown. False for a change of names too, which
    /// may have happened.
    public var isLackOfSpace: Bool { code == .noSpace && ["open", "write", "mkdir"].contains(operation) }
}

extension DurableIOError: CustomStringConvertible {
    /// `could not fdatasync ledger/commit: no space left on device (ENOSPC)`
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        let reason = errno.map { SystemError.description(of: $0, code: code) } ?? code.description
        return "could not \(operation) \(path)\(place): \(reason)"
    }
}
