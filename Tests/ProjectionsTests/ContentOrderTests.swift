import ComplianceState
import EventCatalogue
import LedgerModel
import Merkle
import Testing

@testable import Projections

/// Records that come with several contents, by several roads, some of which say nothing of any state.
@Suite struct ContentOrderTests {
    /// The contents of one record, as steps.
    private static func contents(_ key: String, _ random: inout SeededRandom) -> [Step] {
        let offset = Int64.random(in: 0...1_000_000, using: &random) * 10
        return (1...Int.random(in: 2...4, using: &random)).map { number in
            let road: StaticString = random.chance(1, in: 2) ? "graph" : "azure-monitor"
            let modified = [nil, seconds(5), seconds(6), seconds(7)].randomElement(using: &random) ?? nil
            func one(
                _ definition: EventDefinition, at second: Int64, devices: [DeviceReference],
                _ fill: (inout PublicData) -> Void = { _ in }
            ) -> Step {
                // Equal facts are at equal instants: a second road then only corroborates them.
                Step(
                    key: key, content: "\(number)", modified: modified, road: road, definition,
                    at: seconds(1_700_000_000 + offset + second), devices: devices, fill)
            }
            switch Int.random(in: 0...6, using: &random) {
            case 0: return one(ComplianceEvents.managementObserved, at: 0, devices: [Step.device(1)])
            case 1:
                return one(ComplianceEvents.observed, at: 1, devices: [Step.device(1)]) {
                    $0.set(ComplianceEvents.isCompliant, true)
                }
            case 2:
                return one(ComplianceEvents.observed, at: 2, devices: [Step.device(2)]) {
                    $0.set(ComplianceEvents.isCompliant, false)
                }
            case 3: return one(DeviceEvents.identityBound, at: 3, devices: [Step.device(1), Step.object(1)])
            case 4: return one(DeviceEvents.enrolled, at: 4, devices: [Step.object(1)])
            case 5: return one(RecordEvents.observed, at: 5, devices: [])
            default:
                return Step.signIn(
                    key: key, content: "\(number)", modified: modified,
                    at: seconds(1_700_000_000 + offset + 6),
                    device: number % 2 == 0 ? Step.device(2) : nil, user: Step.person(1),
                    isCompliant: number % 2 == 0 ? true : nil)
            }
        }
    }

    private static func permutations(_ count: Int) -> [[Int]] {
        guard count > 1 else { return [[0]] }
        return permutations(count - 1).flatMap { shorter in
            (0..<count).map { place in
                var out = shorter
                out.insert(count - 1, at: place)
                return out
            }
        }
    }

    @Test(
        "no order of arrival, and no cut into transactions, changes the state of anything",
        arguments: [(1, 1), (2, 2), (3, 5), (4, 5_000)] as [(UInt64, UInt64)])
    func anyOrder(seed: UInt64, size: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let records = (0..<12).map { Self.contents("record \($0)", &random) }
        var digests: Set<[UInt8]> = []
        for order in Self.permutations(4) {
            let fixture = try LedgerFixture(randomness: SeededSource(seed: seed))
            // All first contents, then all second ones: transactions end between contents of one record.
            for place in 0..<4 {
                try fixture.append(
                    records.compactMap { contents in
                        let places = order.filter { $0 < contents.count }
                        return place < places.count ? contents[places[place]] : nil
                    })
            }
            let store = try fixture.caughtUp(eventsPerTransaction: size)
            let report = try store.verify(against: fixture.ledger)
            #expect(report.isGood, "seed \(seed), \(order): \(report.differences.prefix(3))")
            digests.insert(try store.digest().bytes)
        }
        #expect(digests.count == 1, "seed \(seed)")
    }

    @Test("what was noted of contents outlives the projector", arguments: [5, 6] as [UInt64])
    func remembered(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let records = (0..<12).map { Self.contents("record \($0)", &random) }
        let whole = try LedgerFixture(randomness: SeededSource(seed: seed))
        let stepwise = try LedgerFixture(randomness: SeededSource(seed: seed))
        let store = try stepwise.store()
        for place in 0..<4 {
            let steps = records.compactMap { place < $0.count ? $0[place] : nil }
            try whole.append(steps)
            for step in steps {
                try stepwise.append([step])
                try Projector(store).catchUp(from: stepwise.ledger)
            }
        }
        #expect(try store.verify(against: stepwise.ledger).isGood)
        #expect(try store.digest() == whole.caughtUp().digest())
    }
}
