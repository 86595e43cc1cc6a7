import FleetSimulator
import LedgerModel
import Testing

struct SeededRandomTests {
    @Test("the sequence is that of SplitMix64's published vector")
    func vector() {
        var random = SeededRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test("draws stay in their range and reach both of its ends")
    func ranges() {
        var random = SeededRandom(seed: 5)
        var drawn: Set<Int> = []
        for _ in 0..<1_000 { drawn.insert(random.int(-2...3)) }
        #expect(drawn == [-2, -1, 0, 1, 2, 3], "seed 5")
    }

    @Test("a random GUID says version 4 and its variant")
    func guids() {
        var random = SeededRandom(seed: 6)
        for _ in 0..<200 {
            let text = Array(random.guid().guidText)
            #expect(text[14] == "4", "seed 6")
            #expect("89ab".contains(text[19]), "seed 6")
        }
    }
}
