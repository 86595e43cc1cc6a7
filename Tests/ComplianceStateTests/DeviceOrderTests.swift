import EventCatalogue
import LedgerModel
import RecordFormat
import Testing

@testable import ComplianceState

@Suite("A device's life in whatever order it is told")
struct DeviceOrderTests {
    /// Folds records in an order of arrival: the one that stands first has position 0.
    private func fold(_ records: [[UInt8]], _ order: [Int]) -> LedgerFold {
        var fold = LedgerFold()
        for (position, index) in order.enumerated() {
            records[index].withUnsafeBytes { bytes in
                guard let view = try? RecordView(bytes, at: GlobalPosition(UInt64(position))) else {
                    preconditionFailure("the fixture's records are records")
                }
                fold.add(view)
            }
        }
        return fold
    }

    @Test("10,000 permutations of fifteen events of a device fold to one state and one history")
    func permutations() throws {
        var random = SeededRandom(seed: 20_260_303)
        // Ten lives, so that every kind of event is among them.
        for life in 0..<10 as Range<UInt64> {
            let log = DeviceLives.make(seed: 100 + life, events: 15)
            var order = Array(0..<15)
            let first = try #require(fold(log.records, order).device(entra(1)))
            let history = first.intervals.map { PlainInterval($0) }
            #expect(history.count > 3)
            let state = StateDigest.bytes(of: first.state(asOf: seconds(1_800_000_000)), key: first.key)
            for permutation in 0..<1_000 {
                order.shuffle(using: &random)
                let device = fold(log.records, order).device(entra(1))
                guard device?.intervals.map({ PlainInterval($0) }) == history,
                    device.map({
                        StateDigest.bytes(of: $0.state(asOf: seconds(1_800_000_000)), key: $0.key)
                    }) == state
                else {
                    Issue.record("life \(life), permutation \(permutation): \(order)")
                    return
                }
            }
        }
    }

    @Test("the lives have every type of event of a device, so that none of them is left out")
    func everyType() {
        var random = SeededRandom(seed: 1)
        for definition in DeviceLives.happenings {
            var log = LogFixture()
            // Some data of a type say nothing, most do.
            var facts = 0
            for second in 0..<8 as Range<Int64> {
                log.append(
                    definition.type, at: seconds(second), devices: [entra(1)], source: DeviceLives.intune,
                    data: DeviceLives.data(definition, &random), revision: definition.revision)
                facts = log.facts.count
            }
            #expect(facts > 0, "\(definition.type)")
        }
    }

    @Test(
        "what was known at each position is what the log up to it says",
        arguments: 1...12 as ClosedRange<UInt64>)
    func knownAt(seed: UInt64) throws {
        let log = DeviceLives.make(seed: seed, events: 30)
        var growing = LedgerFold()
        var index = 0
        var states: [[PlainInterval]] = []
        log.forEach { view in
            growing.add(view)
            index += 1
            states.append(growing.device(entra(1))?.intervals.map { PlainInterval($0) } ?? [])
        }
        for (known, state) in states.enumerated() {
            let prefix = log.folded(known + 1).device(entra(1))?.intervals.map { PlainInterval($0) } ?? []
            #expect(prefix == state, "seed \(seed), known at \(known)")
        }
    }

    @Test("a state as of an instant is that of what had happened", arguments: 1...12 as ClosedRange<UInt64>)
    func asOf(seed: UInt64) throws {
        let log = DeviceLives.make(seed: seed, events: 30)
        let device = try #require(log.folded().device(entra(1)))
        for instant in Set(device.facts.map(\.occurred)) {
            let then = Timeline(facts: device.facts.filter { $0.occurred <= instant }).state(asOf: instant)
            #expect(device.timeline.state(asOf: instant) == then)
            let rows = StateSnapshot(intervals: device.intervals, asOf: instant)
            #expect(rows.states.map(\.value) == then.states.map(\.value), "seed \(seed) at \(instant)")
            #expect(rows.states.map(\.since) == then.states.map(\.since), "seed \(seed) at \(instant)")
        }
    }
}
