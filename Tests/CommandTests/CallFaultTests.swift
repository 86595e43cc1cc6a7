import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("system calls that fail, by strace, on the real binary")
struct CallFaultTests {
    private typealias Strike = (scene: FaultScene, call: Tracer.Call, fault: Tracer.Fault, isPermanent: Bool)

    /// Notes in the record and in the output that nothing was tried.
    private static func skip(_ record: inout FaultRecord, _ reason: String) {
        print("skipped: \(record.test): \(reason)")
        record.skipped = reason
        record.report()
    }

    /// Commits faults of calls at each of some scenes, and reports them.
    private static func strike(
        _ scenes: [FaultScene], usual: Int, _ faults: [Tracer.Fault], seed: UInt64,
        _ record: inout FaultRecord
    ) {
        if let obstacle = Tracer.obstacle { return skip(&record, obstacle) }
        let shell = Shell()
        defer { shell.remove() }
        let books = FaultScene.prepare(shell)
        let tracer = Tracer(shell: shell)
        var dice = Dice(seed)
        var strikes: [Strike] = []
        for scene in scenes {
            FaultScene.reset(shell)
            let (calls, run) = tracer.calls(
                scene.arguments(in: shell), of: Tracer.changing, below: shell.folder + scene.root)
            #expect(run.status == 0 && calls.count > 3, "\(scene.name): \(calls.count) calls, \(run.errors)")
            var ofScene: [Strike] = []
            for call in Self.thinned(calls) where !call.path.contains("/.") && scene.concerns(call) {
                for fault in faults {
                    ofScene.append((scene, call, fault, false))
                    if fault != .killed, TestEffort.isNightly { ofScene.append((scene, call, fault, true)) }
                }
            }
            let count = TestEffort.count(usual, nightly: ofScene.count)
            strikes += ofScene.shuffled(using: &dice).prefix(count)
        }
        for strike in strikes {
            FaultScene.reset(shell)
            var book = books[strike.scene.ledger] ?? ReceiptBook()
            let (struck, run) = tracer.run(
                strike.scene.arguments(in: shell), failing: strike.call, strike.fault,
                isPermanent: strike.isPermanent)
            guard struck else { continue }
            record.committed += 1
            let (problems, lost) = strike.scene.examine(run, &book, shell)
            record.acknowledged += book.count
            record.lost += lost
            record.failed += problems.isEmpty ? 0 : 1
            #expect(
                problems.isEmpty,
                "\(strike.scene.name), \(strike.call), \(strike.fault): \(problems.prefix(4))")
        }
        record.seeds = "\(seed)"
        record.report()
        #expect(
            record.committed * 10 >= strikes.count * 8,
            "\(record.committed) of \(strikes.count) calls were met")
    }

    /// Of long runs of one call on one file, as SQLite makes them page by page, a few that lie far apart.
    private static func thinned(_ calls: [Tracer.Call]) -> [Tracer.Call] {
        let most = 24
        let longest = Dictionary(grouping: calls) { "\($0.name) \($0.path)" }.mapValues { run in
            run.map(\.number).max() ?? 0
        }
        return calls.filter { call in
            let step = max(1, (longest["\(call.name) \(call.path)"] ?? 0) / most)
            return call.number % step == 0
        }
    }

    @Test("a call that fails or is the last one loses nothing that was acknowledged")
    func writing() {
        var record = FaultRecord(
            "s2-s7-s8-calls-of-the-binary", .binary,
            fault: "a write, sync, opening, renaming or removal of a verb fails with EIO or ENOSPC, or is "
                + "its last",
            expectation: "nothing acknowledged is lost, no false alarm and no false success; the next run "
                + "goes on, and verify finds nothing",
            test: "CallFaultTests/writing")
        Self.strike(
            FaultScene.writing, usual: 2, [.inputOutput, .noSpace, .killed], seed: 20_262, &record)
    }

    @Test("a call that fails in a transaction of the read models stops no append, and loses no row")
    func projecting() {
        var record = FaultRecord(
            "p3-p4-calls-of-read-models", .projections,
            fault: "a call of the read models' transactions fails with EIO or ENOSPC, or is the last one of "
                + "the process",
            expectation: "all events are acknowledged; position and rows move together, and have the digest "
                + "of a rebuild once caught up",
            test: "CallFaultTests/projecting")
        Self.strike(
            [FaultScene.projecting], usual: 4, [.inputOutput, .noSpace, .killed], seed: 20_263, &record)
    }

    @Test("verify that cannot read a file says so, and neither good nor damage")
    func unreadable() {
        var record = FaultRecord(
            "s8-verify-cannot-read", .binary,
            fault: "an opening or a reading of verify fails with EIO, and each later one of the same file",
            expectation: "verify says that it could not check everything: neither good nor damage",
            test: "CallFaultTests/unreadable")
        if let obstacle = Tracer.obstacle { return Self.skip(&record, obstacle) }
        let shell = Shell()
        defer { shell.remove() }
        _ = FaultScene.prepare(shell)
        let tracer = Tracer(shell: shell)
        let arguments = ["verify", "--ledger", shell.folder + "/ledger"]
        let calls = tracer.calls(arguments, of: Tracer.reading, below: shell.folder + "/ledger/").calls
            // `last-verify` is written, not read; of a second index there is none.
            .filter { !$0.path.contains("last-verify") && !$0.path.hasSuffix("300.idx") }
        #expect(calls.count > 10)
        var dice = Dice(20_264)
        for call in calls.shuffled(using: &dice).prefix(TestEffort.count(6, nightly: calls.count)) {
            let (struck, run) = tracer.run(arguments, failing: call, .inputOutput, isPermanent: true)
            guard struck else { continue }
            record.committed += 1
            let isGood = [1, 3].contains(run.status)
            if !isGood { record.failed += 1 }
            if run.status == 0 { record.silent += 1 }
            #expect(isGood, "\(call): \(run.status) \(run.text) \(run.errors)")
        }
        record.noticed = record.committed - record.silent
        record.report()
        #expect(record.committed > 3)
    }

    @Test("calls that a signal interrupts are made again where that is harmless, and nothing is lost else")
    func interrupted() {
        var record = FaultRecord(
            "s13-interrupted-calls", .binary, fault: "every second read, write or opening ends with EINTR",
            expectation: "nobody is told, and every event is acknowledged and there",
            test: "CallFaultTests/interrupted")
        if let obstacle = Tracer.obstacle { return Self.skip(&record, obstacle) }
        let shell = Shell()
        defer { shell.remove() }
        let books = FaultScene.prepare(shell)
        let tracer = Tracer(shell: shell)
        let scene = FaultScene.writing[1]
        let arguments = scene.arguments(in: shell)
        FaultScene.reset(shell)
        let repeated = ["openat", "pwrite64", "pread64", "ftruncate", "read"]
        let calls = tracer.calls(arguments, of: repeated, below: shell.folder + "/ledger/").calls
            .filter { $0.number == 1 && !$0.path.contains("/read-models/") }
        var dice = Dice(20_265)
        for call in calls.shuffled(using: &dice).prefix(TestEffort.count(5, nightly: calls.count)) {
            FaultScene.reset(shell)
            var book = books["ledger"] ?? ReceiptBook()
            let (struck, run) = tracer.run(arguments, failing: call, .interrupted, when: "1+2")
            guard struck else { continue }
            record.committed += 1
            var (problems, lost) = scene.examine(run, &book, shell)
            if run.status != 0 { problems.append("ended with \(run.status): \(run.errors)") }
            record.acknowledged += book.count
            record.lost += lost
            record.failed += problems.isEmpty ? 0 : 1
            #expect(problems.isEmpty, "\(call): \(problems.prefix(3))")
        }
        record.report()
        #expect(record.committed > 2)
    }
}
