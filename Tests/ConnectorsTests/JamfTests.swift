import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite struct JamfTests {
    static let context: ConnectorContext = {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = SourceName(text: "jamf:acme")
        context.complianceGroups = [95]
        return context
    }()

    private static let udid = "0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9"
    private static let computer = """
        "udid":"\(udid)","deviceName":"mithril","model":"MacBookPro18,1","serialNumber":"c02zq0000001",\
        "osVersion":"14.3","username":"frodo","realName":"Frodo Baggins","emailAddress":"frodo@example.org",\
        "jssID":7
        """
    private static let mobile = """
        "udid":"00008030-001A2B3C4D5E6F70","deviceName":"sting","model":"iPad13,4","serialNumber":"DMPZQ0000002",\
        "osVersion":"17.2","username":"bilbo","jssID":7
        """

    static func webhook(_ name: String, _ event: String, time: String? = "1772352000123") -> String {
        let time = time.map { ",\"eventTimestamp\":\($0)" } ?? ""
        return
            "{\"webhook\":{\"id\":1,\"name\":\"n\",\"webhookEvent\":\"\(name)\"\(time)},\"event\":{\(event)}}"
    }

    private func submission(
        _ json: String, _ context: ConnectorContext = context
    ) throws -> Submission {
        switch VendorConnector().read(Array(json.utf8), context).heldAgain() {
        case .submissions(let found): return try #require(found.count == 1 ? found.first : nil)
        case .rejected(let rejection): throw rejection
        }
    }

    private func rejection(_ json: String, _ context: ConnectorContext = context) -> Rejection? {
        guard case .rejected(let rejection) = VendorConnector().read(Array(json.utf8), context) else {
            return nil
        }
        return rejection
    }

    @Test(
        "each event is what it says of its device, by the names of either age",
        arguments: [
            ("ComputerAdded", "device.enrolled"), ("ComputerCheckIn", "device.inventory_observed"),
            ("ComputerCheckin", "device.inventory_observed"),
            ("computer_inventory_completed", "device.inventory_observed"),
            ("ComputerPolicyFinished", "device.inventory_observed"),
            ("ComputerPushCapabilityChanged", "device.inventory_observed"),
            ("MobileDeviceEnrolled", "device.enrolled"), ("MobileDeviceUnEnrolled", "device.unenrolled"),
            ("MobileDeviceUnenrolled", "device.unenrolled"),
            ("MobileDeviceCheckIn", "device.inventory_observed"),
            ("MobileDevicePushSent", "device.inventory_observed"),
        ])
    func events(name: String, type: String) throws {
        let isMobile = name.hasPrefix("Mobile")
        let read = try submission(Self.webhook(name, isMobile ? Self.mobile : Self.computer))
        #expect(read.types == [type, "device.identity_bound"])
        #expect(read.source.description == "jamf:acme" && read.road.description == "webhook")
        #expect(read.events[0].occurred.instant.description == "2026-03-01T08:00:00.123Z")
        // By its serial number, its system's id and the instance's number.
        #expect(read.identities.count == 3)
        #expect(read.identities[0].value == Array((isMobile ? "DMPZQ0000002" : "C02ZQ0000001").utf8))
        #expect(
            read.identities[2].namespace
                == Array((isMobile ? "jamf-mobile/acme" : "jamf-computer/acme").utf8))
        #expect(read.events[0].stream.description == "device/hardware/\(Records.tenant)/?")
        guard type != "device.unenrolled" else { return }
        let data = PublicDataView(read.events[0].data)
        #expect(data[DeviceEvents.platform] == (isMobile ? .iPadOS : .macOS))
        #expect(!read.events.contains { $0.tags.contains { $0.description.hasPrefix("user:") } })
    }

    @Test("a contact is one of the device, and a push is none")
    func contact() throws {
        let contact = try submission(Self.webhook("ComputerCheckIn", Self.computer))
        #expect(
            contact.data(ManagementEvents.inventoryObserved)[ManagementEvents.lastContact]
                == contact.events[0].occurred.instant)
        let push = try submission(Self.webhook("MobileDevicePushSent", Self.mobile))
        #expect(push.data(ManagementEvents.inventoryObserved)[ManagementEvents.lastContact] == nil)
        // An older instance does not say when.
        let undated = try submission(Self.webhook("ComputerCheckIn", Self.computer, time: nil))
        #expect(undated.events[0].occurred.basis == .receipt)
        #expect(undated.data(ManagementEvents.inventoryObserved)[ManagementEvents.lastContact] == nil)
    }

    @Test("an older instance's webhooks of one content are told apart by their receipt, and by nothing else")
    func undated() throws {
        let body = Self.webhook("ComputerCheckIn", Self.computer, time: nil)
        var first = Self.context
        first.receivedAt = Timestamp(rfc3339: "2026-01-06T08:00:00Z")
        var second = Self.context
        second.receivedAt = Timestamp(rfc3339: "2026-01-08T08:00:00Z")
        #expect(try submission(body, first).key == submission(body, first).key)
        #expect(try submission(body, first).key != submission(body, second).key)
        let dated = Self.webhook("ComputerCheckIn", Self.computer)
        #expect(try submission(dated, first).key == submission(dated, second).key)
    }

    @Test("flat and nested computers, and names that a forwarder spelt anew, are the same device")
    func shapes() throws {
        let flat = try submission(Self.webhook("ComputerCheckIn", Self.computer))
        let nested = try submission(
            Self.webhook("ComputerCheckIn", "\"computer\":{\(Self.computer)},\"trigger\":\"CLIENT_CHECKIN\""))
        #expect(nested.identities == flat.identities && nested.types == flat.types)
        let snake = Self.webhook("ComputerCheckIn", Self.computer)
            .replacing("webhookEvent", with: "webhook_event").replacing("jssID", with: "jss_id")
            .replacing("serialNumber", with: "serial_number")
            .replacing("eventTimestamp", with: "event_timestamp")
        let spelt = try submission(snake)
        #expect(spelt.identities == flat.identities && spelt.types == flat.types)
        #expect(spelt.events[0].occurred == flat.events[0].occurred)
    }

    @Test("a masked id, a placeholder and a number below one join nothing")
    func placeholders() throws {
        let read = try submission(
            Self.webhook(
                "ComputerAdded",
                """
                "udid":"0A1B2C3D-xxxx-XXXX-xxxx-A4B5C6D7E8F9","serialNumber":"Not Available","jssID":-1
                """))
        #expect(read.types == ["record.observed"] && read.identities.isEmpty && !read.isUnmapped)
        #expect(read.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
        #expect(DeviceReference(udid: Array(repeating: UInt8(ascii: "0"), count: 40)) == nil)
    }

    @Test("membership of the group of compliant devices is the verdict; of another it says nothing")
    func groups() throws {
        let change = """
            "name":"compliant","smartGroup":true,"jssid":95,"computer":true,\
            "groupAddedDevicesIds":[1,2],"groupRemovedDevicesIds":["3"]
            """
        let read = try submission(Self.webhook("SmartGroupComputerMembershipChange", change))
        #expect(read.types == Array(repeating: "compliance.evaluated", count: 3))
        let verdicts = read.events.map { PublicDataView($0.data)[ComplianceEvents.verdict] }
        #expect(verdicts == [.compliant, .compliant, .nonCompliant])
        #expect(read.identities.map(\.value) == ["1", "2", "3"].map { Array($0.utf8) })
        let other = try submission(
            Self.webhook(
                "SmartGroupComputerMembershipChange", change.replacing("\"jssid\":95", with: "\"jssid\":94")))
        #expect(other.types == ["record.observed"] && other.identities.isEmpty)
        let empty = try submission(
            Self.webhook(
                "SmartGroupMobileDeviceMembershipChange",
                "\"jssid\":95,\"groupAddedDevicesIds\":[],\"groupRemovedDevicesIds\":null"))
        #expect(empty.data(RecordEvents.observed)[RecordEvents.reason] == .nothingChanged)
        let wrong = rejection(
            Self.webhook(
                "SmartGroupComputerMembershipChange", "\"jssid\":95,\"groupAddedDevicesIds\":[\"x\"]"))
        #expect(wrong?.code == "record.wrong_shape")
    }

    @Test(
        "what says nothing of a device is kept as evidence; an event of no known name is unmapped",
        arguments: [
            ("JSSStartup", "\"jssUrl\":\"https://jamf.example.org/\"", false),
            ("RestAPIOperation", "\"operationSuccessful\":true,\"objectTypeName\":\"policy\"", false),
            ("PushSent", "\"type\":\"x\"", false), ("SCEPChallenge", "\"a\":1", false),
            ("PatchSoftwareTitleUpdated", "\"jssID\":4", false), ("DeviceRateLimited", "\"a\":1", false),
            ("SomethingNew", "\"a\":1", true),
        ])
    func others(name: String, event: String, isUnmapped: Bool) throws {
        let read = try submission(Self.webhook(name, event))
        #expect(read.types == ["record.observed"] && read.isUnmapped == isUnmapped)
        #expect(
            read.data(RecordEvents.observed)[RecordEvents.reason]
                == (isUnmapped ? .noMapping : .evidenceOnly))
    }

    @Test("a device in Apple's programme is one whose enrolment is asked for")
    func preassigned() throws {
        let read = try submission(
            Self.webhook(
                "DeviceAddedToDEP", "\"serialNumber\":\"C02ZQ0000009\",\"deviceAssignedDate\":1771000000000"))
        #expect(read.types == ["enrollment.requested"] && read.identities.count == 1)
        #expect(read.events[0].occurred.instant.description == "2026-03-01T08:00:00.123Z")
    }

    @Test(
        "what it says of compliance joins its number with the directory's id, where it is known of what kind")
    func compliance() throws {
        func body(_ state: String, applicable: Bool = true) -> String {
            """
            {"deviceId":"7","applicable":\(applicable),"complianceState":"\(state)","complianceVendor":"v",\
            "complianceVendorDeviceInformation":{"deviceIds":["\(Records.device)"]}}
            """
        }
        var computers = Self.context
        computers.forcedFormat = .jamfComputerCompliance
        let read = try submission(body("NON_COMPLIANT"), computers)
        #expect(read.types == ["compliance.verdict_observed", "device.identity_bound"])
        #expect(read.data(VerdictEvents.observed)[ComplianceEvents.verdict] == .nonCompliant)
        #expect(read.data(VerdictEvents.observed)[ComplianceEvents.witness] == .jamf)
        #expect(read.data(DeviceEvents.identityBound)[DeviceEvents.entraDevice] == Records.id(Records.device))
        #expect(read.identities.map(\.namespace) == [Array("jamf-computer/acme".utf8)])
        // A computer and a mobile device may have one number.
        let unknown = try submission(body("COMPLIANT"))
        #expect(unknown.types == ["compliance.verdict_observed"] && unknown.identities.isEmpty)
        for none in [body("UNKNOWN"), body("COMPLIANT", applicable: false), body("NOVEL")] {
            #expect(try submission(none, computers).types == ["record.observed"])
        }
    }

    @Test("an instance and a tenant come from the operator, and nothing else is taken for the instance's")
    func context() {
        let body = Self.webhook("ComputerAdded", Self.computer)
        #expect(rejection(body, Records.context)?.code == "record.missing_instance")
        var homeless = Self.context
        homeless.tenant = nil
        #expect(rejection(body, homeless)?.code == "record.missing_tenant")
        #expect(rejection(Records.signIn())?.code == "record.not_a_source_record")
        var asked = Self.context
        asked.forcedFormat = .jamfCompliance
        #expect(rejection(body, asked)?.code == "record.format_conflict")
        for time in ["9223372036854775807", "-9223372036854775808", "1e99", "\"soon\"", "{}"] {
            let found = rejection(Self.webhook("ComputerAdded", Self.computer, time: time))?.code
            #expect(found == "record.invalid_time" || found == "record.wrong_shape", "\(time)")
        }
    }

    @Test("a webhook without a time is one with its repeat; with another time it is another")
    func keys() throws {
        func key(_ time: String?) throws -> [UInt8] {
            try submission(Self.webhook("ComputerCheckIn", Self.computer, time: time)).key
        }
        #expect(try key(nil) == key(nil))
        #expect(try key("1772352000123") != key("1772352000124"))
    }

    @Test("a body cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for body in [
            Self.webhook("ComputerCheckIn", "\"computer\":{\(Self.computer)}"),
            Self.webhook(
                "SmartGroupComputerMembershipChange",
                "\"jssid\":95,\"groupAddedDevicesIds\":[9223372036854775807,-1,1]"),
        ] {
            var bytes = Array(body.utf8)
            for count in bytes.indices {
                _ = VendorConnector().read(Array(bytes[..<count]), Self.context)
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    _ = VendorConnector().read(bytes, Self.context)
                    bytes[count] ^= mask
                }
            }
        }
    }
}
