import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Testing

@testable import ComplianceLedger

@Suite("what recoveries cut can be asked for")
struct RecoveryListTests {
    @Test("each recovery once, in order, with what was cut and where")
    func list() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        #expect(try ledger.recoveries() == [])
        try ledger.close()
        let log = world.layout.log + "/" + SegmentName.segment(0)
        var expected: [(bytes: UInt64, byte: UInt64, position: UInt64)] = []
        for round in 1...3 {
            let whole = try #require(world.files.contents(log))
            world.files.setContents(log, whole + [UInt8](repeating: 9, count: round))
            let position = try world.open(.reading).size.value
            expected.append((UInt64(round), UInt64(whole.count), position))
            ledger = try world.open()
            _ = try ledger.appendAndWait([Samples.submission(round + 1)])
            try ledger.close()
        }
        let found = try world.open(.reading).recoveries()
        #expect(found.map(\.byteCount) == expected.map(\.bytes))
        #expect(found.map(\.byteOffset) == expected.map(\.byte))
        #expect(found.map { $0.position?.value } == expected.map { $0.position })
        #expect(found.allSatisfy { $0.recorded != nil && $0.segment == 0 && $0.digest.count == 64 })
    }

    @Test("one that no event tells yet is told all the same")
    func pending() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        try ledger.close()
        let log = world.layout.log + "/" + SegmentName.segment(0)
        world.files.setContents(log, try #require(world.files.contents(log)) + [1, 2, 3])
        // The machine stops behind the cut.
        world.files.failNextCalls(Fault(operation: "write", pathSuffix: ".seg", isPermanent: true))
        #expect(throws: (any Error).self) { try world.open().close() }
        world.files.clearFaults()
        world.files.kill()
        let reader = try world.open(.reading)
        let found = try reader.recoveries()
        if found.isEmpty {
            // Nothing was cut yet; then the bytes are still there.
            #expect(world.files.contents(log)?.suffix(3) == [1, 2, 3])
        }
        let again = try world.open()
        #expect(try again.recoveries().map(\.byteCount) == [3])
        try again.close()
        #expect(try world.open(.reading).recoveries().count == 1)
    }
}
