import DurabilitySimulation
import DurableIO
import FaultRecords
import Testing

@testable import ComplianceLedger

@Suite("The crash run notices what is not durable in time")
struct SabotageSyncTests {
    @Test("receipts before the sync are noticed")
    func acknowledgeBeforeSync() throws {
        var canary = Canary(
            .acknowledgeBeforeSync,
            FaultRecord(
                "sabotage-acknowledge-before-sync", .sabotage,
                fault: "An append is acknowledged before its sync, and the power goes.",
                expectation: "The crash run reports that acknowledged events are gone.",
                test: "SabotageSyncTests/acknowledgeBeforeSync"), lives: 100)
        try canary.run { sabotage, seed in
            try Self.problems(seed, sabotage.map { _ in .acknowledgingBeforeSync() })
        }
    }

    @Test("names that are never synced are noticed")
    func skipDirectorySync() throws {
        var canary = Canary(
            .skipDirectorySync,
            FaultRecord(
                "sabotage-skip-directory-sync", .sabotage,
                fault: "The folder of the log is never synced, and the power goes.",
                expectation: "The crash run reports that whole segments are gone.",
                test: "SabotageSyncTests/skipDirectorySync"), lives: 100)
        try canary.run { sabotage, seed in
            try Self.problems(seed, sabotage.map { _ in .skippingDirectorySync() })
        }
    }

    @Test("a sync that is tried again is noticed")
    func retryFsync() throws {
        var canary = Canary(
            .retryFsync,
            FaultRecord(
                "sabotage-retry-fsync", .sabotage,
                fault: "A sync that failed and lost its pages is made again, and its answer believed.",
                expectation: "The crash run's oracle reports that acknowledged events are gone.",
                test: "SabotageSyncTests/retryFsync"), lives: 40)
        try canary.run { sabotage, seed in
            try Self.lostPages(seed, sabotage.map { _ in .retryingSync() })
        }
    }

    /// What the oracle says after a sync that lost its pages, further appends, and a power cut.
    private static func lostPages(_ seed: UInt64, _ interference: Interference?) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        let world = LedgerWorld(seed: seed, segmentBytes: 2_000) { files in
            SabotagedFileSystem(files, interference ?? Interference())
        }
        var life = try WatchedLife(world)
        let ledger = try world.open()
        world.files.failNextCalls(
            Fault(
                number: 1 + random.below(6), operation: "fdatasync", pathSuffix: ".seg",
                manner: .failedAndMarkedClean))
        var failed = false
        for number in 0..<8 where !failed {
            do throws(AppendError) { try life.append([Samples.submission(number)], to: ledger) } catch {
                failed = true
            }
        }
        guard failed || interference != nil else { return ["the sync did not fail"] }
        world.files.crash(keeping: random.oneIn(2) ? .nothingUnsynced : .seeded)
        world.files.clearFaults()
        do throws(LedgerError) {
            return life.oracle.problems(of: try world.open())
        } catch {
            return ["\(error)"]
        }
    }

    /// What the crash run says of one life.
    private static func problems(_ seed: UInt64, _ interference: Interference?) throws -> [String] {
        var history = try CrashHistory(seed: seed) { files in
            SabotagedFileSystem(files, interference ?? Interference())
        }
        history.run()
        return history.problems
    }

    @Test("a checkpoint over events that are not durable is noticed")
    func signBeforeDurable() throws {
        var canary = Canary(
            .signBeforeDurable,
            FaultRecord(
                "sabotage-sign-before-durable", .sabotage,
                fault: "A checkpoint is published before the events below it are synced, and the power goes.",
                expectation: "Who fetched the checkpoint finds that the ledger no longer holds what it says.",
                test: "SabotageSyncTests/signBeforeDurable"), lives: 40)
        try canary.run { sabotage, seed in
            try Self.published(seed, sabotage.map { _ in .signingBeforeDurable() })
        }
    }

    /// What somebody says who fetches checkpoints and is told nothing else.
    private static func published(_ seed: UInt64, _ interference: Interference?) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        let world = LedgerWorld(seed: seed, segmentBytes: 2_000) { files in
            SabotagedFileSystem(files, interference ?? Interference())
        }
        var life = try WatchedLife(world)
        let ledger = try world.open()
        var problems: [String] = []
        for number in 0..<(1 + random.below(6)) {
            let submissions = [Samples.submission(number)]
            _ = life.attempt(submissions)
            ledger.append(submissions) { _ in }
            if random.oneIn(3) { _ = try ledger.checkpoint() }
        }
        _ = try ledger.checkpoint()
        if let problem = life.oracle.fetch(world) { problems.append(problem) }
        world.files.crash(keeping: random.oneIn(2) ? .nothingUnsynced : .seeded)
        do throws(LedgerError) {
            let reopened = try world.open()
            if let problem = life.oracle.fetch(world) { problems.append(problem) }
            return problems + life.oracle.problems(of: reopened)
        } catch {
            return problems + ["\(error)"]
        }
    }
}
