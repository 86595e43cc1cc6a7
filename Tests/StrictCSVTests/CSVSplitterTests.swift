import StrictCSV
import Testing

@Suite("CSV splitter")
struct CSVSplitterTests {
    private static func split(_ text: String, limit: Int = 1_024, chunk: Int) -> [CSVPiece] {
        let bytes = Array(text.utf8)
        var splitter = CSVSplitter(limit: limit)
        var pieces: [CSVPiece] = []
        var at = 0
        while at < bytes.count {
            pieces += splitter.consume(Array(bytes[at..<min(at + chunk, bytes.count)]))
            at += chunk
        }
        return pieces + splitter.finish()
    }

    private static func shown(_ pieces: [CSVPiece]) -> [String] {
        pieces.map { piece in
            let kind =
                switch piece.kind {
                case .record: "record"
                case .oversizedPiece(let first, let last):
                    "piece\(first ? " first" : "")\(last ? " last" : "")"
                }
            return "\(kind) \(piece.offset):\(piece.line) \(String(decoding: piece.bytes, as: UTF8.self))"
        }
    }

    static let cases: [(String, [String])] = [
        ("", []), ("\n\r\n\n", []), ("a,b", ["record 0:1 a,b"]),
        ("a,b\r\nc,d\n", ["record 0:1 a,b", "record 5:2 c,d"]),
        ("a\n\nb", ["record 0:1 a", "record 3:3 b"]),
        ("\"x\ny\",1\nz,2", ["record 0:1 \"x\ny\",1", "record 8:3 z,2"]),
        ("\"x\"\"\ny\",1\nz", ["record 0:1 \"x\"\"\ny\",1", "record 10:3 z"]),
        ("a,\"\"\nb", ["record 0:1 a,\"\"", "record 5:2 b"]),
        ("a\"b\nc", ["record 0:1 a\"b", "record 4:2 c"]),
        ("\"q\"\r\nz", ["record 0:1 \"q\"", "record 5:2 z"]),
        // Nobody can tell where this record ends: all the rest is its.
        ("a,1\n\"b\"x,2\nc,3\r\n", ["record 0:1 a,1", "record 4:2 \"b\"x,2\nc,3\r\n"]),
        ("a,1\n\"b,2\nc,3\n", ["record 0:1 a,1", "record 4:2 \"b,2\nc,3\n"]),
        ("\"q\"\rz\nc", ["record 0:1 \"q\"\rz\nc"]),
    ]

    @Test("records are cut with their places, however the stream is cut into chunks", arguments: cases)
    func cut(table: String, wanted: [String]) {
        for chunk in [1, 2, 3, 7, 65_536] {
            #expect(Self.shown(Self.split(table, chunk: chunk)) == wanted, "chunks of \(chunk)")
        }
    }

    @Test("a record longer than the limit is passed on in pieces, and the next one is whole")
    func oversized() {
        let wanted = ["piece first 0:1 abcd", "piece 0:1 efgh", "piece last 0:1 i", "record 10:2 jk"]
        for chunk in [1, 3, 65_536] {
            #expect(Self.shown(Self.split("abcdefghi\njk", limit: 4, chunk: chunk)) == wanted)
        }
        #expect(Self.shown(Self.split("abcd\n", limit: 4, chunk: 9)) == ["record 0:1 abcd"])
    }

    @Test("the place of the first byte may be any")
    func place() {
        var splitter = CSVSplitter(offset: 100, line: 7)
        let pieces = splitter.consume(Array("a\nb\n".utf8)) + splitter.finish()
        #expect(Self.shown(pieces) == ["record 100:7 a", "record 102:8 b"])
    }
}
