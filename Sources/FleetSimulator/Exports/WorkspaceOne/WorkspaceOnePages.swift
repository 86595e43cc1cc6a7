import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes pages of Workspace ONE's device search. Its instants have no zone.
struct WorkspaceOnePages {
    let received: Timestamp

    static func holds(_ device: ProductFleet.Device) -> Bool { device.number > 0 }

    static func page(_ rows: [[UInt8]], number: Int, size: Int, total: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("Devices")
        json.beginArray()
        for row in rows { json.raw(row) }
        json.endArray()
        json.member("Page", number)
        json.member("PageSize", size)
        json.member("Total", total)
        json.endObject()
        return json.bytes
    }

    func row(_ subject: ProductSubject) -> (bytes: [UInt8], statement: Statement) {
        let isGone = subject.held.standing.isGone
        var json = JSONWriter()
        json.beginObject()
        json.member("Udid", WorkspaceOneEvents.udid(subject))
        json.member("SerialNumber", subject.device.serialNumber)
        json.member("MacAddress", subject.macAddress)
        json.member("Imei", subject.device.imei ?? "")
        json.member("AssetNumber", "")
        json.member("DeviceFriendlyName", subject.device.name)
        json.member("LocationGroupName", subject.instance.name)
        json.member("UserName", subject.accountName)
        json.member("UserEmailAddress", subject.person.userPrincipalName)
        json.member("Ownership", subject.device.ownership == .company ? "C" : "E")
        json.member("Platform", WorkspaceOneEvents.platformWord(subject))
        json.member("Model", subject.device.model)
        json.member("OperatingSystem", subject.version)
        json.member("PhoneNumber", "")
        json.member("LastSeen", text(subject.instance.clock(subject.held.lastContact)))
        json.member("EnrollmentStatus", isGone ? "Unenrolled" : "Enrolled")
        json.member("ComplianceStatus", WorkspaceOneEvents.word(subject.held.verdict))
        json.member("CompromisedStatus", false)
        json.member("LastEnrolledOn", text(subject.instance.clock(subject.held.enrolled)))
        json.member("LastComplianceCheckOn", "0001-01-01T00:00:00.000")
        json.member("LastCompromisedCheckOn", "0001-01-01T00:00:00.000")
        json.member("IsSupervised", false)
        json.key("Id")
        json.beginObject()
        json.member("Value", 10_000 + subject.held.number)
        json.endObject()
        json.member("Uuid", subject.id(0))
        json.endObject()
        var statement = subject.statement(received, snapshot: true)
        statement.enrolment = isGone ? .unenrolled : .enrolled
        statement.verdict = subject.held.verdict
        statement.platform = WorkspaceOneEvents.platform(subject)
        statement.ownership = subject.device.ownership
        statement.values = [.serialNumber, .deviceName, .userPrincipalName]
        if subject.device.imei != nil { statement.values.insert(.imei) }
        return (json.bytes, statement)
    }

    /// To the millisecond, without saying of which zone.
    private func text(_ time: Timestamp) -> String { SourceText.instant(time, digits: 3, zone: "") }
}
