import DurabilitySimulation
import DurableIO
import Synchronization

// Sabotages of what has to be durable before something else happens.
extension Interference {
    /// Data syncs of the log come when the next bytes are written, or before a checkpoint goes out.
    static func acknowledgingBeforeSync() -> Interference {
        let owed = OwedSyncs()
        var out = deferring(owed)
        out.beforeRename = { to in if to.hasSuffix("/highwater") { owed.payAll() } }
        return out
    }

    /// The same, and a checkpoint goes out before.
    static func signingBeforeDurable() -> Interference { deferring(OwedSyncs()) }

    private static func deferring(_ owed: OwedSyncs) -> Interference {
        var out = Interference()
        out.sync = { file throws(DurableIOError) in
            guard file.path.isLogSegment else { return try file.synchronizeData() }
            owed.add(file)
        }
        out.writes = { file, bytes, _ throws(DurableIOError) in
            if file.path.isLogSegment { owed.payAll() }
            return bytes
        }
        return out
    }

    /// The names of the log's segments are never synced.
    static func skippingDirectorySync() -> Interference {
        var out = Interference()
        out.skipsDirectorySync = { $0.hasSuffix("/log") }
        return out
    }

    /// What failed is tried again.
    static func retryingSync() -> Interference {
        var out = Interference()
        out.sync = { file throws(DurableIOError) in
            do throws(DurableIOError) { try file.synchronizeData() } catch { try file.synchronizeData() }
        }
        return out
    }
}

/// Files whose sync was answered and not done.
private final class OwedSyncs: Sendable {
    private let files = Mutex<[any File]>([])

    func add(_ file: any File) { files.withLock { $0.append(file) } }

    /// Does what is owed; a file of a process that died is owed nothing.
    func payAll() {
        for file in files.withLock({ files in
            defer { files = [] }
            return files
        }) {
            try? file.synchronizeData()
        }
    }
}
