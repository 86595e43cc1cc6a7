import Testing

@testable import LogStore

/// What an index should know, by brute force.
struct IndexModel {
    var events: [(number: UInt64, id: UInt64)] = []
    var keys: [(number: UInt64, key: UInt64)] = []
    var labels: [(number: UInt64, hash: UInt64)] = []

    func events(_ id: UInt64) -> [UInt64] { events.filter { $0.id == id }.map(\.number) }
    func keys(_ key: UInt64) -> [UInt64] { keys.filter { $0.key == key }.map(\.number) }
    func labels(_ hash: UInt64) -> [UInt64] {
        labels.filter { $0.hash == hash }.map(\.number).reduce(into: []) {
            if $0.last != $1 { $0.append($1) }
        }
    }

    /// Adds records with hashes from a small set, so that many collide.
    mutating func fill(_ index: inout SegmentIndex, count: UInt64, _ random: inout SeededRandom) {
        for _ in 0..<count {
            let number = index.first + index.count
            let id = random.next() % 200
            index.addRecord(eventID: id)
            events.append((number, id))
            if Bool.random(using: &random) {
                let key = random.next() % 100
                index.addRecordKey(key)
                keys.append((number, key))
            }
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                let hash = random.next() % 50
                index.addLabel(hash)
                labels.append((number, hash))
            }
        }
    }

    /// The index of some of the records, made again.
    func index(of records: Range<UInt64>, in segment: UInt64) -> SegmentIndex {
        var index = SegmentIndex(first: segment, from: records.lowerBound)
        for number in records {
            for event in events where event.number == number { index.addRecord(eventID: event.id) }
            for key in keys where key.number == number { index.addRecordKey(key.key) }
            for label in labels where label.number == number { index.addLabel(label.hash) }
        }
        return index
    }

    /// The same, of the records below `count`.
    func prefix(_ count: UInt64) -> IndexModel {
        IndexModel(
            events: events.filter { $0.number < count }, keys: keys.filter { $0.number < count },
            labels: labels.filter { $0.number < count })
    }

    /// Holds all answers of an index against this.
    func check(_ index: LogIndex, _ comment: Comment? = nil) throws {
        for value in 0..<210 as Range<UInt64> {
            #expect(try index.records(eventID: value) == events(value), comment)
            #expect(try index.records(recordKey: value) == keys(value), comment)
            #expect(try index.records(label: value) == labels(value), comment)
        }
    }
}
