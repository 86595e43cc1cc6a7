import Testing

@testable import LogFormat

@Suite struct CommitMarkTests {
    @Test("the worked example is what it always was")
    func golden() throws {
        let golden =
            "89505242430d0a1a00112233445566778899aabbccddeeff09000000000000000a00000000000000"
            + "0700000000000000c800000000000000040000000000000000000000000000002c01000000000000"
            + "03000000000000000000000000000000900100000000000003002a36fe9c97170000000000000000"
            + "00000000af5ad76f"
        #expect(hex(Fixtures.mark.encoded) == golden)
        #expect(try Fixtures.readMark(bytes(hex: golden)) == Fixtures.mark)
    }

    @Test("every flipped bit and every truncation is refused")
    func damage() {
        let whole = Fixtures.mark.encoded
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try Fixtures.readMark(flipped) }
        }
        for count in whole.indices {
            #expect(throws: FormatError.self) { try Fixtures.readMark(Array(whole.prefix(count))) }
        }
    }

    @Test("the later whole copy counts, wherever it stands")
    func latest() {
        var later = Fixtures.mark
        later.sequence += 1
        let size = Int(CommitMark.copyOffsets[1]) + CommitMark.byteCount
        func file(_ first: CommitMark?, _ second: CommitMark?) -> [UInt8] {
            var out = [UInt8](repeating: 0, count: size)
            for (offset, mark) in zip(CommitMark.copyOffsets, [first, second]) {
                guard let mark else { continue }
                out.replaceSubrange(Int(offset)..<(Int(offset) + CommitMark.byteCount), with: mark.encoded)
            }
            return out
        }
        #expect(CommitMark.latest(in: file(Fixtures.mark, later)) == later)
        #expect(CommitMark.latest(in: file(later, Fixtures.mark)) == later)
        #expect(CommitMark.latest(in: file(Fixtures.mark, nil)) == Fixtures.mark)
        #expect(CommitMark.latest(in: file(nil, later)) == later)
        #expect(CommitMark.latest(in: file(nil, nil)) == nil)
        #expect(CommitMark.latest(in: []) == nil)
        #expect(CommitMark.latest(in: Array(file(Fixtures.mark, later).prefix(200))) == Fixtures.mark)
    }
}
