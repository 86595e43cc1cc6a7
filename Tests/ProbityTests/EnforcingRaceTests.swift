import Foundation
import Probity
import Synchronization
import Testing

/// Enforcing appends side by side, and at length.
@Suite("Enforcing appends side by side") struct EnforcingRaceTests {
    private typealias Base = EnforcingTests

    @Test("of two partners that race for a platform exactly one wins, a thousand times")
    func race() throws {
        let place = try Base.Place()
        let ledger = place.ledger
        let races = 1_000
        let won = Mutex<[Int]>(Array(repeating: 0, count: races))
        let lost = Mutex<[Int]>(Array(repeating: 0, count: races))
        let others = Mutex<[String]>([])
        let threads = (1...2).map { number in
            let thread = Thread {
                for race in 0..<races {
                    let command = Base.adding("\(race)-\(number)", UInt64(number), in: UInt64(race))
                    do {
                        _ = try ledger.appendAndWait(enforcing: [command])
                        won.withLock { $0[race] += 1 }
                    } catch EnforcingError.refused {
                        lost.withLock { $0[race] += 1 }
                    } catch {
                        others.withLock { $0.append("\(error)") }
                    }
                }
            }
            thread.start()
            return thread
        }
        while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
        #expect(others.withLock { $0 }.isEmpty)
        #expect(won.withLock { $0 } == Array(repeating: 1, count: races))
        #expect(lost.withLock { $0 } == Array(repeating: 1, count: races))
        #expect(ledger.size.value == UInt64(races))
    }

    @Test("in one tenant that everybody writes to, each append is judged by all before it")
    func crowd() throws {
        let place = try Base.Place()
        let ledger = place.ledger
        let outcomes = Mutex<(recorded: Int, refused: Int)>((0, 0))
        let threads = (0..<4).map { number in
            let thread = Thread {
                for turn in 0..<25 {
                    let id = UInt64(number * 25 + turn)
                    let commands = [
                        Base.adding("a\(id)", id),
                        Base.adding(
                            "r\(id)", id, at: 10, .iOS, .maas360,
                            turn % 5 == 0 ? PartnerSetupEvents.enabled : PartnerSetupEvents.removed),
                    ]
                    let isRecorded = (try? ledger.appendAndWait(enforcing: commands)) != nil
                    outcomes.withLock { isRecorded ? ($0.recorded += 1) : ($0.refused += 1) }
                }
            }
            thread.start()
            return thread
        }
        while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
        let (recorded, refused) = outcomes.withLock { $0 }
        #expect(recorded + refused == 100 && recorded >= 1 && ledger.size.value == UInt64(recorded * 2))
        // Who adds without removing keeps the platform: nobody comes after.
        var holders = 0
        try ledger.forEachRecord { record in
            if let event = try? record.event(), event.type == PartnerSetupEvents.enabled.type { holders += 1 }
            return true
        }
        #expect(holders == 1)
    }

    @Test("a thousand commands on a hundred thousand events take a look-up each, not a reading each")
    func length() throws {
        let place = try Base.Place()
        let ledger = place.ledger
        var data = PublicData()
        data.set(ComplianceEvents.isCompliant, true)
        for start in stride(from: 0, to: 100_000, by: 10_000) {
            _ = try ledger.appendAndWait(
                (start..<(start + 10_000)).map {
                    Base.submission(
                        "o\($0)", ComplianceEvents.observed, at: Int64($0 % 1_000),
                        device: Bits128(high: 1, low: UInt64($0 % 500)), data)
                })
        }
        func commands(_ count: Int, _ name: String) -> [Submission] {
            (0..<count).map { number in
                var data = PublicData()
                data.set(InstanceEvents.instance, Bits128(high: 7, low: UInt64(number)))
                data.set(InstanceEvents.product, .jamfPro)
                return Base.submission(
                    "\(name)\(number)", InstanceEvents.connected, at: Int64(2_000 + number), data)
            }
        }
        let clock = ContinuousClock()
        let one = try clock.measure { _ = try ledger.appendAndWait(enforcing: commands(1, "w")) }
        let thousand = try clock.measure { _ = try ledger.appendAndWait(enforcing: commands(1_000, "c")) }
        let single = try clock.measure {
            for command in commands(20, "s") { _ = try ledger.appendAndWait(enforcing: [command]) }
        }
        // Wall time tells only orders of magnitude: a reading of the ledger for each would be a thousand
        // times the first.
        #expect(thousand < one * 200 + .seconds(2), "one \(one), a thousand \(thousand)")
        #expect(single < .seconds(20), "\(single)")
        #expect(ledger.size.value == 101_021)
    }
}
