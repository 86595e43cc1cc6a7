import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite struct CrashTests {
    /// Seeds of one part of the run.
    private static let seedsPerPart = TestEffort.count(100, nightly: 1_000)

    @Test("whatever fails and whenever the power goes, nothing acknowledged is lost", arguments: 0..<10)
    func crashRun(part: Int) throws {
        var encounters: [String: Int] = [:]
        for seed in (part * Self.seedsPerPart)..<((part + 1) * Self.seedsPerPart) {
            var history = try CrashHistory(seed: UInt64(seed))
            history.run()
            #expect(history.problems.isEmpty, "seed \(seed): \(history.problems.prefix(5))")
            encounters.merge(history.encounters) { $0 + $1 }
        }
        for what in [
            "append", "duplicate", "cut", "failed append", "no space", "several segments",
            "failed opening or closing",
        ] {
            #expect(encounters[what, default: 0] > 0, "part \(part) never met: \(what)")
        }
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
