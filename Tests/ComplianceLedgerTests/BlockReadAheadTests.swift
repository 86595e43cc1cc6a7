import DurabilitySimulation
import Foundation
import LedgerModel
import LogFormat
import LogStore
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("Blocks that are read ahead")
struct BlockReadAheadTests {
    private static let events = 6_000

    /// A log of several segments.
    private func world() throws -> (world: LedgerWorld, ledger: Ledger) {
        let world = LedgerWorld(segmentBytes: 60_000)
        let ledger = try world.opened()
        for start in stride(from: 0, to: Self.events, by: 500) {
            _ = try ledger.appendAndWait((start..<(start + 500)).map { Samples.submission($0) })
        }
        return (world, ledger)
    }

    /// The positions that are seen, and the error behind them.
    private func positions(_ ledger: Ledger, from start: UInt64) -> (seen: [UInt64], error: LedgerError?) {
        var seen: [UInt64] = []
        do throws(LedgerError) {
            try ledger.forEachRecord(from: GlobalPosition(start)) { view in
                seen.append(view.position.value)
                return true
            }
            return (seen, nil)
        } catch {
            return (seen, error)
        }
    }

    @Test("every record comes once and in order, from any position on")
    func order() throws {
        let (_, ledger) = try world()
        let size = ledger.size.value
        #expect(size - 1_500 >= BlockReadAhead.fewestRecords)
        for start in [0, 1, 777, 1_500, size - 10, size] as [UInt64] {
            let (seen, error) = positions(ledger, from: start)
            #expect(seen == Array(start..<size))
            #expect(error == nil)
        }
        try ledger.close()
    }

    @Test("whoever stops early is called no more, and no thread stays behind")
    func earlyStop() throws {
        let (_, ledger) = try world()
        func threads() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
        }
        let before = try threads()
        for round in 0..<400 {
            var calls = 0
            try ledger.forEachRecord { _ in
                calls += 1
                return calls <= round
            }
            #expect(calls == round + 1)
        }
        // Other tests have threads of their own, but not as many.
        #expect(try threads() < before + 200)
        try ledger.close()
    }

    @Test("damage is told behind all that stands before it, as without reading ahead")
    func damage() throws {
        let (world, ledger) = try world()
        let segments = try ledger.segmentFiles().map(\.path).filter { $0.contains("/log/") }
        #expect(segments.count >= 4)
        world.files.flipBit(segments[2], byte: 400, bit: 3)
        var expected: UInt64 = 0
        #expect(throws: LogStoreError.self) {
            try ledger.core.log.forEachBlock(from: 0, end: ledger.core.end) { block in
                expected += UInt64(block.count)
                return true
            }
        }
        #expect(expected > 0)
        let (seen, error) = positions(ledger, from: 0)
        #expect(seen == Array(0..<expected))
        #expect(error?.provesDamage == true)
        // Who stops before the damage never hears of it.
        var calls: UInt64 = 0
        try ledger.forEachRecord { _ in
            calls += 1
            return calls < expected
        }
        #expect(calls == expected)
    }
}
