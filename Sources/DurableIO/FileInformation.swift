/// What a directory entry names.
public struct FileInformation: Hashable, Sendable {
    /// What stands at a path.
    public enum Kind: Hashable, Sendable {
        case file
        case directory
        case symlink
        case other
    }

    public var kind: Kind
    /// Bytes; meaningful for files.
    public var size: UInt64
    /// The permission bits, without the kind.
    public var permissions: UInt32
    /// The user id of the owner.
    public var owner: UInt32
    /// Whether the owner is the user this process acts as.
    public var isOwnedByProcess: Bool

    public init(kind: Kind, size: UInt64, permissions: UInt32, owner: UInt32, isOwnedByProcess: Bool) {
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.owner = owner
        self.isOwnedByProcess = isOwnedByProcess
    }
}
