import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("Tables of the unified audit log")
struct UnifiedAuditTableTests {
    private typealias Log = UnifiedAuditRecords

    private static let record = Log.audit(
        "Update device.", properties: [("IsCompliant", "[\r\n  false\r\n]", "[\r\n  true\r\n]")])

    private func split(_ text: String, limit: Int = 1 << 20, chunk: Int) -> [SplitItem] {
        let bytes = Array(text.utf8)
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

    @Test("a table is cut into its rows, each behind the header, with its place")
    func rows() throws {
        let type = "#TYPE System.Management.Automation.PSObject"
        for (header, row, first) in [
            (Log.portal, Log.portalRow(Self.record), 2), (Log.shell, Log.shellRow(Self.record), 2),
            (type + "\r\n" + Log.shell, Log.shellRow(Self.record.replacing(",\"", ",\n\"")), 3),
        ] {
            for mark in ["", "\u{FEFF}"] {
                for chunk in [1, 13, 1 << 20] {
                    let text = mark + header + "\r\n" + row + "\r\n" + row + "\r\n"
                    let items = split(text, chunk: chunk)
                    #expect(items.map(\.kind) == [.record, .record])
                    let lines = row.utf8.count { $0 == 0x0A } + 1
                    #expect(items.map(\.line) == [first, first + lines])
                    #expect(items[0].offset == (mark + header + "\r\n").utf8.count)
                    for item in items {
                        #expect(item.bytes == Array((header + "\r\n" + row).utf8))
                        let read = try ManagementRecords.submission(
                            String(decoding: item.bytes, as: UTF8.self))
                        #expect(read.types == ["compliance.observed"])
                    }
                }
            }
        }
    }

    @Test(
        "any other input is cut as JSON is",
        arguments: [
            "#", "#TYPE", "#TYPE x", "#TYPE x\r\n", "#TYPE x\r\n\"Id\",\"Name\"\r\n1,2\r\n",
            "#TYPX\n{\"a\":1}",
            "# comment\n{\"a\":1}", "AuditData\n1", "AuditData,UserId\n1,2", "CreationDate,Operation\n1,2",
            "AuditData,CreationDate,AuditData\n1,2,3", "AuditData,CreationDate,auditdata \n1,2,3",
            "#TYPE x\n{\"a\":1}\n{\"b\":2}",
        ])
    func others(text: String) {
        var splitter = RecordSplitter(limit: 1 << 20)
        let wanted = splitter.consume(Array(text.utf8)) + splitter.finish()
        for chunk in [1, 3, 1 << 20] { #expect(split(text, chunk: chunk) == wanted) }
    }

    @Test("columns are known in any order and case, and those that are missing are not missed")
    func columns() throws {
        let data = "\"" + Self.record.replacing("\"", with: "\"\"") + "\""
        for (header, row) in [
            ("AuditData,CreationDate", data + ",x"), ("auditdata,OPERATIONS,Other", data + ",x,y"),
            ("Operation ,AuditData", "x," + data),
        ] {
            let read = try ManagementRecords.submission(header + "\n" + row)
            #expect(read.types == ["compliance.observed"])
        }
    }

    @Test("a record that cannot be read goes in, as that there was one")
    func cut() throws {
        let whole = try ManagementRecords.submission(Self.record)
        let cut = String(Self.record.prefix(200))
        for (text, created) in [
            (Log.portal + "\n" + Log.portalRow(cut), "2026-03-01T08:00:00Z"),
            (Log.portal + "\n" + Log.portalRow(cut, created: "3/1/2026 9:00:00 AM"), "2026-03-01T09:00:00Z"),
            (Log.shell + "\n" + Log.shellRow(cut, created: "2026-03-01 08:00:00"), "2026-03-01T08:00:00Z"),
            (Log.row(cut), "2026-03-01T08:00:00Z"),
        ] {
            let read = try ManagementRecords.submission(text)
            #expect(read.types == ["record.observed"])
            // The row has the record's id: when the whole record comes, it is the same one, and goes first.
            #expect(read.key == whole.key && read.content != whole.content)
            #expect(read.modified == nil && whole.modified != nil)
            #expect(read.twin == nil && !read.isUnmapped)
            let data = read.data(RecordEvents.observed)
            #expect(data[RecordEvents.reason] == .fieldUnreadable)
            #expect(data[RecordEvents.unreadableFields] == 1)
            #expect(data[RecordEvents.category] == .directoryAudit)
            #expect(read.events[0].occurred.instant.description == created)
            #expect(read.personal(.unrecognised) == ["AuditData=\(cut)"])
            #expect(read.personal(.operation) == ["Update device"])
            #expect(read.personal(.userPrincipalName) == ["gandalf@example.org"])
            #expect(read.evidence == Array(text.utf8))
        }
    }

    @Test(
        "what takes the record's place may be anything",
        arguments: ["", "[]", "17", "{\"a\":1,\"a\":2}", "null"])
    func noRecord(data: String) throws {
        let read = try ManagementRecords.submission(Log.portal + "\n" + Log.portalRow(data, type: "15"))
        #expect(read.types == ["record.observed"])
        #expect(read.data(RecordEvents.observed)[RecordEvents.category] == .signIn)
        #expect(read.personal(.unrecognised) == ["AuditData=\(data)"])
    }

    @Test("without an id, a row that cannot be read is known by instant, operation and user")
    func rowKeys() throws {
        func text(_ created: String, _ operation: String, _ user: String) -> String {
            Log.portal + "\n"
                + Log.portalRow("{", id: "", created: created, operation: operation, user: user)
        }
        let one = try ManagementRecords.submission(text("2026-03-01T08:00:00", "a", "b"))
        for other in [
            text("2026-03-01T08:00:01", "a", "b"), text("2026-03-01T08:00:00", "c", "b"),
            text("2026-03-01T08:00:00", "a", "c"),
        ] {
            #expect(try ManagementRecords.submission(other).key != one.key)
        }
        #expect(try ManagementRecords.submission(text("2026-03-01 08:00:00Z", "a", "b")).key == one.key)
        for (text, code) in [
            (text("", "a", "b"), "record.wrong_shape"),
            (text("2026-03-01T08:00:00", "", "b"), "record.missing_id"),
            (text("2026-03-01T08:00:00", "a", ""), "record.missing_id"),
            (text("yesterday", "a", "b"), "record.invalid_time"),
        ] {
            #expect(ManagementRecords.rejection(text)?.code == code)
        }
    }

    @Test("a day that a shell shows as its own country does is not guessed at")
    func shellDates() {
        let text = Log.shell + "\n" + Log.shellRow("{", created: "3/1/2026 8:00:00 AM")
        let rejection = ManagementRecords.rejection(text)
        #expect(rejection?.code == "record.invalid_time" && rejection?.field == "CreationDate")
    }

    @Test("a table with a line that names a type is a shell's, whatever its columns are")
    func typed() {
        let text =
            "#TYPE Selected.System.Object\n\"CreationDate\",\"UserIds\",\"Operations\",\"AuditData\"\n"
            + "\"4/3/2026 9:00:00 AM\",\"jane@example.org\",\"UserLoggedIn\",\"{\"\"CreationTime\"\":\"\"2026-\""
        let rejection = ManagementRecords.rejection(text)
        #expect(rejection?.code == "record.invalid_time" && rejection?.field == "CreationDate")
    }

    @Test(
        "a row too short for its columns is kept without the header; lines above the header are passed over")
    func shortRows() {
        let row = Log.portalRow(Self.record)
        let text = " \n\r\n" + Log.portal + "\n" + row + "\n7\n" + row + "\n"
        let items = split(text, limit: 1 << 20, chunk: 7)
        #expect(items.map(\.kind) == [.record, .malformed(.cutRow), .record])
        #expect(items[1].bytes == Array("7".utf8) && items.map(\.line) == [4, 5, 6])
        #expect(Array(text.utf8)[items[1].offset] == UInt8(ascii: "7"))
    }

    @Test("a row with another number of cells or a broken quote is refused by name")
    func brokenRows() {
        let row = Log.portal + "\n" + Log.portalRow(Self.record)
        for (text, code) in [
            (row + ",", "csv.columns"), (String(row.dropLast()), "csv.columns"), (row + "x\"", "csv.quote"),
            (String(row.dropLast(2)), "csv.unterminated"),
            (row + "\n" + Log.portalRow(Self.record), "record.wrong_shape"),
            (Log.portal, "csv.columns"), ("#TYPE x\n" + Log.portal + "\n", "csv.columns"),
        ] {
            #expect(ManagementRecords.rejection(text)?.code == code)
        }
    }

    @Test("a cell of ten megabytes is read, whole or cut, and its neighbours are kept")
    func hugeCell() throws {
        let filler = String(repeating: "x", count: 10 << 20)
        let huge = Self.record.dropLast() + ",\"Filler\":\"\(filler)\"}"
        let cut = huge.dropLast(40)
        let rows = [Self.record, String(huge), String(cut), Self.record].map { Log.portalRow($0) }
        let text = ([Log.portal] + rows).joined(separator: "\n")
        let items = split(text, limit: 15 << 20, chunk: 1 << 20)
        let types = try items.map {
            try ManagementRecords.submission(String(decoding: $0.bytes, as: UTF8.self))
        }
        #expect(
            types.map { $0.types.first } == [
                "compliance.observed", "compliance.observed", "record.observed", "compliance.observed",
            ])
        // The field is named; what stands in it is in the evidence.
        #expect(types[2].personal(.unrecognised) == ["AuditData="])
        #expect(types[2].personal.count < 1_000)
        let few = split(text, limit: 1 << 20, chunk: 1 << 20).filter { $0.kind == .record }
        #expect(few.count == 2)
    }

    @Test("a table cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for text in [
            Log.portal + "\n" + Log.portalRow(Self.record),
            "#TYPE x\n" + Log.shell + "\n" + Log.shellRow(Log.signIn()),
            Log.row(Log.signIn(device: Log.values(("Id", Records.device), ("IsCompliant", "True")))),
        ] {
            var bytes = Array(text.utf8)
            var accepted = 0
            for count in bytes.indices {
                _ = MicrosoftConnector().read(Array(bytes[..<count]), Records.context)
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    if case .submissions = MicrosoftConnector().read(bytes, Records.context) { accepted += 1 }
                    bytes[count] ^= mask
                }
            }
            #expect(accepted > 0)
        }
    }
}
