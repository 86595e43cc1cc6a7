import Foundation
import Glibc
import Synchronization

/// Wall time and processor time of this process.
struct Usage: Sendable {
    var wall: Double
    var user: Double
    var system: Double

    /// Now.
    init() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        wall = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        var use = rusage()
        getrusage(RUSAGE_SELF.rawValue, &use)
        user = Double(use.ru_utime.tv_sec) + Double(use.ru_utime.tv_usec) * 1e-6
        system = Double(use.ru_stime.tv_sec) + Double(use.ru_stime.tv_usec) * 1e-6
    }

    /// Seconds on a clock that never runs back.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// A clock that counts only while it runs.
struct StopWatch {
    private(set) var wall = 0.0
    private(set) var user = 0.0
    private(set) var system = 0.0
    private var started: Usage?

    mutating func start() { started = Usage() }

    mutating func stop() {
        guard let began = started else { return }
        let ended = Usage()
        wall += ended.wall - began.wall
        user += ended.user - began.user
        system += ended.system - began.system
        started = nil
    }
}

/// Looks at the process's anonymous memory again and again, and keeps the largest.
final class MemoryWatch: Sendable {
    private let state = Mutex((largest: 0, isOver: false))

    init() {
        let thread = Thread { [self] in
            while !state.withLock({ $0.isOver }) {
                look()
                usleep(20_000)
            }
        }
        thread.start()
    }

    private func look() {
        let found = Self.anonymousKiB()
        state.withLock { $0.largest = max($0.largest, found) }
    }

    /// The largest so far, in KiB.
    func end() -> Int {
        look()
        return state.withLock { state in
            state.isOver = true
            return state.largest
        }
    }

    /// What is resident and anonymous now, in KiB; 0 where the system does not say.
    static func anonymousKiB() -> Int { number("RssAnon:", in: "/proc/self/status") ?? 0 }

    /// Bytes that this process has passed to `write` and its like.
    static func bytesWritten() -> Int { number("wchar:", in: "/proc/self/io") ?? 0 }

    private static func number(_ key: String, in path: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(key) {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap {
                Int($0)
            }
        }
        return nil
    }
}
