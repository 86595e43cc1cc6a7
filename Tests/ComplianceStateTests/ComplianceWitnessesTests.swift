import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

private let jamf = SourceName(.word("jamf"), .token(Token(word: "acme")))
private let intuneSource = SourceName(.word("intune"), .id(Bits128(high: 0xC0, low: 1)))
private let entraSource = SourceName(.word("entra"), .id(Bits128(high: 0xC0, low: 1)))
private let day: Int64 = 86_400
private func days(_ number: Int64) -> Timestamp { seconds(number * day + 1_750_000_000) }

@Suite("The witnesses of a device's compliance, side by side")
struct ComplianceWitnessesTests {
    /// A log, and who told each of its events.
    private struct Story {
        var log = LogFixture()
        var sources: [GlobalPosition: SourceName] = [:]

        mutating func evaluate(
            _ verdict: ComplianceVerdict, _ instant: Int64, by source: SourceName = jamf,
            policy: UInt64? = nil
        ) {
            var data = PublicData()
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ComplianceEvents.policy, policy.map { Bits128(high: 8, low: $0) })
            note(ComplianceEvents.evaluated, instant, source, data)
        }

        mutating func report(
            _ definition: EventDefinition, _ verdict: ComplianceVerdict?, _ instant: Int64,
            message: UInt64? = nil
        ) {
            var data = PublicData()
            data.set(ComplianceEvents.verdict, verdict)
            data.set(ComplianceEvents.message, message.map { Bits128(high: 9, low: $0) })
            note(definition, instant, jamf, data)
        }

        mutating func observe(_ isCompliant: Bool?, _ instant: Int64, _ witness: Witness, was: Bool? = nil) {
            var data = PublicData()
            data.set(ComplianceEvents.isCompliant, isCompliant)
            data.set(ComplianceEvents.wasCompliant, was)
            data.set(ComplianceEvents.witness, witness)
            note(ComplianceEvents.observed, instant, entraSource, data)
        }

        private mutating func note(
            _ definition: EventDefinition, _ instant: Int64, _ source: SourceName, _ data: PublicData
        ) {
            let position = log.append(
                definition.type, at: days(instant), devices: [entra(1)], source: source, data: data)
            sources[position] = source
        }

