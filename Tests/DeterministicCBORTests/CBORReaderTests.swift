import DeterministicCBOR
import Testing

func bytes(_ hex: String) -> [UInt8] {
    var out: [UInt8] = []
    var high: UInt8?
    for character in hex.utf8 {
        let digit = character < 0x3A ? character - 0x30 : character - 0x57
        if let first = high {
            out.append(first << 4 | digit)
            high = nil
        } else {
            high = digit
        }
    }
    return out
}

func failure(_ item: [UInt8]) -> CBORError? {
    do throws(CBORError) {
        try CBORReader.read(item) { (reader) throws(CBORError) in
            try reader.validateItem()
            try reader.expectEnd()
        }
        return nil
    } catch {
        return error
    }
}

func refusal(
    _ reader: inout CBORReader, _ body: (inout CBORReader) throws(CBORError) -> Void
) -> CBORError? {
    do throws(CBORError) {
        try body(&reader)
        return nil
    } catch {
        return error
    }
}

@Suite("CBOR reader")
struct CBORReaderTests {
    @Test(
        "what is not deterministic is refused at its byte",
        arguments: [
            ("", CBORError.Code.truncated, 0), ("18", .truncated, 1), ("1817", .notShortest, 0),
            ("1900ff", .notShortest, 0), ("1a0000ffff", .notShortest, 0),
            ("1b00000000ffffffff", .notShortest, 0),
            ("5817", .notShortest, 0), ("1c", .reserved, 0), ("1f", .indefinite, 0), ("5fff", .indefinite, 0),
            ("9fff", .indefinite, 0), ("bfff", .indefinite, 0), ("ff", .indefinite, 0),
            ("c001", .unsupported, 0),
            ("f90000", .unsupported, 0), ("fb3ff199999999999a", .unsupported, 0), ("f7", .unsupported, 0),
            ("f820", .unsupported, 0), ("fc", .reserved, 0), ("4101ff", .trailing, 2),
            ("42ff", .truncated, 2),
            ("5bffffffffffffffff00", .truncated, 10), ("9bffffffffffffffff", .length, 0), ("81", .length, 0),
            ("a101", .length, 0), ("8201", .length, 0), ("820181", .length, 2), ("61ff", .utf8, 0),
            ("62eda0", .utf8, 0), ("a201000100", .duplicateKey, 3), ("a202000100", .keyOrder, 3),
            ("a2616200616100", .keyOrder, 4), ("a2616100 0a00".replacingSpaces, .keyOrder, 4),
            ("81a202000100", .keyOrder, 4), ("a2820102008201 0000".replacingSpaces, .keyOrder, 5),
        ])
    func refused(hex: String, code: CBORError.Code, offset: Int) {
        #expect(failure(bytes(hex)) == CBORError(code, at: offset))
    }

    @Test("depth is bounded, however deep the input is")
    func depth() {
        #expect(failure([UInt8](repeating: 0x81, count: 64) + [0]) == nil)
        #expect(failure([UInt8](repeating: 0x81, count: 65) + [0]) == CBORError(.depth, at: 64))
        #expect(failure([UInt8](repeating: 0x81, count: 1_000_000)) == CBORError(.depth, at: 64))
        #expect(failure(bytes("9a000f4240") + [UInt8](repeating: 0x80, count: 1_000_000)) == nil)
    }

    @Test("each reading call takes its own kind, and leaves the cursor where it was otherwise")
    func kinds() throws {
        let item = bytes("8a01202041ff6161f5f6a10102500000000000000001000000000000000280")
        try CBORReader.read(item) { (reader) throws(CBORError) in
            #expect(try reader.readArrayHeader() == 10)
            let refusalFirst = refusal(&reader) { (reader) throws(CBORError) in _ = try reader.readBool() }
            #expect(refusalFirst == CBORError(.type, at: 1))
            #expect(try reader.readUnsigned() == 1)
            #expect(try reader.readSigned() == -1)
            let refusalSecond = refusal(&reader) { (reader) throws(CBORError) in _ = try reader.readUnsigned()
            }
            #expect(refusalSecond == CBORError(.type, at: 3))
            #expect(try reader.skipItem() == 3..<4)
            #expect(try Array(reader.readBytes()) == [0xFF])
            #expect(try reader.readTextRange() == 7..<8)
            let isNullAtBool = reader.readNullIfPresent()
            #expect(!isNullAtBool)
            #expect(try reader.readBool())
            let isNull = reader.readNullIfPresent()
            #expect(isNull)
            #expect(reader.peekMajorType == .map)
            #expect(try reader.validateItem() == 10..<13)
            let bits = try reader.readBits16()
            #expect(bits == (1, 2))
            #expect(try reader.readArrayHeader() == 0)
            #expect(reader.isAtEnd && reader.peekMajorType == nil)
        }
    }

    @Test("signed integers that do not fit are out of range")
    func range() throws {
        for (hex, value) in [("1b7fffffffffffffff", Int64.max), ("3b7fffffffffffffff", .min)] {
            #expect(
                try CBORReader.read(bytes(hex)) { (reader) throws(CBORError) in try reader.readSigned() }
                    == value)
        }
        for hex in ["1b8000000000000000", "3b8000000000000000"] {
            let found = CBORReader.read(bytes(hex)) { reader in
                refusal(&reader) { (reader) throws(CBORError) in _ = try reader.readSigned() }
            }
            #expect(found == CBORError(.range, at: 0))
        }
    }

    @Test("a sample cut or changed anywhere is refused, or is another deterministic item")
    func changed() {
        let sample = bytes("85187b3901ff43010203a2016161182a82f5f66568656c6c6f")
        #expect(failure(sample) == nil)
        for count in 0..<sample.count { #expect(failure(Array(sample[..<count])) != nil, "cut to \(count)") }
        for index in sample.indices {
            for bit in 0..<8 {
                var other = sample
                other[index] ^= 1 << UInt8(bit)
                #expect((failure(other) == nil) == ((try? CBORDiagnostic.text(of: other)) != nil))
            }
        }
    }

    @Test("random bytes never crash the reader")
    func random() {
        for seed in 0..<20_000 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            let item = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random) & UInt8.random(in: 0...255, using: &random)
            }
            let error = failure(item)
            #expect((error?.offset ?? 0) <= item.count, "seed \(seed)")
        }
    }
}

extension String {
    var replacingSpaces: String { filter { $0 != " " } }
}
