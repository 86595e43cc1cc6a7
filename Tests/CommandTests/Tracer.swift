import Foundation
import Glibc

/// Runs the binary under strace: lists the system calls of a run, and has one of them fail.
struct Tracer {
    let shell: Shell

    /// Calls that change files or make what was written last.
    static let changing = [
        "openat", "write", "pwrite64", "pwritev", "fdatasync", "fsync", "ftruncate", "fallocate", "rename",
        "renameat2", "unlink", "mkdir", "rmdir",
    ]
    /// Calls that read.
    static let reading = ["openat", "read", "pread64"]

    /// One call of a run.
    struct Call: Hashable, CustomStringConvertible {
        let name: String
        /// Of the file that it is about.
        let path: String
        /// Which of this name with this path, counted in each thread by itself, as strace counts.
        let number: Int

        var description: String {
            "\(name) \(number) of \(path.split(separator: "/").suffix(2).joined(separator: "/"))"
        }
    }

    /// What becomes of a call.
    enum Fault: String, CaseIterable, CustomStringConvertible {
        case inputOutput = "error=EIO"
        case noSpace = "error=ENOSPC"
        /// The process dies in place of it.
        case killed = "signal=KILL"
        /// A signal comes before it did anything.
        case interrupted = "error=EINTR"

        var description: String { rawValue }
    }

    /// Why no process can be traced here; nil where one can.
    static let obstacle: String? = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["strace", "-f", "-o", "/dev/null", "--", "true"]
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        guard (try? process.run()) != nil else { return "strace does not start" }
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return nil
        case 127: return "strace is not installed"
        default: return "strace cannot trace here: \(text.split(separator: "\n").first ?? "")"
        }
    }()

    /// The calls of a run that name a path below `root`, in their order, each once; and the run.
    func calls(_ arguments: [String], of names: [String], below root: String) -> (calls: [Call], run: Run) {
        let run = traced(["-y", "-s", "0", "-e", "trace=" + names.joined(separator: ",")], arguments)
        var counts: [String: Int] = [:]
        var seen: Set<Call> = []
        var calls: [Call] = []
        for line in trace().split(separator: "\n") {
            guard let (thread, name, path) = Self.parse(line), path.hasPrefix(root) else { continue }
            let key = "\(thread) \(name) \(path)"
            counts[key, default: 0] += 1
            let call = Call(name: name, path: path, number: counts[key, default: 0])
            if seen.insert(call).inserted { calls.append(call) }
        }
        return (calls, run)
    }

    /// Has one call fail, or it and each later one of its name and path.
    /// - Returns: whether the run came to it, and the run.
    func run(
        _ arguments: [String], failing call: Call, _ fault: Fault, isPermanent: Bool = false
    ) -> (struck: Bool, run: Run) {
        run(arguments, failing: call, fault, when: "\(call.number)" + (isPermanent ? "+" : ""))
    }

    /// Has calls of a name and a path fail, by strace's own expression of which.
    func run(
        _ arguments: [String], failing call: Call, _ fault: Fault, when: String
    ) -> (struck: Bool, run: Run) {
        let options = [
            "-P", call.path, "-e", "trace=" + call.name, "-e", "inject=\(call.name):\(fault):when=\(when)",
        ]
        // With the filter of seccomp, strace delivers no signal in the place of most calls.
        let run = traced(options, arguments, isFiltered: fault != .killed)
        return (trace().contains("(INJECTED)") || run.status == 128 + SIGKILL, run)
    }

    private func trace() -> String { String(decoding: shell.read(".trace"), as: UTF8.self) }

    private func traced(_ options: [String], _ arguments: [String], isFiltered: Bool = true) -> Run {
        shell.remove(".trace")
        return shell.run(
            ["strace", "-f", "-qq", "-o", shell.folder + "/.trace"] + (isFiltered ? ["--seccomp-bpf"] : [])
                + options
                + ["--", Shell.binary] + arguments,
            executable: "/usr/bin/env")
    }

    /// Thread, name and path of `PID name(3</a/path>, …` or `PID name(AT_FDCWD</here>, "/a/path", …`; what
    /// ends a call that another one interrupted is no call.
    private static func parse(_ line: Substring) -> (thread: Substring, name: String, path: String)? {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard words.count == 2, let open = words[1].firstIndex(of: "(") else { return nil }
        let name = words[1][..<open].drop { $0 == " " }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        let rest = words[1][words[1].index(after: open)...]
        let isByDescriptor = rest.first?.isNumber == true
        guard let begin = rest.firstIndex(of: isByDescriptor ? "<" : "\"") else { return nil }
        let path = rest[rest.index(after: begin)...]
        guard let end = path.firstIndex(of: isByDescriptor ? ">" : "\"") else { return nil }
        return (words[0], String(name), String(path[..<end]))
    }
}
