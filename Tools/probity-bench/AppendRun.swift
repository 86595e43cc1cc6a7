import Dispatch
import Foundation
import Glibc
import Probity
import Synchronization

/// Appends the standard work to a ledger of its own.
///
/// Submissions are made some tens of thousands at a time while the clock stands. The processor time that the
/// writer takes meanwhile is told as `backgroundSeconds`, the memory that the first of them fill before
/// anything is appended as `preparedMiB`.
struct AppendRun: Sendable {
    let work: StandardWork
    let account: StandardWork.Account
    let place: String
    let most: Int?

    private static let preparedEvents = 32_000

    private var path: String { place + "/ledger" }

    /// - Parameters:
    ///   - batch: events an append.
    ///   - inFlight: how many appends may wait for their receipts at a time.
    func measure(
        batch: Int, inFlight: Int, as kind: WorkReader.Kind = .withoutPrivateRecords
    ) async throws -> ProgramOutput {
        var run = try Run(self, kind)
        let reader = try WorkReader(work.events)
        let isSingle = batch == 1
        while let group = try run.nextGroup(reader) {
            let batches = stride(from: 0, to: group.count, by: batch).map {
                Array(group[$0..<min($0 + batch, group.count)])
            }
            run.watch.start()
            if inFlight == 1 {
                for batch in batches {
                    let began = isSingle ? Usage.now() : 0
                    run.count(try run.ledger.appendAndWait(batch))
                    if isSingle { run.latencies.append(Usage.now() - began) }
                }
            } else {
                let outcome = Outcome()
                let room = DispatchSemaphore(value: inFlight)
                for batch in batches {
                    room.wait()
                    run.ledger.append(batch) { result in
                        outcome.take(result)
                        room.signal()
                    }
                }
                for _ in 0..<inFlight { room.wait() }
                for _ in 0..<inFlight { room.signal() }
                run.recorded += try outcome.recorded()
            }
            run.watch.stop()
        }
        return try run.finish(expected: expected)
    }

    /// Many callers, each appending one event after the other and waiting for each.
    func measureCallers(_ callers: Int) async throws -> ProgramOutput {
        var run = try Run(self, .withoutPrivateRecords)
        let reader = try WorkReader(work.events)
        while let group = try run.nextGroup(reader) {
            let ledger = run.ledger
            run.watch.start()
            let found = try await withThrowingTaskGroup(of: (Int, [Double]).self) { tasks in
                for caller in 0..<callers {
                    tasks.addTask {
                        var recorded = 0
                        var latencies: [Double] = []
                        for index in stride(from: caller, to: group.count, by: callers) {
                            let began = Usage.now()
                            let receipts = try await ledger.append([group[index]])
                            latencies.append(Usage.now() - began)
                            recorded += receipts.count { $0.outcome == .recorded }
                        }
                        return (recorded, latencies)
                    }
                }
                var all: (Int, [Double]) = (0, [])
                for try await part in tasks { all = (all.0 + part.0, all.1 + part.1) }
                return all
            }
            run.watch.stop()
            run.recorded += found.0
            run.latencies += found.1
        }
        // Whose event comes first is not the same in every run.
        run.hasRoot = false
        return try run.finish(expected: expected)
    }

    /// Appends everything, and then, measured, once more.
    func measureAgain(batch: Int) async throws -> ProgramOutput {
        _ = try await measure(batch: 16_000, inFlight: 3)
        var run = try Run(self, .withoutPrivateRecords, isNew: false)
        let reader = try WorkReader(work.events)
        var duplicates = 0
        while let group = try run.nextGroup(reader) {
            run.watch.start()
            for start in stride(from: 0, to: group.count, by: batch) {
                let receipts = try run.ledger.appendAndWait(
                    Array(group[start..<min(start + batch, group.count)]))
                duplicates += receipts.count { $0.outcome == .duplicate }
            }
            run.watch.stop()
        }
        run.recorded = duplicates
        return try run.finish(expected: expected)
    }

    /// Appends everything, and ends as if killed.
    func die(batch: Int) async throws -> ProgramOutput {
        var run = try Run(self, .withoutPrivateRecords)
        let reader = try WorkReader(work.events)
        while let group = try run.nextGroup(reader) {
            for start in stride(from: 0, to: group.count, by: batch) {
                run.count(
                    try run.ledger.appendAndWait(Array(group[start..<min(start + batch, group.count)])))
            }
        }
        kill(getpid(), SIGKILL)
        throw BenchError("the process outlived SIGKILL")
    }

