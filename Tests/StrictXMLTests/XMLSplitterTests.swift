import Testing

@testable import StrictXML

@Suite("XML splitter")
struct XMLSplitterTests {
    /// Pieces as `kind@offset:line text`.
    private func split(_ text: String, limit: Int = 1 << 20, chunk: Int = .max) -> [String] {
        var splitter = XMLSplitter(limit: limit)
        let bytes = Array(text.utf8)
        var pieces: [XMLPiece] = []
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + min(chunk, bytes.count))
            pieces += splitter.consume(Array(bytes[at..<end]))
            at = end
        }
        pieces += splitter.finish()
        return pieces.map { piece in
            let kind =
                switch piece.kind {
                case .document: "document"
                case .misc: "misc"
                case .truncated: "truncated"
                case .unbalanced: "unbalanced"
                case .line: "line"
                case .oversizedPiece(let first, let last): "piece\(first ? "+" : "")\(last ? "." : "")"
                }
            return "\(kind)@\(piece.offset):\(piece.line) \(String(decoding: piece.bytes, as: UTF8.self))"
        }
    }

    static let streams: [(String, [String])] = [
        ("", []), (" \n\r\t", []), ("<a/>", ["document@0:1 <a/>"]),
        ("\n <a>x</a>\n<b/>", ["document@2:2 <a>x</a>", "document@11:3 <b/>"]),
        ("<a/><b/><c></c>", ["document@0:1 <a/>", "document@4:1 <b/>", "document@8:1 <c></c>"]),
        (
            "<?xml version='1.0'?>\n<a/><?xml version='1.0'?><a/>",
            ["document@0:1 <?xml version='1.0'?>\n<a/>", "document@26:2 <?xml version='1.0'?><a/>"]
        ),
        // What looks like markup and is none.
        ("<a b='</a>' c=\">\"/><b/>", ["unbalanced@0:1 <a b='</a>", "line@10:1 ' c=\">\"/><b/>"]),
        (
            "<a b='>' c=\"/>'\"><d/></a><b/>",
            ["document@0:1 <a b='>' c=\"/>'\"><d/></a>", "document@25:1 <b/>"]
        ),
        (
            "<a><!-- </a> - > ] --></a><b/>",
            ["document@0:1 <a><!-- </a> - > ] --></a>", "document@26:1 <b/>"]
        ),
        (
            "<a><![CDATA[</a>]] >]]></a><b/>",
            ["document@0:1 <a><![CDATA[</a>]] >]]></a>", "document@27:1 <b/>"]
        ),
        ("<a><?p </a> > ?></a><b/>", ["document@0:1 <a><?p </a> > ?></a>", "document@20:1 <b/>"]),
        ("<a / ></a ><b/>", ["document@0:1 <a / ></a >", "document@11:1 <b/>"]),
        (
            "<!DOCTYPE a [<!ENTITY x ']>'><!-- ' ]> --> ]><a/><b/>",
            ["document@0:1 <!DOCTYPE a [<!ENTITY x ']>'><!-- ' ]> --> ]><a/>", "document@49:1 <b/>"]
        ),
        ("<a><b><a></a></b></a><a/>", ["document@0:1 <a><b><a></a></b></a>", "document@21:1 <a/>"]),
        // Broken ones end, and take no other with them.
        ("<a><b></a><c/>", ["unbalanced@0:1 <a><b></a>", "document@10:1 <c/>"]),
        ("<a></b></a><c/>", ["unbalanced@0:1 <a></b></a>", "document@11:1 <c/>"]),
        ("<a><b <c/></b></a><d/>", ["unbalanced@0:1 <a><b <c/></b></a>", "document@18:1 <d/>"]),
        ("<a>1</a<b/>", ["unbalanced@0:1 <a>1</a", "document@7:1 <b/>"]),
        (
            "<a><b>\n<?xml version='1.0'?><c/>",
            ["truncated@0:1 <a><b>", "document@7:2 <?xml version='1.0'?><c/>"]
        ),
        (
            "<a><b>\n<a><b/></a>\n<a/>\n<a><b>",
            [
                "truncated@0:1 <a><b>", "document@7:2 <a><b/></a>", "document@19:3 <a/>",
                "truncated@24:4 <a><b>",
            ]
        ),
        (
            "<a/>\n<!-- open\n<a>1</a>\n<b></b>\n<a>2</a>",
            [
                "document@0:1 <a/>", "truncated@5:2 <!-- open", "document@15:3 <a>1</a>",
                "document@24:4 <b></b>",
                "document@32:5 <a>2</a>",
            ]
        ),
        // What a section, a comment or an instruction without an end swallowed is cut anew.
        (
            "<z><![CDATA[x\n<?xml version='1.0'?><a><![CDATA[y]]></a>\n<?xml version='1.0'?><b/>",
            [
                "truncated@0:1 <z><![CDATA[x", "document@14:2 <?xml version='1.0'?><a><![CDATA[y]]></a>",
                "document@56:3 <?xml version='1.0'?><b/>",
            ]
        ),
        (
            "<a><!-- x\n<?xml version='1.0'?><a><!-- y --></a><b/>",
            [
                "truncated@0:1 <a><!-- x", "document@10:2 <?xml version='1.0'?><a><!-- y --></a>",
                "document@48:2 <b/>",
            ]
        ),
        ("<a><!-- x -- y --></a><b/>", ["unbalanced@0:1 <a><!-- x -- y --></a>", "document@22:1 <b/>"]),
        ("<a><b>", ["truncated@0:1 <a><b>"]), ("<a", ["truncated@0:1 <a"]), ("<", ["truncated@0:1 <"]),
        ("<?xml version='1.0'", ["truncated@0:1 <?xml version='1.0'"]),
        ("<!DOCTYPE a>", ["truncated@0:1 <!DOCTYPE a>"]),
        // What is no XML is a line of its own; what stands around documents is told apart.
        (
            "<a/>\nnone\n{\"b\":\"<c>\"}\n<d/>",
            ["document@0:1 <a/>", "line@5:2 none", "line@10:3 {\"b\":\"<c>\"}", "document@22:4 <d/>"]
        ),
        ("<134>syslog\n<a/>", ["line@0:1 <134>syslog", "document@12:2 <a/>"]),
        ("<a/><!-- x --> <?y?>\n", ["document@0:1 <a/>", "misc@4:1 <!-- x --> <?y?>"]),
        (
            "<a/><!-- x --><?xml version='1.0'?><b/>",
            ["document@0:1 <a/>", "misc@4:1 <!-- x -->", "document@14:1 <?xml version='1.0'?><b/>"]
        ),
        ("<!-- x -->junk", ["truncated@0:1 <!-- x -->junk"]),
        ("<a/>\u{FEFF}<b/>\n\u{FEFF}\n", ["document@0:1 <a/>", "document@7:1 <b/>"]),
    ]

    @Test("each document is a piece, and what is none is one too", arguments: streams)
    func pieces(text: String, wanted: [String]) {
        #expect(split(text) == wanted)
    }

    @Test("pieces do not depend on chunks, and each byte is in one of them", arguments: streams.map(\.0))
    func chunks(text: String) {
        for limit in [1 << 20, 12] {
            let whole = split(text, limit: limit)
            for size in 1...max(1, text.utf8.count) {
                #expect(split(text, limit: limit, chunk: size) == whole, "limit \(limit), chunks of \(size)")
            }
        }
        var splitter = XMLSplitter(limit: 12)
        let found = (splitter.consume(Array(text.utf8)) + splitter.finish()).flatMap(\.bytes)
        func bare(_ bytes: [UInt8]) -> [UInt8] {
            bytes.filter { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
        }
        #expect(bare(found) == bare(Array(text.utf8)))
    }

    @Test("a document longer than the limit is passed on in pieces, and the next one is whole")
    func oversized() {
        let long = "<a>" + String(repeating: "x", count: 30) + "</a>"
        #expect(
            split("\(long)\n<b/>", limit: 16) == [
                "piece+@0:1 <a>xxxxxxxxxxxxx", "piece@0:1 xxxxxxxxxxxxxxxx", "piece.@0:1 x</a>",
                "document@38:2 <b/>",
            ])
        // One without an end is cut anew at the limit.
        #expect(
            split("<a>xx\n<a>1</a>\n<a>2</a>\n<a>3</a>", limit: 18) == [
                "truncated@0:1 <a>xx", "document@6:2 <a>1</a>", "document@15:3 <a>2</a>",
                "document@24:4 <a>3</a>",
            ])
    }

    @Test("documents cut at any place, or with bytes that were changed, lose no byte")
    func mutations() {
        let whole = Array(
            "<?xml version='1.0'?>\n<a b='c'>\n<d/><!-- x --></a>\n<a><![CDATA[y]]></a>\n<e>z</e>\n".utf8)
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("<>/!?-[]'\"a \n=&;x".utf8)
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0...next(5) { bytes[next(bytes.count)] = alphabet[next(alphabet.count)] }
            let limit = [1 << 20, 24, 7][next(3)]
            var one = XMLSplitter(limit: limit)
            let all = one.consume(bytes) + one.finish()
            let text = bytes.filter { $0 != 0x20 && $0 != 0x0A }
            #expect(all.flatMap(\.bytes).filter { $0 != 0x20 && $0 != 0x0A } == text)
            var two = XMLSplitter(limit: limit)
            let split = next(bytes.count)
            let parts =
                two.consume(Array(bytes[..<split])) + two.consume(Array(bytes[split...])) + two.finish()
            #expect(parts == all)
            for piece in all where piece.offset < bytes.count {
                guard case .oversizedPiece = piece.kind else {
                    let end = min(bytes.count, piece.offset + piece.bytes.count)
                    #expect(Array(bytes[piece.offset..<end]) == piece.bytes)
                    #expect(piece.line == bytes[..<piece.offset].count { $0 == 0x0A } + 1)
                    continue
                }
            }
        }
    }

    @Test(
        "time is linear in what never ends",
        arguments: [
            "<a>\n", "<a><!-- \n", "<a b='\n", "<!DOCTYPE a [ <!-- \n", "<a><![CDATA[\n<?xml ", "<?xml ",
        ])
    func linear(_ part: String) {
        let text = Array(String(repeating: part, count: 50_000).utf8)
        var splitter = XMLSplitter(limit: text.count / 3)
        let pieces = splitter.consume(text) + splitter.finish()
        #expect(pieces.reduce(0) { $0 + $1.bytes.count } > text.count / 2)
    }

    @Test("what may begin a document is told by two bytes")
    func beginnings() {
        #expect(XMLSplitter.mayBegin(Array("<".utf8)) == nil && XMLSplitter.mayBegin([UInt8]()) == nil)
        for text in ["<a", "<?", "<!", "<_", "<ä"] { #expect(XMLSplitter.mayBegin(Array(text.utf8)) == true) }
        for text in ["<1", "<<", "< ", "{", "<-", "</"] {
            #expect(XMLSplitter.mayBegin(Array(text.utf8)) == false)
        }
    }
}
