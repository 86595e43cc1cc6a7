import Merkle
import Testing

@Suite struct TileLevelsTests {
    @Test("every eighth tree level is stored")
    func storedLevels() {
        for level in 0..<64 {
            #expect(TileLevels.tileLevel(ofTreeLevel: level) == (level % 8 == 0 ? level / 8 : nil))
        }
        #expect(TileLevels.tileLevel(ofTreeLevel: -8) == nil)
    }

    @Test(
        "a level holds one hash for each complete node",
        arguments: [
            (0, [0, 0]), (1, [1, 0]), (255, [255, 0]), (256, [256, 1, 0]), (70_000, [70_000, 273, 1, 0]),
        ] as [(UInt64, [UInt64])])
    func counts(size: UInt64, expected: [UInt64]) {
        for (level, count) in expected.enumerated() {
            #expect(TileLevels.storedHashes(level: level, size: size) == count)
        }
        #expect(TileLevels.count(size: size) == expected.filter { $0 > 0 }.count)
    }

    @Test("the largest size fits")
    func extremes() {
        #expect(TileLevels.storedHashes(level: 7, size: .max) == 255)
        #expect(TileLevels.storedHashes(level: 8, size: .max) == 0)
        #expect(TileLevels.storedHashes(level: .max, size: .max) == 0)
        #expect(TileLevels.count(size: .max) == TileLevels.maximumCount)
        #expect(TileLevels.byteOffset(ofIndex: 3) == 96)
        #expect(TileLevels.byteOffset(ofIndex: .max) == nil)
        #expect(TileLevels.byteOffset(ofIndex: 1 << 58) == nil)
    }
}
