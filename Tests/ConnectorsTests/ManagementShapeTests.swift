import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite struct ManagementShapeTests {
    @Test("each kind is told by its members, has a format, and a class of keys that never changes")
    func kinds() throws {
        let found = try ManagementRecords.all.map { record in
            let read = try ManagementRecords.submission(record)
            let length = Int(read.key[3])
            let name = String(decoding: read.key[4..<(4 + length)], as: UTF8.self)
            let format = SourceFormat(recordKey: read.key)?.rawValue ?? "none"
            return "\(name) \(format) \(read.source.description.prefix { $0 != ":" })"
        }
        #expect(
            found == [
                "intuneEnrollment intune-operational intune",
                "intuneComplianceAlert intune-operational intune",
                "intuneOperational intune-operational intune",
                "intuneDeviceComplianceRow intune-inventory intune",
                "intuneDeviceRow intune-inventory intune", "intuneBatchEnd intune-inventory intune",
                "intuneAudit intune-audit intune", "intuneAudit intune-audit intune",
                "managedDevice intune-inventory intune",
                "complianceManagementPartner intune-object intune",
                "deviceManagementPartner intune-object intune",
                "deviceCompliancePolicy intune-object intune",
                "deviceComplianceDeviceStatus intune-object intune",
                "enrollmentTroubleshootingEvent intune-operational intune",
                "conditionalAccessPolicy entra-object entra", "subscribedSku entra-object entra",
                "directoryDevice entra-object entra",
            ])
        #expect(Set(ManagementKind.allCases.map { "\($0.keyClass)" }).count == ManagementKind.allCases.count)
    }

    @Test("the keys of sign-ins and audits have their formats, and those of others have none")
    func formats() throws {
        let signIn = try ManagementRecords.submission(Records.signIn())
        let audit = try ManagementRecords.submission(Records.audit("Add device"))
        #expect(SourceFormat(recordKey: signIn.key) == .entraSignIn)
        #expect(SourceFormat(recordKey: audit.key) == .entraAudit)
        for key in [[], [0, 0, 0, 6], [0, 0, 0, 2, 65, 66], [1] + signIn.key, Array("event".utf8)]
            as [[UInt8]]
        {
            #expect(SourceFormat(recordKey: key) == nil)
        }
    }

    @Test("records of Entra are read as Entra's connector reads them, which takes no others")
    func entra() throws {
        for record in [
            Records.signIn(), Records.audit("Update device"),
            Records.azure(Records.signIn(), category: "SignInLogs"),
        ] {
            let one = try Records.submission(record)
            let other = try ManagementRecords.submission(record)
            #expect(one.key == other.key && one.events == other.events && one.content == other.content)
        }
        for record in ManagementRecords.all {
            #expect(Records.rejection(record)?.code.hasPrefix("record.") == true)
        }
    }

    @Test("an annotation of OData tells a kind that few members tell")
    func annotations() throws {
        for (name, types) in [
            ("managedDevice", ["record.observed"]), ("complianceManagementPartner", ["record.observed"]),
            ("windows10CompliancePolicy", ["record.observed"]), ("subscribedSku", ["record.observed"]),
            ("device", ["record.observed"]),
        ] {
            let record = "{\"@odata.type\":\"#microsoft.graph.\(name)\",\"id\":\"a\"}"
            #expect(try ManagementRecords.submission(record).types == types)
        }
        let other = "{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"a\"}"
        #expect(ManagementRecords.rejection(other)?.code == "record.unknown_format")
    }

    @Test("a page of objects and a wrapped record are read, each object by itself")
    func pages() throws {
        let page = "{\"value\":[\(ManagementRecords.managedDevice()),\(ManagementRecords.all[16])]}"
        let all = try ManagementRecords.submissions(page)
        #expect(all.map { $0.types.first } == ["device.inventory_observed", "device.object_observed"])
        #expect(all.first?.evidence == Array(ManagementRecords.managedDevice().utf8))
        let wrapped = try ManagementRecords.submission("{\"message\":\(ManagementRecords.enrollment())}")
        #expect(wrapped.types.first == "enrollment.completed")
    }

    @Test("a format that is asked for takes its own records alone, and no object of no known kind")
    func forced() throws {
        var context = Records.context
        context.forcedFormat = .intuneAudit
        #expect(
            try ManagementRecords.submission(ManagementRecords.audit("wipe ManagedDevice"), context).types
                .first == "device.wipe_requested")
        #expect(ManagementRecords.rejection(Records.signIn(), context)?.code == "record.format_conflict")
        #expect(
            ManagementRecords.rejection(ManagementRecords.managedDevice(), context)?.code
                == "record.format_conflict")
        #expect(ManagementRecords.rejection("{\"id\":\"a\"}", context)?.code == "record.unknown_format")
    }

    @Test(
        "the tenant is the inner one, else the envelope's, else the operator's; two that differ are refused")
    func tenants() throws {
        let own = try ManagementRecords.submission(ManagementRecords.enrollment())
        #expect(own.source.description == "intune:\(Records.tenant)")
        let inner = "{\"IntuneAccountId\":\"a\"}"
        let outer = ManagementRecords.azure("OperationalLogs", inner, tenant: Records.otherTenant)
        #expect(
            try ManagementRecords.submission(outer).source.description == "intune:\(Records.otherTenant)")
        let none = ManagementRecords.azure("OperationalLogs", inner, tenant: nil)
        #expect(try ManagementRecords.submission(none).source.description == "intune:\(Records.tenant)")
        #expect(ManagementRecords.rejection(none, ConnectorContext())?.code == "record.missing_tenant")
        let both = ManagementRecords.azure(
            "Devices", "{\"DeviceId\":\"a\",\"AADTenantId\":\"\(Records.tenant)\"}",
            tenant: Records.otherTenant)
        #expect(ManagementRecords.rejection(both)?.code == "record.source_conflict")
    }

    @Test("a source that is demanded is the service's and the tenant's")
    func sources() throws {
        var context = Records.context
        context.expectedSource = SourceName(.word("entra"), try #require(context.tenant).component)
        #expect(
            ManagementRecords.rejection(ManagementRecords.enrollment(), context)?.code
                == "record.source_conflict")
        #expect(try ManagementRecords.submission(ManagementRecords.all[16], context).events.count == 3)
    }

    @Test("a source that can be demanded is Entra's, Intune's or the unified log's, with a tenant")
    func readableSources() {
        for (text, isRead) in [
            ("entra:\(Records.tenant)", true), ("intune:\(Records.tenant)", true), ("intune:contoso", true),
            ("ual:\(Records.tenant)", true), ("ual:contoso", true), ("ual", false), ("ual:a:b", false),
            ("jamf:\(Records.tenant)", false), ("intune", false), ("intune:a:b", false),
        ] {
            #expect((SourceName(text: text).map(MicrosoftConnector.canRead) ?? false) == isRead, "\(text)")
        }
    }

    @Test("a record of device management in another record is a second one, and refused with it")
    func hidden() {
        let alert = ManagementRecords.alert()
        let device = ManagementRecords.managedDevice(more: ",\"message\":\(alert)")
        #expect(ManagementRecords.rejection(device)?.code == "record.second_record")
        let wrapped = "{\"message\":\(alert),\"event\":{\"original\":\(ManagementRecords.enrollment())}}"
        #expect(ManagementRecords.rejection(wrapped)?.code == "record.second_record")
        let page = "{\"value\":[\(ManagementRecords.managedDevice())],\"other\":\(alert)}"
        #expect(ManagementRecords.rejection(page)?.code == "page.other_members")
    }
}
