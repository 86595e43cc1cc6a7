import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("Enrolments folded from a log that was announced beforehand")
struct EnrolmentGroundTests {
    /// Records as a ledger takes them: each with some events, some of them again with another content, by
    /// another road, or by a newer mapping; some have a twin.
    private struct Submissions {
        private(set) var log = EnrolmentLog()
        /// The entries of each, which stand together.
        private var groups: [RecordGroup] = []
        private var random: SeededRandom
        private var at: Int64 = 0
        private var contents: [UInt64: (tags: UInt64, mapping: UInt32)] = [:]

        init(seed: UInt64, count: Int) {
            random = SeededRandom(seed: seed)
            for number in 0..<count {
                let isNew = contents.isEmpty || Int.random(in: 0..<4, using: &random) > 0
                append(isNew ? UInt64(number) + 1 : contents.keys.sorted().randomElement(using: &random) ?? 1)
            }
        }

        private mutating func append(_ key: UInt64) {
            let start = log.entries.count
            var origin = LogFixture.Origin(
                key: key,
                modified: [nil, seconds(Int64.random(in: 0...3, using: &random))].randomElement(
                    using: &random) ?? nil)
            var known = contents[key] ?? (tags: 0, mapping: 1)
            var mayBeEmpty = false
            if known.tags > 0 {
                let type =
                    [RecordEvents.revised, RecordEvents.corroborated, RecordEvents.remapped]
                    .randomElement(using: &random) ?? RecordEvents.revised
                if type.type == RecordEvents.remapped.type {
                    known.mapping += 1
                    origin.tag = UInt64.random(in: 1...known.tags, using: &random)
                } else {
                    known.tags += 1
                    origin.tag = known.tags
                    mayBeEmpty = true
                }
                log.append(EnrolmentLog.Entry(definition: type, at: seconds(at), devices: [], person: nil))
            } else {
                known.tags = 1
            }
            origin.mapping = known.mapping
            contents[key] = known
            for _ in 0..<Int.random(in: mayBeEmpty ? 0...2 : 1...3, using: &random) { appendEvent() }
            let isCopy = Bool.random(using: &random)
            for index in start..<log.entries.count {
                log.change(index) { entry in
                    entry.origin = origin
                    if isCopy { entry.source = SourceName(.word("ual"), .id(Bits128(high: 0xC0, low: 1))) }
                }
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                let twin = Bits128(high: 8, low: UInt64.random(in: 1...6, using: &random))
                log.change(start) { $0.tags = [Twins.tag(twin)] }
            }
            groups.append(RecordGroup(key: key, entries: Array(start..<log.entries.count)))
        }

        /// An order in which they may come.
        mutating func order() -> [Int] { RecordGroup.order(groups, using: &random) }

        private mutating func appendEvent() {
            at += Int64.random(in: 1...9, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3: log.appendRandom(at, of: 5, using: &random)
            case 4...7:
                // Of a sign-in: some name a session of their own, some one of an enrolment.
                let session = Bits128(high: 0xE0, low: UInt64.random(in: 1...12, using: &random))
                log.appendRandomFactor(at, in: Bool.random(using: &random) ? session : nil, using: &random)
            default:
                log.append(
                    EnrolmentLog.Entry(definition: AccessEvents.granted, at: seconds(at), devices: [entra(1)])
                )
            }
            if Bool.random(using: &random) {
                let flow = UInt64.random(in: 1...30, using: &random)
                log.change(log.entries.count - 1) { $0.correlation = flow }
            }
        }
    }

    @Test("they are what they are without that, whatever came again, and in whatever order")
    func agreement() {
        var kept = 0
        var all = 0
        var sessions = 0
        for seed in 1...24 as ClosedRange<UInt64> {
            var submissions = Submissions(seed: seed, count: 40)
            for _ in 0..<3 {
                let order = submissions.order()
                let plain = submissions.log.fold(order)
                let announced = submissions.log.fold(order, isAnnounced: true)
                for instant in [Timestamp.latest, seconds(150)] {
                    let expected = plain.sessions(asOf: instant)
                    let isSame = announced.sessions(asOf: instant) == expected
                    #expect(isSame, "seed \(seed), order \(order)")
                    sessions += expected.count
                }
                kept += announced.stepCount
                all += plain.stepCount
            }
        }
        #expect(sessions > 500 && kept < all, "\(sessions) sessions, \(kept) of \(all) steps")
    }

    @Test("a factor of a flow that no enrolment has is not kept, and one of its session or its flow is")
    func factors() {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.change(0) { $0.correlation = 1 }
        // Of the enrolment's flow; of a sign-in; of the enrolment's session, and thereby of another flow of
        // it.
        for (flow, session) in [(1, nil), (2, nil), (3, EnrolmentLog.session), (3, nil), (4, nil)]
            as [(UInt64, Bits128?)]
        {
            log.factor(AuthenticationEvents.satisfied, 12 + Int64(flow), in: session, .email)
            log.change(log.entries.count - 1) { $0.correlation = flow }
        }
        let announced = log.fold(isAnnounced: true)
        #expect(log.fold().stepCount == 6 && announced.stepCount == 4)
        #expect(announced.sessions(asOf: .latest) == log.sessions())
        #expect(announced.sessions(asOf: .latest).map { $0.steps.map(\.position.value) } == [[0, 1, 3, 4]])
    }

    @Test("what is told of a record that is passed over is not taken for the contested one before it")
    func passedOver() throws {
        // The content that counts says nothing, and a step of another record follows it.
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.append(EnrollmentEvents.completed, 11)
        log.append(
            EnrolmentLog.Entry(definition: AccessEvents.granted, at: seconds(12), devices: [entra(1)]))
        log.append(EnrollmentEvents.passwordPassed, 13)
        log.append(EnrolmentLog.Entry(definition: RecordEvents.revised, at: seconds(14), devices: []))
        log.append(EnrollmentEvents.failed, 15)
        log.change(2) { $0.origin = LogFixture.Origin(key: 7, tag: 1, modified: seconds(30)) }
        for index in 4...5 {
            log.change(index) { $0.origin = LogFixture.Origin(key: 7, tag: 2, modified: seconds(20)) }
        }
        let session = try #require(log.fold(isAnnounced: true).sessions(asOf: .latest).first)
        #expect(session.outcome == .completed && session.steps.map(\.position.value) == [0, 1, 3])
        #expect(log.sessions() == [session])
    }
}
