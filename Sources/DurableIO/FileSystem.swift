/// The port through which everything durable passes.
///
/// What it promises is what POSIX promises on a local file system, and no more:
///
/// - Bytes and sizes survive a power loss once ``File/synchronize()`` or ``File/synchronizeData()`` returned.
/// - Names (made, renamed, removed) survive once ``synchronizeDirectory(_:)`` of their directory returned.
/// - A rename is atomic: at every instant, and after a power loss, the target is the old file or the new one.
/// - Before that, anything may be lost, kept, or kept in part, in any order.
///
/// Paths are passed to the system as they are; one that contains a NUL byte is refused.
public protocol FileSystem: Sendable {
    /// Opens a regular file; anything else is refused.
    /// - Parameter permissions: for a file that is made, lessened by the process's umask.
    func open(
        _ path: String, _ access: FileAccess, permissions: UInt32
    ) throws(DurableIOError) -> any File

    /// The names in a directory in the order of their bytes, without `.` and `..`.
    func list(_ directory: String) throws(DurableIOError) -> [String]

    /// What stands at a path, or nil if nothing does. A symbolic link is described, not followed.
    func information(_ path: String) throws(DurableIOError) -> FileInformation?

    /// Makes a directory; fails if the name is taken.
    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError)

    /// Sets the permission bits of a file or directory; the process's umask does not lessen them. A symbolic
    /// link is refused, not followed.
    func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError)

    /// Gives a file another name and atomically replaces what had that name.
    func rename(_ from: String, to: String) throws(DurableIOError)

    /// Lets two names of one directory change places atomically: at every instant, and after a power loss,
    /// both name what they did, or each what the other did. Durable once the directory is synchronized.
    /// - Throws: ``DurableIOError/Code/unsupported`` where the file system cannot; then nothing happened.
    func exchange(_ one: String, _ other: String) throws(DurableIOError)

    /// Removes a file or an empty directory. A symbolic link is removed, not followed.
    func remove(_ path: String) throws(DurableIOError)

    /// Makes the names in a directory durable. After an error it is unknown which are; never call it again
    /// to find out.
    func synchronizeDirectory(_ path: String) throws(DurableIOError)

    /// How much room there is where a path lies; nil where nothing bounds it.
    ///
    /// A hint: others may take it at any time, and a file system may count otherwise when it writes.
    func space(at path: String) throws(DurableIOError) -> StorageSpace?

    /// Takes the exclusive lock that a file stands for, and makes the file if need be; never waits.
    ///
    /// The file is never removed: whoever removes it lets a second holder in.
    /// - Throws: ``DurableIOError/Code/locked`` if another holder has it, in this process or another.
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock

    /// Whether somebody holds the lock that a file stands for; false where there is no such file. Asks, and
    /// where the system can tell without taking the lock, nobody who wants it at this instant is refused.
    func isLocked(_ path: String) throws(DurableIOError) -> Bool
}

extension FileSystem {
    /// Opens a regular file; one that is made belongs to its owner alone.
    public func open(_ path: String, _ access: FileAccess) throws(DurableIOError) -> any File {
        try open(path, access, permissions: 0o600)
    }

    /// What a file system does that cannot exchange names.
    public func exchange(_ one: String, _ other: String) throws(DurableIOError) {
        throw DurableIOError(.unsupported, operation: "exchange", path: one)
    }

    public func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        throw DurableIOError(.unsupported, operation: "chmod", path: path)
    }

    public func isLocked(_ path: String) throws(DurableIOError) -> Bool {
        guard try information(path)?.kind == .file else { return false }
        do throws(DurableIOError) {
            try lock(path).unlock()
            return false
        } catch {
            guard error.code == .locked else { throw error }
            return true
        }
    }
}
