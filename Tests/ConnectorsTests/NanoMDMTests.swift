import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

/// Webhooks of NanoMDM and MicroMDM with the messages that devices sent.
@Suite struct NanoMDMTests {
    private static let udid = "0A1B2C3D-4E5F-4071-8293-A4B5C6D7E8F9"
    private static let type =
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
        + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"

    /// A property list as devices write it.
    private static func list(_ pairs: KeyValuePairs<String, String>, more: String = "") -> String {
        let texts = pairs.map { "\t<key>\($0.key)</key>\n\t<string>\($0.value)</string>\n" }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            \(type)
            <plist version="1.0">
            <dict>
            \(texts)\(more)</dict>
            </plist>

            """
    }

    static func base64(_ text: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var out = ""
        for start in stride(from: 0, to: text.count, by: 3) {
            let part = text[start..<min(start + 3, text.count)]
            let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - part.count))
            for place in 0..<4 {
                out.append(place <= part.count ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : "=")
            }
        }
        return out
    }

    private static func hook(
        _ topic: String, _ payload: String?, event: String = "checkin_event", more: String = "",
        udid: String? = udid
    ) -> String {
        let payload = payload.map { ",\"raw_payload\":\"\(base64(Array($0.utf8)))\"" } ?? ""
        let udid = udid.map { "\"udid\":\"\($0)\"" } ?? "\"url_params\":null"
        return """
            {"topic":"\(topic)","event_id":"e-1","created_at":"2026-03-01T08:00:00.491166786Z",\
            "\(event)":{\(udid)\(more)\(payload)}}
            """
    }

    private func read(_ body: String) throws -> Submission {
        let context = ManagerXMLTests.context("nanomdm:acme")
        switch VendorConnector().read(Array(body.utf8), context).heldAgain() {
        case .submissions(let found): return try #require(found.first)
        case .rejected(let rejection): throw rejection
        }
    }

    private func rejection(_ body: String) -> Rejection? {
        guard
            case .rejected(let found) = VendorConnector().read(
                Array(body.utf8), ManagerXMLTests.context("nanomdm:acme"))
        else { return nil }
        return found
    }

    private static let authenticate = list([
        "BuildVersion": "20H360", "IMEI": "35 160909 706283 8", "MessageType": "Authenticate",
        "OSVersion": "16.7.11", "ProductName": "iPhone10,1", "SerialNumber": "FFMZQ0000003",
        "Topic": "com.apple.mgmt.External.x", "UDID": udid,
    ])

    @Test("who sent an Authenticate stands in its list, and what is personal stays private")
    func authenticateMessage() throws {
        let found = try read(Self.hook("mdm.Authenticate", Self.authenticate))
        #expect(found.types == ["enrollment.requested", "device.identity_bound"])
        #expect(found.identities.map(\.value)[0] == Array("FFMZQ0000003".utf8))
        #expect(found.identities.count == 2)
        #expect(found.personal(.serialNumber) == ["FFMZQ0000003"] && found.personal(.udid) == [Self.udid])
        #expect(found.personal(.imei) == ["35 160909 706283 8"])
        #expect(
            found.personal(.modelName) == ["iPhone10,1"] && found.personal(.operatingSystem) == ["16.7.11"])
        #expect(found.data(EnrollmentEvents.requested)[EnrollmentEvents.platform] == .iOS)
        let open = found.events.flatMap(\.data) + found.events.flatMap { $0.stream.description.utf8 }
        for secret in ["FFMZQ0000003", "iPhone10", "160909"] {
            #expect(open.firstRange(of: Array(secret.utf8)) == nil, "\(secret)")
        }
    }

    @Test("a device that the webhook does not name is named by its message")
    func namedByMessage() throws {
        let checkOut = Self.list(["MessageType": "CheckOut", "UDID": Self.udid])
        let found = try read(Self.hook("mdm.CheckOut", checkOut, udid: nil))
        #expect(found.types == ["device.unenrolled"] && found.identities.count == 1)
        let user = Self.list(["MessageType": "TokenUpdate", "EnrollmentID": "e-77", "Token": "x"])
        let enrolled = try read(Self.hook("mdm.TokenUpdate", user, udid: nil))
        #expect(enrolled.types == ["device.enrolled"])
        #expect(enrolled.identities[0].namespace == Array("nanomdm-enrollment/acme".utf8))
    }

    @Test("an answer says which command it answers and how, and a device's answer who it is")
    func answers() throws {
        let information = Self.list(
            ["CommandUUID": "c-1", "Status": "Acknowledged", "UDID": Self.udid],
            more: """
                <key>QueryResponses</key><dict><key>SerialNumber</key><string>C02ZQ0000001</string>\
                <key>ProductName</key><string>MacBookPro18,1</string><key>OSVersion</key><string>14.3</string>\
                <key>IsSupervised</key><true/></dict>
                """)
        let found = try read(
            Self.hook(
                "mdm.Connect", information, event: "acknowledge_event",
                more: ",\"status\":\"Acknowledged\",\"command_uuid\":\"c-1\",\"url_params\":null"))
        #expect(found.types == ["device.inventory_observed", "device.identity_bound"])
        #expect(found.identities.map(\.value)[0] == Array("C02ZQ0000001".utf8))
        #expect(found.personal(.operation) == ["mdm.Connect", "DeviceInformation"])
        #expect(found.personal(.resultReason) == ["Acknowledged"])
        #expect(found.data(ManagementEvents.inventoryObserved)[DeviceEvents.platform] == .macOS)
        let security = Self.list(
            ["Status": "Error", "UDID": Self.udid], more: "<key>SecurityInfo</key><dict/>")
        let other = try read(Self.hook("mdm.Connect", security, event: "acknowledge_event"))
        #expect(other.personal(.operation) == ["mdm.Connect", "SecurityInfo"])
        #expect(other.personal(.resultReason) == ["Error"])
        let idle = try read(
            Self.hook("mdm.Connect", nil, event: "acknowledge_event", more: ",\"status\":\"Idle\""))
        #expect(idle.types == ["device.inventory_observed"] && idle.personal(.resultReason) == ["Idle"])
    }

    @Test("of two messages the one that the topic names is read, and one of another kind is refused")
    func whichMessage() throws {
        let list = Self.base64(Array(Self.list(["Status": "Idle", "UDID": Self.udid]).utf8))
        let both = """
            {"topic":"mdm.Connect","event_id":"e","created_at":"2026-03-01T08:00:00Z","checkin_event":{\
            "raw_payload":""},"acknowledge_event":{"udid":"\(Self.udid)","status":"Idle",\
            "raw_payload":"\(list)"}}
            """
        #expect(try read(both).identities.count == 1)
        let answer = Self.hook("mdm.CheckOut", nil, event: "acknowledge_event")
        #expect(rejection(answer)?.field == "checkin_event")
        let other = Self.hook("mdm.CheckOut", Self.authenticate)
        #expect(rejection(other)?.code == "record.wrong_shape")
        #expect(rejection(other)?.field == "raw_payload.MessageType")
        #expect(rejection(Self.hook("mdm.Connect", Self.authenticate))?.found == "another message")
        let stranger = Self.hook(
            "mdm.Authenticate", Self.authenticate, udid: "FFFFFFFF-4E5F-4071-8293-A4B5C6D7E8F9")
        #expect(rejection(stranger)?.field == "raw_payload.UDID")
        let spelled = Self.hook("mdm.Authenticate", Self.authenticate, udid: Self.udid.lowercased())
        #expect(rejection(spelled) == nil)
        #expect(rejection("{\"topic\":\"mdm.Connect\",\"checkin_event\":null}") != nil)
    }

    @Test("a message that is absent keeps nothing out, and one that cannot be read is marked")
    func unreadable() throws {
        for absent in ["", ",\"raw_payload\":null", ",\"raw_payload\":\"\""] {
            let found = try read(Self.hook("mdm.CheckOut", nil, more: absent))
            #expect(found.types == ["device.unenrolled"], "\(absent)")
        }
        var deep = "<plist>"
        for _ in 0..<100 { deep += "<dict><key>a</key>" }
        let lists = [
            "bplist00\u{1}\u{2}", "plain text", "<plist><array/></plist>", "<dict/>", deep,
            "<plist><dict><key>UDID</key></dict></plist>",
            "<plist><dict><key>UDID</key><string>a</string><key>UDID</key><string>b</string></dict></plist>",
            "<!DOCTYPE plist [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><plist><dict>"
                + "<key>SerialNumber</key><string>&b;</string></dict></plist>",
            "<!DOCTYPE plist [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><plist><dict>"
                + "<key>SerialNumber</key><string>&x;</string></dict></plist>",
        ]
        for text in lists {
            let found = try read(Self.hook("mdm.CheckOut", text))
            #expect(found.types == ["device.unenrolled", "record.observed"], "\(text.prefix(60))")
            let data = found.data(RecordEvents.observed)
            #expect(data[RecordEvents.reason] == .fieldUnreadable)
            #expect(data[RecordEvents.unreadableFields] == 1)
        }
        for wrong in ["\"%%%\"", "7", "{}", "\"\(String(repeating: "AAAA", count: 400_000))\""] {
            let found = try read(Self.hook("mdm.CheckOut", nil, more: ",\"raw_payload\":\(wrong)"))
            #expect(found.types == ["device.unenrolled", "record.observed"], "\(wrong.prefix(20))")
        }
    }

    @Test("what a list calls a serial number is one only where it looks like one")
    func hostileIdentifiers() throws {
        for serial in [
            "../../etc/passwd", "a b", "&#10;C02ZQ&#10;00001", String(repeating: "A1", count: 400_000),
        ] {
            let list = Self.list(["SerialNumber": serial, "MessageType": "Authenticate", "UDID": Self.udid])
            let found = try read(Self.hook("mdm.Authenticate", list))
            #expect(
                found.identities.allSatisfy { $0.namespace == Array("udid".utf8) }, "\(serial.prefix(20))")
        }
    }
}
