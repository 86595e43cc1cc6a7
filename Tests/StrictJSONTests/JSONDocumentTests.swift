import StrictJSON
import Testing

func failure(_ bytes: [UInt8], _ limits: JSONLimits = JSONLimits()) -> JSONSyntaxError? {
    do throws(JSONSyntaxError) {
        _ = try JSONDocument(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

@Suite("JSON document")
struct JSONDocumentTests {
    @Test(
        "texts of the grammar are accepted",
        arguments: [
            "null", "true", "false", "0", "-0", "10", "-1.5", "1e9", "1E+9", "0.0e-0", "\"\"", "[]", "{}",
            " [ ] ",
            "[[],{}]", "{\"\":1}", "\"\\u0000\"", "\"\\uD83D\\ude00\"", "\"\u{7F}é€😀\u{2028}\"", "\t\r\n1\n",
            "{\"a\":{\"a\":[{\"a\":1}]}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "{\"a\":1,\"A\":2}", "1e999",
        ])
    func accepted(text: String) { #expect(failure(Array(text.utf8)) == nil) }

    @Test(
        "texts outside of the grammar are refused at their byte",
        arguments: [
            ("", JSONSyntaxError.Code.empty, 0), (" \n", .empty, 2), ("[", .truncated, 1),
            ("\"ab", .truncated, 3),
            ("tru", .truncated, 3), ("-", .truncated, 1), ("1.", .truncated, 2), ("{\"a\"", .truncated, 4),
            ("trux", .unexpectedByte, 3), ("NaN", .unexpectedByte, 0), ("[1,]", .unexpectedByte, 3),
            ("{\"a\":1,}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3),
            ("{\"a\" 1}", .unexpectedByte, 5), ("[1}", .unexpectedByte, 2), ("{\"a\":1]", .unexpectedByte, 6),
            ("// x\n1", .unexpectedByte, 0), ("[1]/**/", .trailing, 3), ("1 2", .trailing, 2),
            ("{}}", .trailing, 2),
            ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("01", .number, 0), ("[-01]", .number, 1),
            ("-x", .number, 0), ("1.x", .number, 0), ("1e+", .truncated, 3), ("1ex", .number, 0),
            ("\"\\x\"", .escape, 1), ("\"\\u12g4\"", .escape, 1), ("\"\\ud800\"", .loneSurrogate, 1),
            ("\"\\udc00\"", .loneSurrogate, 1), ("\"\\ud800\\u0041\"", .loneSurrogate, 1),
            ("\"\\ud800x\"", .loneSurrogate, 1), ("\"a\nb\"", .controlCharacter, 2),
            ("\"\u{0}\"", .controlCharacter, 1), ("\u{FEFF}1", .byteOrderMark, 0),
            ("{\"a\":1,\"a\":2}", .duplicateKey, 7), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey, 7),
            ("'a'", .unexpectedByte, 0), ("\u{A0}1", .unexpectedByte, 0),
        ])
    func refused(text: String, code: JSONSyntaxError.Code, offset: Int) {
        #expect(failure(Array(text.utf8)) == JSONSyntaxError(code, at: offset))
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func utf8(bytes: [UInt8]) {
        #expect(failure([0x22, 0x61] + bytes + [0x22]) == JSONSyntaxError(.utf8, at: 2))
        #expect(failure([0x22, 0x61] + bytes)?.byteOffset == 2)
    }

    @Test("an error is described by code and place")
    func description() {
        #expect(JSONSyntaxError(.duplicateKey, at: 17).description == "json.duplicate_key at byte 17")
    }

    @Test("depth is bounded, however deep the input is")
    func depth() {
        #expect(failure(Array(repeating: 0x5B, count: 64) + Array(repeating: 0x5D, count: 64)) == nil)
        #expect(failure(Array(repeating: 0x5B, count: 65)) == JSONSyntaxError(.depth, at: 64))
        #expect(failure(Array(repeating: 0x5B, count: 1_000_000)) == JSONSyntaxError(.depth, at: 64))
        let objects = Array(String(repeating: "{\"a\":", count: 200_000).utf8)
        #expect(failure(objects) == JSONSyntaxError(.depth, at: 320))
        #expect(failure(Array("[[1]]".utf8), JSONLimits(depth: 1)) == JSONSyntaxError(.depth, at: 1))
    }

    @Test("a number and a text are bounded in size")
    func sizes() {
        #expect(failure(Array(repeating: 0x31, count: 1_024)) == nil)
        #expect(failure(Array(repeating: 0x31, count: 1_025)) == JSONSyntaxError(.number, at: 0))
        #expect(failure(Array(repeating: 0x31, count: 1 << 20)) == JSONSyntaxError(.number, at: 0))
        #expect(failure(Array("[1,2]".utf8), JSONLimits(bytes: 4)) == JSONSyntaxError(.tooLarge, at: 4))
    }

    @Test("a million names in one object take linear time, and a repeated one is found")
    func manyKeys() {
        var text = Array("{".utf8)
        for index in 0..<1_000_000 { text += Array("\"k\(index)\":0,".utf8) }
        let clock = ContinuousClock()
        var found: JSONSyntaxError?
        let last = text.count
        let elapsed = clock.measure { found = failure(text + Array("\"k500000\":1}".utf8)) }
        #expect(found == JSONSyntaxError(.duplicateKey, at: last))
        #expect(failure(text + Array("\"z\":1}".utf8)) == nil)
        #expect(elapsed < .seconds(10))
    }

    @Test("names that share length, head and tail are told apart")
    func similarKeys() {
        let names = (0..<30).map { "\"aaaaaaaa\(100 + $0)zzzzzzzz\":0" }
        #expect(failure(Array("{\(names.joined(separator: ","))}".utf8)) == nil)
        #expect(
            failure(Array("{\((names + [names[3]]).joined(separator: ","))}".utf8))?.code == .duplicateKey)
    }

    @Test("a slice of a larger buffer is read in place")
    func slice() throws {
        let bytes = Array("xx{\"a\":[1,22]}yy".utf8)
        let document = try JSONDocument(bytes: bytes, range: 2..<14)
        let second = try #require(document.root["a"]?[1])
        #expect(second.range == 10..<12)
        #expect(second.int64 == 22)
        #expect(throws: JSONSyntaxError(.trailing, at: 14)) { try JSONDocument(bytes: bytes, range: 2..<16) }
    }

    static let sample = Array(
        "{\"id\":\"7f\",\"n\":[1,-2.50,1e3],\"t\":true,\"x\":null,\"s\":\"\\u00e9\\n\\ud83d\\ude00é\",\"o\":{\"b\":1,\"a\":[]}}"
            .utf8)

    @Test("a text cut at any byte is refused as truncated or empty")
    func cut() {
        #expect(failure(Self.sample) == nil)
        for count in 0..<Self.sample.count {
            let code = failure(Array(Self.sample[..<count]))?.code
            #expect(code == .truncated || code == .empty || code == .utf8, "cut to \(count)")
        }
    }

    @Test("a text with any byte changed is refused, or its canonical form reads back to itself")
    func changed() throws {
        for index in Self.sample.indices {
            for bit in 0..<8 {
                var bytes = Self.sample
                bytes[index] ^= 1 << UInt8(bit)
                guard let document = try? JSONDocument(bytes) else { continue }
                let canonical = canonicalBytes(of: document.root)
                #expect(canonicalBytes(of: try JSONDocument(canonical).root) == canonical)
            }
        }
    }
}
