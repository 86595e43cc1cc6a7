import DurableIO
import Synchronization

extension SimulatedFileSystem {
    /// Power loss and restart. Handles are dead, locks released, and the names and bytes are those that
    /// survived:
    ///
    /// - what was synchronized, always;
    /// - of a file's other writes each one, by the seed, not at all, wholly, or in some of its
    ///   sectors;
    /// - one of the sizes the file went through, independently of its bytes: bytes beyond are gone, bytes
    ///   that were lost read as zeros;
    /// - of the changes of names each one, by the seed, or not. A rename is one change: the target is the old
    ///   file or the new one.
    ///
    /// Planned faults stay planned.
    public func crash(keeping policy: CrashPolicy = .seeded) {
        disk.withLock { $0.crash(keeping: policy) }
    }

    /// Death of the process: handles are dead, locks released, all bytes and names stay, durable or not.
    public func kill() {
        disk.withLock { $0.endProcess() }
    }

    /// Plans a failure. Several may be planned; when two strike one call, the first planned decides.
    public func failNextCalls(_ fault: Fault) {
        disk.withLock { $0.faults.append(fault) }
    }

    /// Forgets the planned failures.
    public func clearFaults() {
        disk.withLock { $0.faults.removeAll() }
    }

    /// The bytes that all files together may have; nil for no limit. A write beyond it throws
    /// ``DurableIO/DurableIOError/Code/noSpace`` after it has filled what was left.
    public var spaceLimit: Int? {
        get { disk.withLock { $0.spaceLimit } }
        set { disk.withLock { $0.spaceLimit = newValue } }
    }

    /// The bytes that all files together have.
    public var usedSpace: Int { disk.withLock { $0.usedSpace } }

    /// Every call so far, in order, those that failed too.
    public var calls: [Call] { disk.withLock { $0.calls } }

    public var callCount: Int { disk.withLock { $0.calls.count } }

    public func clearCalls() {
        disk.withLock { $0.calls.removeAll() }
    }
}
