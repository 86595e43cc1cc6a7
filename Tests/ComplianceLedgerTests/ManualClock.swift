import ComplianceLedger
import LedgerModel
import Synchronization

/// A clock that a test sets.
final class ManualClock: WallClock {
    private let time: Mutex<Int64>

    init(seconds: Int64 = 1_700_000_000) { time = Mutex(seconds * 1_000_000_000) }

    func now() -> Timestamp { Timestamp(nanoseconds: time.withLock { $0 }) }

    func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000_000 } }
}
