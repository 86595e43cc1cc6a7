import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Records of the unified audit log")
struct UnifiedAuditTests {
    private typealias Log = UnifiedAuditRecords

    private static let update = Log.audit(
        "Update device.", properties: [("IsCompliant", "[false]", "[true]")],
        details: "{\"DeviceId\":\"\(Records.device)\"}")

    @Test("a record is the same record by each road, and its row is its evidence")
    func roads() throws {
        let bare = try ManagementRecords.submission(Self.update)
        #expect(bare.types == ["compliance.observed", "device.identity_bound"])
        #expect(bare.source.description == "ual:\(Records.tenant)")
        #expect(bare.road.description == "unified-audit")
        #expect(bare.isObserved && !bare.isUnmapped)
        #expect(SourceFormat(recordKey: bare.key) == .unifiedAudit)
        let portal = Log.portal + "\r\n" + Log.portalRow(Self.update)
        let shell = Log.shell + "\n" + Log.shellRow(Self.update)
        for (text, road) in [
            ("{\"message\":\(Log.quoted(Self.update))}", "unified-audit"),
            ("{\"value\":[\(Self.update)]}", "unified-audit"),
            (Log.row(Self.update), "unified-audit"), (Log.row(Self.update, asText: false), "unified-audit"),
            (portal, "unified-audit-csv"), (shell, "unified-audit-csv"),
            ("#TYPE Deserialized.Audit\r\n" + shell, "unified-audit-csv"),
        ] {
            let read = try ManagementRecords.submission(text)
            #expect(read.events == bare.events && read.key == bare.key && read.content == bare.content)
            #expect(read.source == bare.source && read.twin == bare.twin && read.modified == bare.modified)
            #expect(read.road.description == road)
            #expect(read.evidence == Array(text.utf8))
        }
    }

    @Test("each record of a list has its own row as evidence")
    func list() throws {
        let rows = [Log.row(Self.update), Log.row(Log.signIn(), id: "ual-2"), Log.mailbox]
        let all = try ManagementRecords.submissions("[\(rows.joined(separator: ","))]")
        #expect(all.map(\.evidence) == rows.map { Array($0.utf8) })
        #expect(all.map { $0.types.first } == ["compliance.observed", "access.granted", "record.observed"])
    }

    @Test(
        "what is needed to tell a record is an instant, an operation, and a type or a service",
        arguments: [
            ("\"CreationTime\":\"2026-03-01T08:00:00\",\"Operation\":\"x\",\"RecordType\":8", true),
            ("\"CreationTime\":\"2026-03-01T08:00:00\",\"Operation\":\"x\",\"Workload\":\"Exchange\"", true),
            ("\"CreationTime\":\"2026-03-01T08:00:00\",\"Operation\":\"x\"", false),
            ("\"CreationTime\":\"2026-03-01T08:00:00\",\"RecordType\":8", false),
            ("\"AuditData\":{},\"CreationDate\":\"2026-03-01T08:00:00\"", true),
            ("\"AuditData\":\"{}\",\"Operations\":\"x\",\"CreationDate\":\"2026-03-01T08:00:00\"", true),
            ("\"AuditData\":17,\"CreationDate\":\"2026-03-01T08:00:00\"", false),
            ("\"AuditData\":{}", false),
        ])
    func recognised(members: String, isRecord: Bool) {
        let rejection = ManagementRecords.rejection("{\(members)}")
        #expect(rejection?.code == (isRecord ? nil : "record.unknown_format"))
    }

    @Test("who reads Entra's own logs alone is told what the record is")
    func foreign() {
        for text in [Self.update, Log.row(Self.update)] {
            let rejection = Records.rejection(text)
            #expect(rejection?.code == "record.not_a_source_record")
            #expect(rejection?.found == "unified audit log record")
        }
        let table = Records.rejection(Log.portal + "\n" + Log.portalRow(Self.update))
        #expect(table?.found == "comma-separated text")
    }

