import LedgerModel
import Testing

@testable import ComplianceLedger

@Suite("Where record keys stand in a batch")
struct RecordKeyPlacesTests {
    @Test("it knows what a dictionary knows, batch after batch")
    func bruteForce() {
        var random = SeededGenerator(seed: 41)
        var places = RecordKeyPlaces()
        for keys in [1, 7, 300, 5_000, 40] as [UInt64] {
            var model: [RecordKey: Int] = [:]
            for place in 0..<2_000 {
                // Many share the bits by which they are looked for.
                let number = random.next() % keys
                let key = RecordKey(Bits128(high: number, low: number % 3))
                #expect(places[key] == model[key])
                #expect(places.update(key, to: place) == model.updateValue(place, forKey: key))
            }
            #expect(places.count == model.count)
            for (key, place) in model { #expect(places[key] == place) }
            places.removeAll()
            #expect(places.count == 0 && model.keys.allSatisfy { places[$0] == nil })
        }
    }
}
