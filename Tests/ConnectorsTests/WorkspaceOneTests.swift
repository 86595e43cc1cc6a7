import EventCatalogue
import LedgerModel
import StrictJSON
import Testing

@testable import Connectors

@Suite struct WorkspaceOneTests {
    static let context: ConnectorContext = {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = SourceName(text: "workspace-one:acme")
        return context
    }()

    static func event(
        _ type: String, compliance: String = "Compliant", time: String? = "2026-03-01T08:00:00.5720125Z",
        sent: String = "2026-03-01T08:00:01Z", more: String = ""
    ) -> String {
        let time = time.map { "\"EventTime\":\"\($0)\"," } ?? ""
        return """
            {"EventId":178,"EventType":"\(type)","DeviceId":10000,"DeviceFriendlyName":"mithril",\
            "EnrollmentEmailAddress":"frodo@example.org","EnrollmentUserName":"frodo",\(time)\
            "EnrollmentStatus":"Enrolled","CompromisedStatus":"","CompromisedTimeStamp":"\(sent)",\
            "ComplianceStatus":"\(compliance)","Udid":"0A1B2C3D4E5F40718293A4B5C6D7E8F9",\
            "SerialNumber":"C02ZQ0000001","Platform":"AppleOsX","OperatingSystem":"14.3",\
            "Ownership":"CorporateDedicated","DeviceUUID":"\(Records.object)"\(more)}
            """
    }

    private func submission(_ json: String) throws -> Submission {
        switch VendorConnector().read(Array(json.utf8), Self.context).heldAgain() {
        case .submissions(let found): return try #require(found.first)
        case .rejected(let rejection): throw rejection
        }
    }

    @Test(
        "only the type says what changed; how the device stands stands in every body",
        arguments: [
            ("Enrollment Complete", ["device.enrolled", "compliance.verdict_observed"]),
            ("MDMEnrollmentComplete", ["device.enrolled", "compliance.verdict_observed"]),
            ("Break MDM Confirmed", ["device.unenrolled"]),
            ("BreakMDMConfirmed", ["device.unenrolled"]),
            ("Compliance Status Changed", ["compliance.evaluated"]),
            ("Compromised Status Changed", ["device.inventory_observed", "compliance.verdict_observed"]),
            ("Device MCC", ["device.inventory_observed", "compliance.verdict_observed"]),
            (
                "Device Organization Group Changed",
                ["device.inventory_observed", "group.member_added", "compliance.verdict_observed"]
            ), ("Asset Number", ["device.inventory_observed", "compliance.verdict_observed"]),
        ])
    func events(type: String, events: [String]) throws {
        let read = try submission(Self.event(type))
        #expect(read.types == events + ["device.identity_bound"])
        #expect(read.source.description == "workspace-one:acme")
        #expect(read.events[0].occurred.instant.description == "2026-03-01T08:00:00.5720125Z")
        #expect(read.identities.count == 4)
        // By the same id as any other manager's record of the device.
        #expect(
            read.identities[1].value
                == Array("0A1B2C3D4E5F40718293A4B5C6D7E8F9".utf8)
                && read.identities[1].namespace == Array("udid".utf8))
    }

    @Test("what is not available is no verdict, and an unknown word is kept in private")
    func verdicts() throws {
        let none = try submission(Self.event("Compliance Status Changed", compliance: "NotAvailable"))
        #expect(none.types == ["record.observed"])
        let novel = try submission(Self.event("Compliance Status Changed", compliance: "Novel"))
        #expect(novel.personal(.unrecognised) == ["ComplianceStatus=Novel"])
        let bad = try submission(Self.event("Compliance Status Changed", compliance: "NonCompliant"))
        #expect(bad.data(ComplianceEvents.evaluated)[ComplianceEvents.verdict] == .nonCompliant)
    }

    @Test("a notification that is sent again is the same, and one of no known type is unmapped")
    func again() throws {
        let first = try submission(Self.event("Enrollment Complete"))
        let second = try submission(Self.event("Enrollment Complete", sent: "2026-03-01T09:00:00Z"))
        #expect(first.key == second.key && first.content != second.content)
        #expect(try submission(Self.event("MDM Enrollment Complete")).key != first.key)
        let novel = try submission(Self.event("Something New"))
        #expect(novel.isUnmapped && novel.types == ["record.observed"])
    }

    @Test("instants of either generation are read; one without a zone is refused")
    func times() throws {
        let old = try submission(Self.event("Enrollment Complete", time: "/Date(1772352000000)/"))
        #expect(old.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
        let none = try submission(Self.event("Enrollment Complete", time: nil))
        #expect(none.events[0].occurred.basis == .receipt)
        let body = Self.event("Enrollment Complete", time: "2026-03-01T08:00:00")
        guard case .rejected(let rejection) = VendorConnector().read(Array(body.utf8), Self.context) else {
            Issue.record("an instant without a zone")
            return
        }
        #expect(rejection.code == "record.invalid_time" && rejection.field == "EventTime")
    }

    @Test("a body cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        var bytes = Array(Self.event("Enrollment Complete").utf8)
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