    @Test("a demanded format or source takes its own records alone")
    func demanded() throws {
        var context = Records.context
        context.forcedFormat = .unifiedAudit
        #expect(try ManagementRecords.submission(Self.update, context).types.count == 2)
        #expect(ManagementRecords.rejection(Records.signIn(), context)?.code == "record.format_conflict")
        #expect(ManagementRecords.rejection("{\"a\":1}", context)?.code == "record.unknown_format")
        context.forcedFormat = .entraAudit
        for text in [Self.update, Log.portal + "\n" + Log.portalRow(Self.update)] {
            #expect(ManagementRecords.rejection(text, context)?.code == "record.format_conflict")
        }
        context.forcedFormat = nil
        let tenant = try #require(context.tenant)
        context.expectedSource = SourceName(.word("ual"), tenant.component)
        #expect(try ManagementRecords.submission(Self.update, context).types.count == 2)
        context.expectedSource = SourceName(.word("entra"), tenant.component)
        #expect(ManagementRecords.rejection(Self.update, context)?.code == "record.source_conflict")
    }

    @Test("the tenant is the record's, where that can be one, else the operator's")
    func tenants() throws {
        func organization(_ text: String) -> String {
            Self.update.replacing("\"OrganizationId\":\"\(Records.tenant)\"", "\"OrganizationId\":\(text)")
        }
        let other = TenantName(Array(Records.otherTenant.utf8))
        let context = ConnectorContext(tenant: other)
        for (text, tenant) in [
            ("\"\(Records.tenant)\"", Records.tenant), ("\"11-aa-22-bb\"", "11-aa-22-bb"),
            ("\"\"", Records.otherTenant), ("null", Records.otherTenant),
            ("\"\(Records.zero)\"", Records.otherTenant), ("\"The Shire\"", Records.otherTenant),
            ("17", Records.otherTenant),
        ] {
            let read = try ManagementRecords.submission(organization(text), context)
            #expect(read.source.description == "ual:\(tenant)")
        }
        for (text, code) in [
            ("\"\"", "record.missing_tenant"), ("null", "record.missing_tenant"),
            ("\"The Shire\"", "record.wrong_shape"), ("17", "record.wrong_shape"),
        ] {
            let rejection = ManagementRecords.rejection(organization(text), ConnectorContext())
            #expect(rejection?.code == code && rejection?.field == "OrganizationId")
        }
    }

    @Test("a key is the id's; without an id it is made of a selection, in which each part counts")
    func keys() throws {
        let one = try ManagementRecords.submission(Self.update)
        #expect(one.key == [0, 0, 0, 12] + Array("unifiedAudit".utf8) + [0, 0, 0, 5] + Array("ual-1".utf8))
        let changed = Self.update.replacing("[true]", "[ true ]")
        let other = try ManagementRecords.submission(changed)
        #expect(other.key == one.key && other.content != one.content)
        let nameless = Self.update.replacing(",\"Id\":\"ual-1\"", "")
        let key = try ManagementRecords.submission(nameless).key
        #expect(key != one.key)
        #expect(try ManagementRecords.submission(nameless).key == key)
        for (name, value) in [
            ("08:00:00", "08:00:01"), ("Update device.", "Delete device."),
            ("\"UserId\":\"gandalf@", "\"UserId\":\"saruman@"), ("\(Records.flow)", "\(Records.group)"),
            ("\"IntraSystemId\":\"\(Records.policy)\"", "\"IntraSystemId\":\"\(Records.group)\""),
            ("\"UserType\":0", "\"UserKey\":\"a\""), ("\"UserType\":0", "\"ObjectId\":\"a\""),
        ] {
            let variant = nameless.replacing(name, value)
            #expect(variant != nameless)
            #expect(try ManagementRecords.submission(variant).key != key, "\(name)")
        }
        // A row knows the id, too.
        #expect(try ManagementRecords.submission(Log.row(nameless)).key == one.key)
        let timeless = nameless.replacing("\"2026-03-01T08:00:00\"", "null")
        #expect(ManagementRecords.rejection(timeless)?.code == "record.missing_id")
    }

