/// How much room a file system has.
public struct StorageSpace: Hashable, Sendable {
    /// Bytes that this process may still use.
    public var available: UInt64
    /// Bytes of the whole file system, used and free.
    public var total: UInt64

    public init(available: UInt64, total: UInt64) {
        self.available = available
        self.total = total
    }
}
