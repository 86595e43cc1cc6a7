import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import Testing

@testable import ComplianceLedger

@Suite("The tests of damage and of rollbacks notice checks that are left out")
struct SabotageCheckTests {
    @Test("a verify that looks at the ends alone is noticed")
    func verifyEndsOnly() throws {
        let whole = try DamagedLedger()
        var canary = Canary(
            .verifyEndsOnly,
            FaultRecord(
                "sabotage-verify-ends-only", .sabotage,
                fault: "A bit falls over in one segment of several, and verify looks at the ends alone.",
                expectation: "The test of every segment reports that damage was not found.",
                test: "SabotageCheckTests/verifyEndsOnly"), lives: whole.firsts.count)
        try canary.run { sabotage, seed in
            try Self.unnoticed(whole, Int(seed), sabotage.map { _ in .verifyingEndsOnly(whole) })
        }
    }

    @Test("a verify that leaves out the segment before the last is noticed")
    func skipSecondToLastSegment() throws {
        let whole = try DamagedLedger()
        var canary = Canary(
            .skipSecondToLastSegment,
            FaultRecord(
                "sabotage-skip-second-to-last-segment", .sabotage,
                fault: "A bit falls over in one segment of several, and verify leaves out the last but one.",
                expectation: "The test of every segment reports that damage was not found.",
                test: "SabotageCheckTests/skipSecondToLastSegment"), lives: whole.firsts.count)
        try canary.run { sabotage, seed in
            try Self.unnoticed(whole, Int(seed), sabotage.map { _ in .skippingSecondToLastSegment(whole) })
        }
    }

    /// What is wrong with verify's answer to a flipped bit in a segment.
    private static func unnoticed(
        _ whole: DamagedLedger, _ segment: Int, _ interference: Interference?
    ) throws -> [String] {
        let block = whole.blocks(segment)[1]
        let report = try whole.audit(
            flipping: block.lowerBound + BlockHeader.byteCount + 5, bit: 3, of: segment, interference)
        let isNamed = report.findings.contains {
            $0.file == whole.path(segment) && $0.byte == UInt64(block.lowerBound)
        }
        return report.exitStatus == 2 && isNamed ? [] : ["segment \(segment): \(report.findings)"]
    }

    @Test("a log that is cut at damage is noticed")
    func truncateOnCorruption() throws {
        var whole = try WatchedLife(LedgerWorld(segmentBytes: 1_200))
        let ledger = try whole.world.open()
        for number in 0..<24 { try whole.append([Samples.submission(number)], to: ledger) }
        try ledger.close()
        let segments = whole.world.files.files.filter(\.isLogSegment)
        #expect(segments.count > 3)
        var canary = Canary(
            .truncateOnCorruption,
            FaultRecord(
                "sabotage-truncate-on-corruption", .sabotage,
                fault: "A bit falls over in a segment, and opening takes it for a torn tail and cuts it.",
                expectation: "The oracle reports that acknowledged events are gone.",
                test: "SabotageCheckTests/truncateOnCorruption"), lives: 40)
        try canary.run { sabotage, seed in
            var random = SeededGenerator(seed: seed)
            let copy = LedgerWorld(copying: whole.world)
            let segment = segments[random.below(segments.count)]
            let size = try #require(copy.files.contents(segment)).count
            let byte = SegmentHeader.byteCount + random.below(size - SegmentHeader.byteCount)
            copy.files.flipBit(segment, byte: byte, bit: random.below(8))
            var environment = copy.environment
            let cutting = sabotage.map { _ in Interference.truncatingOnCorruption(copy.files, copy.layout) }
            environment.files = SabotagedFileSystem(copy.files, cutting ?? Interference())
            do throws(LedgerError) {
                let opened = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
                try opened.forEachRecord { _ in true }
                return whole.oracle.problems(of: opened)
            } catch {
                // Refused by opening, or before the mark by reading, as it has to be.
                return error.provesDamage ? [] : ["\(error)"]
            }
        }
    }

    @Test("a ledger that forgets what it signed is noticed")
    func ignoreHighWater() throws {
        var canary = Canary(
            .ignoreHighWater,
            FaultRecord(
                "sabotage-ignore-high-water", .sabotage,
                fault: "All but `highwater` is put back to an earlier day, and `highwater` is not believed.",
                expectation: "Who fetches checkpoints reports that signing went back.",
                test: "SabotageCheckTests/ignoreHighWater"), lives: 20)
        try canary.run { sabotage, seed in
            try Self.rolledBack(seed, isIgnored: sabotage != nil)
        }
    }

    /// What somebody says who fetches checkpoints, of a ledger that was put back and goes on.
    private static func rolledBack(_ seed: UInt64, isIgnored: Bool) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        var life = try WatchedLife(LedgerWorld(seed: seed, segmentBytes: 2_000))
        var problems: [String] = []
        var earlier: LedgerWorld?
        let days = 2 + random.below(3)
        let kept = random.below(days - 1)
        for day in 0..<days {
            let ledger = try life.world.open()
            for number in 0..<(1 + random.below(4)) {
                try life.append([Samples.submission(day * 10 + number)], to: ledger)
            }
            try ledger.close()
            if let problem = life.oracle.fetch(life.world) { problems.append(problem) }
            if day == kept { earlier = LedgerWorld(copying: life.world) }
        }
        let world = try #require(earlier)
        world.files.setContents(
            world.layout.highWater, try #require(life.world.files.contents(world.layout.highWater)))
        var environment = world.environment
        let ignoring = Interference.ignoringHighWater(world.files, world.layout)
        environment.files = SabotagedFileSystem(world.files, isIgnored ? ignoring : Interference())
        do throws(LedgerError) {
            let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
            for number in 90..<92 {
                do throws(AppendError) { _ = try ledger.appendAndWait([Samples.submission(number)]) } catch {
                    problems.append("\(error)")
                }
            }
            _ = try ledger.checkpoint()
        } catch {
            if !error.provesDamage { problems.append("\(error)") }
        }
        if let problem = life.oracle.fetch(world) { problems.append(problem) }
        return problems
    }
}
