import FaultRecords
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite("Conditions, held against a model of lists")
struct ConditionModelTests {
    /// What the model knows of an event.
    private struct Known {
        var stream: Int
        var tags: Set<Int>
    }

    /// One way in which a condition met what was there; all of them must have been met.
    private struct Meeting: Hashable {
        var expectation: String
        /// Whether what it speaks of stood in the log, and whether in the batch in hand.
        var isBefore: Bool
        var isWithin: Bool
        var holds: Bool
    }

    private var random: SeededGenerator
    private var events: [Known] = []
    /// Where the batch in hand begins.
    private var batchStart = 0
    private var meetings: Set<Meeting> = []
    private var number = 0
    /// Below these stand the streams and tags that were used; new ones come all the time, so that many are
    /// met for the first time within a batch.
    private var streamCount = 0
    private var tagCount = 0

    init() { random = SeededGenerator(seed: 1) }

    /// What the model says of a condition; nil where it holds.
    private mutating func verdict(_ condition: Drawn) -> Expected? {
        func meet(_ name: String, _ places: [Int], _ holds: Bool) {
            meetings.insert(
                Meeting(
                    expectation: name, isBefore: places.contains { $0 < batchStart },
                    isWithin: places.contains { $0 >= batchStart }, holds: holds))
        }
        switch condition {
        case .stream(let stream, let expected):
            let places = events.indices.filter { events[$0].stream == stream }
            let actual = places.isEmpty ? nil : StreamVersion(UInt64(places.count - 1))
            let (name, holds) =
                switch expected {
                case .any: ("any", true)
                case .noStream: ("none", actual == nil)
                case .streamExists: ("exists", actual != nil)
                case .exactly(let version): ("exactly", actual == version)
                }
            meet(name, places, holds)
            return holds ? nil : .version(actual)
        case .tags(let tags, let after):
            let places = events.indices.filter { index in
                tags.isSubset(of: events[index].tags) && after.map { index > $0 } ?? true
            }
            if !tags.isEmpty { meet(after == nil ? "no event" : "no event after", places, places.isEmpty) }
            return places.isEmpty ? nil : .found(Set(places))
        }
    }

    /// A condition, as the model sees it.
    private enum Drawn {
        case stream(Int, ExpectedVersion)
        case tags(Set<Int>, after: Int?)
    }

    private enum Expected {
        case version(StreamVersion?)
        case found(Set<Int>)
    }

    private mutating func draw() -> (AppendCondition, Drawn) {
        if random.oneIn(2) {
            let stream = recent(streamCount)
            let count = events.count { $0.stream == stream }
            let near = UInt64(max(0, count - 2 + random.below(3)))
            let all: [ExpectedVersion] = [.any, .noStream, .streamExists, .exactly(StreamVersion(near))]
            let expected = all[random.below(4)]
            return (.stream(Samples.stream(stream), expected), .stream(stream, expected))
        }
        let wanted = Set((0..<random.below(3)).map { _ in recent(tagCount) })
        // Mostly near the end, where a condition may hold.
        let after: Int? =
            random.oneIn(6) || events.isEmpty
            ? nil : max(0, events.count - 1 - random.below(random.oneIn(3) ? events.count : 6))
        return (
            .noEvent(
                tags: wanted.sorted().map(Self.tag), after: after.map { GlobalPosition(UInt64($0)) }),
            .tags(wanted, after: after)
        )
    }

    /// One of those that came last, or the next one, which nothing has yet.
    private mutating func recent(_ count: Int) -> Int { max(0, count - random.below(5)) }

    private static func tag(_ number: Int) -> LedgerModel.Tag {
        LedgerModel.Tag(.word("colour"), .id(Samples.device(number)))
    }

    private mutating func submission() -> (Submission, [Known]) {
        number += 1
        var events: [ProposedEvent] = []
        var known: [Known] = []
        for part in 0..<(1 + random.below(2)) {
            let stream = recent(streamCount)
            let tags = Set((0..<random.below(3)).map { _ in recent(tagCount) })
            streamCount = max(streamCount, stream + 1)
            tagCount = max(tagCount, (tags.max() ?? 0) + 1)
            events.append(
                Samples.event(
                    number, device: stream, part: UInt32(part), tags: tags.sorted().map(Self.tag)))
            known.append(Known(stream: stream, tags: tags))
        }
        return (Samples.submission(number, events: events), known)
    }

    /// One batch of a few appends; says what went wrong.
    private mutating func batch(_ ledger: Ledger) throws -> [String] {
        batchStart = events.count
        var appends: [([Submission], [AppendCondition])] = []
        var expected: [Expected?] = []
        for _ in 0..<(1 + random.below(5)) {
            let drawn = (0..<random.below(4)).map { _ in draw() }
            let made = (0..<(1 + random.below(3))).map { _ in submission() }
            var refusal: Expected?
            for (_, model) in drawn where refusal == nil {
                refusal = verdict(model)
            }
            if refusal == nil { events += made.flatMap(\.1) }
            appends.append((made.map(\.0), drawn.map(\.0)))
            expected.append(refusal)
        }
        let results = try ledger.commitTogether(appends)
        var problems: [String] = []
        for (index, result) in results.enumerated() {
            switch (result, expected[index]) {
            case (.success, nil): continue
            case (.failure(.wrongExpectedVersion(_, _, let actual)), .version(let known)?)
            where actual == known:
                continue
            case (.failure(.conditionNotMet(let found)), .found(let places)?)
            where places.contains(Int(found.value)):
                continue
            default:
                problems.append("append \(index): \(result), expected \(String(describing: expected[index]))")
            }
        }
        return problems
    }

    @Test("each says what the model says, for what stands before, within and behind the batch in hand")
    mutating func product() throws {
        let world = LedgerWorld(segmentBytes: 20_000)
        var ledger = try world.opened()
        for round in 0..<TestEffort.count(300, nightly: 3_000) {
            let problems = try batch(ledger)
            #expect(problems.isEmpty, "round \(round): \(problems)")
            guard problems.isEmpty else { return }
            #expect(ledger.size.value == UInt64(events.count), "round \(round)")
            if random.oneIn(20) {
                try ledger.close()
                ledger = try world.open()
            }
        }
        // Every event is of the stream, and has the version and the tags, that the model knows.
        var versions: [Int: UInt64] = [:]
        for (index, known) in events.enumerated() {
            let event = try ledger.event(at: GlobalPosition(UInt64(index)))
            #expect(event.stream == Samples.stream(known.stream))
            #expect(event.streamVersion.value == versions[known.stream, default: 0])
            versions[known.stream, default: 0] += 1
            #expect(Set(event.tags) == Set(known.tags.map(Self.tag)))
        }
        try ledger.close()
        #expect(try world.audit() == [])
        for expectation in ["any", "none", "exists", "exactly", "no event", "no event after"] {
            for (isBefore, isWithin) in [(false, false), (true, false), (false, true), (true, true)] {
                let found = meetings.filter {
                    $0.expectation == expectation && $0.isBefore == isBefore && $0.isWithin == isWithin
                }
                #expect(
                    !found.isEmpty, "\(expectation) never met: before \(isBefore), within \(isWithin)")
                if expectation == "exactly", isBefore || isWithin {
                    #expect(found.count == 2, "\(expectation): only one verdict")
                }
            }
        }
    }
}
