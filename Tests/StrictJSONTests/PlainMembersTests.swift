import CByteScan
import StrictJSON
import Testing

/// Members that are read in passing, against the way that reads every byte for itself: a limit on numbers
/// below the length of those that are read in passing takes the other way.
@Suite("Members read in passing")
struct PlainMembersTests {
    private static let slow = JSONLimits(numberBytes: 19)

    /// What a text is: its values' kinds, places and names; or why it is none.
    private static func reading(_ text: [UInt8], _ limits: JSONLimits) -> [String] {
        func lines(_ value: JSONValue, _ name: String) -> [String] {
            ["\(name) \(value.kind) \(value.range) \(value.count) \(value.bool ?? false)"]
                + value.elements.flatMap { lines($0, "-") }
                + value.members.flatMap { lines($0.value, "\($0.key.range)") }
        }
        do throws(JSONSyntaxError) {
            let root = try JSONDocument(text, limits: limits).root
            return lines(root, "") + [String(decoding: canonicalBytes(of: root), as: UTF8.self)]
        } catch {
            return [error.description]
        }
    }

    private static let values = [
        "0", "-0", "7", "-12.5", "0.25", "12345678901234567", "1e3", "1.5E-2", "\"\"", "\"abc\"",
        "\"exactly sixteen.\"", "\"a longer text that takes several steps of sixteen\"", "\"\\n\"", "\"é\"",
        "true",
        "false", "null", "[]", "{}", "[1,{\"b\":2}]", "{\"inner\":{\"x\":true,\"y\":\"z\"}}", " 1", "\t\"x\"",
        // None of JSON's.
        "01", "-", "1.", ".5", "tru", "nulll", "true1", "1x", "\"\u{1}\"", "",
    ]

    private static let names = ["n", "name", "a name of more than 16", "\\u006e"]

    private static func object(_ random: inout TestRandom, valid: Bool) -> String {
        let most = valid ? values.count - 10 : values.count
        let members = (0..<Int.random(in: 0...9, using: &random)).map { place in
            "\"\(names[Int.random(in: 0..<4, using: &random)])\(place)\":"
                + values[Int.random(in: 0..<most, using: &random)]
        }
        return "{"
            + members.joined(separator: [",", ",", ",", " ,", ", "][Int.random(in: 0..<5, using: &random)])
            + "}"
    }

    @Test("both ways read the same values, and refuse the same texts at the same bytes")
    func same() {
        var random = TestRandom(seed: 11)
        var refused = 0
        for round in 0..<4_000 {
            let text = Array(Self.object(&random, valid: round % 2 == 0).utf8)
            let read = Self.reading(text, JSONLimits())
            refused += read.count == 1 ? 1 : 0
            #expect(read == Self.reading(text, Self.slow))
        }
        #expect((500...2_500).contains(refused))
    }

    @Test("a text cut or changed at any byte is read alike")
    func changed() {
        var random = TestRandom(seed: 12)
        for _ in 0..<10 {
            let text = Array(Self.object(&random, valid: true).utf8)
            for place in text.indices {
                #expect(
                    Self.reading(Array(text[..<place]), JSONLimits())
                        == Self.reading(Array(text[..<place]), Self.slow))
                for byte in Array("\"\\{}[]:,0e-. t\n".utf8) + [0x80, 0x00] {
                    var changed = text
                    changed[place] = byte
                    #expect(Self.reading(changed, JSONLimits()) == Self.reading(changed, Self.slow))
                }
            }
        }
    }

    @Test("a number is found among others at every place, for every length and start")
    func findNumber() {
        for count in 0..<20 as Range<UInt32> {
            let numbers = (0..<count).map { $0 % 7 }
            for wanted in 0..<8 as Range<UInt32> {
                for from in 0...Int(count) {
                    let found = numbers.withUnsafeBytes { bytes in
                        bytes.baseAddress.map {
                            probity_find_number($0, from, Int(count), wanted)
                        } ?? from
                    }
                    let expected = numbers[from...].firstIndex(of: wanted) ?? Int(count)
                    #expect(min(found, Int(count)) == expected)
                }
            }
        }
    }
}
