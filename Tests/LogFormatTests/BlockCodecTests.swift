import LedgerModel
import Testing

@testable import LogFormat

@Suite struct BlockCodecTests {
    @Test("the worked example is what it always was")
    func golden() throws {
        let golden =
            "50424c4b01000000030000000000000000000000010000000700000000000000020000000f000000"
            + "0f000000ea608ee901002a36fe9c971702002a36fe9c971705000000000000000400000000000000"
            + "030000000000000061d19cd9aa50f1c1030000006f6e650400000074776f21"
        #expect(hex(Fixtures.block(Fixtures.records)) == golden)
        let block = try Fixtures.read(bytes(hex: golden))
        #expect(block.count == 2)
        #expect((0..<2).map(block.record) == Fixtures.records)
    }

    @Test("records of any size come back as they were, stored or compressed")
    func roundTrips() throws {
        var random = SeededRandom(seed: 1)
        for seed in 0..<300 {
            var records: [[UInt8]] = []
            for _ in 0...Int.random(in: 0..<40, using: &random) {
                let alphabet = UInt8.random(in: 0...255, using: &random)
                let count = Int.random(in: 0..<400, using: &random)
                records.append((0..<count).map { _ in UInt8.random(in: 0...alphabet, using: &random) })
            }
            let block = try Fixtures.read(Fixtures.block(records))
            #expect((0..<block.count).map(block.record) == records, "round \(seed)")
            var seen: [UInt64] = []
            block.forEach { number, record in
                seen.append(number)
                if !record.elementsEqual(records[Int(number - 7)]) { Issue.record("record \(number)") }
            }
            #expect(seen == (0..<records.count).map { 7 + UInt64($0) })
        }
    }

    @Test("bytes that do not shrink are stored, and bytes that do are compressed")
    func codecs() throws {
        var random = SeededRandom(seed: 2)
        let noise = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(try Fixtures.read(Fixtures.block([noise])).header.codec == .stored)
        let even = [UInt8](repeating: 7, count: 1_000)
        let block = try Fixtures.read(Fixtures.block([even]))
        #expect(block.header.codec == .lz4)
        #expect(block.header.storedLength < 100)
    }

    @Test("every flipped bit is refused", arguments: [Fixtures.records, [[UInt8](repeating: 9, count: 300)]])
    func flips(records: [[UInt8]]) {
        let whole = Fixtures.block(records)
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try Fixtures.read(flipped) }
        }
    }

    @Test("every truncation and every extension is refused")
    func truncations() {
        let whole = Fixtures.block(Fixtures.records)
        for count in whole.indices {
            #expect(throws: FormatError.self) { try Fixtures.read(Array(whole.prefix(count))) }
        }
        #expect(throws: FormatError.self) { try Fixtures.read(whole + [0]) }
    }

    @Test("a block of another segment is refused as such")
    func foreign() {
        var other = Fixtures.segment
        other.epoch = 3
        let bytes = Fixtures.block(Fixtures.records, segment: other)
        #expect(
            throws: FormatError.foreignBlock(found: other.checksum, expected: Fixtures.segment.checksum)
        ) { try Fixtures.read(bytes) }
    }

    @Test("lengths and counts beyond the bounds are refused though their checksum is right")
    func bounds() {
        let changes: [(inout BlockHeader) -> Void] = [
            { $0.count = 0 }, { $0.count = 3 }, { $0.count = .max }, { $0.rawLength = .max },
            { $0.rawLength = UInt32(BlockHeader.rawBytesMaximum) + 1 }, { $0.rawLength += 1 },
            { $0.storedLength = 0 },
            { $0.storedLength += 1 }, { $0.storedLength = .max }, { $0.blockIndex = 1 },
            { $0.blockCount = 0 },
            { $0.first = .max }, { $0.batch = .max }, { $0.codec = .lz4 },
        ]
        for (index, change) in changes.enumerated() {
            #expect(throws: FormatError.self, "change \(index)") {
                try Fixtures.read(Fixtures.block(Fixtures.records, change: change))
            }
        }
    }

    @Test("frames that leave the block, overlap its end or leave bytes over are refused")
    func frames() throws {
        let raws: [[UInt8]] = [
            [5, 0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 1], [1, 0, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0, 0, 0, 0],
            [0, 0],
        ]
        for raw in raws {
            var header = try Fixtures.read(Fixtures.block([[1]])).header
            header.rawLength = UInt32(raw.count)
            header.storedLength = UInt32(raw.count)
            header.storedChecksum = CRC32C.checksum(raw)
            header.codec = .stored
            #expect(throws: FormatError.self, "\(raw)") {
                try raw.withUnsafeBytes { buffer in
                    Result { () throws(FormatError) in try BlockCodec.decode(header, stored: buffer) }
                }.get()
            }
        }
    }

    @Test(
        "hostile compressed bytes with a right checksum are refused or give exactly the length that was promised"
    )
    func hostileLZ4() throws {
        var random = SeededRandom(seed: 3)
        let whole = Fixtures.block([[UInt8](repeating: 9, count: 600), Array("abcabcabcabc".utf8)])
        let template = try Fixtures.read(whole).header
        for round in 0..<5_000 {
            var stored = Array(whole[BlockHeader.byteCount...])
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                stored[Int.random(in: stored.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            var header = template
            header.storedChecksum = CRC32C.checksum(stored)
            if Bool.random(using: &random) {
                header.rawLength = UInt32.random(in: 100...4_000, using: &random)
            }
            let result = stored.withUnsafeBytes { buffer in
                Result { () throws(FormatError) in try BlockCodec.decode(header, stored: buffer) }
            }
            if case .success(let block) = result {
                #expect(block.raw.count == Int(header.rawLength), "round \(round)")
            }
        }
    }
}
