import DurabilitySimulation
import DurableIO

/// A sabotaged file system: a file's data sync says that it worked, and did nothing.
struct ForgetfulFileSystem: ForwardingFileSystem {
    let real: any FileSystem

    init(_ real: SimulatedFileSystem) { self.real = real }

    func hand(_ file: any File, openedFor access: FileAccess) -> any File { ForgetfulFile(file) }
}

/// A file of a ``ForgetfulFileSystem``.
private final class ForgetfulFile: ForwardingFile {
    let real: any File

    init(_ real: any File) { self.real = real }

    func synchronizeData() {}
}
