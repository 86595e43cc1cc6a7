import Attestation
import DurabilitySimulation
import FaultRecords
import LedgerModel
import LogStore
import Merkle
import Testing

@testable import ComplianceLedger

@Suite("A clock that jumps before an append, a checkpoint or a recovery")
struct ClockFaultTests {
    /// What the wall clock says all of a sudden, in seconds from what it said.
    private static let jumps: [(what: String, seconds: Int64)] = [
        ("a second back", -1), ("an hour back", -3_600), ("ten years back", -315_576_000),
        ("a century forward", 3_155_760_000), ("a leap second", 1), ("to the epoch", -1_700_000_000),
        ("before the epoch", -1_700_000_001), ("frozen", 0),
    ]

    private enum Phase: CaseIterable { case append, checkpoint, recovery, opening }

    /// What stands in the log, where it is, and whether recorded time ever decreases.
    private static func isInOrder(_ ledger: Ledger, _ receipts: [AppendReceipt]) throws -> Bool {
        var last = Timestamp.earliest
        for position in 0..<ledger.size.value {
            let recorded = try ledger.event(at: GlobalPosition(position)).recorded
            if recorded < last { return false }
            last = recorded
        }
        return try receipts.allSatisfy { receipt in
            let event = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
            return event.id == receipt.eventIDs.first && event.recorded == receipt.recorded
        }
    }

    @Test("recorded time never decreases, nothing waits, and the audit is good", .timeLimit(.minutes(1)))
    func phases() throws {
        var record = FaultRecord(
            "s14-clock-jumps", .calls,
            fault: "the clock jumps back, forward, to the epoch or stands still before an append, a "
                + "checkpoint, a recovery or an opening, and comes back later",
            expectation:
                "recorded time never decreases, every receipt holds, checkpoints grow, nothing waits",
            test: "ClockFaultTests/phases")
        for (what, seconds) in Self.jumps {
            for phase in Phase.allCases {
                let world = LedgerWorld()
                var ledger = try world.opened()
                var receipts = try (0..<3).flatMap { try ledger.appendAndWait([Samples.submission($0)]) }
                var signed = try ledger.checkpoint().head.size
                var isCut = false
                switch phase {
                case .append: world.clock.set(seconds: seconds)
                case .checkpoint:
                    receipts += try ledger.appendAndWait([Samples.submission(3)])
                    world.clock.set(seconds: seconds)
                    let next = try ledger.checkpoint().head.size
                    #expect(next == 4 && next > signed, "\(what)")
                    signed = next
                case .opening:
                    try ledger.close()
                    world.clock.set(seconds: seconds)
                    ledger = try world.open()
                case .recovery:
                    // A batch of which nobody was told, torn.
                    world.files.failNextCalls(Fault(operation: "write", pathSuffix: "commit"))
                    _ = try? ledger.appendAndWait([Samples.submission(9)])
                    world.files.clearFaults()
                    world.files.kill()
                    let log = world.layout.log + "/" + SegmentName.segment(0)
                    let whole = try #require(world.files.contents(log))
                    world.files.truncateRaw(log, to: whole.count - 5)
                    world.clock.set(seconds: seconds)
                    ledger = try world.open()
                    isCut = (ledger.recovery?.bytesCut ?? 0) > 0
                    #expect(isCut, "\(what)")
                }
                receipts += try (10..<12).flatMap { try ledger.appendAndWait([Samples.submission($0)]) }
                // The clock is put right, and work goes on.
                world.clock.set(seconds: -seconds)
                receipts += try (12..<14).flatMap { try ledger.appendAndWait([Samples.submission($0)]) }
                let last = try ledger.checkpoint().head.size
                let isInOrder = try Self.isInOrder(ledger, receipts)
                try ledger.close()
                let findings = try world.audit()
                let isGood = isInOrder && last == ledger.size.value && last > signed && findings.isEmpty
                #expect(isGood, "\(what), \(phase): \(findings)")
                record.committed += 1
                record.acknowledged += receipts.count
                if !isGood { record.failed += 1 }
            }
        }
        record.report()
    }
}
