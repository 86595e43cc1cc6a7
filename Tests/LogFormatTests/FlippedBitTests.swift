import Testing

@testable import LogFormat

@Suite("the bit that explains a checksum")
struct FlippedBitTests {
    @Test("a single flipped bit is found wherever it is, in the bytes and in the stored checksum")
    func single() throws {
        var random = SeededRandom(seed: 11)
        for count in [0, 1, 2, 3, 31, 92, 400] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let stored = CRC32C.checksum(bytes)
            for bit in 0..<(8 * count) {
                var changed = bytes
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                let found = try #require(
                    CRC32C.flippedBit(
                        stored: stored, computed: CRC32C.checksum(changed), byteCount: count))
                #expect(found == (bit / 8, bit % 8))
            }
            for bit in 0..<32 {
                let found = try #require(
                    CRC32C.flippedBit(stored: stored ^ 1 << UInt32(bit), computed: stored, byteCount: count))
                #expect(found == (count + bit / 8, bit % 8))
            }
        }
    }

    @Test("two flipped bits never look like one, and equal checksums tell of none")
    func two() {
        var random = SeededRandom(seed: 12)
        let bytes = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let stored = CRC32C.checksum(bytes)
        #expect(CRC32C.flippedBit(stored: stored, computed: stored, byteCount: bytes.count) == nil)
        for _ in 0..<200 {
            let first = Int.random(in: 0..<(8 * bytes.count), using: &random)
            let second = (first + Int.random(in: 1..<(8 * bytes.count), using: &random)) % (8 * bytes.count)
            var changed = bytes
            for bit in [first, second] { changed[bit / 8] ^= 1 << UInt8(bit % 8) }
            #expect(
                CRC32C.flippedBit(
                    stored: stored, computed: CRC32C.checksum(changed), byteCount: bytes.count) == nil)
        }
    }

    @Test("lengths beyond the bound are not searched")
    func bounds() {
        #expect(CRC32C.flippedBit(stored: 1, computed: 6, byteCount: .max) == nil)
        #expect(CRC32C.flippedBit(stored: 1, computed: 6, byteCount: -1) == nil)
    }
}
