import Testing

@testable import LogStore

@Suite struct FingerprintTableTests {
    @Test("a table knows what a dictionary knows, after taking back too")
    func bruteForce() {
        var random = SeededRandom(seed: 31)
        for keys in [3, 40, 5_000] as [UInt64] {
            var table = FingerprintTable()
            var model: [UInt64: [UInt32]] = [:]
            for round in 0..<2 {
                for place in 0..<4_000 as Range<UInt32> {
                    let key = random.next() % keys &* 0x1_0000_0001
                    table.insert(key, place)
                    if place % 5 == 0 { table.insert(key, place) }
                    model[key, default: []].append(place)
                }
                #expect(table.keyCount == model.count)
                #expect(table.count == 4_000)
                table.removePlaces(from: 3_000)
                model = model.mapValues { $0.filter { $0 < 3_000 } }.filter { !$0.value.isEmpty }
                #expect(table.count == 3_000)
                for key in 0..<keys {
                    let key = key &* 0x1_0000_0001
                    #expect(table.places(of: key) == model[key] ?? [])
                }
                #expect(table.sortedSlots().map(\.key) == model.keys.sorted())
                guard round == 0 else { continue }
                table.removeAll()
                model = [:]
                #expect(table.count == 0 && table.places(of: 0).isEmpty && table.sortedSlots().isEmpty)
            }
        }
    }

    @Test("sorting by fingerprint is sorting, however they are spread; equal ones keep their order")
    func order() {
        var random = SeededRandom(seed: 32)
        for mask in [UInt64.max, 0xFF, 0xFF << 56, 0] {
            for count in [0, 1, 2, 3, 64, 1_000, 1_025] {
                let elements = (0..<count).map { (key: random.next() & mask, place: $0) }
                let sorted = elements.sortedByFingerprint(count: count) { $0.key }
                let expected = elements.sorted { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
                #expect(sorted.map(\.place) == expected.map(\.place))
            }
        }
    }

    @Test("many at once are many one after the other")
    func bulk() {
        var random = SeededRandom(seed: 33)
        for keys in [1, 50, 100_000] as [UInt64] {
            var one = FingerprintTable()
            var many = FingerprintTable()
            var first: UInt32 = 0
            for count in [0, 1, 31, 32, 33, 1_000, 4_000] {
                let entries = (0..<count).map {
                    FingerprintTable.Entry(key: random.next() % keys, place: UInt32($0))
                }
                for entry in entries { one.insert(entry.key, entry.place + first) }
                many.insert(entries, offset: first)
                first += UInt32(count)
                #expect(many.count == one.count && many.keyCount == one.keyCount)
                for entry in entries {
                    #expect(many.places(of: entry.key) == one.places(of: entry.key))
                    #expect(many.holds(entry.key))
                }
                #expect(!many.holds(keys))
            }
        }
    }
}
