import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite struct ConditionTests {
    /// Whether an append under the conditions happened.
    private func happens(_ ledger: Ledger, _ number: Int, _ conditions: AppendCondition...) throws -> Bool {
        do throws(AppendError) {
            _ = try ledger.appendAndWait([Samples.submission(number, device: 9)], if: conditions)
            return true
        } catch {
            switch error {
            case .wrongExpectedVersion, .conditionNotMet: return false
            default: throw error
            }
        }
    }

    @Test("every expectation of a stream's version holds exactly where it should", arguments: [false, true])
    func versions(reopening: Bool) throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([
            Samples.submission(0, device: 1), Samples.submission(1, device: 1),
            Samples.submission(2, device: 2),
        ])
        if reopening {
            try ledger.close()
            ledger = try world.open()
        }
        let table: [(Int, ExpectedVersion, Bool)] = [
            (1, .any, true), (1, .noStream, false), (1, .streamExists, true),
            (1, .exactly(StreamVersion(1)), true),
            (1, .exactly(StreamVersion(0)), false), (1, .exactly(StreamVersion(2)), false),
            (2, .exactly(.first), true), (3, .any, true), (3, .noStream, true), (3, .streamExists, false),
            (3, .exactly(.first), false), (1, .exactly(StreamVersion(.max)), false),
        ]
        for (index, row) in table.enumerated() {
            let size = ledger.size
            let result = try happens(ledger, 100 + index, .stream(Samples.stream(row.0), row.1))
            #expect(result == row.2, "row \(index)")
            #expect(ledger.size.value == size.value + (row.2 ? 1 : 0))
        }
    }

    @Test("no event with the tags, at all or after a position", arguments: [false, true])
    func noEvent(reopening: Bool) throws {
        let world = LedgerWorld(segmentBytes: 500)
        var ledger = try world.opened()
        for number in 0..<10 {
            _ = try ledger.appendAndWait([Samples.submission(number, device: number % 2)])
        }
        if reopening {
            try ledger.close()
            ledger = try world.open()
        }
        let all = LedgerModel.Tag(.word("all"))
        let table: [([LedgerModel.Tag], UInt64?, Bool)] = [
            ([Samples.tag(0)], nil, false), ([Samples.tag(0)], 8, true), ([Samples.tag(0)], 7, false),
            ([Samples.tag(1)], 8, false), ([Samples.tag(5)], nil, true), ([Samples.tag(0), all], 7, false),
            ([Samples.tag(0), Samples.tag(1)], nil, true), ([all, Samples.tag(0)], 8, true),
            ([all], UInt64.max, true),
            ([], UInt64.max, true), ([], nil, false),
        ]
        for (index, row) in table.enumerated() {
            let result = try happens(
                ledger, 100 + index, .noEvent(tags: row.0, after: row.1.map { GlobalPosition($0) }))
            #expect(result == row.2, "row \(index)")
        }
    }

    @Test("few events after a position are read, many are looked up, and both say the same")
    func manyEvents() throws {
        let ledger = try LedgerWorld().opened()
        _ = try ledger.appendAndWait((0..<600).map { Samples.submission($0, device: $0 < 300 ? 1 : $0 % 2) })
        let table: [(device: Int, after: UInt64?, happens: Bool)] = [
            (0, nil, false), (0, 100, false), (0, 342, false), (0, 343, false), (0, 344, false),
            (0, 597, false), (0, 598, true), (1, 598, false), (1, 599, true), (7, nil, true), (7, 500, true),
        ]
        for (index, row) in table.enumerated() {
            let size = ledger.size.value
            let tags = [Samples.tag(row.device)]
            let result = try happens(
                ledger, 1_000 + index, .noEvent(tags: tags, after: row.after.map { GlobalPosition($0) }))
            #expect(result == row.happens, "row \(index) at \(size)")
        }
    }

    @Test("of appends that come together only the first finds no event with its tags")
    func together() throws {
        let ledger = try LedgerWorld().opened()
        let outcomes = (0..<50).map { number in
            let outcome = Handover<Result<[AppendReceipt], AppendError>>()
            ledger.append(
                [Samples.submission(number, device: 9)], if: [.noEvent(tags: [Samples.tag(9)], after: nil)]
            ) { outcome.bring($0) }
            return outcome
        }
        #expect(outcomes.map { $0.wait() }.filter { (try? $0.get()) != nil }.count == 1)
        #expect(ledger.size == TreeSize(1))
    }

    @Test("all conditions must hold, and of appends that come together only the first meets one")
    func several() throws {
        let ledger = try LedgerWorld().opened()
        #expect(
            try !happens(
                ledger, 1, .stream(Samples.stream(1), .noStream), .stream(Samples.stream(2), .streamExists)))
        let outcomes = (0..<50).map { number in
            let outcome = Handover<Result<[AppendReceipt], AppendError>>()
            ledger.append(
                [Samples.submission(number, device: 9)], if: [.stream(Samples.stream(9), .noStream)]
            ) { outcome.bring($0) }
            return outcome
        }
        let results = outcomes.map { $0.wait() }
        #expect(results.filter { (try? $0.get()) != nil }.count == 1)
        #expect(ledger.size == TreeSize(1))
    }
}
