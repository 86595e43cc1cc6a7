import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("Log Analytics tables")
struct LogAnalyticsTableTests {
    private typealias Rows = LogAnalyticsRows

    private func split(_ bytes: [UInt8], limit: Int = 1 << 20, chunk: Int) -> [SplitItem] {
        var splitter = InputSplitter(limit: limit)
        var items: [SplitItem] = []
        var at = 0
        while at < bytes.count {
            let end = min(at + chunk, bytes.count)
            items += bytes[at..<end].withUnsafeBytes { splitter.consume($0) }
            at = end
        }
        return items + splitter.finish()
    }

    @Test("a recognised table is cut into its rows, each behind the header, with its place")
    func rows() throws {
        let second = Rows.changed(Rows.signIn, ("Id", "signin-2"), ("UserPrincipalName", "a\nb@example.org"))
        for mark in [[], [0xEF, 0xBB, 0xBF] as [UInt8]] {
            let table = Array(Rows.csv(Rows.signIn, second, Rows.signIn).utf8)
            let header = try #require(table.firstIndex(of: 0x0A)) + 1
            for chunk in [1, 7, 1_000, 1 << 20] {
                let items = split(mark + table, chunk: chunk)
                #expect(items.map(\.kind) == [.record, .record, .record])
                // The second row has a line end in a cell.
                #expect(items.map(\.line) == [2, 3, 5])
                #expect(items[0].offset == mark.count + header)
                for item in items {
                    #expect(item.bytes.starts(with: table[..<header]))
                    let row = item.bytes.dropFirst(header)
                    #expect((mark + table)[item.offset...].starts(with: row))
                }
                #expect(
                    try Records.submission(String(decoding: items[0].bytes, as: UTF8.self)).types.count == 5)
                #expect(items[0].bytes == items[2].bytes)
            }
        }
    }

    @Test(
        "any other input is cut as JSON is",
        arguments: [
            "", "{\"a\":1}\n{\"b\":2}", "[{\"a\":1}]", "  {}", "{", "Id", "Id,Type\n1,2\n",
            "Id,Type,Status\n1,2,3\n", "Id,Type,DeviceDetail,Id\n1,2,3,4\n", "\u{FEFF}", "\u{FEFF}{\"a\":1}",
            "hello {\"a\":1}", "\"Id\",\"Typ", "Type,DeviceDetail\nx,y", "Id,DeviceDetail\nx,y",
            "Id,Type,Devicedetail\n1,2,3",
        ])
    func others(text: String) {
        let bytes = Array(text.utf8)
        var splitter = RecordSplitter(limit: 1 << 20)
        let wanted = splitter.consume(bytes) + splitter.finish()
        for chunk in [1, 3, 1 << 20] { #expect(split(bytes, chunk: chunk) == wanted) }
    }

    @Test("a header longer than the longest is none")
    func longHeader() {
        let columns = String(repeating: "x", count: LogAnalyticsTable.headerBytes)
        let bytes = Array(("Id,Type,DeviceDetail," + columns + "\n1,2,3,4").utf8)
        var splitter = RecordSplitter(limit: 1 << 20)
        let wanted = splitter.consume(bytes) + splitter.finish()
        for chunk in [999, 1 << 20] { #expect(split(bytes, chunk: chunk) == wanted) }
    }

    @Test("a row beyond the limit is passed on in pieces, and the next one is read")
    func oversized() {
        let long = Rows.changed(Rows.signIn, ("UserAgent", String(repeating: "u", count: 9_000)))
        let short = Rows.changed(Rows.signIn, ("UserAgent", "u"))
        let kinds = split(Array(Rows.csv(long, short).utf8), limit: 4_096, chunk: 500).map(\.kind)
        #expect(
            kinds == [
                .oversizedPiece(first: true, last: false), .oversizedPiece(first: false, last: false),
                .oversizedPiece(first: false, last: true), .record,
            ])
    }

    @Test("a row with another number of cells, a broken quote or bytes that are no text is refused by name")
    func brokenRows() {
        let table = Rows.csv(Rows.signIn)
        for (text, code) in [
            (table + ",", "csv.columns"), (String(table.dropLast(11)), "csv.columns"),
            (table + "\"", "csv.quote"), (table + ",\"x", "csv.unterminated"),
            (table + "\r\n" + table, "record.wrong_shape"),
            (table + String(repeating: ",", count: 2_000), "csv.too_many_cells"),
        ] {
            #expect(Records.rejection(text)?.code == code)
        }
        let result = EntraConnector().read(Array(table.utf8) + [0xC3], Records.context)
        guard case .rejected(let rejection) = result else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.code == "csv.utf8")
    }

    @Test("a table cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for cells in [Rows.signIn, Rows.audit] {
            var bytes = Array(Rows.csv(cells).utf8)
            var accepted = 0
            for count in bytes.indices {
                _ = EntraConnector().read(Array(bytes[..<count]), Records.context)
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    if case .submissions = EntraConnector().read(bytes, Records.context) { accepted += 1 }
                    bytes[count] ^= mask
                }
            }
            #expect(accepted > 100)
        }
    }

    @Test("any value of another type in a JSON row gives a whole submission or a rejection")
    func wrongTypes() throws {
        let substitutes: [JSONTree?] =
            [
                "null", "true", "0", "-1.5e999", "\"\"", "\"{\"", "\"[null]\"", "[]", "{}", "[[],null,3]",
                "99999999999999999999", "\"\\u0000\\uD83D\\uDE00\"", "\"\(Records.zero)\"",
                "\"" + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + "\"",
            ].map { .scalar(Array($0.utf8)) } + [nil]
        for cells in [Rows.signIn, Rows.audit] {
            var accepted = 0
            var rejected = 0
            for variant in try JSONTree(Rows.json(cells)).variants({ _ in substitutes }) {
                switch EntraConnector().read(variant.bytes, Records.context) {
                case .submissions(let list):
                    accepted += 1
                    for one in list { #expect(!one.events.isEmpty && !one.key.isEmpty) }
                case .rejected: rejected += 1
                }
            }
            #expect(accepted > 50 && rejected > 30)
        }
    }

    @Test("nothing personal of any cell occurs in a stream, a tag, an actor or data")
    func nothingPersonal() throws {
        let word = "Mithrandir"
        let kept: Set<String> = [
            "TimeGenerated", "CreatedDateTime", "ActivityDateTime", "Type", "AADTenantId",
        ]
        for cells in [Rows.signIn, Rows.audit] {
            for index in cells.indices where !kept.contains(cells[index].name) {
                for text in [word, "{\"\(word)\":\"\(word)\"}", "[\"\(word)\"]", "{\"x\":\"\(word)"] {
                    var planted = cells
                    planted[index].text = text
                    for row in [Rows.json(planted), Rows.csv(planted)] {
                        guard case .submissions(let all) = Records.result(row) else { continue }
                        for read in all {
                            for event in read.events {
                                let open =
                                    [event.stream.encoded, event.data, event.actor?.encoded ?? []]
                                    + event.tags.map(\.encoded)
                                for bytes in open + [read.source.encoded, read.road.bytes] {
                                    #expect(!contains(bytes, word), "\(cells[index].name)")
                                }
                            }
                            #expect(contains(read.evidence ?? [], word))
                        }
                    }
                }
            }
        }
    }
}
