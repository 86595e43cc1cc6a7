import Foundation
import Probity
import Testing

/// The two clocks of a question where the machine's own is wrong.
@Suite struct ResolvedTimesTests {
    private struct StoppedClock: WallClock {
        let instant: Timestamp
        func now() -> Timestamp { instant }
    }

    private static func seconds(_ number: Int64) -> Timestamp {
        Timestamp(nanoseconds: number * 1_000_000_000)
    }

    private static func environment(at instant: Timestamp) -> LedgerEnvironment {
        var environment = LedgerEnvironment.system
        environment.clock = StoppedClock(instant: instant)
        return environment
    }

    @Test("a clock behind the last recorded time is told, and that time stands for now; all is known")
    func clockBehind() throws {
        let path = NSTemporaryDirectory() + "probity-clock-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let late = Self.environment(at: Self.seconds(2_000_000_000))
        try Ledger.create(at: path, origin: "test.example/ledger", in: late)
        let tenant = Bits128(high: 0xC0, low: 1)
        let writer = try Ledger.open(path, for: .writing, in: late)
        var draft = SubmissionDraft(
            source: SourceName(.word("entra"), .id(tenant)), key: Array("record".utf8),
            content: Array("1".utf8), mappingRevision: MappingRevision(1), road: Token(word: "graph"),
            isObserved: true, evidence: nil)
        var subject = EventSubject(tenant: TenantName(id: tenant))
        subject.devices = [.entra(Bits128(high: 1, low: 1))]
        draft.add(
            ComplianceEvents.observed, occurred: OccurredTime(Self.seconds(1_900_000_000)), subject: subject,
            data: PublicData())
        _ = try writer.appendAndWait([draft.finished()])
        try writer.close()
        func times(at instant: Int64) throws -> ResolvedTimes {
            let ledger = try Ledger.open(path, in: Self.environment(at: Self.seconds(instant)))
            return try History(ledger).resolve(asOf: nil, knownAt: nil)
        }
        let behind = try times(at: 1_600_000_000)
        #expect(behind.isClockBehind && behind.isNow && behind.prefix.value > 0)
        #expect(behind.knownAt >= Self.seconds(2_000_000_000) && behind.asOf == behind.knownAt)
        let right = try times(at: 2_000_000_100)
        #expect(!right.isClockBehind && right.isNow && right.knownAt == Self.seconds(2_000_000_100))
    }
}
