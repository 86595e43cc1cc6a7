/// A call that was made of the simulated file system.
public struct Call: Hashable, Sendable, CustomStringConvertible {
    /// `open`, `list`, `stat`, `mkdir`, `rename`, `exchange`, `remove`, `fsync directory`, `lock`, `statvfs`,
    /// `read`, `write`, `size`, `truncate`, `fdatasync` or `fsync`: the words that errors use.
    public var operation: String
    public var path: String
    /// Where a rename or an exchange leads.
    public var target: String?

    public init(_ operation: String, _ path: String, target: String? = nil) {
        self.operation = operation
        self.path = path
        self.target = target
    }

    public var description: String { "\(operation) \(path)" + (target.map { " \($0)" } ?? "") }
}
