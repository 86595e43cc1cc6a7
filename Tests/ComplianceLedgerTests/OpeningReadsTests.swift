import DurabilitySimulation
import DurableIO
import LedgerModel
import Testing

@testable import ComplianceLedger

/// What opening reads where there are many segments: counts that a footer of segments would have to undercut
/// (decision 0024).
@Suite struct OpeningReadsTests {
    private static let ledger = Result { try DamagedLedger(events: 150, segmentBytes: 1_500) }

    /// Readings of each segment of the log but the last, which is open.
    private static func readings(_ ledger: DamagedLedger, _ body: () throws -> Void) throws -> [Int] {
        let files = ledger.world.files
        files.clearCalls()
        try body()
        return ledger.firsts.indices.dropLast().map { index in
            files.calls.filter { $0.operation == "read" && $0.path == ledger.path(index) }.count
        }
    }

    @Test("opening for writing reads of a closed segment its header, and no block")
    func writing() throws {
        let ledger = try Self.ledger.get().copy()
        #expect(ledger.firsts.count > 8)
        let found = try Self.readings(ledger) { try ledger.world.open().close() }
        #expect(found.allSatisfy { $0 == 1 }, "\(found)")
    }

    @Test("opening for reading, and reading the last event, reads nothing of a closed segment")
    func reading() throws {
        let ledger = try Self.ledger.get().copy()
        let found = try Self.readings(ledger) {
            let opened = try ledger.world.open(.reading)
            _ = try opened.event(at: GlobalPosition(149))
        }
        #expect(found.allSatisfy { $0 == 0 }, "\(found)")
    }

    @Test("without the commit mark every segment is read")
    func withoutMark() throws {
        let ledger = try Self.ledger.get().copy()
        try ledger.world.files.remove(ledger.world.layout.commit)
        let found = try Self.readings(ledger) { try ledger.world.open().close() }
        #expect(found.allSatisfy { $0 > 1 }, "\(found)")
    }
}
