import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

/// What stands beside records is not lost.
@Suite struct NeighbourTests {
    static let one = Records.signIn(id: "one")
    static let two = Records.signIn(id: "two")

    private static func quoted(_ json: String) -> String {
        var writer = JSONWriter()
        writer.string(json)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "a list of records with anything but annotations beside it is refused whole",
        arguments: [
            "{\"value\":[\(one)],\"records\":[\(two)]}", "{\"records\":[\(two)],\"value\":[\(one)]}",
            "{\"value\":[\(one)],\"extra\":\(two)}", "{\"value\":[\(one)],\"extra\":1}",
            "{\"value\":[\(one)],\"error\":{\"code\":\"x\"}}", "{\"value\":\(one),\"x\":null}",
            "{\"value\":[\(one)],\"message\":\(two)}", "{\"value\":[\(one)],\"@odata.x\":{\"y\":1}}",
            "{\"value\":[\(one)],\"odata.count\":1}", "{\"error\":{\"code\":\"x\"},\"value\":[]}",
        ])
    func crowdedPage(json: String) {
        #expect(Records.rejection(json)?.code == "page.other_members")
        #expect(Records.rejection("[\(json)]")?.code == "page.other_members")
        #expect(Records.rejection("{\"message\":\(Self.quoted(json))}")?.code == "page.other_members")
    }

    @Test("a list twice is refused as any repeated name is")
    func repeated() {
        let page = "{\"value\":[\(Self.one)],\"value\":[\(Self.two)]}"
        #expect(Records.rejection(page)?.code == "json.duplicate_key")
    }

    @Test("annotations of Graph are no content")
    func annotations() throws {
        let page = """
            {"@odata.context":"x","@odata.count":2,"@microsoft.graph.tips":"y","value":[\(Self.one),\(Self.two)],\
            "@odata.nextLink":null}
            """
        #expect(try Records.submissions(page).count == 2)
    }

    @Test(
        "a record with a member that holds another record is refused whole",
        arguments: [
            "\"value\":[\(two)]", "\"records\":[\(two)]", "\"value\":\(two)", "\"message\":\(two)",
            "\"message\":\(quoted(two))", "\"event\":{\"original\":\(quoted(two))}", "\"event\":\(two)",
            "\"event.original\":\(quoted("[\(two)]"))", "\"value\":[{\"message\":\(quoted(two))}]",
        ])
    func recordInRecord(member: String) throws {
        let record = Records.signIn(id: "one", more: "," + member)
        #expect(Records.rejection(record)?.code == "record.second_record")
        let azure = Records.azure(Self.one, category: "SignInLogs", "," + member)
        #expect(Records.rejection(azure)?.code == "record.second_record")
    }

    @Test(
        "a record with such a member that holds no record is a record",
        arguments: ["\"value\":[1]", "\"message\":\"{}\"", "\"records\":[]", "\"event\":{\"a\":1}"])
    func harmlessMember(member: String) throws {
        let record = Records.signIn(id: "one", more: "," + member)
        #expect(try Records.submission(record).evidence == Array(record.utf8))
    }

    @Test(
        "a second record in a wrapper is refused with it",
        arguments: [
            "{\"message\":\(one),\"event\":{\"original\":\(two)}}",
            "{\"message\":\(quoted(one)),\"event\":{\"original\":\(quoted(two))}}",
            "{\"message\":\(quoted(one)),\"event.original\":\(quoted(two))}",
            "{\"event\":{\"original\":\(quoted(one)),\"other\":\(two)}}",
            "{\"message\":\(quoted(one)),\"x\":\(two)}", "{\"message\":\(quoted(one)),\"x\":[1,\(two)]}",
            "{\"message\":\(quoted(one)),\"tags\":[\(quoted(two))]}",
            "{\"message\":\(quoted(one)),\"event\":\(two)}",
            "{\"x\":{\"value\":[\(two)],\"y\":1},\"message\":\(quoted(one))}",
        ])
    func secondRecord(json: String) {
        #expect(Records.rejection(json)?.code == "record.second_record")
    }

    @Test(
        "a record alone in its wrapper keeps what the wrapper says",
        arguments: [
            "{\"@timestamp\":\"x\",\"host\":{\"name\":\"h\"},\"tags\":[\"a\"],\"message\":\(quoted(one))}",
            "{\"message\":\(quoted(one)),\"azure\":{\"signinlogs\":{\"category\":\"SignInLogs\"}},\"x\":[{}]}",
            "{\"event\":{\"kind\":\"event\",\"original\":\(quoted(one))},\"user\":{\"id\":\"x\"}}",
            "{\"message\":\(quoted(one)),\"event\":{\"original\":\(quoted(one)),\"code\":1}}",
            "{\"message\":\(quoted("[\(one)]")),\"sekoiaio\":{\"intake\":{\"dialect\":\"x\"}}}",
        ])
    func alone(json: String) throws {
        let read = try Records.submission(json)
        #expect(read.evidence == Array(json.utf8))
        #expect(read.key == (try Records.submission(Self.one)).key)
    }

    @Test("a wrapper of several records has nothing beside them but a shipper's words")
    func crowdedWrapper() throws {
        for list in ["[\(Self.one),\(Self.two)]", "{\"value\":[\(Self.one),\(Self.two)]}", "[]"] {
            func wrapped(_ more: String) -> String { "{\(more)\"message\":\(Self.quoted(list))}" }
            let count = try Records.submissions(wrapped("")).count
            let shipped = wrapped("\"@timestamp\":\"x\",\"@version\":\"1\",\"tags\":[\"a\"],")
            #expect(try Records.submissions(shipped).count == count)
            for more in ["\"x\":1,", "\"tags\":{\"a\":{}},", "\"event\":{\"code\":1},"] {
                #expect(Records.rejection(wrapped(more))?.code == "page.other_members")
            }
            let inner = "{\"message\":\(Self.quoted(wrapped("\"x\":1,")))}"
            #expect(Records.rejection(inner)?.code == "page.other_members")
        }
    }

    @Test(
        "sources of this connector are known by their form",
        arguments: [
            ("entra:\(Records.tenant)", true), ("entra:contoso", true), ("entra", false), ("xx", false),
            ("intune:contoso", false), ("entra:a:b", false), ("entra:\(Records.zero)", false),
        ])
    func sources(text: String, isRead: Bool) {
        #expect(SourceName(text: text).map(EntraConnector.canRead) ?? false == isRead)
    }

    @Test("the length of a text that is no record is that of the text, without quotes and escapes")
    func length() {
        let rejection = Records.rejection(Records.signIn(code: "\"a\\u0062c\""))
        #expect(rejection?.found == "text of 3 bytes")
    }
}
