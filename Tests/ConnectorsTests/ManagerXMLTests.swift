import EventCatalogue
import LedgerModel
import StrictJSON
import StrictXML
import Testing

@testable import Connectors

/// Bodies of device managers as XML, beside the JSON that says the same.
@Suite struct ManagerXMLTests {
    static func context(_ source: String, received: String? = nil) -> ConnectorContext {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = SourceName(text: source)
        context.receivedAt = received.flatMap { Timestamp(rfc3339: $0) }
        context.complianceGroups = [95]
        return context
    }

    static func read(_ body: String, _ source: String, received: String? = nil) throws -> [Submission] {
        switch VendorConnector().read(Array(body.utf8), context(source, received: received)).heldAgain() {
        case .submissions(let found): return found
        case .rejected(let rejection): throw rejection
        }
    }

    private func rejection(_ body: String, _ source: String) -> Rejection? {
        guard
            case .rejected(let rejection) = VendorConnector().read(Array(body.utf8), Self.context(source))
        else { return nil }
        return rejection
    }

    /// Reads both, and expects one fact: the same key, content, events and private fields, each by its own
    /// road and with its own bytes.
    private func expectOneFact(
        _ xml: String, _ json: String, _ source: String, received: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let left = try Self.read(xml, source, received: received)
        let right = try Self.read(json, source, received: received)
        #expect(left.count == right.count && !left.isEmpty, sourceLocation: location)
        for (one, other) in zip(left, right) {
            #expect(
                String(decoding: one.content, as: UTF8.self)
                    == String(decoding: other.content, as: UTF8.self),
                sourceLocation: location)
            #expect(one.key == other.key && one.types == other.types, sourceLocation: location)
            #expect(one.personal == other.personal, sourceLocation: location)
            #expect(one.identities.map(\.value) == other.identities.map(\.value), sourceLocation: location)
            #expect(one.events.map(\.data) == other.events.map(\.data), sourceLocation: location)
            #expect(one.events.map(\.occurred.instant) == other.events.map(\.occurred.instant))
            #expect(one.road.description == other.road.description + "-xml", sourceLocation: location)
        }
    }

    // MARK: Jamf Pro

    private static let computerXML = """
        <udid>0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9</udid><deviceName>mithril &amp; co</deviceName>\
        <model>MacBookPro18,1</model><serialNumber>C02ZQ0000001</serialNumber><osVersion>14.3</osVersion>\
        <userDirectoryID>-1</userDirectoryID><username>frodo</username><emailAddress></emailAddress>\
        <jssID>7</jssID>
        """
    private static let computerJSON = """
        "udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","deviceName":"mithril & co","model":"MacBookPro18,1",\
        "serialNumber":"C02ZQ0000001","osVersion":"14.3","userDirectoryID":"-1","username":"frodo",\
        "emailAddress":"","jssID":7
        """

    static func jamf(_ name: String, _ event: String, time: String? = "1772352000123") -> String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <JSSEvent>
          <webhook>
            <id>1</id>
            <name>n</name>
            <webhookEvent>\(name)</webhookEvent>\(time.map { "<eventTimestamp>\($0)</eventTimestamp>" } ?? "")
          </webhook>
          <event>\(event)</event>
        </JSSEvent>
        """
    }

    @Test(
        "a webhook of Jamf's is one fact as XML and as JSON, of either age",
        arguments: ["ComputerAdded", "ComputerCheckIn", "ComputerPushCapabilityChanged", "Novel"])
    func jamfFlat(name: String) throws {
        for time in ["1772352000123", nil] {
            try expectOneFact(
                Self.jamf(name, Self.computerXML, time: time),
                JamfTests.webhook(name, Self.computerJSON, time: time), "jamf:acme")
        }
    }

    @Test("a computer in a member of the event, an envelope that holds its event, and prefixes are read")
    func jamfNested() throws {
        let nested =
            "<computer>\(Self.computerXML)</computer><policyId>3</policyId><successful>true</successful>"
        let json = JamfTests.webhook(
            "ComputerPolicyFinished", "\"computer\":{\(Self.computerJSON)},\"policyId\":3,\"successful\":true"
        )
        try expectOneFact(Self.jamf("ComputerPolicyFinished", nested), json, "jamf:acme")
        let envelope = """
            <webhook><id>1</id><name>n</name><webhookEvent>ComputerPolicyFinished</webhookEvent>\
            <eventTimestamp>1772352000123</eventTimestamp><event>\(nested)</event></webhook>
            """
        try expectOneFact(envelope, json, "jamf:acme")
        let prefixed = """
            <j:JSSEvent xmlns:j="urn:jamf" xmlns:xsi="urn:xsi"><j:webhook><j:id>1</j:id><j:name>n</j:name>\
            <j:webhookEvent>ComputerPolicyFinished</j:webhookEvent><j:eventTimestamp>1772352000123\
            </j:eventTimestamp></j:webhook><event xsi:type="x">\(nested)</event></j:JSSEvent>
            """
        try expectOneFact(prefixed, json, "jamf:acme")
    }

    @Test(
        "the members of the group of compliant devices are read however a list is written",
        arguments: [
            "<groupAddedDevicesIds>7</groupAddedDevicesIds><groupAddedDevicesIds>9</groupAddedDevicesIds>",
            "<groupAddedDevicesIds><id>7</id><id>9</id></groupAddedDevicesIds>",
        ])
    func jamfGroup(added: String) throws {
        let xml = """
            <name>Compliant</name><smartGroup>true</smartGroup><jssid>95</jssid><computer>true</computer>\
            \(added)<groupRemovedDevicesIds><id>8</id></groupRemovedDevicesIds><groupAddedDevices/>
            """
        let json = """
            "name":"Compliant","smartGroup":true,"jssid":95,"computer":true,"groupAddedDevicesIds":[7,9],\
            "groupRemovedDevicesIds":[8],"groupAddedDevices":[]
            """
        try expectOneFact(
            Self.jamf("SmartGroupComputerMembershipChange", xml),
            JamfTests.webhook("SmartGroupComputerMembershipChange", json), "jamf:acme")
        let found = try Self.read(Self.jamf("SmartGroupComputerMembershipChange", xml), "jamf:acme")[0]
        #expect(found.types == ["compliance.evaluated", "compliance.evaluated", "compliance.evaluated"])
    }

    @Test("one that was pre-assigned, an operation and the instance's own events are one fact each")
    func jamfOthers() throws {
        try expectOneFact(
            Self.jamf(
                "DeviceAddedToDEP",
                "<deviceAssignedDate>1552478234000</deviceAssignedDate><model>Mac Pro</model>"
                    + "<serialNumber>C02ZQ0000001</serialNumber>"),
            JamfTests.webhook(
                "DeviceAddedToDEP",
                "\"deviceAssignedDate\":1552478234000,\"model\":\"Mac Pro\",\"serialNumber\":\"C02ZQ0000001\""
            ),
            "jamf:acme")
        try expectOneFact(
            Self.jamf(
                "RestAPIOperation",
                "<operationSuccessful>false</operationSuccessful><objectID>12</objectID>"
                    + "<objectName>x</objectName>"),
            JamfTests.webhook(
                "RestAPIOperation", "\"operationSuccessful\":false,\"objectID\":12,\"objectName\":\"x\""),
            "jamf:acme")
    }

    @Test("an event of nothing is one as XML, too")
    func jamfEmpty() throws {
        try expectOneFact(Self.jamf("JSSShutdown", ""), JamfTests.webhook("JSSShutdown", ""), "jamf:acme")
        try expectOneFact(
            Self.jamf("JSSShutdown", "\n  "), JamfTests.webhook("JSSShutdown", ""), "jamf:acme")
    }

    @Test("devices of the classic interface are one fact as XML and as JSON")
    func jamfClassic() throws {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?><computer><general><id>7</id><name>mithril</name>\
            <serial_number>C02ZQ0000001</serial_number><udid>0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9</udid>\
            <remote_management><managed>false</managed></remote_management>\
            <last_contact_time>2026-03-01 08:00:00</last_contact_time>\
            <last_contact_time_epoch>1772352000123</last_contact_time_epoch>\
            <last_enrolled_date_epoch>0</last_enrolled_date_epoch></general>\
            <hardware><model>x</model><storage><device>a</device><device>b</device></storage></hardware>\
            </computer>
            """
        let json = """
            {"computer":{"general":{"id":7,"name":"mithril","serial_number":"C02ZQ0000001",\
            "udid":"0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9","remote_management":{"managed":false},\
            "last_contact_time":"2026-03-01 08:00:00","last_contact_time_epoch":1772352000123,\
            "last_enrolled_date_epoch":0},"hardware":{"model":"x","storage":{"device":["a","b"]}}}}
            """
        try expectOneFact(xml, json, "jamf:acme")
        let mobile = """
            <mobile_device><general><id>9</id><managed>true</managed>\
            <serial_number>DMPZQ0000002</serial_number><model_identifier>iPad7,11</model_identifier>\
            <last_inventory_update_epoch>1772352000123</last_inventory_update_epoch></general></mobile_device>
            """
        let found = try Self.read(mobile, "jamf:acme")[0]
        let data = found.data(ManagementEvents.inventoryObserved)
        #expect(data[DeviceEvents.platform] == .iPadOS && data[ManagementEvents.state] == .managed)
        #expect(found.identities[1].namespace == Array("jamf-mobile/acme".utf8))
    }

    // MARK: Workspace ONE

    static func workspaceOne(_ type: String, time: String = "2026-03-01T08:00:00.5720125Z") -> String {
        """
        <?xml version="1.0" encoding="utf-8"?><Eventlog xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><EventId>178</EventId>\
        <EventType>\(type)</EventType><DeviceId>10000</DeviceId>\
        <DeviceFriendlyName>mithril</DeviceFriendlyName>\
        <EnrollmentEmailAddress>frodo@example.org</EnrollmentEmailAddress>\
        <EnrollmentUserName>frodo</EnrollmentUserName><EventTime>\(time)</EventTime>\
        <EnrollmentStatus>Enrolled</EnrollmentStatus><CompromisedStatus />\
        <CompromisedTimeStamp>2026-03-01T08:00:01Z</CompromisedTimeStamp>\
        <ComplianceStatus>Compliant</ComplianceStatus><Udid>0A1B2C3D4E5F40718293A4B5C6D7E8F9</Udid>\
        <SerialNumber>C02ZQ0000001</SerialNumber><Platform>AppleOsX</Platform>\
        <OperatingSystem>14.3</OperatingSystem><Ownership>CorporateDedicated</Ownership>\
        <DeviceUUID>\(Records.object)</DeviceUUID></Eventlog>
        """
    }

    @Test(
        "a notification of Workspace ONE is one fact as XML and as JSON",
        arguments: ["Enrollment Complete", "BreakMDMConfirmed", "ComplianceStatusChanged", "Novel"])
    func workspaceOneEvent(type: String) throws {
        try expectOneFact(
            Self.workspaceOne(type), WorkspaceOneTests.event(type), "workspace-one:acme")
        try expectOneFact(
            Self.workspaceOne(type, time: "/Date(1772352000123)/"),
            WorkspaceOneTests.event(type, time: "/Date(1772352000123)/"), "workspace-one:acme")
    }

    @Test("a page of devices of Workspace ONE's is read however it writes its list")
    func workspaceOneSearch() throws {
        let device = """
            <Id><Value>5614</Value></Id><Uuid>\(Records.object)</Uuid><SerialNumber>C02ZQ0000001</SerialNumber>\
            <EnrollmentStatus>Enrolled</EnrollmentStatus><ComplianceStatus>NonCompliant</ComplianceStatus>
            """
        let other = "<Id><Value>5615</Value></Id><EnrollmentStatus>Unenrolled</EnrollmentStatus>"
        let json = """
            {"Page":0,"Devices":[{"Id":{"Value":5614},"Uuid":"\(Records.object)","SerialNumber":"C02ZQ0000001",\
            "EnrollmentStatus":"Enrolled","ComplianceStatus":"NonCompliant"},\
            {"Id":{"Value":5615},"EnrollmentStatus":"Unenrolled"}]}
            """
        for list in [
            "<Devices><Device>\(device)</Device><Device>\(other)</Device></Devices>",
            "<Devices>\(device)</Devices><Devices>\(other)</Devices>",
        ] {
            try expectOneFact(
                "<DeviceSearchResult xmlns='urn:aw'><Page>0</Page>\(list)</DeviceSearchResult>", json,
                "workspace-one:acme")
        }
    }

    // MARK: MaaS360

    private static func maas(_ id: String) -> String {
        """
        <device><maas360DeviceID>\(id)</maas360DeviceID>\
        <platformSerialNumber>C02ZQ0000001</platformSerialNumber><udid/><deviceName>ring</deviceName>\
        <platformName>iOS</platformName><ownership>Corporate Owned</ownership>\
        <imeiEsn>351623070066166</imeiEsn><maas360ManagedStatus>Enrolled</maas360ManagedStatus>\
        <lastReportedInEpochms>1772352000123</lastReportedInEpochms><installedDateInEpochms/>\
        <testDevice>false</testDevice><ruleComplianceState/>\
        <policyComplianceState>In Compliance</policyComplianceState></device>
        """
    }

    private static func maasJSON(_ id: String) -> String {
        """
        {"maas360DeviceID":"\(id)","platformSerialNumber":"C02ZQ0000001","udid":"","deviceName":"ring",\
        "platformName":"iOS","ownership":"Corporate Owned","imeiEsn":351623070066166,\
        "maas360ManagedStatus":"Enrolled","lastReportedInEpochms":1772352000123,"installedDateInEpochms":"",\
        "testDevice":false,"ruleComplianceState":"","policyComplianceState":"In Compliance"}
        """
    }

    @Test("a page of MaaS360's is one fact for each device, each with its own bytes")
    func maasPage() throws {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        let two = """
            \(declaration)<devices><count>2</count><pageNumber>1</pageNumber>\(Self.maas("Appl1"))
            \(Self.maas("Appl2"))</devices>
            """
        try expectOneFact(
            two,
            "{\"devices\":{\"count\":2,\"device\":[\(Self.maasJSON("Appl1")),\(Self.maasJSON("Appl2"))]}}",
            "maas360:acme", received: "2026-03-02T00:00:00Z")
        let found = try Self.read(two, "maas360:acme")
        #expect(
            found.map(\.evidence) == ["Appl1", "Appl2"].map { Array((declaration + Self.maas($0)).utf8) })
        // What is kept of a device of a page is read again, by itself, as an element of its own.
        #expect(try XMLDocument(found[1].evidence ?? []).root.isNamed("device"))
        try expectOneFact(
            "<devices>\(Self.maas("Appl1"))</devices>",
            "{\"devices\":{\"device\":\(Self.maasJSON("Appl1"))}}",
            "maas360:acme")
    }

    @Test("entries of MaaS360's reports are one fact each")
    func maasReports() throws {
        try expectOneFact(
            """
            <adminChanges><count>1</count><adminChange><updateDate>1772352000123</updateDate>\
            <performedBy>sam</performedBy><operationType>CHANGE</operationType>\
            <administrator><email/></administrator></adminChange></adminChanges>
            """,
            """
            {"adminChanges":{"adminChange":[{"updateDate":1772352000123,"performedBy":"sam",\
            "operationType":"CHANGE","administrator":{"email":""}}]}}
            """, "maas360:acme")
        try expectOneFact(
            """
            <loginEvents><loginEvent><username>sam</username><loginAttemptTime>1</loginAttemptTime>\
            <duration>0.1</duration></loginEvent><loginEvent><loginAttemptTime>2</loginAttemptTime>\
            </loginEvent></loginEvents>
            """,
            """
            {"loginEvents":{"loginEvent":[{"username":"sam","loginAttemptTime":1,"duration":0.1},\
            {"loginAttemptTime":2}]}}
            """, "maas360:acme")
        try expectOneFact(
            """
            <complianceEvents><complianceEvent><actionExecutionTime>2026-03-01T08:00:00Z\
            </actionExecutionTime><maas360DeviceID>Appl1</maas360DeviceID></complianceEvent></complianceEvents>
            """,
            """
            {"complianceEvents":{"complianceEvent":[{"actionExecutionTime":"2026-03-01T08:00:00Z",\
            "maas360DeviceID":"Appl1"}]}}
            """, "maas360:acme")
    }

    // MARK: What is told apart

    @Test("numbers and flags are those of JSON, and what is none of them stays text")
    func types() throws {
        let found = try XMLTranslation(
            XMLDocument(
                Array(
                    """
                    <JSSEvent xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><webhook><id>007</id></webhook><event><jssID> 7</jssID>\
                    <policyId>1e999</policyId><successful>TRUE</successful><computer>yes</computer>\
                    <objectID>-0.5</objectID><name>true</name><model>12</model><x xsi:nil="true"/>\
                    <y><![CDATA[a\"b]]></y></event></JSSEvent>
                    """.utf8))
        ).root
        let wanted = """
            {"event":{"computer":"yes","jssID":" 7","model":"12","name":"true","objectID":-0.5,\
            "policyId":"1e999","successful":true,"x":null,"y":"a\\"b"},"webhook":{"id":"007"}}
            """
        #expect(String(decoding: canonicalBytes(of: found), as: UTF8.self) == wanted)
    }

    @Test("an element that stands twice, or holds both text and elements, makes a record ambiguous")
    func ambiguous() {
        let twice = Self.jamf("ComputerAdded", "<udid>1</udid><udid>2</udid>")
        #expect(rejection(twice, "jamf:acme")?.code == "record.wrong_shape")
        let mixed = Self.jamf("ComputerAdded", "junk<udid>1</udid>")
        #expect(rejection(mixed, "jamf:acme")?.code == "record.wrong_shape")
        // Names that differ in spelling alone are told apart as in JSON: not at all.
        let spelled = Self.jamf("ComputerAdded", "<udid>1</udid><UDID>2</UDID>")
        #expect(rejection(spelled, "jamf:acme")?.code == "record.wrong_shape")
        #expect(rejection("<device/>", "maas360:acme")?.code == "record.not_a_source_record")
    }

    @Test("no manager takes another's XML, and none is read without its instance")
    func others() {
        let bodies = [
            ("maas360", "<devices>\(Self.maas("Appl1"))</devices>"),
            ("workspace-one", Self.workspaceOne("Enrollment Complete")),
            ("jamf", Self.jamf("ComputerAdded", Self.computerXML)),
        ]
        for (word, body) in bodies {
            guard case .rejected(let rejection) = VendorConnector().read(Array(body.utf8), Records.context)
            else {
                Issue.record("\(word) was read without its instance")
                continue
            }
            #expect(rejection.code == "record.missing_instance", "\(word)")
            for other in ["maas360", "workspace-one", "jamf", "fleet", "ivanti", "nanomdm"] {
                let found = self.rejection(body, "\(other):acme")?.code
                #expect(found == (other == word ? nil : "record.not_a_source_record"), "\(word) as \(other)")
            }
        }
    }
}
