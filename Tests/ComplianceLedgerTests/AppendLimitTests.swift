import DurabilitySimulation
import LedgerModel
import Synchronization
import Testing

@testable import ComplianceLedger

@Suite("What one append, and all that wait, may weigh")
struct AppendLimitTests {
    private static let heavy = 14 << 20

    /// A submission with so much evidence.
    private static func heavy(_ number: Int) -> Submission {
        var bytes = [UInt8](repeating: 0x20, count: heavy)
        bytes[0] = UInt8(truncatingIfNeeded: number)
        return Samples.submission(number, evidence: bytes)
    }

    @Test("an append that weighs too much is refused before anything is made of it, and names the limit")
    func bytesOfOneAppend() throws {
        let randomness = CountedRandomness()
        let world = LedgerWorld()
        try world.create()
        var environment = world.environment
        environment.randomness = randomness
        let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
        let asked = randomness.count
        let submissions = (0..<5).map(Self.heavy)
        do throws(AppendError) {
            _ = try ledger.appendAndWait(submissions)
            Issue.record("it was taken in")
        } catch {
            guard case .limit(4, "bytes of one append", let found, let limit) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(limit == Limits.appendBytes)
            #expect(found == submissions.reduce(0) { $0 + $1.byteCount })
            #expect("\(error)".contains("\(found)") && "\(error)".contains("\(limit)"))
        }
        #expect(randomness.count == asked)
        #expect(ledger.size == .empty)
        #expect(try ledger.appendAndWait([Samples.submission(1)]).first?.outcome == .recorded)
    }

    @Test("of submissions each for itself those within the limit are recorded, the others are told")
    func bytesOfEach() throws {
        let ledger = try LedgerWorld().opened()
        let results = ledger.appendEach((0..<5).map(Self.heavy) + [Samples.submission(9)])
        for result in results.prefix(4) { #expect(try result.get().outcome == .recorded) }
        guard case .failure(.limit(4, "bytes of one append", _, _)) = results[4] else {
            Issue.record("\(results[4])")
            return
        }
        // What is small still fits behind what does not.
        #expect(try results[5].get().outcome == .recorded)
        #expect(ledger.size == TreeSize(5))
    }

    @Test("every part of a submission weighs")
    func weight() {
        let plain = Samples.submission(1)
        let base = plain.byteCount
        func change(_ change: (inout Submission) -> Void) -> Int {
            var submission = plain
            change(&submission)
            return submission.byteCount - base
        }
        let bytes = [UInt8](repeating: 1, count: 1_000)
        #expect(change { $0.key += bytes } == 1_000)
        #expect(change { $0.content += bytes } == 1_000)
        #expect(change { $0.evidence = bytes } == 1_000)
        #expect(change { $0.personal = bytes } == 1_000)
        #expect(change { $0.twin = bytes } == 1_000)
        #expect(change { $0.events[0].data += bytes } == 1_000)
        #expect(change { $0.events[0].tags.append(Samples.tag(3)) } == Samples.tag(3).encodedCount)
        let person = Samples.person(1)
        #expect(change { $0.identities = [person] } == person.namespace.count + person.value.count)
        let event = change { $0.events.append($0.events[0]) }
        #expect(event > Samples.stream(0).encodedCount)
    }

    @Test("more identities than a submission may have are refused, as many as it may are taken in")
    func identities() throws {
        let ledger = try LedgerWorld().opened()
        var submission = Samples.submission(1)
        let person = Samples.person(1)
        submission.identities = Array(repeating: person, count: Limits.identitiesPerSubmission + 1)
        do throws(AppendError) {
            _ = try ledger.appendAndWait([submission])
            Issue.record("it was taken in")
        } catch {
            guard case .limit(0, "identities of one submission", 16_385, 16_384) = error else {
                Issue.record("\(error)")
                return
            }
        }
        submission.identities.removeLast()
        #expect(try ledger.appendAndWait([submission]).first?.outcome == .recorded)
    }

    @Test("what waits is bounded by all it holds; more is refused undrafted, and says when to come again")
    func overload() throws {
        // The writer is held up in a sync.
        let isClosed = Mutex(false)
        let isHeldUp = Mutex(false)
        let hooks = FileHooks(sync: { _ in
            while isClosed.withLock({ $0 }) {
                isHeldUp.withLock { $0 = true }
                sleepForAMoment()
            }
        })
        let randomness = CountedRandomness()
        let world = LedgerWorld(wrapping: { HookedFileSystem($0, hooks) })
        try world.create()
        var environment = world.environment
        environment.randomness = randomness
        let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
        let results = Mutex<[Int: Result<[AppendReceipt], AppendError>]>([:])
        func send(_ number: Int, _ submission: Submission) {
            ledger.append([submission]) { result in results.withLock { $0[number] = result } }
        }
        // Content and key count as evidence does.
        func wide(_ number: Int) -> Submission {
            var submission = Samples.submission(number)
            submission.content += [UInt8](repeating: 1, count: 10 << 20)
            return submission
        }
        isClosed.withLock { $0 = true }
        send(0, wide(0))
        while !isHeldUp.withLock({ $0 }) { sleepForAMoment() }
        for number in 1..<12 { send(number, wide(number)) }
        let asked = randomness.count
        send(12, Self.heavy(12))
        let refused = results.withLock { results in
            results.compactMap { number, result -> Int? in
                guard case .failure(.overloaded(let seconds)) = result else { return nil }
                #expect(CommitRate.range.contains(seconds))
                return number
            }
        }
        // Each is held twice, as it came and as it is drafted.
        #expect(refused.sorted() == Array(5...12))
        #expect(randomness.count == asked)
        isClosed.withLock { $0 = false }
        try ledger.close()
        for (number, result) in results.withLock({ $0 }) where !refused.contains(number) {
            #expect(try result.get().count == 1)
        }
        #expect(results.withLock { $0.count } == 13)
    }
}

/// Counts how often it is asked.
private final class CountedRandomness: RandomSource {
    private let asked = Mutex(0)
    private let bytes = SeededRandomness(seed: 5)

    var count: Int { asked.withLock { $0 } }

    func bytes(_ count: Int) -> [UInt8] {
        asked.withLock { $0 += 1 }
        return bytes.bytes(count)
    }
}
