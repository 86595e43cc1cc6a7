import DurabilitySimulation
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite("events of a submitted record") struct SubmittedRecordTests {
    private func positions(_ ledger: Ledger, _ number: Int, source: SourceName = Samples.source) throws
        -> [UInt64]
    {
        try ledger.events(ofRecord: source, key: Samples.submission(number).key).map(\.position.value)
    }

    @Test("all contents of a record are found by source and key, in the order of the log")
    func found() throws {
        let world = LedgerWorld(segmentBytes: 600)
        var ledger = try world.opened()
        for number in 0..<10 {
            let events = (0..<3).map { Samples.event($0, device: number, part: UInt32($0)) }
            _ = try ledger.appendAndWait([Samples.submission(number, events: events)])
        }
        // A revision is told by an event of its own before its events.
        _ = try ledger.appendAndWait([
            Samples.submission(4, content: "new", evidence: [2], events: [Samples.event(7, device: 4)])
        ])
        for round in 0..<3 {
            for number in 0..<10 {
                let first = UInt64(number) * 3
                let expected = [first, first + 1, first + 2] + (number == 4 ? [30, 31] : [])
                #expect(try positions(ledger, number) == expected, "round \(round)")
            }
            #expect(try positions(ledger, 11).isEmpty)
            #expect(try positions(ledger, 4, source: SourceName(.word("test"), .word("two"))).isEmpty)
            try ledger.close()
            ledger = try world.open(round == 0 ? .writing : .reading)
        }
    }
}
