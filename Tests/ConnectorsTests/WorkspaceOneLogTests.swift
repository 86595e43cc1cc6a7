import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

@Suite("Lines of Workspace ONE's console")
struct WorkspaceOneLogTests {
    private let context = LineRecords.context("workspace-one:acme", received: "2026-03-02T00:00:00Z")

    @Test("labels with nothing between them are told apart by their order")
    func plain() throws {
        let line = LineRecords.console("SecurityInformationConfirmed")
        let found = try LineRecords.submission(line, context)
        // Free text names no device.
        #expect(found.types == ["record.observed"] && !found.isUnmapped && found.identities.isEmpty)
        #expect(found.data(RecordEvents.observed)[RecordEvents.reason] == .detailMissing)
        #expect(found.personal(.operation) == ["SecurityInformationConfirmed"])
        #expect(found.personal(.actorName) == ["sysadmin"])
        #expect(found.personal(.timeText) == ["March 01 08:00:01", "March 1, 2026 08:00:00"])
        #expect(found.events[0].occurred.instant.description == "2026-03-02T00:00:00Z")
        #expect(found.evidence == Array(line.utf8))
        #expect(SourceFormat(recordKey: found.key) == .workspaceOneSyslog)
    }

    @Test("a message of an administrator's own form has values in quotes, and may name the device")
    func quoted() throws {
        let line =
            "<13>1 2026-03-01T08:00:00Z uem app - - - Event Category:\"Command\" "
            + "Event:\"SecurityInformationConfirmed\" EnrollmentUser:\"frodo\" DeviceFriendlyName:\"a "
            + "Event:b\" SerialNumber:\"C02ZQ0000001\" Udid:\"N/A\" DeviceUUID:\"\(Records.object)\""
        let found = try LineRecords.submission(line, context)
        #expect(found.types == ["device.inventory_observed", "device.identity_bound"])
        #expect(found.events[0].occurred.instant.description == "2026-03-01T08:00:00Z")
        #expect(found.personal(.deviceName) == ["a Event:b"] && found.identities.count == 2)
    }

    @Test("no name of an event is taken for granted but those that were seen")
    func names() throws {
        let login = try LineRecords.submission(LineRecords.console("AdminUserLoggedIn"), context)
        #expect(login.data(RecordEvents.observed)[RecordEvents.category] == .deviceManagementAudit)
        for name in ["MDMEnrollmentComplete", "DeviceWiped", "AdminUserLoggedInTwice"] {
            let found = try LineRecords.submission(LineRecords.console(name), context)
            #expect(found.isUnmapped && found.types == ["record.observed"], "\(name)")
        }
    }

    @Test("the same line is the same record, and one of another second is not")
    func keys() throws {
        let line = LineRecords.console("AdminUserLoggedIn")
        let first = try LineRecords.submission(line, context)
        #expect(try LineRecords.submission(line + " ", context).key == first.key)
        let later = LineRecords.console("AdminUserLoggedIn", header: "<101> March 01 08:00:02 AirWatch  ")
        #expect(try LineRecords.submission(later, context).key != first.key)
    }

    @Test("a line cut at any byte, or with any byte changed, never stops the program")
    func hostile() {
        for (line, source) in [
            (LineRecords.console("SecurityInformationConfirmed"), "workspace-one:acme"),
            (LineRecords.audit("Wipe", LineRecords.device, header: "<13>Mar  1 08:00:00 r "), "ivanti:acme"),
            ("<13>1 2026-03-01T08:00:00Z h a p m [x y=\"z\"] Event:\"a\" Udid:\"b\"", "workspace-one:acme"),
        ] {
            let context = LineRecords.context(source)
            var bytes = Array(line.utf8)
            for count in bytes.indices {
                _ = VendorConnector().read(Array(bytes[..<count]), context)
                for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                    bytes[count] ^= mask
                    _ = VendorConnector().read(bytes, context)
                    bytes[count] ^= mask
                }
            }
        }
    }

    @Test("a line of ten MiB is read in bounded time, and what is no id of its parts becomes none")
    func long() throws {
        let filler = String(repeating: "Event Timestamp: ../\u{2019} ", count: 450_000)
        let line = LineRecords.console("AdminUserLoggedIn", user: filler)
        #expect(line.utf8.count > 10 << 20)
        let found = try LineRecords.submission(line, context)
        #expect(found.identities.isEmpty && found.personal(.actorName).isEmpty)
        let serial = String(repeating: "A1", count: 600_000)
        let audit = LineRecords.audit(
            "Wipe", " cs1Label=uuid cs1=../../etc/passwd cs2Label=serialnumber cs2=\(serial)")
        let refused = try LineRecords.submission(audit, LineRecords.context("ivanti:acme"))
        #expect(refused.identities.isEmpty && refused.types == ["record.observed"])
        #expect(refused.events[0].tags.count == 1 && refused.personal(.serialNumber).isEmpty)
    }
}
