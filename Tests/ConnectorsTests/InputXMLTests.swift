import StrictJSON
import Testing

@testable import Connectors

/// Inputs of XML, and what stands beside it.
@Suite struct InputXMLTests {
    private func split(_ bytes: [UInt8], chunk: Int = .max) -> [SplitItem] {
        var splitter = InputSplitter()
        var items: [SplitItem] = []
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + min(chunk, bytes.count))
            items += Array(bytes[at..<end]).withUnsafeBytes { splitter.consume($0) }
            at = end
        }
        return items + splitter.finish()
    }

    private func texts(_ items: [SplitItem]) -> [String] {
        items.map { item in
            let kind =
                switch item.kind {
                case .record: "record"
                case .envelope: "envelope"
                case .malformed(let reason): reason.rawValue
                case .oversizedPiece: "piece"
                }
            return "\(kind)@\(item.offset):\(item.line) \(String(decoding: item.bytes, as: UTF8.self))"
        }
    }

    static let inputs: [(String, [String])] = [
        ("<a/>", ["record@0:1 <a/>"]), (" \n<a>1</a>\n<b/>", ["record@2:2 <a>1</a>", "record@11:3 <b/>"]),
        ("\u{FEFF}\n<?xml version='1.0'?><a/>", ["record@4:2 <?xml version='1.0'?><a/>"]),
        (
            "<a/>\n{\"b\":1}\nplain\n<a><b></a>\n<c/><!-- x -->",
            [
                "record@0:1 <a/>", "record@5:2 {\"b\":1}", "xml.unexpected_text@13:3 plain",
                "xml.mismatched_tag@19:4 <a><b></a>", "record@30:5 <c/>", "envelope@34:5 <!-- x -->",
            ]
        ),
        ("<a><b>", ["xml.truncated@0:1 <a><b>"]),
        // What only looks like XML is what it was: a line of syslog, or JSON.
        ("<134>x\n{\"a\":1}", ["record@0:1 <134>x", "record@7:2 {\"a\":1}"]),
        ("<-1>x\n{\"a\":1}", ["json.unexpected_byte@0:1 <-1>x", "record@6:2 {\"a\":1}"]),
        ("{\"a\":\"<b/>\"}\n", ["record@0:1 {\"a\":\"<b/>\"}"]), ("<", ["json.unexpected_byte@0:1 <"]),
        ("[{\"a\":1},2]", ["record@1:1 {\"a\":1}", "record@9:1 2"]),
    ]

    @Test("an input that begins as XML is cut into documents, and any other as before", arguments: inputs)
    func items(text: String, wanted: [String]) {
        #expect(texts(split(Array(text.utf8))) == wanted)
        for size in 1...max(1, text.utf8.count) {
            #expect(texts(split(Array(text.utf8), chunk: size)) == wanted, "chunks of \(size)")
        }
    }

    @Test("XML in UTF-16 is told apart, and not read")
    func utf16() {
        let bytes = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a/>".utf16.reduce(into: [UInt8]()) {
            $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)]
        }
        let items = split(bytes)
        #expect(items.map(\.kind) == [.malformed(.utf16)] && items[0].bytes == bytes)
    }

    @Test("a document beyond the limit comes in pieces, and the next one whole")
    func oversized() {
        var splitter = InputSplitter(limit: 16)
        let text = Array("<a>0123456789012345</a><b/>".utf8)
        let items = text.withUnsafeBytes { splitter.consume($0) } + splitter.finish()
        #expect(
            items.map(\.kind) == [
                .oversizedPiece(first: true, last: false), .oversizedPiece(first: false, last: true), .record,
            ])
        #expect(items.flatMap(\.bytes) == text)
    }
}
