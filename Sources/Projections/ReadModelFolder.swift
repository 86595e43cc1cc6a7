import DurableIO

/// The folder of the read models: one SQLite file per generation, and `current`, which names the one that
/// counts.
///
/// A generation is complete before it is named; a crash leaves the old one in force and a file that the next
/// writer removes.
struct ReadModelFolder: Sendable {
    let path: String
    let files: any FileSystem

    /// A generation's file name: eight digits and `.sqlite`.
    struct Generation: Hashable, Sendable, Comparable {
        let number: UInt32
        static func < (left: Self, right: Self) -> Bool { left.number < right.number }

        init(_ number: UInt32) { self.number = number }

        init?(fileName: some StringProtocol) {
            let bytes = Array(fileName.utf8)
            let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard digits.count == 8, bytes.dropFirst(8).elementsEqual(".sqlite".utf8),
                let number = UInt32(String(decoding: digits, as: UTF8.self))
            else { return nil }
            self.number = number
        }

        var fileName: String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".sqlite"
        }
    }

    private var currentPath: String { path + "/current" }
    private var lockPath: String { path + "/lock" }
    private static let operation = "read the folder of read models"

    func filePath(_ generation: Generation) -> String { path + "/" + generation.fileName }

    /// The generation that counts; nil where none does, or `current` is not readable as one.
    func current() throws(ProjectionError) -> Generation? {
        let bytes: [UInt8]?
        do throws(DurableIOError) {
            bytes = try files.contents(of: currentPath, limit: 256)
        } catch {
            guard error.code == .tooLarge else { throw ProjectionError(Self.operation, error) }
            return nil
        }
        guard let bytes else { return nil }
        return Generation(fileName: String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
    }

    func exists(_ generation: Generation) throws(ProjectionError) -> Bool {
        try onFiles(Self.operation) { () throws(DurableIOError) in
            try files.information(filePath(generation))?.kind == .file
        }
    }

    /// Makes `generation` the one that counts; durable when it returns.
    func makeCurrent(_ generation: Generation) throws(ProjectionError) {
        try onFiles("name the current read model") { () throws(DurableIOError) in
            try files.replaceAtomically(
                currentPath, with: Array(generation.fileName.utf8) + [0x0A], permissions: 0o600)
        }
    }

    /// An empty file for a new generation, readable by its owner alone: it will hold names.
    func makeFile() throws(ProjectionError) -> Generation {
        let generations = try names().compactMap { Generation(fileName: $0) }
        let generation = Generation((generations.max()?.number ?? 0) &+ 1)
        try onFiles("make a read model") { () throws(DurableIOError) in
            try files.open(filePath(generation), .createNew, permissions: 0o600).close()
        }
        return generation
    }

    /// Makes a finished file durable.
    func synchronize(_ generation: Generation) throws(ProjectionError) {
        try onFiles("sync a read model") { () throws(DurableIOError) in
            let file = try files.open(filePath(generation), .readWrite)
            defer { file.close() }
            try file.synchronize()
            try files.synchronizeDirectory(path)
        }
    }

    /// Removes every generation but one, with what SQLite keeps beside it. Who has one open can read on.
    func removeAll(but kept: Generation) throws(ProjectionError) {
        for name in try names() {
            guard name.count > 14, let generation = Generation(fileName: name.prefix(15)), generation != kept
            else {
                continue
            }
            try onFiles("remove an old read model") { () throws(DurableIOError) in
                try files.remove(path + "/" + name)
            }
        }
    }

    /// Removes one generation that was not finished; what cannot be removed, the next writer finds.
    func discard(_ generation: Generation) {
        for ending in ["", "-wal", "-shm", "-journal"] { try? files.remove(filePath(generation) + ending) }
    }

    func makeFolder() throws(ProjectionError) {
        try onFiles("make the folder of read models") { () throws(DurableIOError) in
            if try files.information(path) == nil { try files.createDirectory(path, permissions: 0o700) }
        }
    }

    func lock() throws(ProjectionError) -> any DirectoryLock {
        try onFiles("open the read models for writing") { () throws(DurableIOError) in
            try files.lock(lockPath)
        }
    }

    private func names() throws(ProjectionError) -> [String] {
        try onFiles(Self.operation) { () throws(DurableIOError) in try files.list(path) }
    }
}
