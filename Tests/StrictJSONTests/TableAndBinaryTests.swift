import StrictJSON
import Testing

@Suite("Streams that are no JSON")
struct TableAndBinaryTests {
    static let tables: [(String, [String])] = [
        ("a,b\n1,2\n\n3,4\n", ["input.csv 0:1:- a,b\n1,2\n\n3,4\n"]),
        ("\n \"Time [UTC]\",Name_s\r\n", ["input.csv 2:2:- \"Time [UTC]\",Name_s\r\n"]),
        ("a;b", ["input.csv 0:1:- a;b"]), ("a\tGerät (1)\n", ["input.csv 0:1:- a\tGerät (1)\n"]),
        (
            "a,b\n1,\"[\n{\"\"x\"\":\n[1]}\"\n{\"c\":1}\n2,3",
            [
                "input.csv 0:1:- a,b\n1,\"[\n{\"\"x\"\":\n[1]}\"\n", "record 23:5:- {\"c\":1}",
                "json.unexpected_byte 31:6:- 2,3",
            ]
        ),
        ("\u{FEFF}a,b\n1,2", ["input.csv 0:1:- \u{FEFF}a,b\n1,2"]),
        ("{}\na,b\n", ["record 0:1:- {}", "json.unexpected_byte 3:2:- a,b"]),
        ("1,2\na,b\n", ["json.unexpected_byte 0:1:- 1,2", "json.unexpected_byte 4:2:- a,b"]),
        ("a,,b\n", ["json.unexpected_byte 0:1:- a,,b"]),
        ("a,{}\n", ["json.unexpected_byte 0:1:- a,{}"]),
    ]

    @Test("a table is one item from its header on, up to a record outside of its cells", arguments: tables)
    func table(text: String, items: [String]) {
        for chunk in RecordSplitterTests.chunkSizes {
            let found = RecordSplitterTests.split(Array(text.utf8), chunk: chunk)
            #expect(RecordSplitterTests.shown(found) == items, "chunk \(chunk)")
        }
    }

    @Test("bytes that are no text are one item, with every byte of it")
    func binary() {
        var random = TestRandom(seed: 7)
        for seed in 0..<50 {
            let bytes = [UInt8(seed)] + (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            for chunk in [7, 4_096, 65_536] {
                let items = RecordSplitterTests.split(bytes, limit: 1 << 20, chunk: chunk)
                #expect(items.count == 1 && items.first?.bytes == bytes, "seed \(seed) chunk \(chunk)")
                #expect(items.first?.kind == .malformed(.binary))
            }
        }
    }

    @Test("lines that are no text stay together, up to a line that starts a record")
    func lines() {
        let text = "{}\n\u{1} a \n\n,b\u{2}\n  \n{\"a\":1}\n"
        for chunk in RecordSplitterTests.chunkSizes {
            #expect(
                RecordSplitterTests.shown(RecordSplitterTests.split(Array(text.utf8), chunk: chunk)) == [
                    "record 0:1:- {}", "input.binary 3:2:- \u{1} a \n\n,b\u{2}\n  \n",
                    "record 16:6:- {\"a\":1}",
                ])
        }
    }

    @Test("a NUL in a stream of records makes one record malformed, not the stream")
    func nulInRecord() {
        let items = RecordSplitterTests.split(Array("{\"a\":\u{0}}\n\u{0}\n{\"b\":1}".utf8))
        #expect(items.map(\.kind) == [.record, .malformed(.binary), .record])
    }

    @Test("pieces of what is no text say what it is", arguments: [SplitReason.gzip, .csv, .binary])
    func pieces(reason: SplitReason) {
        let head: [UInt8] =
            switch reason {
            case .gzip: [0x1F, 0x8B]
            case .csv: Array("a,b\n".utf8)
            default: [0]
            }
        let bytes = head + [UInt8](repeating: 0x20, count: 5_000)
        for chunk in [1, 100, 65_536] {
            let items = RecordSplitterTests.split(bytes, chunk: chunk)
            #expect(items.count == 5 && items.flatMap(\.bytes) == bytes)
            #expect(items.allSatisfy { $0.pieceReason == reason })
        }
    }

    @Test("random streams with tables, pages and control characters are cut alike, and lose no byte")
    func random() {
        let parts = [
            "a,b\n", "a,b", "\u{1}", "\u{0}", "\n", " ", "\"", "{", "}", "]", "{\"a\":1}\n", "\n{", "x", ",",
            "{\"value\":[{\"b\":2}]", ",\"value\":[", ",\"@odata.x\":1", "{\"records\":[",
        ]
        let skipped = Set(" \n,[]".utf8)
        for seed in 0..<4_000 as Range<UInt64> {
            var random = TestRandom(seed: seed)
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            let bytes = Array(text.utf8)
            let limit = Int.random(in: 16...64, using: &random)
            let whole = RecordSplitterTests.split(bytes, limit: limit)
            for chunk in [1, 2, 3, 7] {
                let cut = RecordSplitterTests.split(bytes, limit: limit, chunk: chunk)
                #expect(cut == whole, "seed \(seed) chunk \(chunk)")
            }
            let given = bytes.filter { !skipped.contains($0) }.sorted()
            let found = whole.flatMap(\.bytes).filter { !skipped.contains($0) }.sorted()
            #expect(found == given, "seed \(seed)")
        }
    }
}
