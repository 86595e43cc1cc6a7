import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes what MaaS360's web services answer: pages of devices, of compliance events, of changes by
/// administrators and of their logins. It notifies of nothing.
struct MaaS360Pages {
    let received: Timestamp

    static func holds(_ device: ProductFleet.Device) -> Bool { device.number > 0 }

    /// A page of one device has it in place of the list.
    static func page(_ rows: [[UInt8]], number: Int, size: Int) -> [UInt8] {
        wrapped("devices", "device", rows, number: number, size: size)
    }

    private static func wrapped(
        _ name: StaticString, _ entry: StaticString, _ rows: [[UInt8]], number: Int, size: Int
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key(name)
        json.beginObject()
        json.member("count", rows.count)
        json.member("pageNumber", number)
        json.member("pageSize", size)
        json.key(entry)
        if rows.count == 1 {
            json.raw(rows[0])
        } else {
            json.beginArray()
            for row in rows { json.raw(row) }
            json.endArray()
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }

    static func compliancePage(_ rows: [[UInt8]], number: Int, size: Int) -> [UInt8] {
        wrapped("complianceEvents", "complianceEvent", rows, number: number, size: size)
    }

    static func changesPage(_ rows: [[UInt8]], number: Int, size: Int) -> [UInt8] {
        wrapped("adminChanges", "adminChange", rows, number: number, size: size)
    }

    static func loginsPage(_ rows: [[UInt8]], number: Int, size: Int) -> [UInt8] {
        wrapped("loginEvents", "loginEvent", rows, number: number, size: size)
    }

    /// The device's name at MaaS360: where the system gives no id, one that the agent made.
    static func id(_ subject: ProductSubject) -> String {
        subject.device.platform == .windows || subject.device.platform == .android
            ? "Android" + subject.device.serialNumber.lowercased()
            : subject.device.udid ?? subject.device.serialNumber
    }

    func row(_ subject: ProductSubject) -> (bytes: [UInt8], statement: Statement) {
        var json = JSONWriter()
        json.beginObject()
        json.member("maas360DeviceID", Self.id(subject))
        json.member("udid", Self.id(subject))
        json.member("platformSerialNumber", subject.device.serialNumber)
        json.key("imeiEsn")
        // A number where there is one, and a text where there is none.
        if let imei = subject.device.imei.flatMap({ Int64($0) }) { json.int64(imei) } else { json.string("") }
        json.member("wifiMacAddress", "")
        json.member("deviceName", subject.device.name)
        json.member("deviceType", subject.isComputer ? "Laptop" : "Smartphone")
        json.member("username", subject.person.userPrincipalName)
        json.member("emailAddress", subject.person.userPrincipalName)
        json.member("platformName", Self.platformWord(subject))
        json.member("model", model(subject))
        json.member("manufacturer", subject.device.manufacturer)
        json.member("osName", "\(Self.platformWord(subject)) \(subject.version)")
        json.member("osVersion", subject.version)
        json.member(
            "ownership", subject.device.ownership == .company ? "Corporate Owned" : "Employee Owned")
        json.member("maas360ManagedStatus", managedWord(subject))
        json.member("deviceStatus", subject.held.standing.isGone ? "InActive" : "Active")
        let word = subject.held.verdict.map { $0 ? "In Compliance" : "Out of Compliance" } ?? ""
        json.member("policyComplianceState", "")
        json.member("ruleComplianceState", word)
        json.member("appComplianceState", "In Compliance")
        json.member("passcodeCompliance", "Compliant")
        json.member("encryptionStatus", "Encryption Complete")
        json.member("jailbreakStatus", "No")
        json.member("selectiveWipeStatus", subject.held.standing == .wiped ? "Completed" : "N/a")
        json.member("mailboxManaged", "")
        json.member("phoneNumber", "")
        json.member("mdmPolicy", "KS default")
        let enrolled = subject.instance.clock(subject.held.enrolled)
        let contact = subject.instance.clock(subject.held.lastContact)
        json.member("installedDate", SourceText.second(enrolled))
        json.key("installedDateInEpochms")
        json.int64(enrolled.nanoseconds / 1_000_000)
        json.member("lastReported", SourceText.second(contact))
        json.key("lastReportedInEpochms")
        json.int64(contact.nanoseconds / 1_000_000)
        json.endObject()
        var statement = subject.statement(received, snapshot: true)
        statement.enrolment = standing(subject)
        statement.verdict = subject.held.verdict
        statement.platform = subject.device.platform
        statement.ownership = subject.device.ownership
        statement.lastContact = contact
        statement.values = [.serialNumber, .deviceName, .userPrincipalName]
        if subject.device.udid == Self.id(subject) { statement.values.insert(.udid) }
        return (json.bytes, statement)
    }

    private func model(_ subject: ProductSubject) -> String {
        subject.device.platform == .iPadOS ? "iPad \(subject.device.appleIdentifier)" : subject.device.model
    }

    private static func platformWord(_ subject: ProductSubject) -> String {
        switch subject.device.platform {
        case .windows: "Windows"
        case .macOS: "Mac"
        case .iOS, .iPadOS: "iOS"
        default: "Android"
        }
    }

    private func managedWord(_ subject: ProductSubject) -> String {
        switch subject.held.standing {
        case .none: "Not Enrolled"
        case .enrolled: "Enrolled"
        case .leaving, .wiping: "Pending Control Removed"
        case .retired, .wiped: "Control Removed"
        case .unenrolled: "User Removed Control"
        }
    }

    /// What those words can say: that somebody let the device go, not how.
    private func standing(_ subject: ProductSubject) -> Statement.Enrolment? {
        switch subject.held.standing {
        case .none: nil
        case .enrolled: .enrolled
        case .leaving, .wiping: .retirePending
        case .retired, .wiped, .unenrolled: .retired
        }
    }
}
