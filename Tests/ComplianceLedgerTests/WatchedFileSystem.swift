import DurabilitySimulation
import DurableIO
import Synchronization

/// A file system that calls a test before some of its calls, and may read something else than is there.
final class WatchedFileSystem: ForwardingFileSystem {
    /// What a call is about to do.
    enum Event: Hashable {
        case open(String)
        case list(String)
        case isLocked
        case lock
    }

    let real: any FileSystem
    private let hook = Mutex<(@Sendable (Event, Int) -> Void)?>(nil)
    private let torn = Mutex<(suffix: String, count: Int)?>(nil)
    private let counts = Mutex<[Event: Int]>([:])

    init(_ real: SimulatedFileSystem) { self.real = real }

    /// Has `body` called with each event and its number, from 1.
    func before(_ body: @escaping @Sendable (Event, Int) -> Void) { hook.withLock { $0 = body } }

    /// Has the next `count` openings of a file see it torn.
    func tear(_ suffix: String, count: Int) { torn.withLock { $0 = (suffix, count) } }

    /// How often a call was made.
    func count(_ event: Event) -> Int { counts.withLock { $0[event] ?? 0 } }

    private func tell(_ event: Event) {
        let number = counts.withLock { counts in
            counts[event, default: 0] += 1
            return counts[event] ?? 0
        }
        hook.withLock { $0 }?(event, number)
    }

    func open(_ path: String, _ access: FileAccess, permissions: UInt32) throws(DurableIOError) -> any File {
        tell(.open(path))
        let file = try real.open(path, access, permissions: permissions)
        let isTorn = torn.withLock { torn in
            guard let wanted = torn, wanted.count > 0, path.hasSuffix(wanted.suffix), access == .read else {
                return false
            }
            torn?.count -= 1
            return true
        }
        return isTorn ? TornFile(file) : file
    }
    func list(_ directory: String) throws(DurableIOError) -> [String] {
        tell(.list(directory))
        return try real.list(directory)
    }
    func isLocked(_ path: String) throws(DurableIOError) -> Bool {
        tell(.isLocked)
        return try real.isLocked(path)
    }
    func lock(_ path: String) throws(DurableIOError) -> any DirectoryLock {
        tell(.lock)
        return try real.lock(path)
    }
}

/// A file of which half of each of the mark's copies is not written yet.
private final class TornFile: ForwardingFile {
    let real: any File

    init(_ real: any File) { self.real = real }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DurableIOError) -> Int {
        let count = try real.read(into: buffer, at: offset)
        for place in 0..<count where (40...47).contains(Int(offset) + place) { buffer[place] ^= 0x5A }
        return count
    }
}
