public import DurableIO
import Glibc
public import LedgerModel
import LogStore

/// The world as a ledger sees it. Nothing else in the house asks for the time, for chance or for files.
public struct LedgerEnvironment: Sendable {
    public var files: any FileSystem
    public var clock: any WallClock
    /// Tells how much time passed, for what is due after some time.
    public var monotonicClock: any MonotonicClock = SystemMonotonicClock()
    public var randomness: any RandomSource
    /// Bytes at which a store begins a new segment.
    var segmentBytes = StoreWriter.segmentBytes
    /// Threads that a writer may have besides its own, for parts of large batches. What comes of them is the
    /// same with any number.
    var helperThreads = min(3, max(0, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1))

    public init(files: any FileSystem, clock: any WallClock, randomness: any RandomSource) {
        self.files = files
        self.clock = clock
        self.randomness = randomness
    }

    /// This machine's files, clock and randomness.
    public static var system: LedgerEnvironment {
        LedgerEnvironment(files: POSIXFileSystem(), clock: SystemClock(), randomness: SystemRandomness())
    }
}

/// Tells what time it is. May run backwards: the ledger's recorded time does not.
public protocol WallClock: Sendable {
    func now() -> Timestamp
}

/// Tells how much time passes, whatever is done to the wall clock. Never runs backwards; its zero means
/// nothing.
public protocol MonotonicClock: Sendable {
    func now() -> Duration
}

/// Gives bytes that nobody can guess.
public protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

/// `clock_gettime(2)`, CLOCK_REALTIME; a time that no timestamp can hold is the nearest one that it can.
public struct SystemClock: WallClock {
    public init() {}

    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Self.timestamp(time)
    }

    static func timestamp(_ time: timespec) -> Timestamp {
        Timestamp(nanoseconds: 0).adding(seconds: Int64(time.tv_sec)).adding(nanoseconds: Int64(time.tv_nsec))
    }
}

/// `clock_gettime(2)`, CLOCK_MONOTONIC.
public struct SystemMonotonicClock: MonotonicClock {
    public init() {}

    public func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

/// The system's generator, `arc4random_buf(3)`: the kernel's bytes, and it cannot fail.
public struct SystemRandomness: RandomSource {
    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // SAFETY: fills the buffer, which has an address unless it is empty.
            if let base = buffer.baseAddress { arc4random_buf(base, count) }
            filled = count
        }
    }
}
