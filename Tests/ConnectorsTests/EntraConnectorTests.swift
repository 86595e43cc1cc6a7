import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite struct EntraConnectorTests {
    private func quoted(_ json: String) -> String {
        var writer = JSONWriter()
        writer.string(json)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("a record wrapped in message or event.original is unwrapped, and the whole line is its evidence")
    func wrappers() throws {
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        let bare = try Records.submission(record)
        for line in [
            "{\"@timestamp\":\"x\",\"message\":\(quoted(record))}", "{\"message\":\(record)}",
            "{\"event.original\":\(quoted(record))}", "{\"event\":{\"original\":\(quoted(record))}}",
            "{\"message\":\(quoted("{\"event\":{\"original\":\(quoted(record))}}"))}",
        ] {
            let wrapped = try Records.submission(line)
            #expect(wrapped.key == bare.key)
            #expect(wrapped.content == bare.content)
            #expect(wrapped.events == bare.events)
            #expect(wrapped.road == bare.road)
            #expect(wrapped.evidence == Array(line.utf8))
        }
    }

    @Test("a page inside of a wrapper gives one submission for each of its records")
    func page() throws {
        let first = Records.signIn(id: "one")
        let second = Records.signIn(id: "two")
        for page in [
            "{\"value\":[\(first),\(second)]}", "{\"records\":[\(first),\(second)]}", "[\(first),\(second)]",
        ] {
            let all = try Records.submissions("{\"message\":\(quoted(page))}")
            try #require(all.count == 2)
            #expect(all[0].evidence == Array(first.utf8))
            #expect(all[1].evidence == Array(second.utf8))
            #expect(all[0].key != all[1].key)
        }
        #expect(try Records.submissions("{\"value\":\(first)}").count == 1)
        #expect(try Records.submissions("{\"value\":[]}").isEmpty)
    }

    @Test("one bad record of a wrapped page rejects the page")
    func badElement() {
        let bad = "{\"createdDateTime\":\"soon\",\"conditionalAccessStatus\":\"\"}"
        let page = "{\"value\":[\(Records.signIn()),\(bad)]}"
        #expect(Records.rejection(page)?.code == "record.invalid_time")
    }

    @Test("wrappers beyond the limit are refused")
    func tooDeep() {
        var line = Records.signIn()
        for level in 1...6 {
            line = "{\"message\":\(line)}"
            #expect(
                (Records.rejection(line)?.code == "record.wrapped_too_deep")
                    == (level > EntraConnector.levels))
        }
    }

    @Test("a message that is no JSON, or broken JSON, is rejected by name")
    func badMessage() {
        #expect(Records.rejection("{\"message\":\"hello\"}")?.code == "record.unknown_format")
        let broken = Records.rejection("{\"message\":\"{\\\"a\\\":\"}")
        #expect(broken?.code == "json.truncated")
        #expect(broken?.field == "message")
        #expect(Records.rejection("{\"a\":1,\"a\":2}")?.code == "json.duplicate_key")
    }

    @Test("the same record by Graph and by Azure Monitor has one key, one content, one source, two roads")
    func roads() throws {
        let inner = Records.signIn()
        let graph = try Records.submission(inner)
        let azure = try Records.submission(Records.azure(inner, category: "SignInLogs"))
        #expect(graph.key == azure.key)
        #expect(graph.content == azure.content)
        #expect(graph.source == azure.source)
        #expect(graph.source.description == "entra:\(Records.tenant)")
        #expect(graph.road.description == "graph")
        #expect(azure.road.description == "azure-monitor")
        #expect(graph.isObserved && !graph.isUnmapped)
        #expect(graph.mappingRevision == EntraConnector.mappingRevision)
    }

    @Test("a new envelope time changes neither key nor content, and is the time of modification")
    func redelivery() throws {
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        let later = record.replacing("08:05:00.0000000Z", "09:30:00.5000000Z")
        let first = try Records.submission(record)
        let second = try Records.submission(later)
        #expect(first.key == second.key)
        #expect(first.content == second.content)
        #expect(first.events == second.events)
        #expect(first.modified?.description == "2026-03-01T08:05:00Z")
        #expect(second.modified?.description == "2026-03-01T09:30:00.500Z")
        #expect(try Records.submission(Records.signIn()).modified == nil)
    }

    @Test("content is canonical: the order of members and white space make no difference, digits do")
    func content() throws {
        let one =
            "{\"createdDateTime\":\"2026-03-01T08:00:00Z\",\"signInEventTypes\":[],\"id\":\"a\",\"x\":1.0}"
        let two =
            "{\"x\": 1.0, \"id\":\"a\", \"signInEventTypes\":[],\"createdDateTime\":\"2026-03-01T08:00:00Z\"}"
        #expect(try Records.submission(one).content == Records.submission(two).content)
        #expect(
            try Records.submission(one).content != Records.submission(one.replacing("1.0", "1.00")).content)
    }

    @Test("a key is the length-prefixed class and id")
    func key() throws {
        let key = try Records.submission(Records.signIn(id: "id")).key
        #expect(key == [0, 0, 0, 6] + Array("signIn".utf8) + [0, 0, 0, 2] + Array("id".utf8))
        #expect(try Records.submission(Records.audit("Add device")).key.starts(with: [0, 0, 0, 14]))
    }

    @Test(
        "without an id the key is a selection of the inner content; without an instant too it is a rejection")
    func selection() throws {
        let record = Records.azure(Records.signIn(id: nil), category: "SignInLogs")
        let key = try Records.submission(record).key
        #expect(try Records.submission(record.replacing("08:05:00", "08:06:00")).key == key)
        #expect(try Records.submission(record.replacing("08:00:00.1", "08:00:00.2")).key != key)
        #expect(try Records.submission(record.replacing(Records.user, Records.app)).key != key)
        for absent in ["", Records.zero] {
            #expect(
                try Records.submission(
                    Records.azure(Records.signIn(id: absent), category: "SignInLogs")
                ).key == key)
        }
        let bare = "{\"createdDateTime\":null,\"conditionalAccessStatus\":\"success\"}"
        #expect(Records.rejection(bare)?.code == "record.missing_id")
    }

    @Test(
        "the tenant is the envelope's, else that of its resource id, else the inner one, else the operator's")
    func tenant() throws {
        let none = ConnectorContext()
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        func source(_ json: String, _ context: ConnectorContext = none) throws -> String {
            try Records.submission(json, context).source.description
        }
        #expect(try source(record) == "entra:\(Records.tenant)")
        let byResource = record.replacing("\"tenantId\":\"\(Records.tenant)\",", "")
        #expect(try source(byResource) == "entra:\(Records.tenant)")
        #expect(
            try source(
                record.replacing("\"tenantId\":\"\(Records.tenant)\"", "\"tenantId\":\"\(Records.zero)\""))
                == "entra:\(Records.tenant)")
        let inner = Records.signIn(more: ",\"tenantId\":\"contoso\"")
        #expect(try source(inner) == "entra:contoso")
        #expect(try source(Records.signIn(), Records.context) == "entra:\(Records.tenant)")
        #expect(Records.rejection(Records.signIn(), none)?.code == "record.missing_tenant")
        let home =
            ",\"homeTenantId\":\"\(Records.otherTenant)\",\"resourceTenantId\":\"\(Records.otherTenant)\""
        #expect(try source(Records.signIn(more: home)) == "entra:\(Records.otherTenant)")
        let guest = ",\"homeTenantId\":\"\(Records.tenant)\",\"resourceTenantId\":\"\(Records.otherTenant)\""
        #expect(Records.rejection(Records.signIn(more: guest), none)?.code == "record.missing_tenant")
        #expect(
            Records.rejection(inner.replacing("contoso", "a b@c"), none)?.code == "record.wrong_shape")
    }

    @Test("a record of another source or format than was demanded is refused; its own tenant goes first")
    func conflicts() throws {
        let record = Records.azure(Records.signIn(), category: "SignInLogs")
        var context = ConnectorContext(tenant: TenantName(Array(Records.otherTenant.utf8)))
        #expect(Records.rejection(record, context) == nil)
        #expect(try Records.submission(record, context).source.description == "entra:\(Records.tenant)")
        context = ConnectorContext(expectedSource: SourceName(text: "entra:\(Records.otherTenant)"))
        #expect(Records.rejection(record, context)?.code == "record.source_conflict")
        context = ConnectorContext(expectedSource: SourceName(text: "entra:\(Records.tenant)"))
        #expect(Records.rejection(record, context) == nil)
        context = ConnectorContext(forcedFormat: .entraAudit)
        #expect(Records.rejection(record, context)?.code == "record.format_conflict")
        context = ConnectorContext(forcedFormat: .entraSignIn)
        #expect(Records.rejection(record, context) == nil)
    }

    @Test("occurred is the inner time, else the envelope's, else when it was received, else the receipt")
    func occurred() throws {
        let inner = "{\"id\":\"a\",\"conditionalAccessStatus\":\"success\",\"createdDateTime\":TIME}"
        func occurred(_ json: String, _ context: ConnectorContext = Records.context) throws -> OccurredTime {
            try #require(try Records.submission(json, context).events.first).occurred
        }
        let whole = inner.replacing("TIME", "\"2026-03-01T08:00:00Z\"")
        #expect(
            try occurred(Records.azure(whole, category: "SignInLogs")).instant.description
                == "2026-03-01T08:00:00Z")
        let timeless = inner.replacing("TIME", "\"0001-01-01T00:00:00Z\"")
        let byEnvelope = try occurred(Records.azure(timeless, category: "SignInLogs"))
        #expect(byEnvelope.instant.description == "2026-03-01T08:05:00Z")
        #expect(byEnvelope.basis == .record)
        var context = Records.context
        context.receivedAt = Timestamp(rfc3339: "2026-04-01T00:00:00Z")
        #expect(try occurred(timeless, context).basis == .submission)
        #expect(try occurred(timeless, context).instant == context.receivedAt)
        #expect(try occurred(timeless).basis == .receipt)
    }

    @Test("a time that is no time is a rejection that names its field")
    func invalidTime() {
        let record = Records.signIn().replacing("2026-03-01T08:00:00.1234567Z", "yesterday")
        #expect(Records.rejection(record)?.code == "record.invalid_time")
        #expect(Records.rejection(record)?.field == "createdDateTime")
        let zoneless = Records.signIn().replacing("00.1234567Z", "00")
        #expect(Records.rejection(zoneless)?.code == "record.invalid_time")
        #expect(Records.rejection(Records.azure(zoneless, category: "SignInLogs")) == nil)
    }

    @Test("the text of an instant is kept where it says more than RFC 3339 in UTC")
    func timeText() throws {
        let plain = try Records.submission(Records.signIn())
        #expect(plain.personal(.timeText).isEmpty)
        let spaced = Records.signIn().replacing(
            "2026-03-01T08:00:00.1234567Z", "2026-03-01 08:00:00.123456700")
        let kept = try Records.submission(Records.azure(spaced, category: "SignInLogs"))
        #expect(kept.personal(.timeText) == ["2026-03-01 08:00:00.123456700"])
        #expect(kept.events.first?.occurred == plain.events.first?.occurred)
    }

    @Test("reading twice gives the same")
    func determinism() throws {
        for record in [
            Records.azure(Records.signIn(device: "{\"deviceId\":\"x\"}"), category: "SignInLogs"),
            Records.audit("Add device", targets: Records.target("Device", id: Records.object)),
        ] {
            let one = try Records.submission(record)
            let two = try Records.submission(record)
            #expect(
                one.events == two.events && one.personal == two.personal && one.identities == two.identities)
            #expect(one.key == two.key && one.content == two.content)
        }
    }
}

extension String {
    /// The text with each occurrence of a part replaced; fails the test where there is none.
    func replacing(_ part: String, _ other: String) -> String {
        var out: [UInt8] = []
        let wanted = Array(part.utf8)
        var rest = Array(utf8)[...]
        var found = false
        while !rest.isEmpty {
            if rest.starts(with: wanted) {
                out += Array(other.utf8)
                rest = rest.dropFirst(wanted.count)
                found = true
            } else if let byte = rest.popFirst() {
                out.append(byte)
            }
        }
        if !found { Issue.record("nothing to replace: \(part)") }
        return String(decoding: out, as: UTF8.self)
    }
}