        func witnesses(asOf instant: Int64) throws -> ComplianceWitnesses {
            let device = try #require(log.folded().device(entra(1)))
            return ComplianceWitnesses(device, asOf: days(instant)) { sources[$0] }
        }
    }

    @Test("each place where the directory's flag was seen has its own account, and each manager")
    func accounts() throws {
        var story = Story()
        story.evaluate(.nonCompliant, 1)
        story.evaluate(.compliant, 2, by: intuneSource)
        story.evaluate(.compliant, 3, by: intuneSource, policy: 4)
        story.observe(true, 1, .deviceObject)
        story.observe(true, 2, .signIn)
        story.observe(true, 3, .signIn)
        story.observe(false, 4, .auditLog)
        let found = try story.witnesses(asOf: 5)
        #expect(
            found.evaluated.map(\.source)
                == [intuneSource, intuneSource, jamf].sorted {
                    $0.encoded.lexicographicallyPrecedes($1.encoded)
                })
        #expect(found.evaluated.filter { $0.policy != nil }.count == 1)
        #expect(found.observed.map(\.witness) == [.signIn, .auditLog, .deviceObject])
        #expect(found.observed[0].state.since == days(2) && found.observed[0].lastSaid == days(3))
        #expect(found.seenLast?.witness == .auditLog)
        // Before the audit, and before anything.
        #expect(try story.witnesses(asOf: 3).seenLast?.witness == .signIn)
        let before = try story.witnesses(asOf: 0)
        #expect(before.evaluated.isEmpty && before.report == nil && before.observed.isEmpty)
        #expect(before.agree == nil)
    }

    @Test("a report is told step by step, a later step by its message, and what is missing is named")
    func report() throws {
        var story = Story()
        story.report(ComplianceEvents.sent, .compliant, 1, message: 1)
        story.report(ComplianceEvents.accepted, nil, 2, message: 1)
        story.report(ComplianceEvents.completed, nil, 3, message: 1)
        story.report(ComplianceEvents.sent, .nonCompliant, 4, message: 2)
        let whole = try #require(story.witnesses(asOf: 3).report)
        #expect(whole.steps.map(\.stage) == [.sent, .accepted, .completed])
        #expect(whole.steps.allSatisfy { $0.verdict == .compliant } && whole.missing.isEmpty)
        let sent = try #require(story.witnesses(asOf: 5).report)
        #expect(sent.verdict == .nonCompliant && sent.missing == [.accepted, .completed])
        story.report(ComplianceEvents.failed, nil, 6, message: 2)
        let failed = try #require(story.witnesses(asOf: 7).report)
        #expect(failed.steps.map(\.stage) == [.sent, .failed] && failed.missing.isEmpty)
    }

    @Test("steps that name no message belong together as far back as they can")
    func plainReport() throws {
        var story = Story()
        story.report(ComplianceEvents.sent, .nonCompliant, 1)
        story.report(ComplianceEvents.accepted, .nonCompliant, 2)
        story.report(ComplianceEvents.sent, .compliant, 3)
        story.report(ComplianceEvents.completed, .compliant, 4)
        let report = try #require(story.witnesses(asOf: 5).report)
        #expect(report.steps.map(\.occurred) == [days(3), days(4)] && report.missing == [.accepted])
        story.report(ComplianceEvents.completed, nil, 6, message: 77)
        let unknown = try #require(story.witnesses(asOf: 7).report)
        #expect(unknown.verdict == nil && unknown.missing == [.sent, .accepted])
    }

    @Test(
        "they agree where all that can be compared is one thing; one alone, and what is unknown, is not compared"
    )
    func agreement() throws {
        var story = Story()
        story.evaluate(.inGracePeriod, 1)
        #expect(try story.witnesses(asOf: 1).agree == nil)
        story.evaluate(.error, 1, by: intuneSource)
        #expect(try story.witnesses(asOf: 1).agree == nil)
        story.observe(true, 2, .signIn)
        #expect(try story.witnesses(asOf: 2).agree == true)
        story.observe(nil, 3, .auditLog, was: true)
        #expect(try story.witnesses(asOf: 3).agree == nil, "a flag that was taken away says nothing")
        story.observe(false, 4, .signIn)
        #expect(try story.witnesses(asOf: 4).agree == false)
    }

    @Test("of a manager's policies the worst counts, unless it says something over all")
    func policies() throws {
        var story = Story()
        story.evaluate(.nonCompliant, 1, by: intuneSource, policy: 1)
        story.evaluate(.compliant, 2, by: intuneSource, policy: 2)
        #expect(try story.witnesses(asOf: 3).managers.map(\.isCompliant) == [false])
        story.evaluate(.compliant, 4, by: intuneSource)
        #expect(try story.witnesses(asOf: 4).managers.map(\.isCompliant) == [true])
    }

    @Test("a lag names the verdict, what the directory showed, and the report in between, if there was one")
    func lags() throws {
        var story = Story()
        story.observe(true, 1, .deviceObject)
        story.evaluate(.nonCompliant, 2)
        let unseen = try #require(story.witnesses(asOf: 3).lags.first)
        #expect(!unseen.isSeenSince && unseen.reported == nil)
        story.observe(true, 4, .signIn)
        let lag = try #require(story.witnesses(asOf: 4).lags.first)
        #expect(lag.isSeenSince && lag.observed.witness == .signIn && lag.reported == nil)
        #expect(lag.evaluated.source == jamf && lag.evaluated.state.since == days(2))
        story.report(ComplianceEvents.sent, .nonCompliant, 5, message: 1)
        story.report(ComplianceEvents.accepted, nil, 6, message: 1)
        #expect(try story.witnesses(asOf: 5).lags.first?.reported?.stage == .sent)
        #expect(try story.witnesses(asOf: 6).lags.first?.reported?.stage == .accepted)
        story.observe(false, 7, .auditLog)
        #expect(try story.witnesses(asOf: 7).lags.isEmpty)
        #expect(try story.witnesses(asOf: 7).agree == true)
    }
}

@Suite("Endings of a device's management")
struct DeviceEndingTests {
    private static func state(_ log: LogFixture, _ instant: Timestamp) throws -> DeviceState {
        try #require(log.folded().device(entra(1))).state(asOf: instant)
    }

    /// That a manager told of devices at an instant.
    private static func activity(
        _ feed: SourceFeed, at instant: Timestamp, asOf other: Timestamp
    ) -> ManagerActivity {
        let records = FeedRecords(
            records: 1, unplaced: 0, first: instant, last: instant, cursor: instant, lastRecorded: instant,
            hours: [instant.nanoseconds / 3_600_000_000_000: 1])
        return ManagerActivity(
            [
                SourceRecords(
                    source: jamf, events: 1, first: instant, last: instant, lastRecorded: instant,
                    feeds: [feed: records])
            ], asOf: other)
    }

    private static func end(_ evidence: RemovalEvidence) -> PublicData {
        var data = PublicData()
        data.set(DeviceEvents.evidence, evidence)
        return data
    }

