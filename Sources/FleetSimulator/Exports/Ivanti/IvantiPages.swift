import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes pages of EPMM's devices, with the members that the poller asked for.
struct IvantiPages {
    let received: Timestamp

    static func holds(_ device: ProductFleet.Device) -> Bool { device.number > 0 }

    /// `hasMore` says nothing that could be relied on.
    static func page(_ rows: [[UInt8]], total: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("results")
        json.beginArray()
        for row in rows { json.raw(row) }
        json.endArray()
        json.member("totalCount", total)
        json.member("resultCount", rows.count)
        json.member("searchTimeMillis", 3)
        json.member("hasMore", true)
        json.endObject()
        return json.bytes
    }

    func row(_ subject: ProductSubject) -> (bytes: [UInt8], statement: Statement) {
        let contact = subject.instance.clock(subject.held.lastContact)
        var json = JSONWriter()
        json.beginObject()
        json.member("common.uuid", subject.id(0))
        json.member("common.id", subject.held.number)
        json.member("common.serial_number", subject.device.serialNumber)
        if let udid = subject.device.udid { json.member("ios.iPhone UDID", udid) }
        json.member("common.imei", subject.device.imei ?? "")
        json.member("common.model", subject.device.model)
        json.member("common.platform", platformWord(subject))
        json.member("common.platform_name", "\(platformWord(subject)) \(subject.version)")
        json.member("common.owner", subject.device.ownership == .company ? "COMPANY" : "EMPLOYEE")
        json.member("common.status", IvantiMessages.status(subject))
        json.member("common.compliant", subject.held.verdict ?? true)
        json.member("common.quarantined", false)
        json.member("common.security_state", "Ok")
        json.member("common.last_connected_at", SourceText.instant(contact, digits: 3))
        json.member(
            "common.registration_date",
            SourceText.instant(subject.instance.clock(subject.held.enrolled), digits: 3))
        json.member("user.user_id", subject.accountName)
        json.member("user.display_name", subject.person.displayName)
        json.member("user.email_address", subject.person.userPrincipalName)
        json.endObject()
        var statement = subject.statement(received, snapshot: true)
        statement.enrolment = standing(subject)
        statement.verdict = subject.held.verdict ?? true
        statement.platform = subject.device.platform == .iPadOS ? .iOS : subject.device.platform
        statement.ownership = subject.device.ownership
        statement.lastContact = contact
        statement.values = [.serialNumber, .userPrincipalName, .displayName]
        if subject.device.imei != nil { statement.values.insert(.imei) }
        if subject.device.udid != nil { statement.values.insert(.udid) }
        return (json.bytes, statement)
    }

    private func standing(_ subject: ProductSubject) -> Statement.Enrolment? {
        switch subject.held.standing {
        case .none: nil
        case .enrolled, .wiping: .enrolled
        case .leaving: .retirePending
        case .retired, .unenrolled: .retired
        case .wiped: .wiped
        }
    }

    /// A tablet's system goes by the phone's name.
    private func platformWord(_ subject: ProductSubject) -> String {
        switch subject.device.platform {
        case .windows: "Windows"
        case .macOS: "macOS"
        case .iOS, .iPadOS: "iOS"
        default: "Android"
        }
    }
}
