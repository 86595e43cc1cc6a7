import DurabilitySimulation
import LedgerModel
import LogFormat
import RecordFormat
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite struct IndexDamageTests {
    @Test("a damaged page of a large index changes neither versions nor what is a duplicate")
    func damagedPage() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        let count = 2_500
        for start in stride(from: 0, to: count, by: 500) {
            _ = try ledger.appendAndWait(
                (start..<(start + 500)).map { Samples.submission($0, device: $0 % 40) })
        }
        try ledger.close()
        let file = try #require(world.files.files.first { $0.hasSuffix(".idx") })
        let size = try #require(world.files.contents(file)?.count)
        #expect(size > 1 << 16)
        for byte in stride(from: 200, to: size, by: 4_093) {
            let files = world.files.copy()
            files.flipBit(file, byte: byte, bit: byte % 8)
            var environment = world.environment
            environment.files = files
            let reader = try Ledger.open(LedgerWorld.path, for: .reading, in: environment)
            #expect(try reader.positions(tag: Samples.tag(7)).count == 63, "byte \(byte)")
            let writer = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
            var numbers = Array(stride(from: byte % 40, to: count, by: 40))
            let receipts = try writer.appendAndWait(numbers.map { Samples.submission($0, device: $0 % 40) })
            #expect(receipts.allSatisfy { $0.outcome == .duplicate }, "byte \(byte)")
            numbers = Array(0..<40)
            _ = try writer.appendAndWait(numbers.map { Samples.submission(count + $0, device: $0) })
            for device in numbers {
                let event = try writer.event(at: GlobalPosition(UInt64(count + device)))
                let earlier = (count - device + 39) / 40
                #expect(event.streamVersion == StreamVersion(UInt64(earlier)), "byte \(byte)")
            }
            try writer.close()
        }
    }

    @Test(
        "index files on a bad part of the disk neither stop the writer nor change what it answers",
        arguments: [false, true])
    func unreadable(fromOpening: Bool) throws {
        let isBad = Mutex(false)
        let hooks = FileHooks(isUnreadable: { path in path.hasSuffix(".idx") && isBad.withLock { $0 } })
        let world = LedgerWorld(wrapping: { HookedFileSystem($0, hooks) })
        var ledger = try world.opened()
        let count = 1_500
        for start in stride(from: 0, to: count, by: 500) {
            _ = try ledger.appendAndWait(
                (start..<(start + 500)).map { Samples.submission($0, device: $0 % 40) })
        }
        try ledger.close()
        if fromOpening { isBad.withLock { $0 = true } }
        ledger = try world.open()
        isBad.withLock { $0 = true }
        let receipts = try ledger.appendAndWait(
            (count - 40..<count + 40).map { Samples.submission($0, device: $0 % 40) })
        #expect(receipts.map(\.outcome).prefix(40).allSatisfy { $0 == .duplicate })
        #expect(receipts.map(\.outcome).suffix(40).allSatisfy { $0 == .recorded })
        for number in count..<(count + 40) {
            let event = try ledger.event(at: GlobalPosition(UInt64(number)))
            let earlier = (0..<count).count { $0 % 40 == number % 40 }
            #expect(event.streamVersion == StreamVersion(UInt64(earlier)))
        }
        #expect(try ledger.positions(tag: Samples.tag(7)).count == 39)
        do throws(AppendError) {
            _ = try ledger.appendAndWait(
                [Samples.submission(9_999)],
                if: [.noEvent(tags: [Samples.tag(7)], after: nil)])
            Issue.record("the condition held")
        } catch {
            guard case .conditionNotMet = error else {
                Issue.record("\(error)")
                return
            }
        }
        _ = try ledger.checkpoint()
        try ledger.close()
        isBad.withLock { $0 = false }
        try world.open().close()
        #expect(try world.audit() == [])
    }
}
