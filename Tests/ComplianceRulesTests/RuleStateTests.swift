import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceRules

@Suite("What rules judge by")
struct RuleStateTests {
    private static func at(_ second: Int64, _ position: UInt64) throws -> RuleEvent {
        var event = RuleScript.recorded(try RuleScript.event("10:00 tenant.directory_synced"), at: position)
        event.occurred = OccurredTime(Timestamp(nanoseconds: second * 1_000_000_000))
        return RuleEvent(event)
    }

    @Test("a series answers for any instant, whatever the order in which it was told")
    func series() throws {
        let told: [(second: Int64, position: UInt64, value: Int)] = [
            (10, 0, 1), (30, 1, 3), (20, 2, 2), (20, 3, 4), (40, 4, 3), (5, 5, 1),
        ]
        for order in [told, told.reversed(), [told[3], told[0], told[5], told[1], told[4], told[2]]] {
            var series = Series<Int>()
            for entry in order { series.add(entry.value, at: try Self.at(entry.second, entry.position)) }
            func value(_ second: Int64) -> Int? {
                series.at(Timestamp(nanoseconds: second * 1_000_000_000))?.value
            }
            #expect(value(4) == nil && value(5) == 1 && value(15) == 1)
            #expect(value(20) == 4 && value(29) == 4 && value(30) == 3 && value(100) == 3)
        }
    }

    @Test("a series keeps the latest entries, and what is said again adds none")
    func bounded() throws {
        var series = Series<Int>()
        for second in 0..<10_000 as Range<Int64> { series.add(7, at: try Self.at(second, UInt64(second))) }
        #expect(series.entries.count == 1 && series.entries[0].since == Timestamp(nanoseconds: 0))
        for second in 0..<(2 * Int64(Series<Int>.most)) {
            series.add(Int(second), at: try Self.at(20_000 + second, UInt64(second)))
        }
        #expect(series.entries.count == Series<Int>.most)
        #expect(series.at(Timestamp(nanoseconds: 15_000_000_000_000)) == nil)
        #expect(series.at(.latest)?.value == 2 * Series<Int>.most - 1)
    }

    @Test("a tenant with more connections and installations than can be judged is told")
    func overfull() throws {
        let script = try RuleScript("> 10:00 instance.disconnected \"instance\":\"#A\"")
        var state = RuleState(RuleScope(script.commands))
        let template = try RuleScript.event("10:00 instance.connected \"instance\":\"#B\"")
        for number in 0...UInt64(RuleState.mostSubjects) {
            #expect(!state.isOverfull)
            var data = PublicData()
            data.set(InstanceEvents.instance, Bits128(high: 1, low: number))
            var event = RuleScript.recorded(template, at: number)
            event.data = data.encoded.bytes
            state.add(RuleEvent(event))
        }
        #expect(state.isOverfull)
    }

    @Test("an enrolment of more steps than can be judged decides nothing")
    func endless() throws {
        let steps = (0...EnrollmentRecord.mostSteps).map { _ in
            "10:00 enrollment.requested \"session\":\"#S\",\"workflow\":\"existing\""
        }
        let script = try RuleScript(
            (steps + ["> 10:00 enrollment.completed \"session\":\"#S\",\"workflow\":\"new\""])
                .joined(separator: "\n"))
        #expect(script.said() == "R40? the enrolment: it has too many steps")
    }

    @Test("other tenants' events, and other enrolments', change nothing")
    func scope() throws {
        let script = try RuleScript(
            "> 10:00 enrollment.requested \"session\":\"#S\",\"workflow\":\"existing\"")
        let scope = RuleScope(script.commands)
        #expect(scope.needsState && scope.tenants.count == 1)
        var state = RuleState(scope)
        let step = try RuleScript.event("09:00 enrollment.requested \"session\":\"#T\"")
        state.add(RuleEvent(RuleScript.recorded(step, at: 0)))
        #expect(state.enrollments.isEmpty)
        var other = try RuleScript.event("09:00 authentication.workflow_enabled \"workflow\":\"new\"")
        other.tags = [LedgerModel.Tag(.word("tenant"), .word("fabrikam"))]
        state.add(RuleEvent(RuleScript.recorded(other, at: 1)))
        #expect(state.tenants.isEmpty)
    }

    @Test("events that no rule judges by what stands need no reading")
    func unread() throws {
        for line in [
            "10:00 compliance.observed \"isCompliant\":true", "10:00 device.enrolled \"platform\":\"iOS\"",
            "10:00 instance.connected",
        ] {
            let scope = RuleScope([RuleEvent(try RuleScript.event(line), submission: 0, now: RuleScript.now)])
            #expect(scope.needsState == line.contains("instance") && scope.types.isEmpty != scope.needsState)
        }
    }

    @Test(
        "data of any bytes and events without a tenant are judged without harm",
        arguments: 1...20 as ClosedRange<UInt64>)
    func hostile(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func pick(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        let types = RuleEventKind.kinds.keys.sorted { $0.description < $1.description }
        let template = try RuleScript.event("10:00 instance.connected \"instance\":\"#A\"")
        var events: [RecordedEvent] = []
        for position in 0..<300 as Range<UInt64> {
            var event = RuleScript.recorded(template, at: position)
            event.type = types[Int(pick(UInt64(types.count)))]
            event.schemaRevision = SchemaRevision(UInt32(pick(4)))
            event.occurred = OccurredTime(
                [.earliest, .latest, Timestamp(nanoseconds: Int64(pick(1 << 40)))][Int(pick(3))])
            event.data = (0..<pick(40)).map { _ in UInt8(pick(256)) }
            if pick(2) == 0 {
                // Numbers where anything may stand.
                event.data = [0xA0 | UInt8(pick(12))] + (1...22).flatMap { [UInt8($0), UInt8(pick(24))] }
            }
            if pick(10) == 0 { event.tags = [] }
            events.append(event)
        }
        let commands = events.suffix(100).map { RuleEvent($0) }
        var standing = RuleState(RuleScope(commands))
        for event in events { standing.add(RuleEvent(event)) }
        let judged = CommandRules().judge(commands, against: standing)
        #expect(judged.count == 100)
        for violation in judged.flatMap(\.violations) {
            #expect(!violation.state.isEmpty && !violation.wayOut.isEmpty)
        }
    }
}
