/// How a file is opened.
public enum FileAccess: Hashable, Sendable {
    /// An existing file, for reading. A symbolic link is followed.
    case read
    /// An existing file, for reading and writing. A symbolic link is refused.
    case readWrite
    /// A new file, for reading and writing. Whatever already has the name is refused.
    case createNew
    /// An existing or a new file, for reading and writing. A symbolic link is refused.
    case createOrOpen

    /// Whether a file so opened can be changed.
    public var allowsWriting: Bool { self != .read }
}
