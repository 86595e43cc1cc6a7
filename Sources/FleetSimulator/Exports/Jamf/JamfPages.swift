import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes what Jamf Pro's interface answers: pages of computers and of mobile devices, and what it says of
/// one device's compliance.
struct JamfPages {
    let received: Timestamp

    static func holds(_ device: ProductFleet.Device) -> Bool { device.number > 0 }

    static func page(_ rows: [[UInt8]], total: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("totalCount", total)
        json.key("results")
        json.beginArray()
        for row in rows { json.raw(row) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    func row(_ subject: ProductSubject) -> (bytes: [UInt8], statement: Statement) {
        var json = JSONWriter()
        json.beginObject()
        let isMac = subject.device.platform == .macOS
        if isMac { computer(subject, &json) } else { mobile(subject, &json) }
        json.endObject()
        var statement = subject.statement(received, snapshot: true)
        // It says that a device is managed no more, and not why.
        statement.enrolment = subject.held.standing.isGone ? .unenrolled : .enrolled
        statement.platform = subject.device.platform
        if !isMac { statement.ownership = subject.device.ownership }
        statement.lastContact = contact(subject)
        statement.values = [.serialNumber, .deviceName, .userPrincipalName, .displayName, .udid]
        return (json.bytes, statement)
    }

    private func contact(_ subject: ProductSubject) -> Timestamp {
        subject.instance.clock(subject.held.lastContact)
    }

    private func computer(_ subject: ProductSubject, _ json: inout JSONWriter) {
        let contact = SourceText.instant(contact(subject), digits: 3)
        json.member("id", "\(subject.held.number)")
        json.member("udid", subject.device.udid)
        json.key("general")
        json.beginObject()
        json.member("name", subject.device.name)
        json.member("platform", "Mac")
        json.key("remoteManagement")
        json.beginObject()
        json.member("managed", !subject.held.standing.isGone)
        json.endObject()
        json.member("supervised", subject.device.ownership == .company)
        json.member("reportDate", contact)
        json.member("lastContactTime", contact)
        json.member("lastEnrolledDate", enrolled(subject))
        json.member("managementId", subject.id(0))
        json.endObject()
        json.key("hardware")
        json.beginObject()
        json.member("make", "Apple")
        json.member("model", subject.device.model)
        json.member("modelIdentifier", subject.device.appleIdentifier)
        json.member("serialNumber", subject.device.serialNumber)
        json.member("macAddress", subject.macAddress)
        json.endObject()
        json.key("operatingSystem")
        json.beginObject()
        json.member("name", "macOS")
        json.member("version", subject.version)
        json.endObject()
        json.key("userAndLocation")
        json.beginObject()
        json.member("username", subject.accountName)
        json.member("realname", subject.person.displayName)
        json.member("email", subject.person.userPrincipalName)
        json.endObject()
    }

    private func mobile(_ subject: ProductSubject, _ json: inout JSONWriter) {
        json.member("mobileDeviceId", "\(subject.held.number)")
        json.member("deviceType", "iOS")
        json.key("general")
        json.beginObject()
        json.member("udid", subject.device.udid)
        json.member("displayName", subject.device.name)
        json.member("lastInventoryUpdateDate", SourceText.instant(contact(subject), digits: 3))
        json.member("osVersion", subject.version)
        json.member("managed", !subject.held.standing.isGone)
        json.member("supervised", subject.device.ownership == .company)
        json.member(
            "deviceOwnershipType", subject.device.ownership == .company ? "Institutional" : "Personal")
        json.member("lastEnrolledDate", enrolled(subject))
        json.member("managementId", subject.id(0))
        json.endObject()
        json.key("hardware")
        json.beginObject()
        json.member("serialNumber", subject.device.serialNumber)
        json.member("wifiMacAddress", subject.macAddress)
        json.member("model", subject.device.model)
        json.member("modelIdentifier", subject.device.appleIdentifier)
        json.endObject()
        json.key("userAndLocation")
        json.beginObject()
        json.member("username", subject.accountName)
        json.member("realName", subject.person.displayName)
        json.member("emailAddress", subject.person.userPrincipalName)
        json.endObject()
    }

    private func enrolled(_ subject: ProductSubject) -> String {
        SourceText.instant(subject.instance.clock(subject.held.enrolled), digits: 3)
    }

    /// The answer about one device, with the directory's id of it where the agent has registered it.
    func compliance(_ subject: ProductSubject) -> (bytes: [UInt8], statement: Statement) {
        var json = JSONWriter()
        json.beginArray()
        json.beginObject()
        json.member("deviceId", "\(subject.held.number)")
        let applies = subject.held.isBound && !subject.held.standing.isGone
        json.member("applicable", applies)
        let word = subject.held.verdict.map { $0 ? "COMPLIANT" : "NON_COMPLIANT" } ?? "UNKNOWN"
        json.member("complianceState", word)
        json.member("complianceVendor", "Microsoft")
        json.key("complianceVendorDeviceInformation")
        json.beginObject()
        json.texts("deviceIds", subject.held.isBound ? [subject.device.entraDevice.guidText] : [])
        json.endObject()
        json.endObject()
        json.endArray()
        var statement = subject.statement(received, snapshot: true)
        if applies {
            statement.verdict = subject.held.verdict
            statement.bindsDirectory = subject.held.verdict != nil
        }
        return (json.bytes, statement)
    }
}
