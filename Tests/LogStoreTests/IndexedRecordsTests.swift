import Testing

@testable import LogStore

@Suite("Records that the index takes up at once")
struct IndexedRecordsTests {
    @Test("they are indexed as if one had come after the other")
    func asOneByOne() throws {
        var random = SeededRandom(seed: 51)
        var single = SegmentIndex(first: 100)
        var bulk = SegmentIndex(first: 100)
        var records = IndexedRecords()
        var asked: Set<UInt64> = []
        for batch in 0..<40 {
            records.removeAll(keepingCapacity: batch % 2 == 0)
            // A key or label before any record belongs to none.
            records.addRecordKey(1 << 40)
            records.addLabel(1 << 40)
            for _ in 0..<(batch * 7) {
                let id = random.next() % 5_000
                single.addRecord(eventID: id)
                records.addRecord(eventID: id)
                if random.next() % 3 > 0 {
                    let key = random.next() % 3_000
                    single.addRecordKey(key)
                    records.addRecordKey(key)
                    asked.insert(key)
                }
                for _ in 0..<(random.next() % 4) {
                    let label = random.next() % 300
                    single.addLabel(label)
                    records.addLabel(label)
                    asked.insert(label)
                }
            }
            #expect(records.count == batch * 7)
            bulk.add(records)
            #expect(bulk.count == single.count && bulk.entryCount == single.entryCount)
        }
        asked.insert(1 << 40)
        for kind in [IndexQuery.Kind.eventID, .recordKey, .label] {
            for fingerprint in asked {
                let query = IndexQuery(kind: kind, fingerprint: fingerprint)
                #expect(bulk.records(query) == single.records(query))
            }
        }
        #expect(single.records(IndexQuery(kind: .label, fingerprint: 7)).count > 20)
    }
}
