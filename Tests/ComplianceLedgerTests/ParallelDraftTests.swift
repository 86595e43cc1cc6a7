import DurabilitySimulation
import LedgerModel
import Merkle
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("A large append, drafted on several threads")
struct ParallelDraftTests {
    /// Submissions of all kinds: with evidence, with people, with a twin, and some that are refused.
    private static func submissions(_ count: Int) -> [Submission] {
        (0..<count).map { number in
            var submission = Samples.submission(
                number, device: number % 37,
                evidence: number % 3 == 0 ? [UInt8](repeating: 7, count: 50) : nil,
                events: (0..<(1 + number % 3)).map { part in
                    number % 5 == 0
                        ? Samples.event(number, about: 0, part: UInt32(part))
                        : Samples.event(number, device: number % 37, part: UInt32(part))
                })
            if number % 5 == 0 { submission.identities = [Samples.person(number % 11)] }
            if number % 7 == 0 { submission.twin = Array("twin \(number)".utf8) }
            if number % 97 == 50 { submission.key = [] }
            return submission
        }
    }

    @Test("slices make what one piece makes")
    func slices() throws {
        let submissions = Self.submissions(1_000)
        let world = LedgerWorld()
        try world.create()
        let secret = try world.secret()
        let weight = AppendWeight(submissions)
        #expect(weight.isWithinLimits)
        let kept = submissions.count { $0.evidence != nil || !$0.personal.isEmpty }
        var environment = world.environment
        environment.randomness = SeededRandomness(seed: 9)
        let salts = SeededRandomness(seed: 9).bytes(kept * PrivateRecord.saltBytes)
        var total: AppendTotal?
        let whole = DraftedAppend(
            submissions.indices, of: submissions, &total, secret, environment.clock.now(), salts[...])
        let sideBySide = SideBySide(helpers: 3)
        defer { sideBySide.close() }
        let sliced = DraftedAppend(
            submissions, weight, secret: secret, environment: environment, sideBySide)
        #expect(sliced.bytes == whole.bytes && whole.parts.count == 1_000)
        #expect(sliced.lookups == whole.lookups && whole.lookups.count > 190)
        #expect(sliced.slots.map(\.offset) == whole.slots.map(\.offset) && whole.slots.count > 600)
        // Which salt a private record gets depends on how many submissions before it are refused.
        #expect(sliced.privateRecords.count == whole.privateRecords.count)
        for (one, other) in zip(sliced.privateRecords, whole.privateRecords) {
            let salt = PrivateRecord.saltBytes
            #expect(one.bytes.dropFirst(salt) == other.bytes.dropFirst(salt))
            #expect(one.digest == SHA256.hash(of: one.bytes))
        }
        #expect(Set(sliced.privateRecords.map(\.digest)).count == whole.privateRecords.count)
        #expect(whole.privateRecords.count > 300)
        #expect(sliced.drafts.map(Self.places) == whole.drafts.map(Self.places))
        for (one, other) in zip(sliced.parts, whole.parts) {
            let fault = sliced.fault(of: one).map { "\($0)" }
            #expect(fault == whole.fault(of: other).map { "\($0)" })
            guard fault == nil else { continue }
            #expect(one.key == other.key && one.content == other.content)
            #expect(one.drafts == other.drafts && one.slots == other.slots)
            #expect(one.lookups == other.lookups && one.privateRecord == other.privateRecord)
            #expect(sliced.twin(of: one) == whole.twin(of: other))
        }
        #expect(sliced.parts.count { sliced.fault(of: $0) != nil } == 10)
        #expect(sliced.parts.count { sliced.twin(of: $0) != nil } > 100)
    }

    private static func places(_ draft: RecordDraft) -> [Int] {
        [draft.typeRange, draft.streamRange, draft.sourceRange].flatMap { [$0.lowerBound, $0.upperBound] }
    }

    @Test("with any number of threads the ledger's files have the same bytes")
    func files() throws {
        let submissions = Self.submissions(1_000).filter { !$0.key.isEmpty }
        var images: [[String: [UInt8]]] = []
        for helpers in [0, 1, 3] {
            let world = LedgerWorld(seed: 5)
            var environment = world.environment
            environment.helperThreads = helpers
            try world.create()
            let ledger = try Ledger.open(LedgerWorld.path, for: .writing, in: environment)
            for start in stride(from: 0, to: submissions.count, by: 400) {
                _ = try ledger.appendAndWait(
                    Array(submissions[start..<min(start + 400, submissions.count)]))
            }
            try ledger.close()
            #expect(try world.audit() == [])
            images.append(
                Dictionary(
                    uniqueKeysWithValues: world.files.files.map { ($0, world.files.contents($0) ?? []) }))
        }
        #expect(images[0].count > 8)
        for image in images { #expect(image == images[0]) }
    }
}
