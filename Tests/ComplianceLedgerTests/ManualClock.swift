import ComplianceLedger
import LedgerModel
import Synchronization

/// A clock that a test sets.
final class ManualClock: WallClock {
    private let time: Mutex<Int64>
    /// What passes with ``advance(seconds:)``, and stands still when the clock is set.
    let monotonic = ManualMonotonicClock()

    init(seconds: Int64 = 1_700_000_000) { time = Mutex(seconds * 1_000_000_000) }

    func now() -> Timestamp { Timestamp(nanoseconds: time.withLock { $0 }) }

    /// Lets time pass; below zero the clock is set back.
    func advance(seconds: Int64) {
        if seconds > 0 { monotonic.advance(.seconds(seconds)) }
        set(seconds: seconds)
    }

    /// Sets the clock forward or back, in no time.
    func set(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000_000 } }
}

/// A monotonic clock that a test lets run.
final class ManualMonotonicClock: MonotonicClock {
    private let time = Mutex(Duration.zero)

    func now() -> Duration { time.withLock { $0 } }

    func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}
