import Foundation
import Glibc

/// How busy the machine is, and how much of it this program and what it started are.
struct SystemLoad: Sendable {
    /// Load average of one minute; 0 where the system does not say.
    let average: Double
    private let wall = Usage.now()
    /// Seconds of all cores.
    private let busy: Double
    private let own: Double

    init() {
        average =
            (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first
            .flatMap { Double($0) } ?? 0
        busy = Self.busySeconds((try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? "")
        own = Self.seconds(RUSAGE_SELF.rawValue) + Self.seconds(RUSAGE_CHILDREN.rawValue)
    }

    /// Cores that others kept busy since then, on average.
    func otherCores(since before: SystemLoad) -> Double {
        let elapsed = wall - before.wall
        guard elapsed > 0 else { return 0 }
        return max(0, ((busy - before.busy) - (own - before.own)) / elapsed)
    }

    /// Of the first line of `/proc/stat`: all but idle, waiting for input or output, and guests.
    static func busySeconds(_ text: String) -> Double {
        guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return 0 }
        let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard ticks.count >= 8 else { return 0 }
        let busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]
        return busy / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    }

    private static func seconds(_ who: __rusage_who_t) -> Double {
        var use = rusage()
        getrusage(who, &use)
        return Double(use.ru_utime.tv_sec + use.ru_stime.tv_sec)
            + Double(use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6
    }
}

/// Whether there is room for a work, said before anything is made.
enum MachineSpace {
    /// What the files of an event take: as CloudEvent, as record, in the ledger, in the limit's log, and once
    /// more in the store that is being measured, the largest of which take some 700 bytes.
    private static let diskBytesPerEvent = 2_800
    private static let diskBytes = 512 << 20
    private static let memoryBytes = 1 << 30

    /// - Parameter works: events of each work that is kept at the same time.
    /// - Throws: with both figures, where there is too little.
    static func require(for works: [Int], at folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var disk = statvfs()
        let wanted = works.reduce(0, +) * diskBytesPerEvent + diskBytes
        if statvfs(folder, &disk) == 0 {
            let free = Int(clamping: UInt64(disk.f_bavail)) * Int(clamping: UInt64(disk.f_frsize))
            guard free >= wanted else {
                throw BenchError(
                    "too little disk: \(free >> 20) MiB are free at \(folder), \(wanted >> 20) MiB are wanted; "
                        + "name another folder with --work, or fewer events with --events")
            }
        }
        let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
            let kibibytes = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? Int.max >> 10
            guard kibibytes >= memoryBytes >> 10 else {
                throw BenchError(
                    "too little memory: \(kibibytes >> 10) MiB are available, \(memoryBytes >> 20) MiB are wanted"
                )
            }
        }
    }
}