    private var expected: Int { min(most ?? account.events, account.events) }

    /// What is gathered on the way.
    private struct Run {
        let ledger: Ledger
        let kind: WorkReader.Kind
        let counts: SyncCount
        let account: StandardWork.Account
        let path: String
        let memory = MemoryWatch()
        var watch = StopWatch()
        var latencies: [Double] = []
        var recorded = 0
        var hasRoot = true
        private var background = 0.0
        private var preparedKiB = 0
        private var read = 0
        private let most: Int
        private let writtenBefore: Int
        private let syncsBefore: Int

        init(_ run: AppendRun, _ kind: WorkReader.Kind, isNew: Bool = true) throws {
            counts = SyncCount()
            account = run.account
            path = run.path
            most = run.expected
            self.kind = kind
            let environment = WorkEnvironment.of(seed: run.account.seed, counting: counts)
            if isNew { try Ledger.create(at: path, origin: "bench.example/ledger", in: environment) }
            ledger = try Ledger.open(path, for: .writing, in: environment)
            writtenBefore = MemoryWatch.bytesWritten()
            syncsBefore = counts.count
        }

        /// The next submissions, made while the clock stands; nil at the end.
        mutating func nextGroup(_ reader: WorkReader) throws -> [Submission]? {
            let (all, own) = (Self.seconds(CLOCK_PROCESS_CPUTIME_ID), Self.seconds(CLOCK_THREAD_CPUTIME_ID))
            let group = try reader.submissions(
                most: min(AppendRun.preparedEvents, most - read), as: kind)
            background +=
                (Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - all) - (Self.seconds(CLOCK_THREAD_CPUTIME_ID) - own)
            if read == 0 { preparedKiB = MemoryWatch.anonymousKiB() }
            read += group.count
            return group.isEmpty ? nil : group
        }

        mutating func count(_ receipts: [AppendReceipt]) {
            recorded += receipts.count { $0.outcome == .recorded }
        }

        private static func seconds(_ clock: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }

        func finish(expected: Int) throws -> ProgramOutput {
            let syncs = counts.count - syncsBefore
            let written = MemoryWatch.bytesWritten() - writtenBefore
            let root = try ledger.head().root.hex
            let closing = Usage.now()
            try ledger.close()
            let closed = Usage.now()
            guard recorded == expected else {
                throw BenchError("\(recorded) receipts say what was expected of \(expected)")
            }
            var out = ProgramOutput("Probity", events: expected, watch, memory)
            out.syncs = syncs
            out.bytesWritten = written
            out.storedBytes = FolderSize.bytes(of: path)
            out.latency = ProgramOutput.Latency(seconds: latencies)
            if hasRoot, expected == account.events, kind == .withoutPrivateRecords {
                guard root == account.root else { throw BenchError("the root differs from the work's") }
            }
            if hasRoot { out.root = root }
            out.more = [
                "backgroundSeconds": max(0, background), "closingSeconds": closed - closing,
                "preparedMiB": Double(preparedKiB) / 1_024,
            ]
            return out
        }
    }
}

/// What came of appends that were answered on the writer's thread.
private final class Outcome: Sendable {
    private let state = Mutex<(recorded: Int, error: AppendError?)>((0, nil))

    func take(_ result: Result<[AppendReceipt], AppendError>) {
        state.withLock { state in
            switch result {
            case .success(let receipts): state.recorded += receipts.count { $0.outcome == .recorded }
            case .failure(let error): state.error = state.error ?? error
            }
        }
    }

    func recorded() throws -> Int {
        let found = state.withLock { $0 }
        if let error = found.error { throw error }
        return found.recorded
    }
}

enum FolderSize {
    /// Bytes of all files below a folder.
    static func bytes(of path: String) -> Int {
        let files = FileManager.default
        var total = 0
        for name in (try? files.subpathsOfDirectory(atPath: path)) ?? [] {
            let found = try? files.attributesOfItem(atPath: path + "/" + name)
            if found?[.type] as? FileAttributeType == .typeRegular {
                total += (found?[.size] as? NSNumber)?.intValue ?? 0
            }
        }
        return total
    }
}
