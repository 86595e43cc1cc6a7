import StrictJSON
import Testing

@Suite("Canonical form")
struct CanonicalFormTests {
    private func canonical(_ text: String) throws -> String {
        String(decoding: canonicalBytes(of: try JSONDocument(Array(text.utf8)).root), as: UTF8.self)
    }

    @Test(
        "spelling is made one, content stays",
        arguments: [
            ("{ \"b\" : 1.0 , \"a\" : [ ] }", "{\"a\":[],\"b\":1.0}"),
            ("{\"\\u0062\":1,\"a\":{\"d\":{},\"c\":[2,1]}}", "{\"a\":{\"c\":[2,1],\"d\":{}},\"b\":1}"),
            ("\"\\/\\u0041\\u001F\\u000a\\u2028\"", "\"/A\\u001f\\n\u{2028}\""),
            ("{\"é\":1,\"z\":2,\"\":3,\"zz\":4}", "{\"\":3,\"z\":2,\"zz\":4,\"é\":1}"),
            ("1E+2", "1E+2"),
        ])
    func forms(text: String, expected: String) throws { #expect(try canonical(text) == expected) }

    @Test("the order of members and the spelling of strings do not change the form")
    func random() throws {
        for seed in 0..<300 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            let names = Set(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    String(UInt16.random(in: 0...999, using: &random), radix: 36)
                })
            let plain = names.sorted().map { "\"\($0)\":[\"\($0)\"]" }
            let escaped = names.shuffled(using: &random).map { name in
                let spelled = name.unicodeScalars.map { scalar in
                    Bool.random(using: &random)
                        ? String(scalar) : "\\u00" + String(scalar.value, radix: 16, uppercase: true)
                }.joined()
                return " \"\(spelled)\" :\n[ \"\(spelled)\" ]"
            }
            let one = "{\(plain.joined(separator: ","))}"
            #expect(try canonical("{\(escaped.joined(separator: " ,"))}") == one, "seed \(seed)")
        }
    }

    @Test("what is appended stands behind what was there")
    func appending() throws {
        var out = Array("x".utf8)
        append(canonical: try JSONDocument(Array("[1]".utf8)).root, to: &out)
        #expect(out == Array("x[1]".utf8))
    }
}
