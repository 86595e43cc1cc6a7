import ComplianceLedger
import DurabilitySimulation
import FaultRecords
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite("The comparison with the log notices a position that is committed apart from its rows")
struct SabotageTests {
    @Test("a position in a transaction of its own is noticed")
    func positionInOwnTransaction() throws {
        var record = FaultRecord(
            "sabotage-position-in-own-transaction", .sabotage,
            fault: "Rows and position are committed one after the other, and the projector dies between.",
            expectation: "The comparison of the read model with the log reports differences.",
            test: "SabotageTests/positionInOwnTransaction")
        var noticed = 0
        let lives = TestEffort.count(3, nightly: 20)
        for seed in 0..<UInt64(lives) {
            record.committed += 1
            if try !Self.problems(.positionInOwnTransaction, seed).isEmpty { noticed += 1 }
            let harmless = try Self.problems(nil, seed)
            if !harmless.isEmpty { record.failed += 1 }
            #expect(harmless.isEmpty, "seed \(seed), without sabotage: \(harmless)")
        }
        if noticed == 0 { record.failed += 1 }
        #expect(noticed > 0)
        record.noticed = noticed
        record.seeds = "0..<\(lives)"
        record.report()
    }

    /// What the comparison says of a read model whose projector died behind some transaction.
    private static func problems(_ sabotage: Sabotage?, _ seed: UInt64) throws -> [String] {
        var random = SeededRandom(seed: seed)
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 60))
        let end = TreeSize(UInt64.random(in: 1..<fixture.ledger.size.value, using: &random))
        do {
            let store = try fixture.store()
            defer { store.close() }
            let writer = try #require(store.writer)
            if sabotage != nil { try writer.write { try $0.execute(sql: Self.withoutPosition) } }
            try Projector(store, eventsPerTransaction: 10).catchUp(from: fixture.ledger, upTo: end) {
                progress in
                guard sabotage != nil, progress.size < end else { return }
                do {
                    try writer.write { database in
                        try database.execute(sql: "DROP TRIGGER without_position")
                        try progress.write(database)
                        try database.execute(sql: Self.withoutPosition)
                    }
                } catch {
                    Issue.record("the position: \(error)")
                }
            }
        }
        let store = try fixture.store()
        defer { store.close() }
        do throws(ProjectionError) {
            try Projector(store).catchUp(from: fixture.ledger)
            let report = try store.verify(against: fixture.ledger)
            return report.isGood ? [] : report.differences.prefix(3).map { "\($0)" } + ["\(report.total)"]
        } catch {
            return ["\(error)"]
        }
    }

    /// Takes the position out of the transaction of the rows.
    private static let withoutPosition = """
        CREATE TEMP TRIGGER without_position BEFORE INSERT ON main.progress
        BEGIN SELECT RAISE(IGNORE); END
        """
}
