import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

/// Pages and messages of the managers that name many devices at once.
@Suite struct DeviceManagerTests {
    private func context(_ source: String, received: String? = nil) -> ConnectorContext {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = SourceName(text: source)
        context.receivedAt = received.flatMap { Timestamp(rfc3339: $0) }
        return context
    }

    private func read(
        _ json: String, _ source: String, received: String? = nil
    ) throws -> [Submission] {
        switch VendorConnector().read(Array(json.utf8), context(source, received: received)).heldAgain() {
        case .submissions(let found): return found
        case .rejected(let rejection): throw rejection
        }
    }

    private func maas(
        _ more: String, id: String = "ApplC02ZQ0000001", managed: String = "Enrolled"
    ) -> String {
        """
        {"maas360DeviceID":"\(id)","platformSerialNumber":"C02ZQ0000001","udid":"","deviceName":"mithril",\
        "platformName":"iOS","model":"iPad Pro","ownership":"Corporate Owned","imeiEsn":351623070066166,\
        "maas360ManagedStatus":"\(managed)","lastReportedInEpochms":1772352000123,\
        "installedDateInEpochms":"","lastReported":"2026-03-01T08:00:00"\(more)}
        """
    }

    @Test("a page of MaaS360's is a device or a list of them, each with its own bytes")
    func maasPage() throws {
        let device = maas(",\"policyComplianceState\":\"In Compliance\",\"ruleComplianceState\":\"\"")
        let one = try read("{\"devices\":{\"count\":1,\"device\":\(device)}}", "maas360:acme")
        let many = try read(
            "{\"devices\":{\"device\":[\(device),\(maas("", id: "Appl2"))]}}", "maas360:acme",
            received: "2026-03-02T00:00:00Z")
        #expect(one.count == 1 && many.count == 2)
        #expect(
            one[0].types == [
                "device.inventory_observed", "compliance.verdict_observed", "device.identity_bound",
            ])
        #expect(one[0].evidence == Array(device.utf8))
        #expect(many[0].events[0].occurred.instant.description == "2026-03-02T00:00:00Z")
        #expect(many[0].key != one[0].key && many[1].key != many[0].key)
        let data = one[0].data(ManagementEvents.inventoryObserved)
        #expect(data[DeviceEvents.platform] == .iPadOS && data[DeviceEvents.ownership] == .company)
        #expect(data[ManagementEvents.lastContact]?.description == "2026-03-01T08:00:00.123Z")
        #expect(data[ManagementEvents.state] == .managed && data[DeviceEvents.witness] == .maas360)
        // No rule set, and no policy: no verdict.
        #expect(many[1].types == ["device.inventory_observed", "device.identity_bound"])
    }

    @Test(
        "one state that is out of compliance outweighs another that is in",
        arguments: [
            ("In Compliance", "Out of Compliance", ComplianceVerdict.nonCompliant),
            ("Out of Compliance", "", .nonCompliant), ("", "In Compliance", .compliant),
        ])
    func maasVerdict(policy: String, rule: String, verdict: ComplianceVerdict) throws {
        let device = maas(",\"policyComplianceState\":\"\(policy)\",\"ruleComplianceState\":\"\(rule)\"")
        let found = try read("{\"devices\":{\"device\":\(device)}}", "maas360:acme")[0]
        #expect(found.data(VerdictEvents.observed)[ComplianceEvents.verdict] == verdict)
    }

    @Test("control that was removed is an end; that it is being removed is none yet")
    func maasEnds() throws {
        for status in ["User Removed Control", "Control Removed"] {
            let found = try read("{\"devices\":{\"device\":\(maas("", managed: status))}}", "maas360:acme")[0]
            #expect(found.types.contains("device.retired"), "\(status)")
        }
        let pending = try read(
            "{\"devices\":{\"device\":\(maas("", managed: "Pending Control Removed"))}}", "maas360:acme")[0]
        #expect(pending.data(ManagementEvents.inventoryObserved)[ManagementEvents.state] == .retirePending)
        let novel = try read("{\"devices\":{\"device\":\(maas("", managed: "Novel"))}}", "maas360:acme")[0]
        #expect(novel.personal(.unrecognised) == ["maas360ManagedStatus=Novel"])
    }

    @Test(
        "a message of Ivanti's has an event for each of its devices",
        arguments: [
            ("device.enrolled", "device.enrolled"), ("device.retired", "device.retired"),
            ("device.wiped", "device.wiped"), ("device.compliant", "compliance.evaluated"),
            ("device/not_compliant", "compliance.evaluated"),
            ("device.check_in", "device.inventory_observed"),
            ("device.app_inventory", "device.inventory_observed"),
        ])
    func ivantiEvents(name: String, type: String) throws {
        let body = """
            {"timestamp":1772352000123,"eventType":"\(name)","devices":[\
            {"deviceGuid":"\(Records.object)","serialNumber":"C02ZQ0000001","identifier":"i-1"},\
            {"identifier":"i-2"},{"compliant":true}]}
            """
        let found = try read(body, "ivanti:acme")[0]
        #expect(found.types == [type, "device.identity_bound", type, "record.observed"])
        #expect(found.events[0].occurred.instant.description == "2026-03-01T08:00:00.123Z")
        #expect(found.events[0].tags.count == 4 && found.events[2].tags.count == 2)
        guard type == "compliance.evaluated" else { return }
        let verdict = PublicDataView(found.events[0].data)[ComplianceEvents.verdict]
        #expect(verdict == (name.hasSuffix("not_compliant") ? .nonCompliant : .compliant))
    }

    @Test("a page of Ivanti's devices is read by what was asked for")
    func ivantiPage() throws {
        let page = """
            {"results":[{"common.uuid":"\(Records.object)","common.platform":"Android","common.owner":"COMPANY",\
            "common.status":"ACTIVE","common.compliant":false,"common.last_connected_at":"2026-03-01T08:00:00.000Z"},\
            {"common.uuid":"\(Records.device)","common.status":"RETIRED"}],"totalCount":2,"hasMore":true}
            """
        let found = try read(page, "ivanti:acme")
        #expect(found.count == 2)
        #expect(found[0].types == ["device.inventory_observed", "compliance.verdict_observed"])
        #expect(found[0].data(VerdictEvents.observed)[ComplianceEvents.verdict] == .nonCompliant)
        #expect(found[0].data(ManagementEvents.inventoryObserved)[DeviceEvents.platform] == .android)
        #expect(found[1].types == ["device.inventory_observed", "device.retired"])
    }

    @Test(
        "a device of Jamf's inventory is read by either interface, and one without management is no longer enrolled"
    )
    func jamfInventory() throws {
        let modern = """
            {"totalCount":1,"results":[{"id":"7","udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","general":{\
            "name":"mithril","platform":"Mac","remoteManagement":{"managed":true},\
            "lastContactTime":"2026-03-01T08:00:00Z","lastEnrolledDate":"2026-02-01T08:00:00.123Z",\
            "managementId":"\(Records.object)"},"hardware":{"serialNumber":"C02ZQ0000001"},\
            "userAndLocation":{"email":"frodo@example.org"}}]}
            """
        let found = try read(modern, "jamf:acme", received: "2026-03-02T00:00:00Z")[0]
        #expect(found.types == ["device.inventory_observed", "device.identity_bound"])
        let data = found.data(ManagementEvents.inventoryObserved)
        #expect(data[DeviceEvents.platform] == .macOS && data[ManagementEvents.state] == .managed)
        #expect(data[ManagementEvents.lastContact]?.description == "2026-03-01T08:00:00Z")
        #expect(data[ManagementEvents.enrolledAt]?.description == "2026-02-01T08:00:00.123Z")
        #expect(found.identities.count == 4 && found.personal(.mail) == ["frodo@example.org"])
        let classic = """
            {"computer":{"general":{"id":7,"name":"mithril","serial_number":"C02ZQ0000001",\
            "udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","remote_management":{"managed":false},\
            "last_contact_time":"2026-03-01 08:00:00","last_contact_time_epoch":1772352000123,\
            "last_enrolled_date_epoch":0},"hardware":{"model":"x"}}}
            """
        let old = try read(classic, "jamf:acme")[0]
        #expect(old.types == ["device.inventory_observed", "device.unenrolled", "device.identity_bound"])
        #expect(Array(old.identities.prefix(3)) == Array(found.identities.prefix(3)))
        let seen = old.data(ManagementEvents.inventoryObserved)
        #expect(seen[ManagementEvents.lastContact]?.description == "2026-03-01T08:00:00.123Z")
        #expect(seen[ManagementEvents.enrolledAt] == nil)
        let mobile = """
            {"mobileDeviceId":"7","hardware":{"serialNumber":"DMPZQ0000002","modelIdentifier":"iPad7,11"},\
            "general":{"managed":true,"deviceOwnershipType":"Institutional"}}
            """
        let tablet = try read(mobile, "jamf:acme")[0]
        let held = tablet.data(ManagementEvents.inventoryObserved)
        #expect(held[DeviceEvents.platform] == .iPadOS && held[DeviceEvents.ownership] == .company)
        #expect(tablet.identities[1].namespace == Array("jamf-mobile/acme".utf8))
    }

    @Test("a device of Workspace ONE's search has no instant that says its zone")
    func workspaceOneSearch() throws {
        let page = """
            {"Devices":[{"Udid":"0A1B2C3D4E5F40718293A4B5C6D7E8F9","SerialNumber":"C02ZQ0000001","Ownership":"E",\
            "Platform":"WinRT","LastSeen":"2026-03-01T08:00:00.150","EnrollmentStatus":"Enrolled",\
            "ComplianceStatus":"NonCompliant","Id":{"Value":5614},"Uuid":"\(Records.object)"},\
            {"Id":{"Value":5615},"EnrollmentStatus":"Unenrolled"}],"Page":0,"PageSize":2,"Total":2}
            """
        let found = try read(page, "workspace-one:acme")
        #expect(
            found.map(\.types) == [
                ["device.inventory_observed", "compliance.verdict_observed", "device.identity_bound"],
                ["device.inventory_observed", "device.unenrolled"],
            ])
        let data = found[0].data(ManagementEvents.inventoryObserved)
        #expect(data[ManagementEvents.lastContact] == nil && data[DeviceEvents.ownership] == .personal)
        #expect(data[ManagementEvents.lastContactBy]?.description == "2026-03-01T20:00:00.150Z")
        #expect(data[DeviceEvents.platform] == .windows)
    }

    @Test(
        "text without a zone bounds a contact; what has a zone, or is no instant, does not",
        arguments: [
            ("2026-03-01T08:00:00", "2026-03-01T20:00:00Z"), ("2026-03-01 20:00:00", "2026-03-02T08:00:00Z"),
            ("2026-03-01T08:00:00Z", nil), ("2026-03-01T08:00:00+02:00", nil), ("yesterday", nil), ("", nil),
            ("2026-02-30T08:00:00", nil),
        ])
    func latest(text: String, expected: String?) {
        #expect(SourceTime.latest(Array(text.utf8))?.description == expected)
    }

    @Test("entries of MaaS360's reports say little or nothing more than their evidence, at their own time")
    func maasReports() throws {
        let change = "{\"updateDate\":1772352000123,\"performedBy\":\"sam\",\"operationType\":\"CHANGE\"}"
        let changes = try read("{\"adminChanges\":{\"count\":1,\"adminChange\":[\(change)]}}", "maas360:acme")
        #expect(changes.map(\.types) == [["record.observed"]] && changes[0].evidence == Array(change.utf8))
        #expect(changes[0].events[0].occurred.instant.description == "2026-03-01T08:00:00.123Z")
        #expect(changes[0].data(RecordEvents.observed)[RecordEvents.reason] == .evidenceOnly)
        let event = "{\"actionExecutionTime\":\"2026-03-01T08:00:00Z\",\"maas360DeviceID\":\"Appl1\"}"
        let events = try read("{\"complianceEvents\":{\"complianceEvent\":\(event)}}", "maas360:acme")
        #expect(events[0].identities.count == 1 && events[0].types == ["compliance.evaluated"])
        let logins = try read(
            "{\"loginEvents\":{\"loginEvent\":[{\"loginAttemptTime\":1},{\"loginAttemptTime\":1}]}}",
            "maas360:acme")
        #expect(logins.count == 2 && logins[0].key == logins[1].key)
    }

    @Test("an activity of Fleet's is known by its id, and by its content where it has none")
    func fleet() throws {
        func activity(_ type: String, _ details: String, id: String = "\"id\":7,") -> String {
            "{\(id)\"created_at\":\"2026-03-01T08:00:00Z\",\"type\":\"\(type)\",\"details\":{\(details)}}"
        }
        let host = "\"host_serial\":\"C02ZQ0000001\",\"host_id\":\"12\",\"platform\":\"darwin\""
        let enrolled = try read(activity("mdm_enrolled", host), "fleet:acme")[0]
        #expect(enrolled.types == ["device.enrolled", "device.identity_bound"])
        #expect(enrolled.data(DeviceEvents.enrolled)[DeviceEvents.platform] == .macOS)
        #expect(
            try read(activity("mdm_unenrolled", host), "fleet:acme")[0].types.first == "device.unenrolled")
        #expect(
            try read(activity("fleet_enrolled", host), "fleet:acme")[0].types.first
                == "device.inventory_observed")
        #expect(try read(activity("user_logged_in", ""), "fleet:acme")[0].types == ["record.observed"])
        #expect(try read(activity("novel", ""), "fleet:acme")[0].isUnmapped)
        let page =
            "{\"activities\":[\(activity("mdm_enrolled", host)),\(activity("created_policy", ""))],\"meta\":{}}"
        #expect(try read(page, "fleet:acme").map(\.key)[0] == enrolled.key)
        let hook = try read(activity("mdm_enrolled", host, id: ""), "fleet:acme")[0]
        #expect(hook.key != enrolled.key)
    }

    private func nano(_ topic: String, _ more: String = "", id: String = "\"event_id\":\"e-1\",") -> String {
        // The property list of an Authenticate message, as base64.
        let list =
            "PHBsaXN0PjxkaWN0PjxrZXk+U2VyaWFsTnVtYmVyPC9rZXk+CjxzdHJpbmc+QzAyWlEwMDAwMDAxPC9zdHJpbmc+"
            + "PC9kaWN0PjwvcGxpc3Q+"
        return """
            {"topic":"\(topic)",\(id)"created_at":"2026-03-01T08:00:00Z","checkin_event":{\
            "udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9"\(more),"raw_payload":"\(list)"}}
            """
    }

    @Test(
        "messages of Apple's protocol say how an enrolment goes, and name the serial number in their list",
        arguments: [
            ("mdm.Authenticate", "", "enrollment.requested"), ("mdm.TokenUpdate", "", "device.enrolled"),
            ("mdm.TokenUpdate", ",\"token_update_tally\":1", "device.enrolled"),
            ("mdm.TokenUpdate", ",\"token_update_tally\":2", "device.inventory_observed"),
            ("mdm.CheckOut", "", "device.unenrolled"), ("mdm.Connect", "", "device.inventory_observed"),
            ("mdm.GetBootstrapToken", "", "record.observed"),
        ])
    func nanoMDM(topic: String, more: String, type: String) throws {
        let found = try read(nano(topic, more), "nanomdm:acme")[0]
        #expect(found.types == [type, "device.identity_bound"] && !found.isUnmapped)
        #expect(found.identities.map(\.value)[0] == Array("C02ZQ0000001".utf8))
        #expect(found.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
        #expect(try read(nano(topic, more, id: ""), "nanomdm:acme")[0].key != found.key)
    }

    @Test("base64 text is read exactly, or not at all")
    func base64() {
        func bytes(_ text: String, most: Int = 100) -> [UInt8]? {
            Array(text.utf8).withUnsafeBytes { Base64Text.bytes(of: $0, most: most) }
        }
        for (text, plain) in [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmE=", "fooba"),
        ] { #expect(bytes(text) == Array(plain.utf8), "\(text)") }
        for text in ["Zg", "Zg=", "Zh==", "Zm9=", "Z", "Zm9v=", "Zg==Zg==", "Zm-v", "====", "Zm9v\u{0}"] {
            #expect(bytes(text) == nil, "\(text)")
        }
        #expect(bytes(String(repeating: "Zm9v", count: 100), most: 30) == nil)
    }

    @Test("no manager takes another's records, and none is read without its instance")
    func others() {
        let bodies = [
            ("maas360", "{\"devices\":{\"device\":\(maas(""))}}"),
            ("ivanti", "{\"timestamp\":1,\"eventType\":\"device.enrolled\",\"devices\":[]}"),
            ("fleet", "{\"type\":\"mdm_enrolled\",\"details\":{}}"),
            ("workspace-one", WorkspaceOneTests.event("Enrollment Complete")),
            ("nanomdm", nano("mdm.Connect")),
            ("jamf", JamfTests.webhook("ComputerAdded", "\"jssID\":1")),
        ]
        func code(_ body: String, _ context: ConnectorContext) -> String? {
            guard case .rejected(let rejection) = VendorConnector().read(Array(body.utf8), context) else {
                return nil
            }
            return rejection.code
        }
        for (word, body) in bodies {
            #expect(code(body, Records.context) == "record.missing_instance", "\(word)")
            for (other, _) in bodies {
                let found = code(body, context("\(other):acme"))
                #expect(found == (other == word ? nil : "record.not_a_source_record"), "\(word) as \(other)")
            }
        }
    }

    @Test("a page cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for (source, body) in [
            ("nanomdm:acme", nano("mdm.TokenUpdate", ",\"token_update_tally\":9223372036854775807")),
            ("maas360:acme", "{\"devices\":{\"device\":[\(maas(",\"policyComplianceState\":\"x\""))]}}"),
            (
                "ivanti:acme",
                "{\"timestamp\":-1,\"eventType\":\"device.enrolled\",\"devices\":[{\"identifier\":\"1\"}]}"
            ),
            (
                "fleet:acme",
                "{\"id\":-9223372036854775808,\"type\":\"mdm_enrolled\",\"details\":{\"host_id\":1}}"
            ),
        ] {
            let context = context(source)
            var bytes = Array(body.utf8)
            for count in bytes.indices {
                _ = VendorConnector().read(Array(bytes[..<count]), context)
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    _ = VendorConnector().read(bytes, context)
                    bytes[count] ^= mask
                }
            }
        }
    }
}
