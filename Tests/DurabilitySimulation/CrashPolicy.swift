/// What a power loss does to changes that were not synchronized.
public enum CrashPolicy: Hashable, Sendable {
    /// All are kept, as if the system had written them back just before.
    case everything
    /// All are lost.
    case nothingUnsynced
    /// The seed decides about each: see ``SimulatedFileSystem/crash(keeping:)``.
    case seeded
}
