import DeterministicCBOR
import Testing

@Suite("CBOR encoder")
struct CBOREncoderTests {
    private func encoded(_ write: (inout CBOREncoder) -> Void) -> [UInt8] {
        var encoder = CBOREncoder()
        write(&encoder)
        return encoder.bytes
    }

    @Test(
        "unsigned integers of RFC 8949 appendix A",
        arguments: [
            (0, "00"), (1, "01"), (10, "0a"), (23, "17"), (24, "1818"), (25, "1819"), (100, "1864"),
            (255, "18ff"),
            (256, "190100"), (1000, "1903e8"), (65_535, "19ffff"), (65_536, "1a00010000"),
            (1_000_000, "1a000f4240"),
            (4_294_967_295, "1affffffff"), (4_294_967_296, "1b0000000100000000"),
            (1_000_000_000_000, "1b000000e8d4a51000"), (18_446_744_073_709_551_615, "1bffffffffffffffff"),
        ] as [(UInt64, String)])
    func unsigned(value: UInt64, hex: String) throws {
        #expect(encoded { $0.unsigned(value) } == bytes(hex))
        #expect(failure(bytes(hex)) == nil)
        #expect(
            try CBORReader.read(bytes(hex)) { (reader) throws(CBORError) in try reader.readUnsigned() }
                == value)
    }

    @Test(
        "signed integers of RFC 8949 appendix A, and the ends",
        arguments: [
            (-1, "20"), (-10, "29"), (-24, "37"), (-25, "3818"), (-100, "3863"), (-1000, "3903e7"), (7, "07"),
            (.min, "3b7fffffffffffffff"), (.max, "1b7fffffffffffffff"),
        ] as [(Int64, String)])
    func signed(value: Int64, hex: String) throws {
        #expect(encoded { $0.signed(value) } == bytes(hex))
        #expect(
            try CBORReader.read(bytes(hex)) { (reader) throws(CBORError) in try reader.readSigned() } == value
        )
    }

    @Test("strings, simple values and containers of RFC 8949 appendix A")
    func others() {
        #expect(encoded { $0.bytes([1, 2, 3, 4]) } == bytes("4401020304"))
        #expect(encoded { $0.bytes([]) } == bytes("40"))
        #expect(encoded { $0.text("IETF") } == bytes("6449455446"))
        #expect(encoded { $0.text("\u{6C34}" as String) } == bytes("63e6b0b4"))
        #expect(encoded { $0.text(utf8: Array("ü".utf8)) } == bytes("62c3bc"))
        let booleans = encoded { encoder in
            encoder.bool(false)
            encoder.bool(true)
        }
        #expect(booleans == [0xF4, 0xF5])
        #expect(encoded { $0.null() } == [0xF6])
        #expect(encoded { $0.bits16(high: 1, low: 2) } == bytes("5000000000000000010000000000000002"))
        #expect(
            encoded {
                $0.arrayHeader(2)
                $0.text("a")
                $0.mapHeader(1)
                $0.text("b")
                $0.raw([0x61, 0x63])
            } == bytes("826161a161626163"))
        #expect(encoded { $0.bytes([UInt8](repeating: 9, count: 100_000)) }.count == 100_005)
    }

    @Test("a buffer that is used again holds only the new items")
    func reuse() {
        var encoder = CBOREncoder(capacity: 0)
        for index in 0..<100 { encoder.unsigned(UInt64(index) << 40) }
        encoder.removeAll()
        encoder.text("x")
        var out: [UInt8] = [0]
        encoder.append(to: &out)
        #expect(out == [0, 0x61, 0x78] && encoder.count == 2)
        #expect(encoder.withBytes { Array($0) } == [0x61, 0x78])
    }

    @Test("random items are deterministic, and read back to themselves")
    func random() throws {
        for seed in 0..<2_000 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            let values = (0..<Int.random(in: 0...50, using: &random)).map { _ in
                Int64(bitPattern: random.next() >> UInt64.random(in: 0...63, using: &random))
            }
            let item = encoded { encoder in
                encoder.arrayHeader(values.count)
                for value in values { encoder.signed(value) }
            }
            #expect(failure(item) == nil, "seed \(seed)")
            let back = try CBORReader.read(item) { (reader) throws(CBORError) in
                var out: [Int64] = []
                for _ in 0..<(try reader.readArrayHeader()) { out.append(try reader.readSigned()) }
                return out
            }
            #expect(back == values, "seed \(seed)")
        }
    }
}