    @Test(
        "the record's own instant decides, and is UTC",
        arguments: [
            ("2026-03-01T08:00:00", "2026-03-01T08:00:00Z"), ("2026-03-01 08:00:00", "2026-03-01T08:00:00Z"),
            ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
            ("\\/Date(1772352000123)\\/", "2026-03-01T08:00:00.123Z"),
        ])
    func time(text: String, instant: String) throws {
        let record = Self.update.replacing("2026-03-01T08:00:00", text)
        let read = try ManagementRecords.submission(
            Log.portal + "\n" + Log.portalRow(record, created: "2020-01-01T00:00:00Z"))
        #expect(read.events[0].occurred.instant.description == instant)
        #expect(read.events[0].occurred.basis == .record)
        #expect(read.modified?.description == instant)
    }

    @Test(
        "a record's instant in a form that is not the log's is refused",
        arguments: ["3/1/2026 8:00:00 AM", "x"])
    func badTime(text: String) {
        let rejection = ManagementRecords.rejection(Self.update.replacing("2026-03-01T08:00:00", text))
        #expect(rejection?.code == "record.invalid_time" && rejection?.field == "CreationTime")
    }

    @Test("a record without an instant has that of its row, then that of its receipt")
    func otherTimes() throws {
        let timeless = Self.update.replacing("\"CreationTime\":\"2026-03-01T08:00:00\",", "")
        let row = try ManagementRecords.submission(Log.row(timeless))
        #expect(row.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
        // What the row says is not the record's own: no other log's record is joined by it.
        #expect(row.twin == nil)
        let null = Self.update.replacing("\"2026-03-01T08:00:00\"", "null")
        var context = Records.context
        context.receivedAt = Timestamp(rfc3339: "2026-03-02T00:00:00Z")
        let received = try ManagementRecords.submission(null, context)
        #expect(received.events[0].occurred.instant.description == "2026-03-02T00:00:00Z")
        #expect(received.events[0].occurred.basis == .submission)
    }

    @Test("another service's record is kept, and counted as unmapped")
    func other() throws {
        let read = try ManagementRecords.submission(Log.mailbox)
        #expect(read.types == ["record.observed"] && read.isUnmapped && read.twin == nil)
        let data = read.data(RecordEvents.observed)
        #expect(data[RecordEvents.category] == .other && data[RecordEvents.reason] == .noMapping)
        #expect(data[RecordEvents.outcome] == .success)
        #expect(read.personal(.operation) == ["MailItemsAccessed"])
        #expect(read.personal(.userPrincipalName) == ["frodo@example.org"])
    }

    @Test(
        "type and service tell what a record is",
        arguments: [
            ("8", nil, "Update device.", UnifiedAuditKind.audit), ("15", nil, "UserLoggedIn", .signIn),
            ("9", nil, "x", .signIn), ("AzureActiveDirectoryStsLogon", nil, "x", .signIn),
            ("azureactivedirectoryaccountlogon", nil, "x", .signIn),
            ("AzureActiveDirectory", nil, "x", .audit),
            (nil, "AzureActiveDirectory", "UserLoginFailed", .signIn),
            ("61", "azureactivedirectory", "x", .audit), ("8", "Exchange", "x", .audit),
            ("50", "Exchange", "UserLoggedIn", .other), (nil, nil, "UserLoggedIn", .other),
        ] as [(String?, String?, String, UnifiedAuditKind)])
    func kinds(type: String?, workload: String?, operation: String, kind: UnifiedAuditKind) {
        let found = UnifiedAuditKind(
            recordType: type.map { Array($0.utf8) }, workload: workload.map { Array($0.utf8) },
            operation: Array(operation.utf8))
        #expect(found == kind)
    }

    @Test("a record in another record is a second one, and refused with it")
    func hidden() {
        let record = String(Self.update.dropLast()) + ",\"message\":\(Log.quoted(Self.update))}"
        #expect(ManagementRecords.rejection(record)?.code == "record.second_record")
        let page = "{\"value\":[\(Self.update)],\"other\":\(Self.update)}"
        #expect(ManagementRecords.rejection(page)?.code == "page.other_members")
    }
}
