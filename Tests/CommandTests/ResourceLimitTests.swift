import FaultRecords
import Foundation
import Glibc
import Testing

@Suite("limits of the system")
struct ResourceLimitTests {
    /// A limit of setrlimit(2), as `prlimit` takes it.
    private struct Limit {
        let option: String
        let values: [Int]
        /// Statuses with which a verb may end under it, besides 0.
        let statuses: Set<Int32>
    }

    private static let limits: [Limit] = [
        // With 11 or 12 descriptors none is left for the system's pool of threads, which ends the process.
        Limit(option: "nofile", values: Array(5..<11) + Array(13..<40), statuses: [1, 3]),
        // A file may not grow beyond: a write is done in part, and the next one fails. Messages still fit.
        Limit(
            option: "fsize", values: [1_024, 4_096, 10_000, 20_000, 50_000, 100_000, 300_000], statuses: [1]),
    ]

    private static func limited(_ shell: Shell, _ option: String, _ value: Int, _ arguments: [String]) -> Run
    {
        shell.run(["prlimit", "--\(option)=\(value)", Shell.binary] + arguments, executable: "/usr/bin/env")
    }

    @Test("few descriptors, or files that may not grow, refuse what does not fit, and nothing is lost")
    func refused() {
        var record = FaultRecord(
            "s18-resource-limits", .binary,
            fault: "a verb runs with few descriptors (RLIMIT_NOFILE), or files may not grow beyond a size "
                + "(RLIMIT_FSIZE)",
            expectation: "it ends with a status and a message, the next one without the limit goes on, and "
                + "every receipt holds",
            test: "ResourceLimitTests/refused")
        let shell = Shell()
        defer { shell.remove() }
        let books = FaultScene.prepare(shell)
        var dice = Dice(20_267)
        for scene in FaultScene.writing {
            for limit in Self.limits {
                let count = TestEffort.count(2, nightly: limit.values.count)
                for value in limit.values.shuffled(using: &dice).prefix(count) {
                    FaultScene.reset(shell)
                    var book = books[scene.ledger] ?? ReceiptBook()
                    let run = Self.limited(shell, limit.option, value, scene.arguments(in: shell))
                    // Below what a process needs to start, the system refuses it.
                    if run.status == 127 { continue }
                    if run.status != 0 { record.committed += 1 }
                    let (problems, lost) = scene.examine(run, &book, shell, limit.statuses)
                    record.acknowledged += book.count
                    record.lost += lost
                    record.failed += problems.isEmpty ? 0 : 1
                    #expect(
                        problems.isEmpty, "\(scene.name), \(limit.option) \(value): \(problems.prefix(4))")
                }
            }
        }
        record.seeds = "20267"
        record.report()
        #expect(record.committed >= 4, "limits that were felt: \(record.committed)")
    }

    @Test("a process that gets no memory ends, and nothing that was acknowledged is lost")
    func memory() {
        var record = FaultRecord(
            "s18-no-memory", .binary,
            fault: "a verb runs with a bound on its address space (RLIMIT_AS)",
            expectation: "it ends as if it were killed or with a message; the next one without the bound "
                + "goes on, and every receipt holds",
            test: "ResourceLimitTests/memory")
        let shell = Shell()
        defer { shell.remove() }
        let books = FaultScene.prepare(shell)
        shell.write("added.jsonl", DamageTests.events(FaultScene.added))
        let scene = FaultScene.writing[1]
        var dice = Dice(20_268)
        // From what a process needs to start to what it does not notice.
        let values = stride(from: 100, through: 700, by: 20).map { $0 << 20 }
        for value in values.shuffled(using: &dice).prefix(TestEffort.count(4, nightly: values.count)) {
            FaultScene.reset(shell)
            var book = books["ledger"] ?? ReceiptBook()
            let run = Self.limited(shell, "as", value, scene.arguments(in: shell))
            if run.status != 0 { record.committed += 1 }
            // Where memory ends, the language's own runtime ends the process.
            let statuses: Set<Int32> = [1, 127, 128 + SIGILL, 128 + SIGTRAP, 128 + SIGABRT, 128 + SIGSEGV]
            let (problems, lost) = scene.examine(run, &book, shell, statuses)
            record.acknowledged += book.count
            record.lost += lost
            record.failed += problems.isEmpty ? 0 : 1
            #expect(problems.isEmpty, "\(value >> 20) MiB: \(problems.prefix(4))")
        }
        record.seeds = "20268"
        record.report()
    }
}
