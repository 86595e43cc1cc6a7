import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

/// What no device manager would send, or not as what it says it is.
@Suite struct ManagerHostileTests {
    private func result(_ body: [UInt8], _ source: String) -> ReadingResult {
        VendorConnector().read(body, ManagerXMLTests.context(source))
    }

    private func rejection(_ body: String, _ source: String) -> Rejection? {
        guard case .rejected(let found) = result(Array(body.utf8), source) else { return nil }
        return found
    }

    /// A body of each vendor that sends XML, without its declaration.
    private static let bodies: [(source: String, xml: String)] = [
        ("jamf:acme", bare(ManagerXMLTests.jamf("ComputerAdded", "<jssID>7</jssID><udid>UDID</udid>"))),
        ("workspace-one:acme", bare(ManagerXMLTests.workspaceOne("Enrollment Complete"))),
        (
            "maas360:acme",
            "<devices><device><maas360DeviceID>Appl1</maas360DeviceID><deviceName>x</deviceName></device></devices>"
        ),
        (
            "maas360:acme",
            "<adminChanges><adminChange><updateDate>1</updateDate></adminChange></adminChanges>"
        ),
        ("jamf:acme", "<computer><general><id>7</id><managed>true</managed></general></computer>"),
    ]

    private static func bare(_ xml: String) -> String {
        xml.firstRange(of: "?>").map { String(xml[$0.upperBound...].drop { $0.isWhitespace }) } ?? xml
    }

