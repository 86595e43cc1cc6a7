import DurableIO
import Probity
import Synchronization

/// Makes a ledger's chance and time the same in every run of a seed, so that the same events have one root.
enum WorkEnvironment {
    /// The environment of a measured ledger.
    /// - Parameter counts: told of every sync.
    static func of(seed: UInt64, counting counts: SyncCount) -> LedgerEnvironment {
        LedgerEnvironment(
            files: CountingFiles(counts), clock: WorkClock(), randomness: WorkRandomness(seed: seed))
    }
}

/// Asks the system for the time, as a ledger does, and says another: events recorded at one instant have the
/// same bytes in every run.
struct WorkClock: WallClock {
    private static let instant = Timestamp(nanoseconds: 1_798_761_600_000_000_000)

    func now() -> Timestamp {
        let real = SystemClock().now()
        return real > .earliest ? Self.instant : real
    }
}

/// Bytes by a seed. Ids of identities are asked for by the writer and salts by whoever appends, at the same
/// time: each has a sequence of its own.
final class WorkRandomness: RandomSource {
    private let states: Mutex<(ids: UInt64, others: UInt64)>

    init(seed: UInt64) { states = Mutex((seed &* 2 &+ 1, seed &* 2 &+ 0x5851_F42D_4C95_7F2D)) }

    func bytes(_ count: Int) -> [UInt8] {
        states.withLock { states in
            count == 16 ? Self.bytes(count, &states.ids) : Self.bytes(count, &states.others)
        }
    }

    private static func bytes(_ count: Int, _ state: inout UInt64) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                // SplitMix64
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
                word ^= word >> 31
                for _ in 0..<min(8, count - filled) {
                    buffer[filled] = UInt8(truncatingIfNeeded: word)
                    word >>= 8
                    filled += 1
                }
            }
        }
    }
}

/// How many syncs of data, files and folders there were.
final class SyncCount: Sendable {
    private let counted = Atomic(0)

    var count: Int { counted.load(ordering: .relaxed) }
    func add() { counted.add(1, ordering: .relaxed) }
}

/// This machine's files, with their syncs counted.
struct CountingFiles: FileSystem {
    private let files = POSIXFileSystem()
    private let counts: SyncCount

    init(_ counts: SyncCount) { self.counts = counts }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        CountingFile(try files.open(path, access, permissions: permissions), counts)
    }

    func list(_ directory: String) throws(DurableIOError) -> [String] { try files.list(directory) }

    func information(_ path: String) throws(DurableIOError) -> FileInformation? {
        try files.information(path)
    }

    func createDirectory(_ path: String, permissions: UInt32) throws(DurableIOError) {
        try files.createDirectory(path, permissions: permissions)
    }

    func setPermissions(_ path: String, _ permissions: UInt32) throws(DurableIOError) {
        try files.setPermissions(path, permissions)
    }

    func rename(_ from: String, to: String) throws(DurableIOError) { try files.rename(from, to: to) }

    func exchange(_ one: String, _ other: String) throws(DurableIOError) { try files.exchange(one, other) }

    func remove(_ path: String) throws(DurableIOError) { try files.remove(path) }

    func synchronizeDirectory(_ path: String) throws(DurableIOError) {
        counts.add()
        try files.synchronizeDirectory(path)
    }

    func space(at path: String) throws(DurableIOError) -> StorageSpace? { try files.space(at: path) }

    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock { try files.lock(path) }

    func isLocked(_ path: String) throws(DurableIOError) -> Bool { try files.isLocked(path) }
}

/// A file whose syncs are counted.
final class CountingFile: File {
    private let file: any File
    private let counts: SyncCount

    init(_ file: any File, _ counts: SyncCount) {
        self.file = file
        self.counts = counts
    }

    var path: String { file.path }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        try file.read(into: buffer, at: offset)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        try file.write(bytes, at: offset)
    }

    func size() throws(DurableIOError) -> UInt64 { try file.size() }

    func truncate(to size: UInt64) throws(DurableIOError) { try file.truncate(to: size) }

    func synchronizeData() throws(DurableIOError) {
        counts.add()
        try file.synchronizeData()
    }

    func synchronize() throws(DurableIOError) {
        counts.add()
        try file.synchronize()
    }

    func close() { file.close() }
}
