import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite("A sync that fails and marks its pages clean")
struct LyingSyncTests {
    private static func submissions(_ number: Int, _ random: inout SeededGenerator) -> [Submission] {
        (0..<(1 + random.below(3))).map { index in
            let number = 10 * number + index
            guard random.oneIn(2) else {
                return Samples.submission(number, device: index, evidence: random.bytes(random.below(900)))
            }
            var out = Samples.submission(
                number, evidence: random.bytes(30), events: [Samples.event(number, about: 0)])
            out.identities = [Samples.person(number)]
            return out
        }
    }

    /// One life: appends, a sync that lies, the death of the process, another process, and a power loss.
    private static func live(
        _ seed: UInt64, _ record: inout FaultRecord,
        wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) throws -> (kept: Bool, [String]) {
        var random = SeededGenerator(seed: seed)
        let world = LedgerWorld(
            seed: seed, segmentBytes: UInt64(400 + random.below(3_000)), wrapping: wrapping)
        try world.create()
        let secret = try world.secret()
        var oracle = CrashOracle()
        var problems: [String] = []
        var failed: Int?
        do {
            let ledger = try world.open()
            for number in 0..<(1 + random.below(5)) {
                let index = oracle.plan(submissions(number, &random), secret)
                let receipts = try ledger.appendAndWait(oracle.attempts[index].submissions)
                problems += oracle.acknowledge(index, receipts, by: ledger)
            }
            if random.oneIn(3) { _ = try ledger.checkpoint() }
            // One that has done what follows an append.
            _ = try ledger.appendAndWait([])
            world.files.failNextCalls(
                Fault(
                    number: 1 + random.below(4), operation: random.oneIn(5) ? "fsync" : "fdatasync",
                    isPermanent: random.oneIn(3), manner: .failedAndMarkedClean))
            for number in 10..<20 where failed == nil {
                let index = oracle.plan(submissions(number, &random), secret)
                do throws(AppendError) {
                    let receipts = try ledger.appendAndWait(oracle.attempts[index].submissions)
                    problems += oracle.acknowledge(index, receipts, by: nil)
                } catch {
                    failed = index
                }
            }
        }
        guard let failed else { return (false, problems) }
        record.committed += 1
        world.files.clearFaults()
        world.files.kill()
        if random.oneIn(4) {
            // The next process meets it as well, and dies too.
            world.files.failNextCalls(Fault(operation: "fsync", manner: .failedAndMarkedClean))
            _ = try? world.open()
            world.files.clearFaults()
            world.files.kill()
        }
        var kept = false
        do {
            let ledger = try world.open()
            // Whoever was refused comes again, and is told where it stands.
            let receipts = try ledger.appendAndWait(oracle.attempts[failed].submissions)
            kept = receipts.contains { $0.outcome == .duplicate }
            problems += oracle.acknowledge(failed, receipts, by: ledger)
            for (id, position) in zip(
                receipts.flatMap(\.eventIDs),
                receipts.flatMap { receipt in
                    receipt.outcome == .duplicate
                        ? [receipt.positions.lowerBound] : Array(receipt.positions)
                })
            where oracle.acknowledged[id] == nil {
                let event = try ledger.event(at: GlobalPosition(position))
                oracle.acknowledged[id] = .init(position: position, recorded: event.recorded)
            }
        }
        world.files.crash(keeping: random.oneIn(3) ? .seeded : .nothingUnsynced)
        record.acknowledged += oracle.acknowledged.count
        do throws(LedgerError) {
            let ledger = try world.open()
            problems += oracle.problems(of: ledger)
            try ledger.close()
            problems += try world.audit()
        } catch {
            problems.append("\(error)")
        }
        return (kept, problems)
    }

    @Test("what another process finds in the memory of the system and tells of is there after a power loss")
    func restarted() throws {
        let seeds = TestEffort.count(150, nightly: 1_500)
        var record = FaultRecord(
            "s9-lying-sync", .crashes,
            fault: "A sync fails, the system marks the pages clean, the process ends, another one opens the "
                + "ledger and acknowledges what it finds, and the power is lost.",
            expectation: "Every acknowledged event is there: opening wrote and synced the tail once more.",
            test: "LyingSyncTests/restarted")
        record.seeds = "0..<\(seeds)"
        var kept = 0
        for seed in 0..<UInt64(seeds) {
            let (isKept, problems) = try Self.live(seed, &record)
            if isKept { kept += 1 }
            if !problems.isEmpty { record.failed += 1 }
            record.lost += problems.filter { $0.hasPrefix("LOSS") }.count
            #expect(problems.isEmpty, "seed \(seed): \(problems.prefix(4))")
        }
        // In many of them a batch stood whole in memory alone.
        #expect(kept * 8 > seeds)
        #expect(record.committed * 10 > seeds * 7)
        record.report()
    }

    @Test("where the tail is not written once more, acknowledged events are lost")
    func sabotage() throws {
        var record = FaultRecord("", .sabotage, fault: "", expectation: "", test: "")
        var losses = 0
        for seed in UInt64(0)..<60 {
            let (_, problems) = try Self.live(seed, &record, wrapping: { LazyFileSystem($0) })
            if !problems.isEmpty { losses += 1 }
        }
        #expect(losses > 3)
    }
}

/// A sabotaged file system: writing the bytes that can be read there already does nothing.
private struct LazyFileSystem: ForwardingFileSystem {
    let real: any FileSystem

    init(_ real: SimulatedFileSystem) { self.real = real }

    func hand(_ file: any File, openedFor access: FileAccess) -> any File { LazyFile(file) }
}

private final class LazyFile: ForwardingFile {
    let real: any File

    init(_ real: any File) { self.real = real }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DurableIOError) {
        let left = try real.size() - min(offset, real.size())
        let there = try real.bytes(at: offset, count: Int(clamping: min(UInt64(bytes.count), left)))
        if !there.elementsEqual(bytes) { try real.write(bytes, at: offset) }
    }
}
