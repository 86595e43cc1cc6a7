import StrictJSON
import Testing

@Suite("Record splitter")
struct RecordSplitterTests {
    static let chunkSizes = [1, 2, 3, 7, 65_536]

    static func split(_ bytes: [UInt8], limit: Int = 1_024, chunk: Int = 65_536) -> [SplitItem] {
        var splitter = RecordSplitter(limit: limit)
        var items: [SplitItem] = []
        var at = 0
        while at < bytes.count {
            items += splitter.consume(Array(bytes[at..<min(at + chunk, bytes.count)]))
            at += chunk
        }
        return items + splitter.finish()
    }

    /// Each item as `kind offset:line:element text`.
    static func shown(_ items: [SplitItem]) -> [String] {
        items.map { item in
            let kind =
                switch item.kind {
                case .record: "record"
                case .envelope: "envelope"
                case .malformed(let reason): reason.rawValue
                case .oversizedPiece(let first, let last):
                    "piece\(first ? " first" : "")\(last ? " last" : "")"
                }
            let place = "\(item.offset):\(item.line):\(item.element.map(String.init) ?? "-")"
            return "\(kind) \(place) \(String(decoding: item.bytes, as: UTF8.self))"
        }
    }

    static let cases: [(String, [String])] = [
        ("", []), (" \r\n\n,", []),
        ("{\"a\":1}\n{\"b\":2}", ["record 0:1:- {\"a\":1}", "record 8:2:- {\"b\":2}"]),
        ("{}\r\n\r\n{}\r\n", ["record 0:1:- {}", "record 6:3:- {}"]),
        ("{}{} {}", ["record 0:1:- {}", "record 2:1:- {}", "record 5:1:- {}"]),
        ("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", ["record 0:1:- {\n  \"a\": {\n    \"b\": 1\n  }\n}"]),
        (
            "[{\"a\":\"]},\\\"\"},\n {\"b\":[1]} , \"s,]\", 5 ,null]",
            [
                "record 1:1:0 {\"a\":\"]},\\\"\"}", "record 17:2:1 {\"b\":[1]}", "record 29:2:2 \"s,]\"",
                "record 36:2:3 5", "record 39:2:4 null",
            ]
        ),
        (
            "{\"@odata.c\":\"x\", \"value\": [ {\"a\":1}, {\"b\":2} ], \"@odata.n\": \"y\"}\n{\"c\":3}",
            [
                "record 28:1:0 {\"a\":1}", "record 37:1:1 {\"b\":2}",
                "envelope 0:1:- {\"@odata.c\":\"x\", \"value\": [],\"@odata.n\": \"y\"}",
                "record 65:2:- {\"c\":3}",
            ]
        ),
        ("{\"records\":[\n{\"a\":1}\n]}", ["record 13:2:0 {\"a\":1}", "envelope 0:1:- {\"records\":[]}"]),
        ("{\"value\":[]}", ["envelope 0:1:- {\"value\":[]}"]),
        ("{\"value\":[1,{}]}", ["record 0:1:- {\"value\":[1,{}]}"]),
        ("{\"x\":{\"value\":[{}]}}", ["record 0:1:- {\"x\":{\"value\":[{}]}}"]),
        ("{\"a\":\"value\",\"b\":[{}]}", ["record 0:1:- {\"a\":\"value\",\"b\":[{}]}"]),
        (
            "{\"a\":1}\n{\"a\":\"tr\n{\"b\":2}\n",
            ["record 0:1:- {\"a\":1}", "json.truncated 8:2:- {\"a\":\"tr", "record 17:3:- {\"b\":2}"]
        ),
        (
            "{\"a\":\n{\"b\":2}\n{\"c\":3}",
            ["json.truncated 0:1:- {\"a\":", "record 6:2:- {\"b\":2}", "record 14:3:- {\"c\":3}"]
        ),
        ("{\"a\":1,\n{\"b\":2}", ["json.truncated 0:1:- {\"a\":1,", "record 8:2:- {\"b\":2}"]),
        ("{\"a\":[1}\n{\"b\":2}", ["json.brackets 0:1:- {\"a\":[1}", "record 9:2:- {\"b\":2}"]),
        ("{\"a\":1}}\n{}", ["record 0:1:- {\"a\":1}", "json.unexpected_byte 7:1:- }", "record 9:2:- {}"]),
        ("[{\"a\":1},{\"b\"", ["record 1:1:0 {\"a\":1}", "json.truncated 9:1:1 {\"b\""]),
        ("[{\"a\":1},\n", ["record 1:1:0 {\"a\":1}", "json.truncated 10:2:- "]),
        (
            "[{\"a\":\"x\n,\n{\"b\":1}]",
            ["json.truncated 1:1:0 {\"a\":\"x\n,", "record 11:3:1 {\"b\":1}"]
        ),
        (
            "{\"@odata.k\":1,\"value\":[{\"a\":1}",
            ["record 23:1:0 {\"a\":1}", "json.truncated 0:1:- {\"@odata.k\":1,\"value\":["]
        ),
        (
            "a b\n1,2\n{\"c\":1}",
            ["json.unexpected_byte 0:1:- a b", "json.unexpected_byte 4:2:- 1,2", "record 8:3:- {\"c\":1}"]
        ),
        ("x\u{1}y\n{}", ["input.binary 0:1:- x\u{1}y\n", "record 4:2:- {}"]),
        ("{}\n\u{FEFF}{}", ["record 0:1:- {}", "input.bom 3:2:- \u{FEFF}", "record 6:2:- {}"]),
        (
            "[{\"a\":1}, what ever , {}]",
            ["record 1:1:0 {\"a\":1}", "json.unexpected_byte 10:1:1 what ever", "record 22:1:2 {}"]
        ),
        ("{\"a\":\"\\\n\"}\n{}", ["json.truncated 0:1:- {\"a\":\"\\\n\"}", "record 11:3:- {}"]),
    ]

