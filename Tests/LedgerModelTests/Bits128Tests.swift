import LedgerModel
import Testing

@Suite struct Bits128Tests {
    private let sample = Bits128(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)

    @Test("bytes, GUID and hexadecimal are read back, in either case and in braces")
    func roundTrips() {
        #expect(sample.guidText == "00112233-4455-6677-8899-aabbccddeeff")
        #expect(sample.hexadecimalText == "00112233445566778899aabbccddeeff")
        #expect(Bits128(guid: sample.guidText) == sample)
        #expect(Bits128(guid: "00112233-4455-6677-8899-AABBCCDDEEFF") == sample)
        #expect(Bits128(guid: "{00112233-4455-6677-8899-aabbccddeeff}") == sample)
        #expect(Bits128(hexadecimal: Array(sample.hexadecimalText.utf8)) == sample)
        #expect(Bits128(bytes: sample.bytes) == sample)
        #expect(sample.bytes.withUnsafeBytes { Bits128($0) } == sample)
    }

    @Test("random values are read back and ordered as their bytes are")
    func random() {
        var random = SeededRandom(seed: 9)
        for _ in 0..<2_000 {
            let left = Bits128(high: random.next() >> (random.next() & 63), low: random.next())
            let right = Bits128(high: random.next() >> (random.next() & 63), low: random.next())
            #expect(Bits128(guid: left.guidBytes) == left)
            #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes))
            var out = [UInt8](repeating: 0xFF, count: 20)
            left.write(to: &out, at: 3)
            #expect(Array(out[3..<19]) == left.bytes && out[2] == 0xFF && out[19] == 0xFF)
        }
    }

    @Test(
        "what is no GUID is refused",
        arguments: [
            "", "00112233-4455-6677-8899-aabbccddeef", "00112233-4455-6677-8899-aabbccddeefff",
            "0011223344-55-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeefg",
            "{00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff}}",
            "(00112233-4455-6677-8899-aabbccddeeff)", "00112233445566778899aabbccddeeff",
            "00112233-4455-6677-8899_aabbccddeeff", "{0112233-4455-6677-8899-aabbccddeeff0}",
        ])
    func refused(text: String) {
        #expect(Bits128(guid: text) == nil)
    }

    @Test("another number of bytes than sixteen is refused")
    func counts() {
        #expect(Bits128(bytes: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(Bits128(bytes: [UInt8](repeating: 1, count: 17)) == nil)
        #expect(Bits128(hexadecimal: Array("0011".utf8)) == nil)
    }

    @Test("any byte at any place of a GUID is read as its digits say, or refused")
    func everyByte() throws {
        let digits = Array("0123456789abcdef".utf8)
        let whole = sample.guidBytes
        for place in whole.indices {
            for byte in UInt8.min ... .max {
                var text = whole
                text[place] = byte
                let lowered = (65...70).contains(byte) ? byte | 0x20 : byte
                let isValid = whole[place] == 45 ? byte == 45 : digits.contains(lowered)
                let read = Bits128(guid: text)
                #expect((read != nil) == isValid, "\(byte) at \(place)")
                text[place] = lowered
                if isValid { #expect(read?.guidBytes == text) }
                let hexadecimal = Bits128(hexadecimal: text.filter { $0 != 45 })
                if whole[place] != 45, byte != 45 { #expect(hexadecimal == read, "\(byte) at \(place)") }
            }
        }
    }
}
