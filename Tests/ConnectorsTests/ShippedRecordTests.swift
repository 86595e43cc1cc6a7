import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite("A device manager's record in what shipped it")
struct ShippedRecordTests {
    private func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private let jamf = JamfTests.webhook("ComputerAdded", "\"jssID\":7,\"serialNumber\":\"C02ZQ0000001\"")

    @Test("is the record that it is by itself, with the whole for evidence")
    func read() throws {
        let bare = try LineRecords.submission(jamf, JamfTests.context)
        for whole in [
            "{\"message\":\(quoted(jamf)),\"@timestamp\":\"2026-03-01T08:00:00Z\",\"sekoia\":{\"a\":1}}",
            "{\"payload\":\(quoted(jamf))}", "{\"event\":{\"original\":\(quoted(jamf)),\"kind\":\"x\"}}",
            "{\"event.original\":\(quoted(jamf))}",
        ] {
            let found = try LineRecords.submission(whole, JamfTests.context)
            #expect(found.key == bare.key && found.types == bare.types, "\(whole)")
            #expect(found.content == bare.content && found.evidence == Array(whole.utf8))
        }
        let line = LineRecords.audit("Wipe", LineRecords.device)
        let shipped = try LineRecords.submission(
            "{\"message\":\(quoted(line))}", LineRecords.context("ivanti:acme"))
        #expect(shipped.types == ["device.wipe_requested", "device.identity_bound"])
        #expect(
            LineRecords.code("{\"message\":\(quoted(jamf))}", LineRecords.context(nil))
                == "record.missing_instance")
    }

    @Test("is of the instance whose listener took it in, as what ships it says")
    func listeners() throws {
        func instance(_ source: String, _ listener: String) throws -> InstanceBindings.Instance {
            InstanceBindings.Instance(
                source: try #require(SourceName(text: source)),
                tenant: try #require(TenantName(Array(Records.tenant.utf8))),
                marks: [try #require(InstanceMark(.listener, Array(listener.utf8)))])
        }
        var context = ConnectorContext()
        context.bindings = try InstanceBindings([
            try instance("jamf:emea", "/jamf/emea"), try instance("jamf:apac", "hooks-apac"),
        ])
        func source(_ more: String, _ context: ConnectorContext) throws -> String {
            try LineRecords.submission("{\"message\":\(quoted(jamf))\(more)}", context).source.description
        }
        #expect(try source(",\"url\":{\"path\":\"/jamf/emea\"},\"host\":\"gateway\"", context) == "jamf:emea")
        #expect(try source(",\"host\":{\"name\":\"hooks-apac\"}", context) == "jamf:apac")
        #expect(try source(",\"listener\":\"hooks-apac\"", context) == "jamf:apac")
        func code(_ more: String, _ context: ConnectorContext) -> String? {
            LineRecords.code("{\"message\":\(quoted(jamf))\(more)}", context)
        }
        #expect(code("", context) == "record.missing_instance")
        #expect(code(",\"url.path\":\"/JAMF/emea\"", context) == "record.missing_instance")
        let both = ",\"url\":{\"path\":\"/jamf/emea\"},\"host\":\"hooks-apac\""
        #expect(code(both, context) == "record.source_conflict")
        context.expectedSource = SourceName(text: "jamf:emea")
        #expect(code(",\"host\":\"hooks-apac\"", context) == "record.source_conflict")
        #expect(code(",\"host\":\"elsewhere\"", context) == "record.source_conflict")
        #expect(code("", context) == nil)
    }

    @Test("is refused with a second record beside it, and several of one only beside a shipper's words")
    func refused() {
        #expect(
            LineRecords.code("{\"message\":\(quoted(jamf)),\"other\":\(jamf)}", JamfTests.context)
                == "record.second_record")
        let page = quoted(
            "{\"activities\":[{\"type\":\"a\",\"details\":{}},{\"type\":\"b\",\"details\":{}}]}")
        let fleet = LineRecords.context("fleet:acme")
        #expect(LineRecords.code("{\"message\":\(page),\"own\":1}", fleet) == "page.other_members")
        #expect(LineRecords.code("{\"message\":\(page),\"host\":\"h\"}", fleet) == nil)
        #expect(LineRecords.code("{\"message\":\"hello\"}", fleet) == "record.not_a_source_record")
        #expect(LineRecords.code("{\"message\":\"{}\"}", fleet) == "record.not_a_source_record")
    }
}
