import EventCatalogue
import LedgerModel
import Testing

@testable import ComplianceState

@Suite("A history of one subject")
struct TimelineTests {
    private func deviceFacts(_ log: LogFixture, _ keys: [DeviceKey]) -> [Fact] {
        log.facts.compactMap { entry in
            guard case .device(let key) = entry.subject, keys.contains(key) else { return nil }
            return entry.fact
        }
    }

    @Test("any order of the facts gives the same history", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func permutation(seed: UInt64) {
        var random = SeededRandom(seed: seed &+ 100)
        let facts = deviceFacts(.random(seed: seed, events: 300), [entra(1), entraObject(1), intune(1)])
        let expected = Timeline(facts: facts)
        #expect(expected.intervals.count > 10, "seed \(seed) makes no history")
        #expect(expected.facts.count < facts.count, "seed \(seed) supersedes nothing")
        for _ in 0..<20 {
            #expect(Timeline(facts: facts.shuffled(using: &random)) == expected, "seed \(seed)")
        }
        #expect(Timeline(facts: facts + facts) == expected, "seed \(seed): facts said twice count once")
    }

    @Test("the state at an instant is that of the facts up to it", arguments: [11, 12, 13] as [UInt64])
    func stateIsFoldOfEarlierFacts(seed: UInt64) {
        let timeline = Timeline(
            facts: deviceFacts(.random(seed: seed, events: 300), [entra(2), entraObject(2), intune(2)]))
        for second in Int64(-1)...42 {
            let instant = seconds(second)
            let earlier = Timeline(facts: timeline.facts.filter { $0.occurred <= instant })
            #expect(
                timeline.state(asOf: instant) == StateSnapshot(intervals: earlier.intervals, asOf: instant),
                "seed \(seed), second \(second)")
        }
    }

    @Test("the intervals alone give the same state as the facts", arguments: [21, 22, 23] as [UInt64])
    func stateFromIntervals(seed: UInt64) {
        let timeline = Timeline(
            facts: deviceFacts(.random(seed: seed, events: 300), [entra(3), entraObject(3), intune(3)]))
        for second in Int64(-1)...42 {
            let whole = timeline.state(asOf: seconds(second)).states
            let read = StateSnapshot(intervals: timeline.intervals, asOf: seconds(second)).states
            #expect(whole.count == read.count, "seed \(seed), second \(second)")
            for (left, right) in zip(whole, read) {
                #expect(
                    left.region == right.region && left.object == right.object,
                    "seed \(seed), second \(second)")
                #expect(left.value == right.value, "seed \(seed), second \(second)")
                #expect(left.since == right.since && left.position == right.position, "seed \(seed)")
                #expect(right.confirmed == nil || right.confirmed == left.confirmed, "seed \(seed)")
            }
        }
    }

    @Test(
        "within a track each interval ends where the next begins, or where a new registration ends it",
        arguments: [31, 32] as [UInt64])
    func intervalsJoin(seed: UInt64) {
        let intervals = Timeline(facts: deviceFacts(.random(seed: seed, events: 300), [entra(1)])).intervals
        let registered = Set(intervals.filter { $0.region == .registration }.map(\.position))
        func isClosed(_ interval: Interval) -> Bool {
            interval.region.isOfDirectoryObject && interval.endPosition.map(registered.contains) ?? false
        }
        var joined = 0
        for (left, right) in zip(intervals, intervals.dropFirst()) where left.region == right.region {
            if left.region.hasTrackPerObject, left.object != right.object {
                #expect(left.to == nil || isClosed(left))
                continue
            }
            joined += 1
            if isClosed(left) {
                #expect(left.to.map { $0 <= right.from } ?? false)
            } else {
                #expect(left.to == right.from && left.endPosition == right.position, "seed \(seed)")
            }
            #expect(left.confirmed <= right.from)
        }
        #expect(joined > 5)
    }

    @Test("the same value again confirms, and begins nothing")
    func confirmation() {
        var log = LogFixture()
        log.observe(true, at: seconds(10), entra(1))
        log.observe(true, at: seconds(20), entra(1))
        log.observe(false, at: seconds(30), entra(1))
        let timeline = Timeline(facts: deviceFacts(log, [entra(1)]))
        #expect(timeline.intervals.count == 2)
        #expect(timeline.intervals[0].count == 2)
        #expect(timeline.intervals[0].confirmed == seconds(20))
        #expect(timeline.intervals[0].to == seconds(30))
        let before = DeviceState(timeline.state(asOf: seconds(15)))
        #expect(before.isCompliantObserved == true)
        #expect(before[.complianceObserved]?.confirmed == seconds(10))
        #expect(before[.complianceObserved]?.age(at: seconds(15)) == 5_000_000_000)
    }

    @Test("a late fact stands where it happened, not where it arrived")
    func lateFact() {
        var log = LogFixture()
        log.observe(false, at: seconds(30), entra(1))
        log.observe(true, at: seconds(10), entra(1))
        let timeline = Timeline(facts: deviceFacts(log, [entra(1)]))
        #expect(DeviceState(timeline.state(asOf: seconds(20))).isCompliantObserved == true)
        #expect(DeviceState(timeline.state(asOf: seconds(30))).isCompliantObserved == false)
        #expect(timeline.intervals.map(\.position) == [GlobalPosition(1), GlobalPosition(0)])
    }

    @Test("at one instant the later position holds")
    func equalInstants() {
        var log = LogFixture()
        log.observe(true, at: seconds(10), entra(1))
        log.observe(false, at: seconds(10), entra(1))
        let timeline = Timeline(facts: deviceFacts(log, [entra(1)]))
        #expect(DeviceState(timeline.state(asOf: seconds(10))).isCompliantObserved == false)
        #expect(timeline.intervals[0].from == timeline.intervals[0].to)
        #expect(!timeline.intervals[0].holds(at: seconds(10)))
    }

    @Test("what is dated in the future shows from its instant")
    func futureFact() {
        var log = LogFixture()
        log.observe(true, at: seconds(10), entra(1))
        log.observe(false, at: seconds(1_000_000), entra(1))
        let timeline = Timeline(facts: deviceFacts(log, [entra(1)]))
        #expect(DeviceState(timeline.state(asOf: seconds(999_999))).isCompliantObserved == true)
        #expect(DeviceState(timeline.state(asOf: seconds(1_000_000))).isCompliantObserved == false)
    }
}
