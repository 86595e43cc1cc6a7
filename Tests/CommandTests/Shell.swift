import Foundation
import Glibc

/// What a run of the binary left.
struct Run {
    var status: Int32
    var output: [UInt8]
    var errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }
}

/// Runs the binary that was built beside the tests.
struct Shell {
    /// A folder of its own, removed at the end of the test.
    let folder: String
    var environment: [String: String] = [:]

    init() {
        var template = Array((NSTemporaryDirectory() + "/probity-XXXXXX").utf8CString)
        mkdtemp(&template)
        // As the system writes it: what is traced is compared with that.
        let path = realpath(template, nil)
        defer { free(path) }
        folder = path.map { String(cString: $0) } ?? ""
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    static let binary: String = {
        if let given = ProcessInfo.processInfo.environment["PROBITY_BINARY"] { return given }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appendingPathComponent(".build/release/probity").path
    }()

    /// Runs `probity` with arguments, in the folder.
    @discardableResult
    func probity(_ arguments: String..., input: [UInt8]? = nil) -> Run { run(arguments, input: input) }

    /// - Parameter executable: the binary, unless another one runs it.
    func run(_ arguments: [String], input: [UInt8]? = nil, executable: String = Shell.binary) -> Run {
        let process = start(arguments, input: input, executable: executable)
        process.process.waitUntilExit()
        return finished(process)
    }

    struct Started {
        var process: Process
        var output: String
        var errors: String
    }

    private static let counter = Counter()

    /// Starts the binary; output goes to files, so that no pipe fills.
    func start(_ arguments: [String], input: [UInt8]? = nil, executable: String = Shell.binary) -> Started {
        let number = Self.counter.next()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // The ledger of whoever runs the tests is none of theirs.
        var inherited = ProcessInfo.processInfo.environment
        inherited["PROBITY_LEDGER"] = nil
        process.environment = inherited.merging(environment) { $1 }
        let output = "\(folder)/.out-\(number)"
        let errors = "\(folder)/.err-\(number)"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        _ = FileManager.default.createFile(atPath: errors, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        if let input {
            let path = "\(folder)/.in-\(number)"
            _ = FileManager.default.createFile(atPath: path, contents: Data(input))
            process.standardInput = FileHandle(forReadingAtPath: path)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        // A child inherits the signals that its parent's thread blocks; threads of a pool block most.
        var (none, blocked) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &blocked)
        defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
        do { try process.run() } catch {
            preconditionFailure("\(Self.binary) does not start: build it first")
        }
        return Started(process: process, output: output, errors: errors)
    }

    func finished(_ started: Started) -> Run {
        defer {
            try? FileManager.default.removeItem(atPath: started.output)
            try? FileManager.default.removeItem(atPath: started.errors)
        }
        return Run(
            status: started.process.terminationReason == .uncaughtSignal
                ? 128 + started.process.terminationStatus : started.process.terminationStatus,
            output: Array(FileManager.default.contents(atPath: started.output) ?? Data()),
            errors: String(
                decoding: FileManager.default.contents(atPath: started.errors) ?? Data(), as: UTF8.self))
    }

    func write(_ name: String, _ bytes: [UInt8]) {
        let path = folder + "/" + name
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    }

    func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

    func read(_ name: String) -> [UInt8] {
        Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
    }

    /// All files below a folder, by their paths from here.
    func files(_ name: String) -> [String] {
        let root = folder + "/" + name
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return found.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.map { name + "/" + $0 }.sorted()
    }

    func copy(_ from: String, to: String) {
        try? FileManager.default.removeItem(atPath: folder + "/" + to)
        try? FileManager.default.copyItem(atPath: folder + "/" + from, toPath: folder + "/" + to)
    }

    func remove(_ name: String) { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
}

/// Numbers files of runs that go on side by side.
final class Counter: @unchecked Sendable {
    // SAFETY: `value` is touched only with `lock` held.
    private let lock = NSLock()
    private var value = 0

    func next() -> Int {
        lock.lock()
        defer { lock.unlock() }
        value += 1
        return value
    }
}

/// Seeds for the tests' own choices.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// A JSON object that the binary printed.
func object(_ run: Run) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(run.output))) as? [String: Any] ?? [:]
}

extension [String: Any] {
    func number(_ key: String) -> Int { (self[key] as? NSNumber)?.intValue ?? -1 }
}
