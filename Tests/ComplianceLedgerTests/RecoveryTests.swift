import DurabilitySimulation
import DurableIO
import LedgerModel
import LogStore
import Merkle
import Testing

@testable import ComplianceLedger

@Suite struct RecoveryTests {
    /// A ledger with a checkpoint over its first events and more above it, killed.
    private func killed() throws -> (world: LedgerWorld, log: String) {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1, evidence: [1])])
        _ = try ledger.checkpoint()
        world.files.failNextCalls(Fault(operation: "write", pathSuffix: "commit"))
        _ = try? ledger.appendAndWait([Samples.submission(2, evidence: [2])])
        world.files.clearFaults()
        world.files.kill()
        return (world, world.layout.log + "/" + SegmentName.segment(0))
    }

    @Test("a torn tail goes to quarantine byte for byte, and an event says what was cut")
    func tornTail() throws {
        let (world, log) = try killed()
        let whole = try #require(world.files.contents(log))
        world.files.truncateRaw(log, to: whole.count - 5)
        let ledger = try world.open()
        let recovery = try #require(ledger.recovery)
        #expect(recovery.bytesCut > 5)
        var kept: [QuarantineEntry] = []
        try ledger.forEachQuarantined { kept.append($0) }
        let torn = try #require(kept.first { $0.place.file == log })
        #expect(torn.code == "recovery.torn_tail")
        #expect(torn.bytes == Array(whole[Int(torn.place.byte)..<(whole.count - 5)]))
        let event = try ledger.event(at: GlobalPosition(1))
        #expect(event.type == EventType("ledger.recovered"))
        #expect(ledger.size == TreeSize(2))
        // What nobody cites any more went too, and the next record takes its number.
        let receipt = try #require(try ledger.appendAndWait([Samples.submission(2, evidence: [9])]).first)
        #expect(receipt.outcome == .recorded)
        let again = try ledger.event(at: GlobalPosition(receipt.positions.lowerBound))
        #expect(again.evidence?.number == PrivateRecordNumber(1))
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("what was cut is told by one event, wherever opening stops in between")
    func toldOnce() throws {
        let (killed, log) = try killed()
        let whole = try #require(killed.files.contents(log))
        killed.files.truncateRaw(log, to: whole.count - 5)
        var number = 0
        var stopped = 0
        var isDone = false
        while !isDone {
            number += 1
            for isPermanent in [false, true] {
                let world = LedgerWorld(copying: killed)
                world.files.failNextCalls(Fault(number: number, isPermanent: isPermanent))
                let first = try? world.open()
                try? first?.close()
                isDone = first != nil && isPermanent
                stopped += first == nil ? 1 : 0
                world.files.clearFaults()
                world.files.kill()
                let ledger = try world.open()
                let events = try (0..<ledger.size.value).map { try ledger.event(at: GlobalPosition($0)) }
                let told = events.filter { $0.type == EventType("ledger.recovered") }
                #expect(told.count == 1, "call \(number)")
                #expect(world.files.contents(world.layout.recovery) == nil, "call \(number)")
                try ledger.close()
                #expect(try world.audit() == [], "call \(number)")
            }
        }
        #expect(stopped > 20)
    }

    @Test("a whole batch that nobody was told of is kept, and coming again is a duplicate")
    func wholeTail() throws {
        let (world, _) = try killed()
        let ledger = try world.open()
        #expect(ledger.recovery == Ledger.Recovery(bytesCut: 0, tailRewritten: true))
        #expect(ledger.size == TreeSize(2))
        #expect(try ledger.appendAndWait([Samples.submission(2, evidence: [2])]).first?.outcome == .duplicate)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("damage below the checkpoint refuses writing and changes no file")
    func damage() throws {
        let (world, log) = try killed()
        world.files.flipBit(log, byte: 200, bit: 1)
        world.files.clearCalls()
        let before = world.files.files.map { world.files.contents($0) }
        do throws(LedgerError) {
            _ = try world.open()
            Issue.record("it was opened")
        } catch {
            #expect(error.provesDamage)
        }
        #expect(world.files.files.map { world.files.contents($0) } == before)
        #expect(
            !world.files.calls.contains { ["write", "truncate", "rename", "remove"].contains($0.operation) })
    }

    @Test("without indexes and hashes, the ledger is the same")
    func disposables() throws {
        let world = LedgerWorld(segmentBytes: 700)
        var ledger = try world.opened()
        for number in 0..<40 {
            _ = try ledger.appendAndWait([Samples.submission(number, device: number % 3)])
        }
        let head = try ledger.head()
        try ledger.close()
        let disposable = world.files.files.filter { $0.hasSuffix(".idx") || $0.contains("hashes/") }
        #expect(disposable.count > 5)
        for file in disposable { try world.files.remove(file) }
        let reader = try world.open(.reading)
        #expect(try reader.head() == head)
        #expect(try reader.positions(tag: Samples.tag(1)).count == 13)
        ledger = try world.open()
        #expect(try ledger.head() == head)
        #expect(try ledger.positions(stream: Samples.stream(1)).count == 13)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("a changed bit in an index or in the hashes changes neither versions nor what is a duplicate")
    func damagedIndex() throws {
        let world = LedgerWorld(segmentBytes: 700)
        let first = try world.opened()
        for number in 0..<30 { _ = try first.appendAndWait([Samples.submission(number, device: number % 3)]) }
        try first.close()
        let disposable = world.files.files.filter { $0.hasSuffix(".idx") }
        for (index, file) in disposable.enumerated() {
            let size = try #require(world.files.contents(file)?.count)
            for byte in stride(from: index, to: size, by: 41) {
                let files = world.files.copy()
                files.flipBit(file, byte: byte, bit: byte % 8)
                var environment = world.environment
                environment.files = files
                let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
                let receipts = try ledger.appendAndWait([
                    Samples.submission(index * 3), Samples.submission(500, device: 1),
                ])
                #expect(receipts.map(\.outcome) == [.duplicate, .recorded])
                let event = try ledger.event(at: GlobalPosition(30))
                #expect(event.streamVersion == StreamVersion(10), "\(file) byte \(byte)")
                try ledger.close()
            }
        }
    }

    @Test("whichever call fails while a ledger is made, it is one afterwards or it is none")
    func creating() throws {
        for number in 1...60 {
            for manner in [Fault.Manner.failedWithoutEffect, .failedButHappened] {
                let world = LedgerWorld(seed: UInt64(number))
                world.files.failNextCalls(Fault(number: number, isPermanent: true, manner: manner))
                let isMade = (try? world.create()) != nil
                world.files.clearFaults()
                world.files.crash()
                do throws(LedgerError) {
                    try world.open().close()
                } catch {
                    #expect(!isMade, "call \(number): \(error)")
                    guard case .notALedger = error else {
                        Issue.record("call \(number): \(error)")
                        continue
                    }
                }
            }
        }
    }
}