    @Test("entity bombs, external entities, deep trees and other encodings are refused with their reason")
    func hostileXML() {
        for (source, xml) in Self.bodies {
            #expect(rejection(xml, source) == nil, "\(source)")
            let root = xml.dropFirst().prefix { $0 != ">" && $0 != " " }
            let inner = xml.replacing("</\(root)>", with: "")
            let refused: [(String, String)] = [
                (
                    "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + inner + "&b;</\(root)>",
                    "xml.document_type"
                ),
                ("<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'>" + xml, "xml.document_type"),
                ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + xml, "xml.document_type"),
                ("<?xml version='1.0' encoding='UTF-16'?>" + xml, "xml.encoding"),
                (inner + "<x>&nbsp;</x></\(root)>", "xml.entity"),
                (inner + String(repeating: "<x>", count: 100_000), "xml.depth"),
                (inner, "xml.truncated"), (xml + xml, "xml.trailing"),
                (inner + "<x>\u{0}</x></\(root)>", "xml.character"),
                (inner + "<x></y></\(root)>", "xml.mismatched_tag"),
            ]
            for (text, code) in refused {
                let found = rejection(text, source)
                #expect(found?.code == code, "\(source) \(text.prefix(50))")
                #expect(found?.expected.isEmpty == false && found?.found.contains("at byte") == true)
            }
            var bytes = Array(xml.utf8)
            bytes.insert(0xC3, at: bytes.count - 3)
            guard case .rejected(let found) = result(bytes, source) else {
                Issue.record("\(source) reads what is no UTF-8")
                continue
            }
            #expect(found.code == "xml.utf8" || found.code == "xml.syntax")
            // Without its instance, too, the reason is what is wrong with the XML.
            guard case .rejected(let other) = VendorConnector().read(Array(inner.utf8), Records.context)
            else {
                continue
            }
            #expect(other.code == "xml.truncated")
        }
    }

    @Test("XML cut at any byte, or with any byte changed, gives a whole submission or a rejection")
    func damagedXML() {
        for (source, xml) in Self.bodies {
            var bytes = Array(xml.utf8)
            for count in bytes.indices {
                if case .submissions = result(Array(bytes[..<count]), source) {
                    Issue.record("\(source) cut at \(count) is read")
                }
                for mask: UInt8 in [0x01, 0x20, 0x80] {
                    bytes[count] ^= mask
                    switch result(bytes, source) {
                    case .submissions(let list):
                        #expect(
                            list.allSatisfy { !$0.events.isEmpty && !$0.key.isEmpty && $0.evidence != nil })
                    case .rejected(let found):
                        #expect(["record.", "xml.", "json."].contains { found.code.hasPrefix($0) })
                    }
                    bytes[count] ^= mask
                }
            }
        }
    }

    @Test("an instant without a zone is refused, as XML and as JSON")
    func times() {
        let wanted = "record.invalid_time"
        for time in ["2026-03-01T08:00:00", "2026-03-01 08:00:00Z", "01.03.2026", "1772352000123"] {
            let xml = ManagerXMLTests.workspaceOne("Enrollment Complete", time: time)
            #expect(rejection(xml, "workspace-one:acme")?.code == wanted, "\(time)")
            let json = WorkspaceOneTests.event("Enrollment Complete", time: time)
            #expect(rejection(json, "workspace-one:acme")?.code == wanted, "\(time)")
        }
        let event = "<actionExecutionTime>2026-03-01T08:00:00</actionExecutionTime>"
        let events = "<complianceEvents><complianceEvent>\(event)</complianceEvent></complianceEvents>"
        #expect(rejection(events, "maas360:acme")?.code == wanted)
        let beyond = ManagerXMLTests.jamf("ComputerAdded", "<jssID>7</jssID>", time: "9223372036854775807")
        #expect(rejection(beyond, "jamf:acme")?.code == wanted)
        let text = ManagerXMLTests.jamf("ComputerAdded", "<jssID>7</jssID>", time: "yesterday")
        #expect(rejection(text, "jamf:acme")?.code == "record.wrong_shape")
    }

    /// Ids that are none: control characters, parts of paths, and a megabyte.
    private static let ids = [
        "a\u{1}b", "a\u{7F}b", "../../etc/passwd", "/etc/passwd", "a\\b", "a\u{0A}b",
        String(repeating: "A1", count: 500_000),
    ]

    @Test("an id that is none becomes no id, key, stream or tag", arguments: ids)
    func hostileIDs(id: String) {
        var writer = JSONWriter()
        writer.string(id)
        let json = String(decoding: writer.bytes, as: UTF8.self)
        let bodies: [(source: String, body: String)] = [
            ("maas360:acme", "{\"devices\":{\"device\":{\"maas360DeviceID\":\(json)}}}"),
            (
                "maas360:acme",
                "{\"complianceEvents\":{\"complianceEvent\":{\"maas360DeviceID\":\(json)}}}"
            ),
            ("ivanti:acme", "{\"results\":[{\"common.uuid\":\(json)}]}"),
            (
                "ivanti:acme",
                """
                {"timestamp":1,"eventType":"device.enrolled","devices":[{"deviceGuid":\(json),\
                "identifier":\(json),"serialNumber":\(json),"iosUdid":\(json)}]}
                """
            ),
            (
                "workspace-one:acme",
                """
                {"EventId":1,"EventType":"Enrollment Complete","DeviceId":0,"EnrollmentStatus":"Enrolled",\
                "DeviceUUID":\(json),"SerialNumber":\(json),"Udid":\(json)}
                """
            ),
            ("workspace-one:acme", "{\"Page\":0,\"Devices\":[{\"Uuid\":\(json),\"SerialNumber\":\(json)}]}"),
            (
                "jamf:acme",
                JamfTests.webhook(
                    "ComputerAdded", "\"serialNumber\":\(json),\"udid\":\(json),\"managementId\":\(json)")
            ),
            (
                "jamf:acme",
                "{\"id\":\"1\",\"udid\":\(json),\"general\":{\"managed\":true},\"serialNumber\":\(json)}"
            ),
            (
                "fleet:acme",
                "{\"type\":\"mdm_enrolled\",\"details\":{\"host_serial\":\(json)}}"
            ),
            (
                "nanomdm:acme",
                """
                {"topic":"mdm.CheckOut","event_id":\(json),"checkin_event":{"udid":\(json),\
                "enrollment_id":\(json)}}
                """
            ),
            (
                "nanomdm:acme",
                "{\"topic\":\"mdm.CheckOut\",\"checkin_event\":{\"udid\":\(json),\"enrollment_id\":\(json)}}"
            ),
        ]
        for (source, body) in bodies {
            switch result(Array(body.utf8), source) {
            case .rejected(let found):
                #expect(found.code == "record.wrong_shape", "\(source) \(body.prefix(80))")
                #expect(found.found.utf8.count < 100 && found.expected.utf8.count < 200)
            case .submissions(let list):
                for one in list {
                    // What is left is a number at the instance, at most.
                    for identity in one.identities {
                        #expect(identity.value == Array("1".utf8), "\(source) \(body.prefix(80))")
                    }
                    for event in one.events {
                        #expect(event.stream.description.utf8.count < 200)
                        #expect(event.tags.allSatisfy { $0.description.utf8.count < 200 })
                        #expect(event.data.count < 1_000)
                    }
                }
            }
        }
    }

    @Test("a device of another kind than the event says is refused")
    func otherKind() {
        let nested = "\"computer\":{\"jssID\":7,\"serialNumber\":\"C02ZQ0000001\"}"
        #expect(rejection(JamfTests.webhook("MobileDeviceEnrolled", nested), "jamf:acme")?.field == "event")
        let tablet = "\"jssID\":7,\"model\":\"iPad13,4\""
        #expect(
            rejection(JamfTests.webhook("ComputerAdded", tablet), "jamf:acme")?.code == "record.wrong_shape")
        let mac = ManagerXMLTests.jamf(
            "MobileDeviceUnEnrolled", "<jssID>7</jssID><model>MacBookAir10,1</model>")
        #expect(rejection(mac, "jamf:acme")?.found == "a computer")
    }

    @Test("a body that is not what its event says states nothing of the device")
    func otherBody() throws {
        // A group's body under a device's event, and the other way round.
        let group =
            "\"name\":\"x\",\"jssid\":95,\"groupAddedDevicesIds\":[7],\"smartGroup\":true,\"computer\":true"
        let added = try ManagerXMLTests.read(
            JamfTests.webhook("SmartGroupComputerMembershipChange", "\"serialNumber\":\"C02ZQ0000001\""),
            "jamf:acme")[0]
        #expect(added.types == ["record.observed"] && added.identities.isEmpty)
        #expect(rejection(JamfTests.webhook("SmartGroupComputerMembershipChange", group), "jamf:acme") == nil)
        let message = """
            {"timestamp":1,"eventType":"device.compliant","devices":[{"deviceGuid":"\(Records.object)",\
            "compliant":false}]}
            """
        let found = try ManagerXMLTests.read(message, "ivanti:acme")[0]
        #expect(found.types == ["record.observed"])
    }
}
