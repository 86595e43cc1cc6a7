extension DurableIOError {
    /// A reason that a caller may act on. More may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Reason: String, Hashable {
            case notFound = "no such file or directory"
            case exists = "the name is taken"
            case permissionDenied = "permission denied"
            case noSpace = "no space left on device"
            case readOnly = "read-only"
            case inputOutput = "input/output error"
            case locked = "locked by another holder"
            case symlink = "is a symbolic link, or too many of them"
            case tooManyLinks = "too many links"
            case notADirectory = "not a directory"
            case isADirectory = "is a directory"
            case notEmpty = "directory not empty"
            case truncated = "the file ends before"
            case tooLarge = "too large"
            case tooManyOpen = "too many open files"
            case closed = "already closed"
            case unsupported = "not supported"
            case other = "unexpected error"
        }

        private let reason: Reason

        private init(_ reason: Reason) { self.reason = reason }

        public var description: String { reason.rawValue }

        public static let notFound = Code(.notFound)
        public static let exists = Code(.exists)
        public static let permissionDenied = Code(.permissionDenied)
        /// The device, or the user's share of it, is full.
        public static let noSpace = Code(.noSpace)
        /// The file system, or the file as it was opened.
        public static let readOnly = Code(.readOnly)
        public static let inputOutput = Code(.inputOutput)
        public static let locked = Code(.locked)
        public static let symlink = Code(.symlink)
        public static let tooManyLinks = Code(.tooManyLinks)
        public static let notADirectory = Code(.notADirectory)
        public static let isADirectory = Code(.isADirectory)
        public static let notEmpty = Code(.notEmpty)
        /// Fewer bytes than were asked for.
        public static let truncated = Code(.truncated)
        /// More bytes than the caller's limit, or than a file can have.
        public static let tooLarge = Code(.tooLarge)
        public static let tooManyOpen = Code(.tooManyOpen)
        /// The file was closed by its owner.
        public static let closed = Code(.closed)
        /// The system cannot do this here: not a regular file, no directory sync, a NUL in a path.
        public static let unsupported = Code(.unsupported)
        public static let other = Code(.other)
    }
}
