import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes messages of Ivanti's event notification service. One message may be about many devices.
struct IvantiMessages {
    let subject: ProductSubject
    let time: Timestamp

    private var instance: ProductInstance { subject.instance }

    static func notices(
        of fact: SimulatedFact, _ subject: ProductSubject, before: ProductFleet.Device
    ) -> [ProductNotice] {
        let messages = IvantiMessages(subject: subject, time: fact.time)
        switch fact.content {
        case .report(.enrolled): return [messages.notice("device.enrolled", .enrolled)]
        case .report(.evaluated(let isCompliant)):
            guard before.verdict != isCompliant else { return [] }
            return [
                messages.notice(
                    isCompliant ? "device.compliant" : "device.not_compliant", verdict: isCompliant)
            ]
        case .report(.unenrolled):
            return subject.held.standing == .wiped
                ? [messages.notice("device.wiped", .wiped)] : [messages.notice("device.retired", .retired)]
        case .change(.versionChanged) where subject.held.standing == .enrolled:
            return [messages.notice("device.profile_inventory", contact: true)]
        default: return []
        }
    }

    private func notice(
        _ type: String, _ enrolment: Statement.Enrolment? = nil, verdict: Bool? = nil, contact: Bool = false
    ) -> ProductNotice {
        var statement = subject.statement(instance.clock(time))
        statement.enrolment = enrolment
        statement.verdict = verdict
        if contact { statement.lastContact = instance.clock(subject.held.lastContact) }
        statement.values = [.serialNumber]
        if subject.device.udid != nil { statement.values.insert(.udid) }
        return ProductNotice(
            statement, Self.message(type, at: instance.milliseconds(time), [Self.device(subject)]))
    }

    /// A device that checked in, for a message that tells of several.
    static func contact(
        _ subject: ProductSubject, at time: Timestamp
    ) -> (bytes: [UInt8], statement: Statement) {
        var statement = subject.statement(subject.instance.clock(time))
        statement.lastContact = subject.instance.clock(subject.held.lastContact)
        statement.values = [.serialNumber]
        if subject.device.udid != nil { statement.values.insert(.udid) }
        return (device(subject), statement)
    }

    static func message(_ type: String, at milliseconds: Int64, _ devices: [[UInt8]]) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("timestamp")
        json.int64(milliseconds)
        json.member("eventType", type)
        json.key("devices")
        json.beginArray()
        for device in devices { json.raw(device) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private static func device(_ subject: ProductSubject) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("compliant", subject.held.verdict ?? true)
        json.member("quarantined", false)
        json.member("blocked", false)
        json.member("compromised", false)
        json.member("status", status(subject))
        json.key("lastCheckInTime")
        json.int64(subject.instance.milliseconds(subject.held.lastContact))
        json.key("registrationTime")
        json.int64(subject.instance.milliseconds(subject.held.enrolled))
        json.member("identifier", "\(subject.held.number)")
        json.member("deviceGuid", subject.id(0))
        json.member("serialNumber", subject.device.serialNumber)
        if let udid = subject.device.udid { json.member("iosUdid", udid) }
        json.member("userId", subject.accountName)
        json.endObject()
        return json.bytes
    }

    static func status(_ subject: ProductSubject) -> String {
        switch subject.held.standing {
        case .none: "VERIFICATION_PENDING"
        case .enrolled: "ACTIVE"
        case .leaving: "RETIRE_PENDING"
        case .wiping: "ACTIVE"
        case .retired, .unenrolled: "RETIRED"
        case .wiped: "WIPED"
        }
    }
}
