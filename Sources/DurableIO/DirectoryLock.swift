/// An exclusive lock, held until it is given back, let go, or its process ends in whatever way.
public protocol DirectoryLock: AnyObject, Sendable {
    /// The file the lock stands on.
    var path: String { get }

    /// Checks that the path still names the locked file. If it was removed or replaced, somebody else may
    /// hold a lock of the same name.
    /// - Throws: ``DurableIOError/Code/locked`` if it does not, or the lock was given back.
    func confirm() throws(DurableIOError)

    /// Gives the lock back; may be called more than once.
    func unlock()
}
