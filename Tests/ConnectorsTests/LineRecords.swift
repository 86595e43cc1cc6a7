import EventCatalogue
import LedgerModel
import Testing

@testable import Connectors

/// Lines of the tests' own making, and what reading them gives.
enum LineRecords {
    static func context(_ source: String?, received: String? = nil) -> ConnectorContext {
        var context = ConnectorContext(tenant: TenantName(Array(Records.tenant.utf8)))
        context.expectedSource = source.flatMap { SourceName(text: $0) }
        context.receivedAt = received.flatMap { Timestamp(rfc3339: $0) }
        return context
    }

    static func result(_ line: String, _ context: ConnectorContext) -> ReadingResult {
        VendorConnector().read(Array(line.utf8), context).heldAgain()
    }

    static func submission(_ line: String, _ context: ConnectorContext) throws -> Submission {
        switch result(line, context) {
        case .submissions(let found): return found[0]
        case .rejected(let rejection): throw rejection
        }
    }

    static func code(_ line: String, _ context: ConnectorContext) -> String? {
        guard case .rejected(let rejection) = result(line, context) else { return nil }
        return rejection.code
    }

    /// An entry of an audit log, with `more` behind its name of what was done.
    static func audit(
        _ action: String, _ more: String = "", start: String = "1772352000", header: String = ""
    ) -> String {
        let time = start.isEmpty ? "" : "start=\(start) "
        return "\(header)CEF:0|Mobile Iron|Core|11.4|71|\(action)|3|\(time)eventId=12 suser=gandalf "
            + "act=\(action) dvc=core.example.org\(more)"
    }

    static let device = " cs1Label=Device UUID cs1=\(Records.object) cs2Label=Serial Number cs2=C02ZQ0000001"

    /// An event of Workspace ONE's console in the default form.
    static func console(
        _ event: String, header: String = "<101> March 01 08:00:01 AirWatch  ", user: String = "sysadmin"
    ) -> String {
        "\(header)AirWatch Syslog Details are as follows Event Type: DeviceEvent: \(event)User: \(user)"
            + "Event Source: DeviceEvent Module: DevicesEvent Category: CommandEvent Data: Device: Frodo's "
            + "iPad DMPZQ0000002User: other EnrollmentUser: Frodo Event Timestamp: March 1, 2026 08:00:00"
    }
}
