import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite struct ErasureCrashTests {
    /// Stops an erasure at a call and in a manner, restarts, and says what is wrong; empty for nothing.
    ///
    /// - Returns: whether the erasure was begun, and what is wrong.
    private static func stop(
        _ whole: LedgerWorld, at fault: Fault, keeping policy: CrashPolicy?
    ) throws -> (isBegun: Bool, problems: [String]) {
        let world = LedgerWorld(copying: whole)
        let size = try world.size()
        let ledger = try world.open()
        let id = try ledger.identity(of: Samples.person(LedgerWorld.erasedPerson))
        world.files.failNextCalls(fault)
        let receipt = id.flatMap { id in try? ledger.erase([id]) }
        try? ledger.close()
        world.files.clearFaults()
        if let policy { world.files.crash(keeping: policy) } else { world.files.kill() }
        var problems: [String] = []
        // Whoever verifies before it is opened again sees no damage.
        problems += try world.audit().filter { !$0.hasPrefix("disposable") }.map { "before opening: " + $0 }
        let opened = try world.open()
        let events = try (0..<opened.size.value).map { try opened.event(at: GlobalPosition($0)) }
        let told = events.filter { $0.type == ErasureEvent.type }.count
        let isKnown = try opened.identity(of: Samples.person(LedgerWorld.erasedPerson)) != nil
        try opened.close()
        if told > 1 { problems.append("told \(told) times") }
        if receipt != nil, told == 0 { problems.append("acknowledged, and not told") }
        if (told == 0) != isKnown { problems.append("told \(told) times, known \(isKnown)") }
        let holding = try world.files(holding: LedgerWorld.erasedPerson)
        if told > 0, !holding.isEmpty { problems.append("told, and left in \(holding)") }
        if events.count < size { problems.append("\(events.count) of \(size) events") }
        problems += try world.audit().map { "after opening: " + $0 }
        let kept = try world.privateRecords()
        if told == 0, kept[1] == nil { problems.append("not told, and gone") }
        if kept[0] == nil || kept[2] == nil { problems.append("others are gone") }
        return (told > 0, problems)
    }

    /// How many calls an erasure takes, with the closing behind it.
    private static func calls(_ whole: LedgerWorld) throws -> Int {
        let dry = LedgerWorld(copying: whole)
        let ledger = try dry.open()
        let id = try #require(try ledger.identity(of: Samples.person(LedgerWorld.erasedPerson)))
        dry.files.clearCalls()
        _ = try ledger.erase([id])
        return dry.files.callCount
    }

    @Test(
        "an erasure that stops at any call is not begun, or is ended by the next opening",
        arguments: [900, 64 << 20] as [UInt64])
    func stopped(segmentBytes: UInt64) throws {
        let whole = try LedgerWorld.peopled(segmentBytes: segmentBytes)
        let calls = try Self.calls(whole)
        #expect(calls > 50)
        var begun = 0
        let policies: [CrashPolicy?] = [.everything, .nothingUnsynced, .seeded, nil]
        for number in 1...calls {
            let tried = TestEffort.isNightly ? policies : [policies[number % 4]]
            for policy in tried {
                let fault = Fault(number: number, isPermanent: true)
                let (isBegun, problems) = try Self.stop(whole, at: fault, keeping: policy)
                begun += isBegun ? 1 : 0
                #expect(problems.isEmpty, "call \(number), \(String(describing: policy)): \(problems)")
            }
        }
        #expect(begun > calls / 4)
    }

    @Test("a call of an erasure that fails in any other manner loses nothing and forgets nothing")
    func failed() throws {
        let whole = try LedgerWorld.peopled()
        let calls = try Self.calls(whole)
        let manners: [Fault.Manner] = [.failedButHappened, .failedInPart, .failedAndMarkedClean]
        for number in stride(from: 1, through: calls, by: TestEffort.count(2, nightly: 1)) {
            let manner = manners[number / 2 % 3]
            for isPermanent in [false, true] {
                let fault = Fault(number: number, isPermanent: isPermanent, manner: manner)
                let (_, problems) = try Self.stop(whole, at: fault, keeping: .seeded)
                #expect(problems.isEmpty, "call \(number), \(manner): \(problems)")
            }
        }
    }

    @Test("an erasure for which there is no space is ended when there is some, in the same process")
    func noSpace() throws {
        let whole = try LedgerWorld.peopled()
        let calls = try Self.calls(whole)
        var unfinished = 0
        for number in 1...calls {
            let world = LedgerWorld(copying: whole)
            let ledger = try world.open()
            let id = try #require(try ledger.identity(of: Samples.person(1)))
            world.files.failNextCalls(
                Fault(number: number, operation: "write", isPermanent: true, code: .noSpace))
            do throws(ErasureError) {
                _ = try ledger.erase([id])
                break
            } catch {
                if case .unfinished = error { unfinished += 1 }
            }
            world.files.clearFaults()
            let place = "write \(number)"
            _ = try ledger.erase([id])
            _ = try ledger.appendAndWait([LedgerWorld.seen(93, persons: [2, 7])])
            try ledger.close()
            #expect(try world.files(holding: 1) == [], "\(place)")
            #expect(try world.audit() == [], "\(place)")
        }
        #expect(unfinished > 3)
    }

    @Test("verify says of an erasure that has not ended that it has not")
    func verified() throws {
        let world = try LedgerWorld.peopled()
        let ledger = try world.open()
        let id = try #require(try ledger.identity(of: Samples.person(1)))
        world.files.failNextCalls(Fault(operation: "rename", isPermanent: true))
        do throws(ErasureError) {
            _ = try ledger.erase([id])
            Issue.record("it ended")
        } catch {
            guard case .unfinished = error else { throw error }
        }
        try? ledger.close()
        world.files.clearFaults()
        world.files.kill()
        #expect(try world.audit().contains { $0.hasPrefix("disposable: the erasure that") })
        try world.open().close()
        #expect(try world.audit() == [])
        #expect(try world.files(holding: 1) == [])
    }
}
