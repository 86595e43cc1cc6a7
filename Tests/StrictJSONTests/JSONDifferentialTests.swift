import StrictJSON
import Testing

/// Fast paths against the plainest code that says the same.
@Suite("Against a plain reference")
struct JSONDifferentialTests {
    private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var out = "\""
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case "\u{8}": out += "\\b"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\u{C}": out += "\\f"
            case "\r": out += "\\r"
            case "\0"..<" ": out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return Array((out + "\"").utf8)
    }

    private static func canonical(_ value: JSONValue) -> [UInt8] {
        switch value.kind {
        case .null, .bool, .number: return value.rawBytes
        case .string: return quoted(value.stringBytes ?? [])
        case .array: return [0x5B] + value.elements.map(canonical).joined(separator: [0x2C]) + [0x5D]
        case .object:
            let members = value.members.map { ($0.key.stringBytes ?? [], $0.value) }
                .sorted { precedes($0.0, $1.0) }
            return [0x7B]
                + members.map { quoted($0.0) + [0x3A] + canonical($0.1) }.joined(separator: [0x2C]) + [0x7D]
        }
    }

    private static func everyValue(_ value: JSONValue, _ body: (JSONValue) throws -> Void) rethrows {
        try body(value)
        for element in value.elements { try everyValue(element, body) }
        for member in value.members { try everyValue(member.value, body) }
    }

    @Test("the canonical form is that of a recursive writer, for every value of random texts")
    func canonicalForm() throws {
        for seed in 0..<600 as Range<UInt64> {
            let text = RandomJSON(seed: seed).text
            let root = try JSONDocument(text).root
            try Self.everyValue(root) { value in
                try #require(canonicalBytes(of: value) == Self.canonical(value), "seed \(seed)")
            }
            let once = canonicalBytes(of: root)
            #expect(canonicalBytes(of: try JSONDocument(once).root) == once, "seed \(seed)")
        }
    }

    @Test("a member is found by its name alone, and no other by that of none")
    func members() throws {
        for seed in 0..<500 as Range<UInt64> {
            let root = try JSONDocument(RandomJSON(seed: seed).text).root
            try Self.everyValue(root) { value in
                for member in value.members {
                    let name = try #require(member.key.stringBytes)
                    #expect(value[keyBytes: name]?.range == member.value.range, "seed \(seed)")
                    for other in [name + [0x78], Array(name.dropLast()), [0x78] + name.dropFirst()] {
                        let found = value.members.first { $0.key.stringBytes == other }
                        #expect(value[keyBytes: other]?.range == found?.value.range, "seed \(seed)")
                    }
                }
            }
        }
    }

    @Test("the first repeated name is found among few members and many", arguments: [2, 3, 63, 64, 65, 200])
    func repeatedNames(count: Int) throws {
        for seed in 0..<60 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            // Equal lengths, and equal first and last eight bytes: only the middle tells them apart.
            var names = (0..<count).map { "namename\($0 + 1_000)namename" }
            if seed % 3 != 0 {
                for _ in 0..<Int.random(in: 1...2, using: &random) {
                    names[Int.random(in: 0..<count, using: &random)] =
                        names[Int.random(in: 0..<count, using: &random)]
                }
            }
            var text = "{"
            var seen: Set<String> = []
            var expected: Int?
            for name in names {
                if text != "{" { text += "," }
                if !seen.insert(name).inserted, expected == nil { expected = text.utf8.count }
                let spelled = Bool.random(using: &random) ? name : "\\u006E" + name.dropFirst()
                text += "\"\(spelled)\":0"
            }
            let bytes = Array((text + "}").utf8)
            guard let expected else {
                #expect(try JSONDocument(bytes).root.count == count)
                continue
            }
            #expect(throws: JSONSyntaxError(.duplicateKey, at: expected)) { try JSONDocument(bytes) }
        }
    }

    @Test("a string's end is found wherever it, an escape or a line's end stands")
    func stringEnds() {
        for length in 0...40 {
            for place in 0...length {
                for special in ["", "\\\"", "\\\\", "é", "}"] {
                    var text = String(repeating: "x", count: length)
                    text.insert(contentsOf: special, at: text.index(text.startIndex, offsetBy: place))
                    let record = Array("{\"k\":\"\(text)\"}".utf8)
                    var splitter = RecordSplitter()
                    let items = splitter.consume(record + record) + splitter.finish()
                    #expect(items.map(\.bytes) == [record, record])
                    #expect(items.allSatisfy { $0.kind == .record })
                }
                var cut = [UInt8](repeating: 0x78, count: length)
                cut.insert(0x0A, at: place)
                var splitter = RecordSplitter()
                let broken = Array("{\"k\":\"".utf8) + cut + Array("\n{}\n".utf8)
                let items = splitter.consume(broken) + splitter.finish()
                #expect(items.map(\.kind) == [.malformed(.truncated), .record])
            }
        }
    }
}
