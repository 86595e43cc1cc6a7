import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("Inputs of lines")
struct LineTests {
    private func items(
        _ text: String, chunk: Int = 1_000_000, limit: Int = 1_000
    ) -> [SplitItem] {
        var splitter = InputSplitter(limit: limit)
        let bytes = Array(text.utf8)
        var out: [SplitItem] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            out += bytes[start..<min(bytes.count, start + chunk)].withUnsafeBytes { splitter.consume($0) }
        }
        return out + splitter.finish()
    }

    @Test("are cut at LF and at CR and LF, without empty lines, however the stream is cut")
    func splitting() {
        let text = "<13>Mar  1 08:00:00 h a\n\r\n \n<13>Mar  1 08:00:01 h b\r\nno header\n{\"a\":1}\n<9>tail"
        let whole = items(text)
        #expect(
            whole.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                "<13>Mar  1 08:00:00 h a", "<13>Mar  1 08:00:01 h b", "no header", "{\"a\":1}", "<9>tail",
            ])
        #expect(whole.allSatisfy { $0.kind == .record })
        #expect(whole.map(\.line) == [1, 4, 5, 6, 7])
        for item in whole {
            let at = Array(text.utf8)[item.offset...].prefix(item.bytes.count)
            #expect(Array(at) == item.bytes)
        }
        for chunk in [1, 2, 3, 7, 16] { #expect(items(text, chunk: chunk) == whole, "\(chunk)") }
    }

    @Test("longer than the limit come in pieces, and take no other with them")
    func pieces() {
        let long = "<13>Mar  1 08:00:00 h " + String(repeating: "x", count: 130)
        for chunk in [1, 50, 10_000] {
            let found = items("<1>a\n\(long)\n<2>b\n", chunk: chunk, limit: 64)
            #expect(found.first?.bytes == Array("<1>a".utf8) && found.last?.bytes == Array("<2>b".utf8))
            let parts = found.dropFirst().dropLast()
            #expect(parts.flatMap(\.bytes) == Array(long.utf8) && parts.count == 3, "\(chunk)")
            #expect(parts.first?.kind == .oversizedPiece(first: true, last: false))
            #expect(parts.last?.kind == .oversizedPiece(first: false, last: true))
            #expect(parts.allSatisfy { $0.offset == 5 && $0.line == 2 && $0.bytes.count <= 64 })
        }
        // Exactly at the limit, with a CR of which nobody knows yet that it ends the line.
        let edge = String(repeating: "y", count: 61)
        #expect(items("<1>\(edge)\r\n<2>b", chunk: 1, limit: 64).map(\.bytes.count) == [64, 4])
        #expect(items("<1>\(edge)z\r\n", chunk: 1, limit: 64).map(\.bytes.count) == [64, 1])
    }

    @Test(
        "are known by their first line",
        arguments: [
            ("<13>x", true), ("<", false),
            ("CEF:0|a", true), ("CEF:", false), ("CEFALU,b\n", false), ("{\"a\":1}", false), ("[]", false),
            ("Mar  1 08:00:00 h CEF:0|a|\n", true), ("Mar  1 08:00:00 h plain\n", false),
            ("March 01 08:00:00 h AirWatch Syslog Details are as follows Event: a", true),
            ("2026-03-01T08:00:00Z h CEF:0|a|b", true), ("2026-03-01T08:00:00Z,h\n", false), ("", false),
            ("\u{FEFF}\r\n<13>x", true),
        ])
    func recognition(text: String, isLines: Bool) {
        for chunk in [1, 3, 1_000] {
            var splitter = InputSplitter(limit: 1_000)
            var found: [SplitItem] = []
            // A second line shows how the input is cut.
            let bytes = Array((text + "\n{\"b\":\n2}").utf8)
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                found += bytes[start..<min(bytes.count, start + chunk)]
                    .withUnsafeBytes { splitter.consume($0) }
            }
            found += splitter.finish()
            let isCut = found.contains { $0.bytes == Array("{\"b\":".utf8) }
            #expect(isCut == isLines, "\(text) by \(chunk)")
        }
    }

    @Test("begin with an angle bracket and a digit, and with no other sign behind the bracket")
    func brackets() {
        func begins(_ text: String, isWhole: Bool = false) -> Bool? {
            SyslogLine.begins(Array(text.utf8), isWhole: isWhole)
        }
        #expect(begins("<1") == true && begins("<") == nil && begins("<", isWhole: true) == false)
        for text in ["<a", "<?xml", "<!--", "</", "<<1>"] { #expect(begins(text) == false, "\(text)") }
        #expect(begins("") == nil && begins("CE") == nil && begins("CEF:0") == true && begins("{") == false)
    }

    @Test("a header tells host and time, of either standard, and a time without a year or a zone none")
    func headers() throws {
        func line(_ text: String) throws -> SyslogLine { try SyslogLine(Array(text.utf8)) }
        let old = try line("<34>Oct 11 22:14:15 mymachine su: said")
        #expect(old.host == Array("mymachine".utf8) && old.time == nil)
        #expect(old.timeText == Array("Oct 11 22:14:15".utf8) && old.message == Array("su: said".utf8))
        let full = try line("<101> April 04 21:03:05 AirWatch  AirWatch Syslog")
        #expect(full.host == Array("AirWatch".utf8) && full.message == Array("AirWatch Syslog".utf8))
        let stamped = try line("<34>2026-03-01T08:00:00.5+01:00 h x")
        #expect(
            stamped.time == Timestamp(rfc3339: "2026-03-01T07:00:00.5Z") && stamped.host == Array("h".utf8))
        let modern = try line(
            "<165>1 2026-03-01T08:00:00.003Z h app 12 ID47 [a@1 b=\"c \\\" \\] \\\\\" d=\"\"][e@2] \u{FEFF}text"
        )
        #expect(modern.time?.description == "2026-03-01T08:00:00.003Z" && modern.timeText == nil)
        #expect(modern.host == Array("h".utf8) && modern.message == Array("text".utf8))
        let bare = try line("<165>1 - - - - - -")
        #expect(bare.host == nil && bare.time == nil && bare.message.isEmpty)
        let event = try line("<34>Oct 11 22:14:15 CEF:0|a")
        #expect(event.host == nil && event.message == Array("CEF:0|a".utf8))
        #expect(try line("CEF:0|a").message == Array("CEF:0|a".utf8))
    }

    @Test(
        "a header that is none is refused by what is wrong with it",
        arguments: [
            ("<192>Oct 11 22:14:15 h x", "line.priority"), ("<034>Oct 11 22:14:15 h x", "line.priority"),
            ("<3a>Oct 11 22:14:15 h x", "line.priority"), ("<3", "line.priority"),
            ("<34>hello", "line.header"), ("<34>Oct 11 22:14 h x", "line.header"),
            ("<34>Oct 32 22:14:15 h x", "line.header"), ("<34>Oct 11 25:14:15 h x", "line.header"),
            ("<34>Oct 11 22:14:15", "line.header"), ("<34>Oct 11 22:14:15 ", "line.header"),
            ("<34>Oct 11 22:14:15 \(String(repeating: "h", count: 256)) x", "line.header"),
            ("<34>1 2026-03-01T08:00:00 h a p m - x", "line.header"), ("<34>1 - h a p", "line.header"),
            ("<34>1 - h a p m x", "line.structured_data"), ("<34>1 - h a p m [", "line.structured_data"),
            ("<34>1 - h a p m [a b=\"c]", "line.structured_data"),
            ("<34>1 - h a p m [a b=\"c\\", "line.structured_data"),
            ("<34>1 - h a p m [a]x", "line.structured_data"),
            ("<34>Oct 11 22:14:15 h a\u{0}b", "line.control_character"),
            ("<34>Oct 11 22:14:15 h a\u{1B}[31m", "line.control_character"),
        ])
    func refused(text: String, code: String) {
        #expect(LineRecords.code(text, LineRecords.context("ivanti:acme")) == code)
    }

    @Test("a line that is no UTF-8 is refused")
    func utf8() {
        let bytes = Array("<34>Oct 11 22:14:15 h ".utf8) + [0xC3, 0x28]
        guard case .rejected(let found) = VendorConnector().read(bytes, LineRecords.context("ivanti:acme"))
        else {
            Issue.record("it was read")
            return
        }
        #expect(found.code == "line.utf8" && found.found == "an error at byte 22")
    }

    @Test("another product's line is none of a device manager's")
    func foreign() {
        let context = LineRecords.context("ivanti:acme")
        #expect(LineRecords.code("<34>Oct 11 22:14:15 h su: x", context) == "record.not_a_source_record")
        let other = "CEF:0|Other|P|1|2|n|3|act=Wipe"
        #expect(LineRecords.code(other, context) == "record.not_a_source_record")
        #expect(
            LineRecords.code(LineRecords.console("x"), context) == "record.not_a_source_record")
        var forced = context
        forced.forcedFormat = .ivantiEvent
        #expect(LineRecords.code(LineRecords.audit("Wipe"), forced) == "record.format_conflict")
    }
}