    @Test("what was seen and what was concluded are told apart, and the gravest counts")
    func kinds() throws {
        let managers = ManagerActivity([], asOf: .latest)
        let cases: [(EventDefinition, RemovalEvidence, DeviceEnding.Kind)] = [
            (DeviceEvents.retired, .observed, .retired), (DeviceEvents.retired, .inferred, .retiredInferred),
            (DeviceEvents.wiped, .observed, .wiped), (DeviceEvents.wiped, .inferred, .wipedInferred),
            (DeviceEvents.unenrolled, .observed, .unenrolled),
            (DeviceEvents.unenrolled, .inferred, .unenrolledInferred),
        ]
        for (definition, evidence, kind) in cases {
            var log = LogFixture()
            log.append(
                definition.type, at: days(1), devices: [entra(1)], source: jamf, data: Self.end(evidence))
            let ending = try #require(DeviceEnding(Self.state(log, days(2)), managers))
            #expect(ending.kind == kind && ending.since == days(1))
            log.append(DeviceEvents.deleted.type, at: days(3), devices: [entra(1)], source: entraSource)
            #expect(try DeviceEnding(Self.state(log, days(4)), managers)?.kind == kind)
            #expect(try DeviceEnding(Self.state(log, days(0)), managers) == nil)
        }
        var log = LogFixture()
        log.append(DeviceEvents.deleted.type, at: days(3), devices: [entra(1)], source: entraSource)
        #expect(try DeviceEnding(Self.state(log, days(4)), managers)?.kind == .deleted)
    }

    @Test("a silence is concluded only of a manager that went on until it fell due")
    func silence() throws {
        var log = LogFixture()
        log.append(DeviceEvents.enrolled.type, at: days(0), devices: [entra(1)], source: jamf)
        func kind(_ instant: Int64, _ managers: ManagerActivity) throws -> DeviceEnding.Kind? {
            try DeviceEnding(Self.state(log, days(instant)), managers)?.kind
        }
        func activity(_ instant: Int64, _ feed: SourceFeed = .operational, asOf: Int64 = 40)
            -> ManagerActivity
        {
            Self.activity(feed, at: days(instant), asOf: days(asOf))
        }
        #expect(try kind(40, activity(31)) == .silentInferred)
        #expect(try kind(40, activity(29)) == .notDeterminable)
        // What the instance says when it is asked for verdicts is not what it hears of devices.
        #expect(try kind(40, activity(31, .objects)) == .notDeterminable)
        // What it told later than the instant asked for, nobody knew then.
        #expect(try kind(35, activity(36, asOf: 35)) == .notDeterminable)
        #expect(try kind(29, activity(29, asOf: 29)) == nil)
        let ending = try #require(DeviceEnding(Self.state(log, days(40)), activity(31)))
        #expect(ending.since == days(30) && ending.position == GlobalPosition(0))
    }

    @Test("an inventory that goes on without a device counts before a silence, and behind what was seen")
    func notListed() throws {
        var log = LogFixture()
        log.append(DeviceEvents.enrolled.type, at: days(0), devices: [entra(1)], source: jamf)
        let managers = Self.activity(.inventory, at: days(50), asOf: days(60))
        func ending(_ instant: Int64) throws -> DeviceEnding? {
            DeviceEnding(
                try Self.state(log, days(instant)), managers, notListed: (days(2), GlobalPosition(7)))
        }
        #expect(try ending(3)?.kind == .notListedInferred && ending(40)?.kind == .notListedInferred)
        #expect(try ending(3)?.since == days(2) && ending(3)?.position == GlobalPosition(7))
        log.append(
            DeviceEvents.retired.type, at: days(3), devices: [entra(1)], source: jamf,
            data: Self.end(.observed))
        #expect(try ending(4)?.kind == .retired)
        let state = try Self.state(log, days(4))
        #expect(state.hasContact(with: jamf) && !state.hasContact(with: intuneSource))
    }

    @Test("what was said of a directory object ends with it; what is said afterwards does not")
    func deletion() throws {
        var log = LogFixture()
        log.observe(true, at: days(1), entra(1))
        log.append(DeviceEvents.deleted.type, at: days(2), devices: [entra(1)])
        var device = try #require(log.folded().device(entra(1)))
        let flag = try #require(device.intervals.first { $0.region == .complianceObserved })
        #expect(device.deletion(after: flag)?.from == days(2))
        let then = device.state(asOf: days(3)).snapshot
        #expect(then.deletion(after: try #require(then[.complianceObserved]))?.since == days(2))
        log.observe(true, at: days(4), entra(1))
        device = try #require(log.folded().device(entra(1)))
        let again = device.state(asOf: days(5)).snapshot
        #expect(again.deletion(after: try #require(again[.complianceObserved])) == nil)
    }
}
