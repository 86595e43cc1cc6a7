import Testing

@testable import LogFormat

@Suite struct SegmentHeaderTests {
    @Test("the worked example is what it always was")
    func golden() throws {
        let golden =
            "895052424c0d0a1a010001000000000000112233445566778899aabbccddeeff0700000000000000"
            + "000000000000000000002a36fe9c97170200000061d19cd9"
        #expect(hex(Fixtures.segment.encoded) == golden)
        #expect(try Fixtures.readSegment(bytes(hex: golden)) == Fixtures.segment)
    }

    @Test("every flipped bit is refused")
    func flips() {
        let whole = Fixtures.segment.encoded
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try Fixtures.readSegment(flipped) }
        }
    }

    @Test("every truncation is refused")
    func truncations() {
        let whole = Fixtures.segment.encoded
        for count in whole.indices {
            #expect(throws: FormatError.truncated(expected: SegmentHeader.byteCount, found: count)) {
                try Fixtures.readSegment(Array(whole.prefix(count)))
            }
        }
    }

    @Test("a segment of another store is refused")
    func kinds() throws {
        for kind in StoreKind.allCases {
            var header = Fixtures.segment
            header.kind = kind
            for other in StoreKind.allCases {
                if kind == other {
                    #expect(try Fixtures.readSegment(header.encoded, kind: other) == header)
                } else {
                    #expect(throws: FormatError.magic) {
                        try Fixtures.readSegment(header.encoded, kind: other)
                    }
                }
            }
        }
    }

    @Test("a version that only a later reader can read is refused by name, and one that we can read is read")
    func versions() throws {
        var bytes = Fixtures.segment.encoded
        bytes.storeLittle(UInt16(2), at: 8)
        bytes.storeLittle(CRC32C.checksum(bytes.prefix(60)), at: 60)
        let newer = try Fixtures.readSegment(bytes)
        #expect(newer.first == Fixtures.segment.first && newer.isOfNewerWriter)
        // Its blocks carry the checksum of the header as it was written.
        #expect(newer.encoded == bytes && newer.checksum == CRC32C.checksum(bytes.prefix(60)))
        bytes.storeLittle(UInt16(2), at: 10)
        bytes.storeLittle(CRC32C.checksum(bytes.prefix(60)), at: 60)
        #expect(throws: FormatError.version(found: 2, readableFrom: 2, known: 1)) {
            try Fixtures.readSegment(bytes)
        }
    }

    @Test("flags that nobody knows are refused")
    func flags() {
        var bytes = Fixtures.segment.encoded
        bytes[12] = 1
        bytes.storeLittle(CRC32C.checksum(bytes.prefix(60)), at: 60)
        #expect(throws: FormatError.flags(1)) { try Fixtures.readSegment(bytes) }
    }
}
