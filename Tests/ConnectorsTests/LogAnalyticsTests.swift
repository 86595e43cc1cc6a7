import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Log Analytics rows")
struct LogAnalyticsTests {
    private typealias Rows = LogAnalyticsRows
    private static let none = ConnectorContext()

    private static let azureSignIn = Records.azure(
        Records.signIn(
            device: Rows.device,
            more: """
                ,"ipAddress":"192.0.2.7","isInteractive":true,"clientAppUsed":"Browser",\
                "authenticationRequirement":"multiFactorAuthentication","location":\(Rows.place),\
                "authenticationDetails":\(Rows.steps),"appliedConditionalAccessPolicies":\(Rows.policies)
                """), category: "SignInLogs")
    private static let azureAudit = Records.azure(
        Records.audit(
            "Update device", targets: String(Rows.targets.dropFirst().dropLast()),
            details: Records.detail("DeviceId", Records.device)), category: "AuditLogs")

    @Test("a sign-in and an audit give what Azure Monitor's records of the same content give")
    func sameAsAzureMonitor() throws {
        for (cells, azure) in [(Rows.signIn, Self.azureSignIn), (Rows.audit, Self.azureAudit)] {
            let wanted = try Records.submission(azure)
            for (text, road) in [(Rows.json(cells), "log-analytics"), (Rows.csv(cells), "log-analytics-csv")]
            {
                let read = try Records.submission(text, Self.none)
                #expect(read.key == wanted.key)
                #expect(read.source == wanted.source)
                #expect(read.events == wanted.events)
                #expect(read.personal == wanted.personal)
                #expect(read.road.description == road)
                #expect(read.evidence == Array(text.utf8))
                #expect(read.isObserved && !read.isUnmapped)
            }
        }
    }

