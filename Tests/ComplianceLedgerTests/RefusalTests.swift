import DurabilitySimulation
import DurableIO
import Glibc
import LedgerModel
import LogFormat
import LogStore
import Testing

@testable import ComplianceLedger

@Suite struct RefusalTests {
    @Test("each refusal after a failure tells the first cause")
    func poisonedCause() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        world.files.failNextCalls(
            Fault(operation: "open", pathSuffix: "highwater.tmp", isPermanent: true, code: .permissionDenied))
        #expect(throws: LedgerError.self) { try ledger.checkpoint() }
        world.files.clearFaults()
        for number in 2..<4 {
            do throws(AppendError) {
                _ = try ledger.appendAndWait([Samples.submission(number)])
                Issue.record("it was appended")
            } catch {
                guard case .failed(.poisoned(.storage(let cause))) = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(cause.code == .permissionDenied && "\(error)".contains("highwater.tmp"), "\(error)")
            }
        }
        do throws(LedgerError) {
            try ledger.close()
            Issue.record("it was closed as if all were well")
        } catch {
            #expect("\(error)".contains("highwater.tmp"), "\(error)")
        }
    }

    @Test("whose records have another root than the signed one is refused before anything of it is changed")
    func anotherRoot() throws {
        // Two histories of one ledger: the same key, three events each.
        let worlds = try [0, 10].map { first in
            let world = LedgerWorld()
            let ledger = try world.opened()
            for number in 1...3 { _ = try ledger.appendAndWait([Samples.submission(first + number)]) }
            _ = try ledger.checkpoint()
            return (world, ledger)
        }
        let world = worlds[0].0
        let log = world.layout.log + "/" + SegmentName.segment(0)
        world.files.setContents(log, (world.files.contents(log) ?? []) + [1, 2, 3])
        for path in [world.layout.checkpoint, world.layout.highWater] {
            world.files.setContents(path, try #require(worlds[1].0.files.contents(path)))
        }
        // Its own writer holds the lock until it is let go.
        let opened = LedgerWorld(copying: world)
        try? opened.files.remove(world.layout.lock)
        func image() -> [String: [UInt8]] {
            Dictionary(
                opened.files.files.filter { !$0.hasSuffix("lock") }
                    .map { ($0, opened.files.contents($0) ?? []) }, uniquingKeysWith: { first, _ in first })
        }
        let before = image()
        do throws(LedgerError) {
            _ = try opened.open()
            Issue.record("it was opened")
        } catch {
            guard case .rootMismatch(size: 3, file: _) = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(image() == before)
        _ = worlds
    }

    @Test("whose lock was removed writes and signs nothing more, and a second writer's events stay")
    func removedLock() throws {
        let world = LedgerWorld()
        let first = try world.opened()
        _ = try first.appendAndWait([Samples.submission(1)])
        try world.files.remove(world.layout.lock)
        let second = try world.open()
        _ = try second.appendAndWait([Samples.submission(2)])
        do throws(AppendError) {
            _ = try first.appendAndWait([Samples.submission(3)])
            Issue.record("it was appended")
        } catch {
            switch error {
            // A checkpoint that was due behind the first append may have met it before.
            case .failed(.storage(let cause)), .failed(.poisoned(.storage(let cause))):
                #expect(cause.code == .locked)
            default: Issue.record("\(error)")
            }
        }
        #expect(throws: LedgerError.self) { try first.checkpoint() }
        _ = try second.appendAndWait([Samples.submission(4)])
        try second.close()
        #expect(try world.audit() == [])
        #expect(try world.open(.reading).size.value == 3)
    }

    @Test("a folder that others may write to is refused, for a new ledger too")
    func looseFolder() throws {
        for permissions: UInt32 in [0o770, 0o702, 0o777] {
            let world = LedgerWorld()
            try world.files.createDirectory(LedgerWorld.path, permissions: permissions)
            do throws(LedgerError) {
                try world.create()
                Issue.record("it was made")
            } catch {
                guard case .looseFolder(let path, let found) = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(path == LedgerWorld.path && found == permissions)
            }
        }
    }

    @Test("what is no folder is named when a ledger is to be made there")
    func occupied() throws {
        let world = LedgerWorld()
        world.files.setContents(LedgerWorld.path, [1])
        do throws(LedgerError) {
            try world.create()
            Issue.record("it was made")
        } catch {
            #expect("\(error)".contains("ledger is a file"), "\(error)")
        }
    }

    @Test("a clock beyond what a timestamp holds is held at its end, and nothing is written by it")
    func clockOutOfRange() throws {
        #expect(SystemClock.timestamp(timespec(tv_sec: 10_413_792_000, tv_nsec: 5)) == .latest)
        #expect(SystemClock.timestamp(timespec(tv_sec: Int.min, tv_nsec: 0)) == .earliest)
        #expect(
            SystemClock.timestamp(timespec(tv_sec: 2, tv_nsec: 7)) == Timestamp(nanoseconds: 2_000_000_007))
        let world = LedgerWorld()
        try world.create()
        var environment = world.environment
        environment.clock = FixedClock(time: .latest)
        do throws(LedgerError) {
            _ = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
            Issue.record("it was opened")
        } catch {
            guard case .clockOutOfRange = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("a clock that is behind the last event is told, for reading and for writing")
    func clockBehind() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        #expect(try ledger.recordedAheadOfClock() == nil)
        let receipt = try #require(try ledger.appendAndWait([Samples.submission(1)]).first)
        #expect(try ledger.recordedAheadOfClock() == nil)
        world.clock.advance(seconds: -86_400)
        #expect(try ledger.recordedAheadOfClock() == receipt.recorded)
        let later = try #require(try ledger.appendAndWait([Samples.submission(2)]).first)
        #expect(later.recorded == receipt.recorded)
        try ledger.close()
        #expect(try world.open(.reading).recordedAheadOfClock() == receipt.recorded)
    }
}

private struct FixedClock: WallClock {
    let time: Timestamp

    func now() -> Timestamp { time }
}
