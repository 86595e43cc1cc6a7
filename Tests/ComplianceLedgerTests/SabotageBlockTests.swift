import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("The tests of torn batches and flipped bits notice blocks that nothing vouches for")
struct SabotageBlockTests {
    @Test("half an append that survives is noticed")
    func noBatchBoundary() throws {
        var canary = Canary(
            .noBatchBoundary,
            FaultRecord(
                "sabotage-no-batch-boundary", .sabotage,
                fault: "Each block is a batch of its own, and the writer dies within an append of several.",
                expectation: "The oracle reports an append that is there in part.",
                test: "SabotageBlockTests/noBatchBoundary"), lives: 40)
        try canary.run { sabotage, seed in
            try Self.torn(seed, sabotage.map { _ in .withoutBatchBoundary() })
        }
    }

    /// What the oracle says after the writer died in the middle of an append of several blocks.
    private static func torn(_ seed: UInt64, _ interference: Interference?) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        let world = LedgerWorld(seed: seed) { files in
            SabotagedFileSystem(files, interference ?? Interference())
        }
        var life = try WatchedLife(world)
        let ledger = try world.open()
        try life.append([Samples.submission(0)], to: ledger)
        try life.append([wide(1, &random)], to: ledger)
        let lost = [wide(2, &random)]
        _ = life.attempt(lost)
        world.files.failNextCalls(
            Fault(operation: "write", pathSuffix: ".seg", isPermanent: true, manner: .failedInPart))
        guard (try? ledger.appendAndWait(lost)) == nil else { return ["the write did not fail"] }
        world.files.kill()
        world.files.clearFaults()
        do throws(LedgerError) {
            return life.oracle.problems(of: try world.open())
        } catch {
            return ["\(error)"]
        }
    }

    /// A submission whose events have a block each.
    private static func wide(_ number: Int, _ random: inout SeededGenerator) -> Submission {
        let events = (0..<4).map { part in
            var event = Samples.event(number, part: UInt32(part))
            event.data = [0xA1, 0x01, 0x59, 0x9C, 0x40] + random.bytes(0x9C40)
            return event
        }
        return Samples.submission(number, events: events)
    }

    @Test("a checksum over the plaintext alone is noticed")
    func hashOnlyPlaintext() throws {
        let whole = try DamagedLedger()
        var canary = Canary(
            .hashOnlyPlaintext,
            FaultRecord(
                "sabotage-hash-only-plaintext", .sabotage,
                fault: "A bit of a segment falls over, and blocks are taken whatever their checksums say.",
                expectation: "The test of flipped bits reports one that verify does not find.",
                test: "SabotageBlockTests/hashOnlyPlaintext"), lives: 300)
        try canary.run { sabotage, seed in
            var random = SeededGenerator(seed: seed)
            let segment = random.below(whole.firsts.count)
            let byte = random.below(whole.bytes(segment).count)
            let report = try whole.audit(
                flipping: byte, bit: random.below(8), of: segment,
                sabotage.map { _ in .hashingPlaintextOnly() })
            return report.exitStatus == 2 ? [] : ["byte \(byte) of segment \(segment): not found"]
        }
    }

    @Test("lengths that are used before their checksum was held against them are noticed")
    func trustLengthBeforeChecksum() throws {
        let whole = try DamagedLedger()
        var canary = Canary(
            .trustLengthBeforeChecksum,
            FaultRecord(
                "sabotage-trust-length-before-checksum", .sabotage,
                fault:
                    "A bit of a block's lengths falls over, and headers are taken whatever their checksum.",
                expectation: "The test of damage's names reports another place, shape or reach.",
                test: "SabotageBlockTests/trustLengthBeforeChecksum"), lives: 60)
        let lengths = BlockHeader.layout.filter {
            ["count", "raw length", "stored length"].contains($0.name)
        }
        #expect(lengths.count == 3)
        try canary.run { sabotage, seed in
            var random = SeededGenerator(seed: seed)
            let segment = random.below(whole.firsts.count)
            let block = random.below(whole.blocks(segment).count - 1)
            let field = lengths[random.below(lengths.count)]
            let byte = whole.blocks(segment)[block].lowerBound + field.offset + random.below(field.size)
            let bit = random.below(8)
            let report = try whole.audit(
                flipping: byte, bit: bit, of: segment, sabotage.map { _ in .trustingLengths() })
            let found = report.findings.filter { $0.shape != nil }
            let isNamed =
                report.exitStatus == 2 && found.map(\.shape) == [.flippedBit(byte: UInt64(byte), bit: bit)]
                && found.first?.records == whole.records(segment, block: block)
            return isNamed ? [] : ["byte \(byte) of segment \(segment): \(report.findings)"]
        }
    }
}

extension DamagedLedger {
    /// Audits a copy of which one bit is another.
    func audit(
        flipping byte: Int, bit: Int, of segment: Int, _ interference: Interference?
    ) throws(LedgerError) -> AuditReport {
        let copy = LedgerWorld(copying: world)
        copy.files.flipBit(path(segment), byte: byte, bit: bit)
        var environment = copy.environment
        environment.files = SabotagedFileSystem(copy.files, interference ?? Interference())
        return try Audit.run(copy: copy.layout, in: environment, readsAhead: false)
    }
}
