import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes event notifications of Workspace ONE UEM, of the first generation or of today's.
///
/// The console knows a device by its number, and today by a GUID as well; a device that enrols again is
/// another record. How it stands is in every body.
struct WorkspaceOneEvents {
    let subject: ProductSubject
    let isOlder: Bool
    let time: Timestamp

    private var instance: ProductInstance { subject.instance }

    static func notices(
        of fact: SimulatedFact, _ subject: ProductSubject, before: ProductFleet.Device, isOlder: Bool
    ) -> [ProductNotice] {
        let events = WorkspaceOneEvents(subject: subject, isOlder: isOlder, time: fact.time)
        switch fact.content {
        case .report(.enrolled):
            return [events.notice("MDM Enrollment Complete", 148), events.notice("Enrollment Complete", 147)]
        case .report(.evaluated(let isCompliant)):
            guard before.verdict != isCompliant else { return [] }
            return [events.notice("Compliance Status Changed", 178)]
        case .report(.unenrolled): return [events.notice("Break MDM Confirmed", 39)]
        case .change(.versionChanged):
            guard subject.held.standing == .enrolled else { return [] }
            return [events.notice("Device Operating System Changed", 180)]
        default: return []
        }
    }

    private func notice(_ type: String, _ number: Int) -> ProductNotice {
        let isBreak = number == 39
        let verdict = isBreak ? nil : subject.held.verdict
        var statement = subject.statement(eventTime)
        switch number {
        case 39: statement.enrolment = .unenrolled
        case 147, 148: statement.enrolment = .enrolled
        default: break
        }
        statement.verdict = verdict
        if !isOlder, !isBreak, number != 178 {
            statement.platform = Self.platform(subject)
            statement.ownership = subject.device.ownership
        }
        statement.values = [.serialNumber, .deviceName]
        if !isBreak {
            statement.values.insert(.userPrincipalName)
            if subject.device.imei != nil { statement.values.insert(.imei) }
        }
        return ProductNotice(statement) { isRepeated in
            body(type, number, verdict, isBreak: isBreak, isRepeated: isRepeated)
        }
    }

    private var eventTime: Timestamp { instance.clock(time) }

    private func body(
        _ type: String, _ number: Int, _ verdict: Bool?, isBreak: Bool, isRepeated: Bool
    ) -> [UInt8] {
        // The send time, whatever its name: a second sending has another.
        let sent = eventTime.adding(nanoseconds: isRepeated ? 31_530_090_700 : 530_072_000)
        var json = JSONWriter()
        json.beginObject()
        json.member("EventId", number)
        json.member("EventType", isOlder ? type.filter { $0 != " " } : type)
        json.member("DeviceId", 10_000 + subject.held.number)
        json.member("DeviceFriendlyName", subject.device.name)
        let user = isBreak ? "" : subject.person.userPrincipalName
        json.member("EnrollmentEmailAddress", user)
        json.member("EnrollmentUserName", user)
        json.member("EventTime", text(eventTime))
        json.member("EnrollmentStatus", isBreak ? "Unenrolled" : "Enrolled")
        json.member("CompromisedStatus", "")
        json.member("CompromisedTimeStamp", text(sent))
        json.member("ComplianceStatus", Self.word(verdict))
        json.member("PhoneNumber", "")
        json.member("Udid", Self.udid(subject))
        json.member("SerialNumber", subject.device.serialNumber)
        json.member("MACAddress", isOlder ? "System.Byte[]" : "000000000000")
        json.member("DeviceIMEI", isBreak ? "" : subject.device.imei ?? "")
        json.member("EnrollmentUserId", isBreak ? 0 : 400_000 + subject.index)
        json.member("AssetNumber", Self.udid(subject))
        if !isOlder {
            json.member("Platform", Self.platformWord(subject))
            json.member("OperatingSystem", subject.version)
            json.member("Ownership", isBreak ? "Undefined" : Self.ownershipWord(subject))
            json.member("SIMMCC", "")
            json.member("CurrentMCC", "")
            json.member("OrganizationGroupName", subject.instance.name)
            json.member("DeviceUUID", subject.id(0))
            json.member("EnrollmentUserUUID", subject.id(1))
        }
        json.endObject()
        return json.bytes
    }

    /// Seven digits today; milliseconds in a form of scripts in the first generation.
    private func text(_ instant: Timestamp) -> String {
        isOlder
            ? "/Date(\(instant.nanoseconds / 1_000_000))/" : SourceText.instant(instant, digits: 7)
    }

    static func word(_ verdict: Bool?) -> String {
        verdict.map { $0 ? "Compliant" : "NonCompliant" } ?? "NotAvailable"
    }

    /// Thirty-two digits without dashes, whatever the system.
    static func udid(_ subject: ProductSubject) -> String {
        (subject.device.udid ?? subject.id(2).guidText).filter { $0 != "-" }.uppercased()
    }

    /// `Apple` stands for a phone and for a tablet.
    static func platformWord(_ subject: ProductSubject) -> String {
        switch subject.device.platform {
        case .windows: "WinRT"
        case .macOS: "AppleOsX"
        case .iOS, .iPadOS: "Apple"
        default: "Android"
        }
    }

    static func platform(_ subject: ProductSubject) -> Platform? {
        platformWord(subject) == "Apple" ? nil : subject.device.platform
    }

    static func ownershipWord(_ subject: ProductSubject) -> String {
        subject.device.ownership == .company ? "CorporateDedicated" : "EmployeeOwned"
    }
}
