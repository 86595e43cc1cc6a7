import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Which instance wrote a record")
struct BindingTests {
    private typealias Instance = InstanceBindings.Instance

    private func instance(
        _ source: String, _ tenant: String = "acme", _ marks: [(InstanceMark.Kind, String)] = [],
        groups: Set<Int64> = []
    ) throws -> Instance {
        Instance(
            source: try #require(SourceName(text: source)),
            tenant: try #require(TenantName(Array(tenant.utf8))), complianceGroups: groups,
            marks: Set(try marks.map { try #require(InstanceMark($0.0, Array($0.1.utf8))) }))
    }

    private func context(_ source: String? = nil) throws -> ConnectorContext {
        var context = ConnectorContext()
        context.expectedSource = source.flatMap { SourceName(text: $0) }
        context.bindings = try InstanceBindings([
            try instance(
                "workspace-one:emea", "acme-emea",
                [(.organizationGroup, "Acme EMEA"), (.organizationGroup, "4711")]),
            try instance(
                "workspace-one:apac", "acme-apac",
                [(.organizationGroup, "Acme APAC"), (.host, "uem.example.org")]),
            try instance("maas360:one", "one", [(.billingID, "30001234")]),
            try instance("maas360:two", "two", [(.billingID, "30005678")]),
            try instance("jamf:acme", "acme", [(.host, "jamf.example.org")], groups: [95]),
            try instance("jamf:open", "open"),
            try instance("ivanti:core", "core", [(.host, "core.example.org"), (.host, "10.0.0.7")]),
            try instance("ivanti:cloud", "cloud", [(.partition, Records.tenant), (.partition, "111111")]),
            try instance("fleet:acme", "acme", [(.host, "fleet.example.org")]),
        ])
        return context
    }

    private func read(_ json: String, _ source: String? = nil) throws -> [Submission] {
        switch VendorConnector().read(Array(json.utf8), try context(source)).heldAgain() {
        case .submissions(let found): return found
        case .rejected(let rejection): throw rejection
        }
    }

    private func rejection(_ json: String, _ source: String? = nil) throws -> Rejection? {
        guard case .rejected(let found) = VendorConnector().read(Array(json.utf8), try context(source)) else {
            return nil
        }
        return found
    }

    private static func event(_ group: String) -> String {
        WorkspaceOneTests.event("Enrollment Complete", more: ",\"OrganizationGroupName\":\"\(group)\"")
    }

    private static func devices(_ more: String) -> String {
        "{\"devices\":{\"device\":{\"maas360DeviceID\":\"Appl1\"}}\(more)}"
    }

    private static let started = JamfTests.webhook(
        "JSSStartup", "\"jssUrl\":\"https://admin@JAMF.example.org.:8443/x\",\"hostAddress\":\"10.1.2.3\"")

    @Test("is told by the mark that one instance alone has, and with it the tenant and the groups")
    func marks() throws {
        let emea = try read(Self.event("Acme EMEA"))[0]
        #expect(emea.source.description == "workspace-one:emea")
        #expect(emea.events[0].tags.first?.description == "tenant:acme-emea")
        #expect(try read(Self.event(" Acme APAC "))[0].source.description == "workspace-one:apac")
        let page = """
            {"Devices":[{"Uuid":"\(Records.object)","LocationGroupName":"Acme EMEA"},\
            {"Uuid":"\(Records.device)","LocationGroupName":"Acme APAC"}],"Page":0}
            """
        #expect(
            try read(page).map(\.source.description) == ["workspace-one:emea", "workspace-one:apac"])
        let byID =
            "{\"Devices\":[{\"Uuid\":\"\(Records.object)\",\"LocationGroupName\":\"New name\","
            + "\"LocationGroupId\":{\"Id\":{\"Value\":4711},\"Uuid\":\"\"}}],\"Page\":0}"
        #expect(try read(byID)[0].source.description == "workspace-one:emea")
        #expect(try read(Self.devices(",\"billingId\":\"30005678\""))[0].source.description == "maas360:two")
        #expect(try read(Self.devices(",\"billingId\":30001234"))[0].source.description == "maas360:one")
        #expect(try read(Self.started)[0].source.description == "jamf:acme")
        let message = """
            {"timestamp":1,"eventType":"\(Records.tenant.uppercased())/device/retired","devices":[\
            {"identifier":"i-1"}]}
            """
        let cloud = try read(message)[0]
        #expect(cloud.source.description == "ivanti:cloud" && cloud.types == ["device.retired"])
        #expect(try read(LineRecords.audit("Login"))[0].source.description == "ivanti:core")
        let console = LineRecords.console("x", header: "<1>Mar  1 08:00:00 UEM.example.org ")
        #expect(try read(console)[0].source.description == "workspace-one:apac")
    }

    @Test("is not guessed: without a mark, or with one that no instance lists, the record waits")
    func missing() throws {
        for (json, field) in [
            (WorkspaceOneTests.event("Enrollment Complete"), nil),
            (Self.event("Acme"), "OrganizationGroupName"),
            (Self.event("acme emea"), "OrganizationGroupName"), (Self.devices(""), nil),
            (Self.devices(",\"billingId\":\"3000\""), "billingId"),
            (JamfTests.webhook("ComputerAdded", "\"jssID\":1"), nil),
            ("{\"type\":\"mdm_enrolled\",\"details\":{}}", nil),
            (LineRecords.console("x"), "HOSTNAME"),
        ] as [(String, String?)] {
            let found = try rejection(json)
            #expect(found?.code == "record.missing_instance" && found?.field == field, "\(json)")
            #expect(found?.expected.contains("--source ") == true)
        }
    }

    @Test("that a record's mark contradicts is refused, whoever named it")
    func conflicts() throws {
        for (json, source) in [
            // Listed for another one.
            (Self.event("Acme APAC"), "workspace-one:emea"),
            // Not listed, where others are.
            (Self.event("Elsewhere"), "workspace-one:emea"),
            (Self.devices(",\"billingId\":\"30005678\""), "maas360:one"),
            (Self.devices(",\"billingId\":\"3000\""), "maas360:one"),
            (Self.started, "jamf:open"), (LineRecords.audit("Login"), "ivanti:cloud"),
            (
                JamfTests.webhook("JSSShutdown", "\"jssUrl\":\"https://other.example.org/\""), "jamf:acme"
            ),
        ] {
            let found = try rejection(json, source)
            #expect(found?.code == "record.source_conflict", "\(json) as \(source)")
            #expect(found?.field != nil && found?.description.contains("Elsewhere") == false)
        }
        // Two marks of two instances in one record.
        let page =
            "{\"billingId\":\"30001234\",\"devices\":{\"device\":{\"maas360DeviceID\":\"Appl1\","
            + "\"billingId\":\"30005678\"}}}"
        #expect(try rejection(page)?.code == "record.source_conflict")
        // A record without a mark contradicts nothing, nor does one whose kind the instance does not list.
        #expect(try rejection(WorkspaceOneTests.event("Enrollment Complete"), "workspace-one:emea") == nil)
        #expect(
            try rejection(JamfTests.webhook("JSSShutdown", "\"jssUrl\":\"https://o/\""), "jamf:open") == nil)
    }

    @Test("two instances of one service have no mark in common, and no entry stands there twice")
    func ambiguous() throws {
        let first = try instance("jamf:a", "a", [(.host, "h.example.org")])
        let second = try instance("jamf:b", "b", [(.host, "H.EXAMPLE.ORG.")])
        #expect(throws: InstanceBindings.Conflict.markTwice(.host, first.source, second.source)) {
            try InstanceBindings([first, second])
        }
        #expect(throws: InstanceBindings.Conflict.sourceTwice(first.source)) {
            try InstanceBindings([first, first])
        }
        // A relay may write for several services: the record says whose it is.
        _ = try InstanceBindings([first, try instance("ivanti:a", "a", [(.host, "h.example.org")])])
    }

    @Test("a mark is short text on one line, in one spelling")
    func spelling() {
        func mark(_ kind: InstanceMark.Kind, _ text: String) -> InstanceMark? {
            InstanceMark(kind, Array(text.utf8))
        }
        #expect(mark(.host, " Core.Example.Org. ") == mark(.host, "core.example.org"))
        #expect(mark(.organizationGroup, "Acme") != mark(.organizationGroup, "acme"))
        for text in ["", " ", "a\nb", "a\u{0}", String(repeating: "x", count: 256)] {
            for kind in InstanceMark.Kind.allCases { #expect(mark(kind, text) == nil, "\(kind)") }
        }
        #expect(mark(.billingID, "1 2") == nil && mark(.host, ".") == nil)
        for (address, host) in [
            ("https://h.example.org/path", "h.example.org"), ("http://h:80", "h"),
            ("https://[::1]:8443/", "::1"),
            ("https://u:p@h?q", "h"),
        ] {
            #expect(InstanceMark(hostOf: Array(address.utf8)) == mark(.host, host), "\(address)")
        }
        for address in ["h.example.org", "https://", "", "https:/h", "https:///x"] {
            #expect(InstanceMark(hostOf: Array(address.utf8)) == nil, "\(address)")
        }
    }
}
