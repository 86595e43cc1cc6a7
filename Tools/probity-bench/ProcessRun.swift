import Foundation
import Glibc
import Synchronization

/// A program that is started, bounded in time, and stopped by its own number where it has to be.
final class ProcessRun: Sendable {
    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case killed(Int32)
        case stoppedForTime
        case interrupted
    }

    struct Ended: Sendable {
        var ending: Ending
        var output: String
        var errorText: String
    }

    /// This program.
    static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }

    private let process: Process
    private let output = Pipe()
    private let errors = Pipe()
    /// The first error of starting is thrown by ``wait(most:)``.
    private let ended = DispatchSemaphore(value: 0)

    init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) {
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
    }

    /// Starts it and waits until it ends, is asked to stop, or has had its time.
    func wait(most seconds: Double) throws -> Ended {
        let ended = self.ended
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let texts = Mutex<[Int: Data]>([:])
        let readers = DispatchGroup()
        for (number, pipe) in [output, errors].enumerated() {
            let handle = pipe.fileHandleForReading
            DispatchQueue.global().async(group: readers) {
                let data = (try? handle.readToEnd()) ?? nil
                texts.withLock { $0[number] = data ?? Data() }
            }
        }
        let deadline = Usage.now() + seconds
        var stopped: Ending?
        while ended.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            if stopped == nil, Interruption.isAsked || Usage.now() > deadline {
                stopped = Interruption.isAsked ? .interrupted : .stoppedForTime
                kill(process.processIdentifier, SIGTERM)
            } else if stopped != nil, Usage.now() > deadline + 5 || Interruption.isAsked {
                kill(process.processIdentifier, SIGKILL)
            }
        }
        _ = readers.wait(timeout: .now() + .seconds(10))
        let read = texts.withLock { $0 }
        let ending: Ending =
            process.terminationReason == .exit
            ? .exited(process.terminationStatus) : .killed(process.terminationStatus)
        return Ended(
            ending: stopped ?? (Interruption.isAsked ? .interrupted : ending),
            output: String(decoding: read[0] ?? Data(), as: UTF8.self),
            errorText: String(decoding: (read[1] ?? Data()).prefix(2_000), as: UTF8.self))
    }
}

/// Whether somebody asked this program to stop, by Ctrl-C or SIGTERM.
enum Interruption {
    private static let asked = Atomic(false)

    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// From now on the signals are noted and nothing more, though whoever started this program blocked them.
    static func listen() {
        let all = [SIGINT, SIGTERM, SIGHUP]
        for number in all { signal(number) { _ in Interruption.note() } }
        allow(all)
    }

    /// A program inherits the signals that its parent's thread blocks; those that end it must not be blocked.
    static func allow(_ signals: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    private static func note() { asked.store(true, ordering: .relaxed) }
}
