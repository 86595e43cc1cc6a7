import Attestation
import LedgerModel
import Merkle
import Testing

@testable import ComplianceLedger

@Suite("Whatever the clock says")
struct ClockTests {
    /// A change of the wall clock, in seconds, while no time passes.
    private static let jumps: [(what: String, seconds: Int64)] = [
        ("a second back", -1), ("an hour back", -3_600), ("ten years back", -315_576_000),
        ("a century forward", 3_155_760_000), ("a leap second", 1), ("to the epoch", -1_700_000_000),
        ("frozen", 0),
    ]

    @Test(
        "the order of events and of recorded time stays, also over a reopening, and checkpoints go on",
        arguments: 0..<7)
    func jumps(index: Int) throws {
        let (what, seconds) = Self.jumps[index]
        let world = LedgerWorld()
        var ledger = try world.opened()
        var last = Timestamp.earliest
        var size: UInt64 = 0
        var sizes: Set<UInt64> = []
        for number in 0..<9 {
            if number == 3 { world.clock.set(seconds: seconds) }
            if number == 6 {
                try ledger.close()
                ledger = try world.open()
            }
            // Something happens half a minute after the other: a checkpoint is due at every second one.
            world.clock.monotonic.advance(.seconds(30))
            let receipt = try #require(try ledger.appendAndWait([Samples.submission(number)]).first)
            _ = try ledger.appendAndWait([])
            #expect(receipt.positions.lowerBound == size, "\(what)")
            #expect(receipt.recorded >= last, "\(what)")
            last = receipt.recorded
            size += 1
            let signed = try #require(try ledger.publishedCheckpoint()).head.size
            sizes.insert(signed)
            // The writer may look at the clock before or after the next half minute.
            #expect(size - signed <= 2, "\(what): \(signed) of \(size) are signed")
        }
        // Neither one for each batch nor none at all.
        #expect((3...7).contains(sizes.count), "\(what): \(sizes.sorted())")
        try ledger.close()
        #expect(try world.audit() == [], "\(what)")
    }

    @Test("a clock that was far ahead for a while brings neither a checkpoint a batch nor none at all")
    func aheadForAWhile() throws {
        let world = LedgerWorld()
        let ledger = try world.opened()
        _ = try ledger.appendAndWait([Samples.submission(0)])
        world.clock.set(seconds: 400_000_000)
        _ = try ledger.appendAndWait([Samples.submission(1)])
        world.clock.set(seconds: -400_000_000)
        var signed: Set<UInt64> = []
        for number in 2..<62 {
            world.clock.advance(seconds: 2)
            _ = try ledger.appendAndWait([Samples.submission(number)])
            _ = try ledger.appendAndWait([])
            if let size = try ledger.publishedCheckpoint()?.head.size { signed.insert(size) }
        }
        // The first, and two in two minutes.
        #expect(signed.count == 3, "\(signed.sorted())")
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("the system's monotonic clock runs, and not back")
    func monotonic() {
        let clock = SystemMonotonicClock()
        var last = clock.now()
        for _ in 0..<1_000 {
            let now = clock.now()
            #expect(now >= last)
            last = now
        }
        sleepForAMoment()
        #expect(clock.now() > last)
    }
}
