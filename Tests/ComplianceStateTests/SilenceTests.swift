import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

private let day: Int64 = 86_400
private let jamf = SourceName(.word("jamf"), .token(Token(word: "acme")))
private let otherJamf = SourceName(.word("jamf"), .token(Token(word: "west")))
private let ivanti = SourceName(.word("ivanti"), .token(Token(word: "acme")))
private func days(_ number: Int64) -> Timestamp { seconds(number * day + 1_750_000_000) }

@Suite("Silence that follows from what a device manager heard last")
struct SilenceTests {
    private static func heard(
        _ log: inout LogFixture, at instant: Timestamp, by source: SourceName = jamf,
        lastContact: Timestamp? = nil, latest: Timestamp? = nil,
        basis: OccurredTime.Basis = .record, state: ManagementState? = .managed
    ) {
        var data = PublicData()
        data.set(ManagementEvents.lastContact, lastContact)
        data.set(ManagementEvents.state, state)
        data.set(ManagementEvents.lastContactBy, latest)
        log.append(
            ManagementEvents.inventoryObserved.type, at: instant, devices: [entra(1)], source: source,
            data: data, basis: basis)
    }

    private static func timeline(_ log: LogFixture) throws -> DeviceTimeline {
        try #require(log.folded().device(entra(1)))
    }

    private static func contacts(_ log: LogFixture) throws -> [Interval] {
        try timeline(log).intervals.filter { $0.region == .contact }
    }

    private static func word(_ log: LogFixture, _ instant: Timestamp) throws -> String? {
        try timeline(log).state(asOf: instant).contacts.first.map { $0.value.word(in: .contact) }
    }

    @Test("a silence falls due a fixed time after what was heard last, and not before")
    func due() throws {
        var log = LogFixture()
        Self.heard(&log, at: days(0))
        Self.heard(&log, at: days(20))
        #expect(try Self.word(log, days(50).adding(nanoseconds: -1)) == "heard")
        #expect(try Self.word(log, days(50)) == "silentInferred")
        let intervals = try Self.contacts(log)
        #expect(intervals.map(\.count) == [2, 0])
        #expect(intervals.map(\.isInferred) == [false, true])
        #expect(intervals[1].from == days(50) && intervals[1].to == nil)
        #expect(intervals[1].position == intervals[0].confirmedPosition)
        #expect(SilenceRule(code: intervals[1].detail) == .validityPeriod)
        #expect(try Self.timeline(log).state(asOf: days(60)).isSilent)
    }

