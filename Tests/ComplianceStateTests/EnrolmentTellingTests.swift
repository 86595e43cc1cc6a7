import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("How steps are told to be of one enrolment")
struct EnrolmentTellingTests {
    @Test("steps with one id are one enrolment, whoever tells of them; in another tenant it is another one")
    func byID() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10, device: entra(1))
        log.append(EnrollmentEvents.requested, 11, Bits128(high: 0xE0, low: 2), device: entra(1))
        log.factor(AuthenticationEvents.satisfied, 12, .textMessage, .textMessage, by: .entra)
        log.append(EnrollmentEvents.completed, 13, device: entra(2))
        let sessions = log.sessions()
        #expect(sessions.map { $0.steps.map(\.position.value) } == [[0, 2, 3], [1]])
        #expect(sessions.allSatisfy { $0.telling == .byID })
        // Nothing binds the two devices.
        #expect(sessions[0].devices == [entra(1), entra(2)])
        #expect(sessions[0].instances == [EnrolmentLog.maas360])
    }

    @Test("without an id one source's steps of one device are divided by requests and endings")
    func byDeviceAndTime() {
        var log = EnrolmentLog()
        let steps: [(EventDefinition, Int64)] = [
            (EnrollmentEvents.requested, 10), (EnrollmentEvents.passwordFailed, 11),
            (EnrollmentEvents.failed, 12), (EnrollmentEvents.completed, 20),
            (EnrollmentEvents.requested, 30), (EnrollmentEvents.requested, 31),
            (EnrollmentEvents.abandoned, 32),
        ]
        for (definition, at) in steps.reversed() { log.append(definition, at, nil) }
        let sessions = log.sessions()
        #expect(
            sessions.map { $0.steps.map(\.occurred) } == [
                [10, 11, 12].map { seconds($0) }, [seconds(20)], [seconds(30)], [31, 32].map { seconds($0) },
            ])
        #expect(sessions.map(\.outcome) == [.failed, .completed, .open, .abandoned])
        #expect(sessions.allSatisfy { $0.telling == .byDeviceAndTime && $0.id == $0.steps[0].event.bits })
    }

    @Test("other sources and other devices are others' accounts; a bound id is the same device's")
    func accounts() {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10, nil, device: entra(1))
        log.append(EnrollmentEvents.completed, 20, nil, source: EnrolmentLog.directory, device: entra(1))
        log.append(EnrollmentEvents.completed, 30, nil, device: intune(1))
        #expect(log.sessions().map { $0.steps.count } == [1, 1, 1])
        log.append(
            EnrolmentLog.Entry(
                definition: DeviceEvents.identityBound, at: seconds(40), devices: [entra(1), intune(1)]))
        let sessions = log.sessions()
        #expect(sessions.map { $0.steps.map(\.position.value) } == [[0, 2], [1]])
        #expect(sessions[0].devices == [entra(1)] && sessions[0].deviceKeys == [entra(1), intune(1)])
    }

    @Test("a factor without an id belongs to the one enrolment of its flow, and to none where there are two")
    func flows() {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.change(0) { $0.correlation = 5 }
        log.factor(AuthenticationEvents.satisfied, 12, in: nil, .textMessage)
        #expect(log.only?.steps.count == 1)
        log.change(1) { $0.correlation = 5 }
        #expect(log.only?.steps.count == 2)
        #expect(log.only.map { $0.steps.map($0.isOfFlow) } == [false, true])
        log.append(EnrollmentEvents.completed, 13, nil)
        log.change(2) { $0.correlation = 5 }
        #expect(log.only?.steps.count == 3)
        log.append(EnrollmentEvents.requested, 14, Bits128(high: 0xE0, low: 2))
        log.change(3) { $0.correlation = 5 }
        #expect(log.sessions().map { $0.steps.map(\.position.value) } == [[0], [2], [3]])
    }

    @Test("factors alone are a sign-in's")
    func signIns() {
        var log = EnrolmentLog()
        log.factor(AuthenticationEvents.challenged, 10, .textMessage)
        log.factor(AuthenticationEvents.satisfied, 12, .textMessage)
        #expect(log.sessions().isEmpty && log.fold().stepCount == 2)
    }

    @Test("of a record that came with two contents one counts")
    func revised() throws {
        var log = EnrolmentLog()
        log.append(EnrollmentEvents.requested, 10)
        log.append(EnrollmentEvents.completed, 11)
        log.append(EnrollmentEvents.failed, 11)
        log.change(1) { $0.origin = LogFixture.Origin(key: 7, tag: 1, modified: seconds(20)) }
        log.change(2) { $0.origin = LogFixture.Origin(key: 7, tag: 2, modified: seconds(30)) }
        #expect(log.only?.outcome == .failed && log.only?.steps.count == 2)
        log.change(1) { $0.origin = LogFixture.Origin(key: 7, tag: 1, modified: seconds(40)) }
        #expect(log.only?.outcome == .completed)
    }

    @Test("a factor that two logs tell of is one, and the one of Entra's own log counts")
    func twins() throws {
        for isTwin in [false, true] {
            var log = EnrolmentLog()
            log.append(EnrollmentEvents.requested, 10)
            log.factor(AuthenticationEvents.satisfied, 12, step: 1, .textMessage, .textMessage, by: .entra)
            log.factor(AuthenticationEvents.satisfied, 12, step: 2, .textMessage, .textMessage, by: .entra)
            log.change(1) { $0.source = SourceName(.word("ual"), .id(Bits128(high: 0xC0, low: 1))) }
            if isTwin {
                for index in 1...2 {
                    log.change(index) { $0.tags = [Twins.tag(Bits128(high: 8, low: 8))] }
                }
            }
            let session = try #require(log.only)
            #expect(session.factors.map(\.position.value) == (isTwin ? [2] : [1, 2]))
        }
    }

    // MARK: - Order

    /// Enrolments of some devices in which everything happens, each event at an instant of its own.
    private static func random(seed: UInt64, events: Int) -> EnrolmentLog {
        var random = SeededRandom(seed: seed)
        var log = EnrolmentLog()
        for index in 0..<events {
            log.appendRandom(
                Int64(index * 10 + Int.random(in: 0...9, using: &random)), of: 2, using: &random)
            let last = log.entries.count - 1
            if Bool.random(using: &random) {
                log.change(last) { $0.correlation = UInt64.random(in: 1...4, using: &random) }
            }
            if Int.random(in: 0..<5, using: &random) == 0 {
                log.change(last) { entry in
                    entry.origin = LogFixture.Origin(
                        key: UInt64.random(in: 1...4, using: &random),
                        tag: UInt64.random(in: 1...3, using: &random),
                        modified: seconds(Int64(index / 5)))
                }
            }
        }
        return log
    }

    @Test("a thousand permutations of events at different instants make the same enrolments")
    func permutations() {
        var random = SeededRandom(seed: 4)
        var deviations: Set<EnrolmentDeviation.Kind> = []
        for seed in 0..<25 as Range<UInt64> {
            let log = Self.random(seed: seed, events: 40)
            let straight = Array(log.entries.indices)
            let sessions = log.sessions()
            let expected = log.told(sessions, straight)
            #expect(!expected.isEmpty)
            for session in sessions {
                deviations.formUnion(EnrolmentAssessment(session).deviations.map(\.kind))
            }
            for _ in 0..<40 {
                let order = straight.shuffled(using: &random)
                let found = log.told(log.fold(order).sessions(asOf: seconds(1_000_000)), order)
                if found != expected {
                    Issue.record("seed \(seed), order \(order): \(found) is not \(expected)")
                    return
                }
            }
        }
        // The logs are such that judgements are made of them.
        #expect(deviations.count > 4, "\(deviations)")
    }

    @Test("records with flipped bytes are no records, or are folded into something")
    func damaged() {
        var random = SeededRandom(seed: 9)
        let records = Self.random(seed: 3, events: 60).records
        var read = 0
        for _ in 0..<40 {
            var fold = EnrolmentFold()
            for (index, record) in records.enumerated() {
                var bytes = record
                // The data are the last element.
                let from = Bool.random(using: &random) ? max(0, bytes.count - 40) : 0
                bytes[Int.random(in: from..<bytes.count, using: &random)] ^= UInt8.random(
                    in: 1...255, using: &random)
                bytes.withUnsafeBytes { buffer in
                    guard let view = try? RecordView(buffer, at: GlobalPosition(UInt64(index))) else {
                        return
                    }
                    read += 1
                    fold.add(view)
                }
            }
            let sessions = fold.sessions(asOf: Timestamp(nanoseconds: .max))
            for session in sessions {
                let steps = zip(session.steps, session.steps.dropFirst())
                #expect(steps.allSatisfy { $0 < $1 } && !session.steps.isEmpty)
                #expect(EnrolmentAssessment(session).counted >= 0)
            }
        }
        #expect(read > 500, "\(read)")
    }

    @Test("what is known at a position is what is computed from the events up to it")
    func prefixes() {
        let log = Self.random(seed: 77, events: 60)
        var random = SeededRandom(seed: 5)
        let order = Array(log.entries.indices).shuffled(using: &random)
        var growing = EnrolmentFold()
        for (position, index) in order.enumerated() {
            log.add(index, at: UInt64(position), to: &growing)
            let instant = seconds(Int64(position) * 10)
            let alone = log.fold(Array(order[...position])).sessions(asOf: instant)
            #expect(growing.sessions(asOf: instant) == alone)
            #expect(alone.allSatisfy { $0.last <= instant })
        }
        #expect(growing.stepCount > 20)
    }
}
