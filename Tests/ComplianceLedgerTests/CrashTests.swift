import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite struct CrashTests {
    /// Seeds of one part of the run.
    private static let seedsPerPart = TestEffort.count(100, nightly: 1_000)

    @Test("whatever fails and whenever the power goes, nothing acknowledged is lost", arguments: 0..<10)
    func crashRun(part: Int) throws {
        var encounters: [String: Int] = [:]
        var record = FaultRecord(
            "crash-seeds", .crashes,
            fault:
                "Random lives of a ledger: calls that fail in every manner, once or for good, deaths of the "
                + "process, and power losses that drop, reorder and tear unsynced writes by sectors of 512 "
                + "bytes, and drop sizes and names independently.",
            expectation: "The log is a prefix with every acknowledged event once and whole batches only, no "
                + "published checkpoint is contradicted, and verify finds nothing.",
            test: "CrashTests/crashRun")
        record.seeds = "\(part * Self.seedsPerPart)..<\((part + 1) * Self.seedsPerPart)"
        for seed in (part * Self.seedsPerPart)..<((part + 1) * Self.seedsPerPart) {
            var history = try CrashHistory(seed: UInt64(seed))
            history.run()
            record.committed += 1
            record.acknowledged += history.acknowledged
            record.lost += history.problems.filter { $0.hasPrefix("LOSS") }.count
            if !history.problems.isEmpty { record.failed += 1 }
            #expect(history.problems.isEmpty, "seed \(seed): \(history.problems.prefix(5))")
            encounters.merge(history.encounters) { $0 + $1 }
        }
        for what in [
            "append", "duplicate", "cut", "failed append", "no space", "several segments",
            "failed opening or closing",
        ] {
            #expect(encounters[what, default: 0] > 0, "part \(part) never met: \(what)")
        }
        record.report()
    }

    @Test("the crash run notices a file system whose sync does nothing")
    func sabotage() throws {
        var losses = 0
        for seed in 0..<20 {
            var history = try CrashHistory(seed: UInt64(seed)) { ForgetfulFileSystem($0) }
            history.run()
            if !history.problems.isEmpty { losses += 1 }
        }
        #expect(losses > 0)
    }
}