    @Test("streams are cut into the expected items, for every chunk size", arguments: cases)
    func expected(text: String, items: [String]) {
        for chunk in Self.chunkSizes {
            #expect(Self.shown(Self.split(Array(text.utf8), chunk: chunk)) == items, "chunk \(chunk)")
        }
    }

    @Test("a byte order mark at the start is skipped and noted")
    func byteOrderMark() {
        var splitter = RecordSplitter()
        let items = splitter.consume(Array("\u{FEFF}{\"a\":1}".utf8)) + splitter.finish()
        #expect(Self.shown(items) == ["record 3:1:- {\"a\":1}"])
        #expect(splitter.sawByteOrderMark)
    }

    @Test(
        "a stream that is no text is one item with its reason",
        arguments: [
            ([0x1F, 0x8B, 8, 0, 0x0A, 0x7B], .gzip), ([0xFF, 0xFE, 0x7B, 0, 0x0A, 0], .utf16),
            ([0x7B, 0], .utf16),
            ([0x50, 0x4B, 3, 4, 0x0A, 1], .binary),
        ] as [([UInt8], SplitReason)])
    func opaque(bytes: [UInt8], reason: SplitReason) {
        for chunk in Self.chunkSizes {
            let items = Self.split(bytes, chunk: chunk)
            #expect(items.map(\.kind) == [.malformed(reason)])
            #expect(items.first?.offset == 0)
        }
    }

    @Test("a record longer than the limit passes in bounded pieces, and the next one is whole")
    func oversized() {
        let long = Array("{\"a\":\"".utf8) + [UInt8](repeating: 0x78, count: 1 << 20) + Array("\"}".utf8)
        for lead in ["", "[", "not json "] {
            let bytes = Array(lead.utf8) + long + Array("\n{\"b\":1}".utf8)
            let items = Self.split(bytes, chunk: 4_096)
            #expect(items.allSatisfy { $0.bytes.count <= 1_024 })
            #expect(items.contains { $0.bytes == Array("{\"b\":1}".utf8) && $0.kind == .record })
            let pieces = items.filter { if case .oversizedPiece = $0.kind { true } else { false } }
            #expect(pieces.first?.kind == .oversizedPiece(first: true, last: false))
            #expect(pieces.last?.kind == .oversizedPiece(first: false, last: true))
            #expect(pieces.flatMap(\.bytes).suffix(long.count) == long[...])
            #expect(Self.split(bytes, chunk: 7) == items)
        }
    }

    @Test("hostile streams take linear time")
    func linear() {
        let deep = [UInt8](repeating: 0x5B, count: 1 << 20)
        let lines = Array(String(repeating: "{\"a\":[\n", count: 150_000).utf8)
        let inArray = Array("[".utf8) + lines + Array("\"x\n".utf8)
        let quotes = [UInt8](repeating: 0x22, count: 1 << 20)
        for bytes in [deep, lines, inArray, quotes] {
            let elapsed = ContinuousClock().measure { _ = Self.split(bytes, limit: 15 << 20) }
            #expect(elapsed < .seconds(5))
        }
    }

    @Test("random streams are cut the same for every chunk size, and lose no byte")
    func random() {
        let parts = [
            "{", "}", "[", "]", "\"", "\\", "\n", ",", ":", " ", "{\"a\":1}", "{\"value\":[", "\n{",
            "records", "x", "1",
            "{\"records\":[{\"b\":2}],\"c\":3}\n", "\r\n", "\u{FEFF}", "é",
        ]
        let skipped = Set(" \r\n\t,[]".utf8)
        for seed in 0..<4_000 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            let bytes = Array(text.utf8)
            let limit = Int.random(in: 16...64, using: &random)
            let whole = Self.split(bytes, limit: limit)
            for chunk in [1, 2, 3, 7] {
                #expect(Self.split(bytes, limit: limit, chunk: chunk) == whole, "seed \(seed) chunk \(chunk)")
            }
            let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            let given = bytes.dropFirst(mark).filter { !skipped.contains($0) }.sorted()
            let found = whole.flatMap(\.bytes).filter { !skipped.contains($0) }.sorted()
            #expect(found == given, "seed \(seed)")
            #expect(whole.allSatisfy { $0.bytes.count <= limit })
        }
    }
}