    @Test("who is heard again was silent in between; a silence shorter than the rule is none")
    func heardAgain() throws {
        var log = LogFixture()
        for instant: Int64 in [0, 30, 61] { Self.heard(&log, at: days(instant)) }
        let intervals = try Self.contacts(log)
        #expect(
            intervals.map { $0.value.word(in: .contact) } == [
                "heard", "silentInferred", "heard", "silentInferred",
            ])
        #expect(intervals.map(\.from) == [days(0), days(60), days(61), days(91)])
        #expect(intervals.map(\.to) == [days(60), days(61), days(91), nil])
        #expect(try !Self.timeline(log).state(asOf: days(61)).isSilent)
    }

    @Test(
        "when the device was last in contact counts, where the inventory says it, however often it lists it")
    func lastContact() throws {
        var log = LogFixture()
        for instant: Int64 in [5, 20, 39] { Self.heard(&log, at: days(instant), lastContact: days(4)) }
        #expect(try Self.word(log, days(34)) == "silentInferred")
        // A clock that was never set tells nothing, and of one that runs ahead the listing is the bound.
        var broken = LogFixture()
        Self.heard(&broken, at: days(5), lastContact: seconds(0))
        Self.heard(&broken, at: days(6), lastContact: days(300))
        #expect(try Self.contacts(broken).map(\.from) == [days(6), days(36)])
        #expect(try Self.timeline(broken).facts.compactMap(\.contactIsBound) == [true])
    }

    @Test("of one contact that many records tell the first stands for it")
    func oneContact() throws {
        var log = LogFixture()
        for instant: Int64 in [9, 5, 7] { Self.heard(&log, at: days(instant), lastContact: days(4)) }
        let intervals = try Self.contacts(log)
        #expect(intervals.map(\.count) == [3, 0])
        #expect(intervals[1].position == intervals[0].position)
    }

    @Test("a page that lists a device and tells no contact is not heard of it, however often it is read")
    func listed() throws {
        var log = LogFixture()
        for instant: Int64 in [0, 1, 2] { Self.heard(&log, at: days(instant), basis: .submission) }
        #expect(try Self.contacts(log).isEmpty)
        Self.heard(&log, at: days(3))
        for instant: Int64 in [20, 40] { Self.heard(&log, at: days(instant), basis: .submission) }
        #expect(try Self.word(log, days(33)) == "silentInferred")
        #expect(try Self.word(log, days(50)) == "silentInferred")
    }

    @Test("a contact without a zone is one that was by then at the latest, and not after the page")
    func bound() throws {
        var log = LogFixture()
        let noon = days(4).adding(seconds: 43_200)
        for instant: Int64 in [5, 9] { Self.heard(&log, at: days(instant), latest: noon, basis: .submission) }
        #expect(try Self.contacts(log).map(\.from) == [noon, noon.adding(seconds: 30 * day)])
        #expect(try Self.timeline(log).facts.compactMap(\.contactIsBound) == [true, true])
        // A page that is read before the latest instant bounds it itself.
        var early = LogFixture()
        Self.heard(&early, at: days(4), latest: noon, basis: .submission)
        #expect(try Self.contacts(early).map(\.from) == [days(4), days(34)])
    }

    @Test("a page that lists a device as managed again, and tells no contact, ends the end and is no contact")
    func listedAgain() throws {
        var log = LogFixture()
        log.append(DeviceEvents.retired.type, at: days(1), devices: [entra(1)], source: jamf)
        Self.heard(&log, at: days(2), basis: .submission, state: nil)
        #expect(try Self.word(log, days(3)) == "ended")
        Self.heard(&log, at: days(4), basis: .submission)
        #expect(try Self.word(log, days(400)) == "notTold")
        #expect(try !Self.timeline(log).state(asOf: days(400)).isSilent)
        Self.heard(&log, at: days(500), basis: .submission)
        Self.heard(&log, at: days(501), lastContact: days(500), basis: .submission)
        #expect(try Self.word(log, days(502)) == "heard")
        #expect(try Self.word(log, days(530)) == "silentInferred")
    }

    @Test("behind an end that was seen there is no silence, until the manager has the device again")
    func ended() throws {
        var log = LogFixture()
        Self.heard(&log, at: days(0))
        var data = PublicData()
        data.set(DeviceEvents.evidence, .observed)
        log.append(
            DeviceEvents.unenrolled.type, at: days(1), devices: [entra(1)], source: jamf, data: data)
        Self.heard(&log, at: days(2), state: nil)
        #expect(try Self.word(log, days(300)) == "ended")
        #expect(try !Self.timeline(log).state(asOf: days(300)).isSilent)
        log.append(DeviceEvents.enrolled.type, at: days(400), devices: [entra(1)], source: jamf)
        #expect(try Self.word(log, days(401)) == "heard")
        #expect(try Self.word(log, days(430)) == "silentInferred")
    }

    @Test("each manager has a track and a rule of its own; one of which nothing is documented has none")
    func managers() throws {
        var log = LogFixture()
        Self.heard(&log, at: days(0), by: jamf)
        Self.heard(&log, at: days(0), by: ivanti)
        Self.heard(&log, at: days(0), by: SourceName(.word("homegrown")))
        let state = try Self.timeline(log).state(asOf: days(10))
        #expect(state.contacts.count == 2)
        #expect(Set(state.contacts.map { $0.value.word(in: .contact) }) == ["heard", "silentInferred"])
        #expect(Set(state.contacts.compactMap { SilenceRule(code: $0.detail) }) == Set(SilenceRule.all))
        // One that hears of it is enough.
        #expect(!state.isSilent)
        #expect(try Self.timeline(log).state(asOf: days(31)).isSilent)
    }

    @Test("a verdict read out of a report is not heard of the device; an evaluation is")
    func verdicts() throws {
        var log = LogFixture()
        var data = PublicData()
        data.set(ComplianceEvents.verdict, .compliant)
        log.append(
            VerdictEvents.observed.type, at: days(0), devices: [entra(1)], source: jamf, data: data)
        #expect(try Self.contacts(log).isEmpty)
        log.append(
            ComplianceEvents.evaluated.type, at: days(1), devices: [entra(1)], source: jamf, data: data)
        #expect(try Self.contacts(log).map(\.from) == [days(1), days(31)])
    }

    @Test("verdicts that name no policy are one track for each instance that tells them")
    func evaluated() throws {
        var log = LogFixture()
        func tell(_ verdict: ComplianceVerdict, _ instant: Timestamp, _ source: SourceName) {
            var data = PublicData()
            data.set(ComplianceEvents.verdict, verdict)
            log.append(
                ComplianceEvents.evaluated.type, at: instant, devices: [entra(1)], source: source,
                data: data)
        }
        tell(.compliant, days(0), jamf)
        tell(.nonCompliant, days(1), otherJamf)
        tell(.compliant, days(2), jamf)
        let tracks = try Self.timeline(log).state(asOf: days(3)).snapshot.tracks(.complianceEvaluated)
        #expect(tracks.count == 2)
        #expect(
            Set(tracks.map { "\($0.value.word(in: .complianceEvaluated)) \($0.since)" })
                == ["compliant \(days(0))", "nonCompliant \(days(1))"])
        #expect(tracks.allSatisfy { $0.detail == 1 && $0.object != nil })
    }

    @Test("the order in which records came does not matter", arguments: 1...20 as ClosedRange<UInt64>)
    func order(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var steps: [(Int64, SourceName, ManagementState?, isEnd: Bool)] = []
        for _ in 0..<12 {
            steps.append(
                (
                    Int64.random(in: 0...150, using: &random), Bool.random(using: &random) ? jamf : ivanti,
                    Bool.random(using: &random) ? .managed : nil, Int.random(in: 0..<6, using: &random) == 0
                ))
        }
        func digest(_ steps: [(Int64, SourceName, ManagementState?, isEnd: Bool)]) throws -> [[UInt8]] {
            var log = LogFixture()
            for step in steps {
                if step.isEnd {
                    log.append(
                        DeviceEvents.retired.type, at: days(step.0), devices: [entra(1)], source: step.1)
                } else {
                    Self.heard(
                        &log, at: days(step.0), by: step.1, lastContact: days(step.0 - 1), state: step.2)
                }
            }
            let device = try Self.timeline(log)
            return stride(from: 0, through: 200, by: 5).map {
                StateDigest.bytes(of: device.state(asOf: days($0)), key: device.key)
            }
        }
        // Of what is told at one instant the position decides, so each instant stands once.
        var unique: Set<Int64> = []
        let distinct = steps.filter { unique.insert($0.0).inserted }
        #expect(try digest(distinct) == digest(distinct.shuffled(using: &random)))
    }

    @Test(
        "a prefix of what happened holds what the whole held then", arguments: 1...10 as ClosedRange<UInt64>)
    func prefix(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var log = LogFixture()
        for _ in 0..<20 { Self.heard(&log, at: days(Int64.random(in: 0...400, using: &random))) }
        let device = try Self.timeline(log)
        for instant in stride(from: Int64(0), through: 450, by: 7) {
            let whole = StateSnapshot(intervals: device.intervals, asOf: days(instant))
            let part = Timeline(facts: device.facts.filter { $0.occurred <= days(instant) })
            let then = part.state(asOf: days(instant))
            #expect(whole[.contact]?.value == then[.contact]?.value)
            #expect(whole[.contact]?.since == then[.contact]?.since)
        }
    }
}