    @Test("the same row as JSON and as a table has one content, whatever the order of its columns")
    func content() throws {
        for cells in [Rows.signIn, Rows.audit] {
            let json = try Records.submission(Rows.json(cells), Self.none)
            var random = TestRandom(seed: 11)
            for _ in 0..<20 {
                let shuffled = cells.shuffled(using: &random)
                for text in [Rows.json(shuffled), Rows.csv(shuffled), Rows.csv(shuffled, lineEnd: "\n")] {
                    let read = try Records.submission(text, Self.none)
                    #expect(read.key == json.key)
                    #expect(read.content == json.content)
                    #expect(read.events == json.events)
                }
            }
            #expect(
                try Records.submission(Rows.json(Rows.changed(cells, ("CorrelationId", "x"))), Self.none)
                    .content != json.content)
        }
    }

    @Test("what a query computed beside a row, and the envelope, change no content")
    func outsideTheRecord() throws {
        let plain = try Records.submission(Rows.json(Rows.audit), Self.none)
        let more = Rows.changed(
            Rows.audit, ("targetDisplayName", "pc"), ("keyEvents", "{\"a\":1}"), ("_ItemId", "1"),
            ("UserAgent", "x"), ("TimeGenerated", "2026-03-01T09:00:00Z"), ("TenantId", Records.app))
        let read = try Records.submission(Rows.json(more), Self.none)
        #expect(read.key == plain.key && read.content == plain.content && read.events == plain.events)
    }

    @Test("the time of modification is the row's time; a table's content has none")
    func modified() throws {
        #expect(
            try Records.submission(Rows.json(Rows.signIn)).modified?.description
                == "2026-03-01T08:00:00.1234567Z")
        #expect(try Records.submission(Rows.csv(Rows.signIn)).modified == nil)
    }

    @Test("each of the five tables is known by its name, else by its category, else by its columns")
    func tables() throws {
        func kind(_ cells: [Rows.Cell]) throws -> SignInKind? {
            try Records.submission(Rows.json(cells), Self.none).data(AccessEvents.granted)[AccessEvents.kind]
        }
        for (table, category, wanted) in [
            ("SigninLogs", "SignInLogs", SignInKind.interactiveUser),
            ("AADNonInteractiveUserSignInLogs", "NonInteractiveUserSignInLogs", .nonInteractiveUser),
            ("AADServicePrincipalSignInLogs", "ServicePrincipalSignInLogs", .servicePrincipal),
            ("AADManagedIdentitySignInLogs", "ManagedIdentitySignInLogs", .managedIdentity),
        ] {
            #expect(try kind(Rows.changed(Rows.signIn, ("Type", table), ("Category", nil))) == wanted)
            #expect(try kind(Rows.changed(Rows.signIn, ("Type", "Device"), ("Category", category))) == wanted)
        }
        #expect(
            try kind(Rows.changed(Rows.signIn, ("Type", nil), ("Category", nil))) == .interactiveUser)
        // A query may put the type of a target into the place of the table's name.
        let audit = try Records.submission(
            Rows.json(Rows.changed(Rows.audit, ("Type", "Application"))), Self.none)
        #expect(audit.types == ["compliance.observed", "device.identity_bound"])
    }

    @Test("a row of another table, or of two kinds at once, is no record")
    func otherTables() {
        let empty = Rows.signIn.map { ($0.name, ["Id", "TimeGenerated"].contains($0.name) ? $0.text : "") }
        let other = Rows.changed(empty, ("Type", "OfficeActivity"))
        let mixed = Rows.changed(
            Rows.signIn + [("ActivityDisplayName", "Add device")], ("Type", nil), ("Category", nil))
        for cells in [other, mixed] {
            for text in [Rows.json(cells), Rows.csv(cells)] {
                let rejection = Records.rejection(text)
                #expect(rejection?.code == "record.not_a_source_record")
                #expect(rejection?.found == "log analytics row of another table")
            }
        }
    }

    @Test("the workspace is not the tenant: the directory's columns decide, else the operator")
    func tenant() throws {
        func source(_ cells: [Rows.Cell], _ context: ConnectorContext = Self.none) throws -> String {
            try Records.submission(Rows.json(cells), context).source.description
        }
        let spelled = Rows.renamed(Rows.signIn, "AADTenantId", to: "AadTenantId")
        #expect(try source(spelled) == "entra:\(Records.tenant)")
        for absent in ["", Records.zero] {
            let cells = Rows.changed(Rows.signIn, ("AADTenantId", absent))
            #expect(try source(cells) == "entra:\(Records.otherTenant)")
            let none = Rows.changed(
                cells, ("ResourceId", "/tenants/\(Records.zero)/providers/Microsoft.aadiam"))
            #expect(Records.rejection(Rows.json(none), Self.none)?.code == "record.missing_tenant")
            #expect(try source(none, Records.context) == "entra:\(Records.tenant)")
        }
    }

    @Test("a column may have a suffix, and its value may be JSON as well as text")
    func suffixes() throws {
        let wanted = try Records.submission(Rows.json(Rows.signIn), Self.none)
        for suffix in ["_s", "_g", "_d", "_b", "_t", "_dynamic", "_string"] {
            let cells = Rows.signIn.map { ($0.name + suffix, $0.text) } + [("Type", "SigninLogs")]
            let read = try Records.submission(Rows.csv(cells), Self.none)
            #expect(read.key == wanted.key && read.content == wanted.content && read.events == wanted.events)
        }
        var json = Rows.json(Rows.changed(Rows.signIn, ("DeviceDetail", "@"), ("IsInteractive", "@@")))
        json = json.replacing("\"@\"", Rows.device).replacing("\"@@\"", "true")
        let read = try Records.submission(json, Self.none)
        #expect(read.content == wanted.content && read.events == wanted.events)
    }

    @Test("one field in two columns is read from the one that has it; two that differ are refused")
    func spread() throws {
        let wanted = try Records.submission(Rows.csv(Rows.signIn), Self.none)
        let split = Rows.renamed(Rows.signIn, "DeviceDetail", to: "DeviceDetail_dynamic")
        for (first, second) in [
            (Rows.device, ""), ("", Rows.device), (Rows.device, Rows.device),
            (Rows.device, "{\"deviceId\":\"cu"), ("{\"deviceId\":\"cu", Rows.device),
        ] {
            let cells = Rows.changed(split, ("DeviceDetail_dynamic", first), ("DeviceDetail_string", second))
            let read = try Records.submission(Rows.csv(cells), Self.none)
            #expect(read.content == wanted.content && read.events == wanted.events)
        }
        let differing = Rows.changed(split, ("DeviceDetail_string", "{\"deviceId\":\"\(Records.object)\"}"))
        let rejection = Records.rejection(Rows.csv(differing))
        #expect(rejection?.code == "record.wrong_shape" && rejection?.field == "DeviceDetail")
    }

    @Test("a cut cell does not keep the record out: it is counted, and kept as a private field")
    func unreadable() throws {
        let cut = String(Rows.device.prefix(60))
        let cells = Rows.changed(Rows.signIn, ("DeviceDetail", cut), ("MfaDetail", "[1]"), ("Status", "7"))
        for text in [Rows.json(cells), Rows.csv(cells)] {
            let read = try Records.submission(text, Self.none)
            #expect(read.types == ["access.granted", "mfa.satisfied", "record.observed"])
            let data = read.data(RecordEvents.observed)
            #expect(data[RecordEvents.reason] == .fieldUnreadable)
            #expect(data[RecordEvents.category] == .signIn)
            #expect(data[RecordEvents.unreadableFields] == 3)
            #expect(
                read.personal(.unrecognised, part: 2) == ["deviceDetail=\(cut)", "status=7", "mfaDetail=[1]"])
        }
        let audit = try Records.submission(
            Rows.csv(Rows.changed(Rows.audit, ("TargetResources", String(Rows.targets.dropLast(9))))),
            Self.none)
        #expect(audit.types == ["record.observed", "record.observed"])
        #expect(audit.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
    }

    @Test("a row without a status has the outer result as its own, with the reason")
    func outerResult() throws {
        let cells = Rows.changed(
            Rows.signIn, ("Status", nil), ("ResultType", "53000"), ("ResultDescription", "not compliant"),
            ("ConditionalAccessStatus", "failure"))
        let read = try Records.submission(Rows.csv(cells), Self.none)
        #expect(read.types.first == "access.denied")
        #expect(read.data(AccessEvents.denied)[AccessEvents.errorCode] == 53_000)
        #expect(read.personal(.failureReason) == ["not compliant"])
        let inner = Rows.changed(cells, ("Status", "{\"errorCode\":53001}"))
        let code = try Records.submission(Rows.csv(inner), Self.none).data(AccessEvents.denied)
        #expect(code[AccessEvents.errorCode] == 53_001)
    }

    static let times: [(column: String, text: String, instant: String?)] = [
        ("CreatedDateTime", "2026-03-01T08:00:00.5Z", "2026-03-01T08:00:00.500Z"),
        ("CreatedDateTime", "2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00Z"),
        ("CreatedDateTime", "2026-03-01 08:00:00.1234567", "2026-03-01T08:00:00.1234567Z"),
        ("CreatedDateTime", "2026-03-01 08:00:00Z", "2026-03-01T08:00:00Z"),
        ("CreatedDateTime", "2026-03-01T08:00:00", "2026-03-01T08:00:00Z"),
        ("CreatedDateTime [UTC]", "3/1/2026, 8:00:00.250 AM", "2026-03-01T08:00:00.250Z"),
        ("CreatedDateTime [UTC]", "3/1/2026, 12:00:00.000 AM", "2026-03-01T00:00:00Z"),
        ("CreatedDateTime [UTC]", "12/31/2026, 12:00:01 PM", "2026-12-31T12:00:01Z"),
        ("CreatedDateTime_t [UTC]", "2026-03-01 08:00:00", "2026-03-01T08:00:00Z"),
        ("CreatedDateTime [Local Time]", "2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
        ("CreatedDateTime [Local Time]", "2026-03-01T08:00:00", nil),
        ("CreatedDateTime [Local Time]", "3/1/2026, 8:00:00.250 AM", nil),
        ("CreatedDateTime [UTC+1]", "3/1/2026, 8:00:00.250 AM", nil),
        ("CreatedDateTime", "3/1/2026, 8:00:00.250 AM", nil),
        ("CreatedDateTime", "3/1/2026 8:00:00 AM", nil),
        ("CreatedDateTime [UTC]", "3/1/2026, 8:00:00.250 am", nil),
        ("CreatedDateTime [UTC]", "3/1/2026, 13:00:00.250 AM", nil),
        ("CreatedDateTime [UTC]", "2/30/2026, 8:00:00.250 AM", nil),
        ("CreatedDateTime [UTC]", "3/1/2026 8:00", nil),
        ("CreatedDateTime [UTC]", "3/1/2026, 8:00:00. AM", nil),
        ("CreatedDateTime [UTC]", "/,  AM", nil),
        ("CreatedDateTime", "soon", nil),
    ]

    @Test(
        "an instant is read exactly, as UTC where the column or the form says so, or refused",
        arguments: times)
    func instants(column: String, text: String, instant: String?) throws {
        let cells = Rows.changed(Rows.renamed(Rows.signIn, "CreatedDateTime", to: column), (column, text))
        for row in [Rows.json(cells), Rows.csv(cells)] {
            guard let instant else {
                let rejection = Records.rejection(row)
                #expect(
                    rejection?.code == "record.invalid_time"
                        && rejection?.field == "properties.createdDateTime")
                continue
            }
            #expect(try Records.submission(row).events.first?.occurred.instant.description == instant)
        }
    }

    @Test("without an instant of its own the row's counts, else when it was received")
    func noTime() throws {
        let cells = Rows.changed(
            Rows.signIn, ("CreatedDateTime", ""), ("TimeGenerated", "2026-03-01 08:30:00"))
        let read = try Records.submission(Rows.csv(cells))
        #expect(read.events.first?.occurred.instant.description == "2026-03-01T08:30:00Z")
        let bare = Rows.changed(Rows.signIn, ("CreatedDateTime", nil), ("TimeGenerated", nil))
        #expect(try Records.submission(Rows.csv(bare)).events.first?.occurred == .atReceipt)
    }

    @Test("rows stand in wrappers, lists and demanded formats as other records do")
    func surroundings() throws {
        let row = Rows.json(Rows.signIn)
        #expect(try Records.submission("{\"message\":\(row)}").road.description == "log-analytics")
        let other = Rows.json(Rows.audit)
        let both = try Records.submissions("[\(row),\(other)]")
        #expect(both.map(\.evidence) == [Array(row.utf8), Array(other.utf8)])
        let context = ConnectorContext(forcedFormat: .entraAudit)
        for text in [row, Rows.csv(Rows.signIn)] {
            #expect(Records.rejection(text, context)?.code == "record.format_conflict")
        }
        #expect(Records.rejection(Rows.csv(Rows.audit), context) == nil)
        #expect(Records.rejection("{\"message\":\"x\",\"value\":1,\(row.dropFirst())") == nil)
    }
}
