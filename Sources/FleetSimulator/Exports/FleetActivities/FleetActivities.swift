import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes entries of FleetDM's activity feed. It says who enrolled and who left, and nothing of verdicts.
struct FleetActivities {
    let subject: ProductSubject
    let time: Timestamp

    private var instance: ProductInstance { subject.instance }

    /// An entry without its number, and what it says.
    typealias Entry = (type: String, details: [UInt8], statement: Statement)

    static func entries(of fact: SimulatedFact, _ subject: ProductSubject) -> [Entry] {
        let activities = FleetActivities(subject: subject, time: fact.time)
        switch fact.content {
        case .report(.enrolled): return [activities.agentEnrolled(), activities.enrolled()]
        case .report(.unenrolled): return [activities.unenrolled()]
        default: return []
        }
    }

    private func agentEnrolled() -> Entry {
        var statement = statement()
        statement.values = [.serialNumber, .deviceName]
        return (
            "fleet_enrolled",
            details { json in
                json.member("host_id", "\(subject.held.number)")
                json.member("host_serial", subject.device.serialNumber)
                json.member("host_display_name", subject.device.name)
            }, statement
        )
    }

    /// Of a computer with Windows the feed has no serial number here.
    private func enrolled() -> Entry {
        let isWindows = subject.device.platform == .windows
        var statement = statement()
        if !isWindows {
            statement.enrolment = .enrolled
            statement.platform = subject.device.platform
        }
        statement.values = isWindows ? [.deviceName] : [.serialNumber, .deviceName]
        return ("mdm_enrolled", details { management(isWindows: isWindows, &$0) }, statement)
    }

    private func unenrolled() -> Entry {
        let isWindows = subject.device.platform == .windows
        var statement = statement()
        if !isWindows { statement.enrolment = .unenrolled }
        statement.values = isWindows ? [.deviceName] : [.serialNumber, .deviceName]
        return ("mdm_unenrolled", details { management(isWindows: isWindows, &$0) }, statement)
    }

    private func management(isWindows: Bool, _ json: inout JSONWriter) {
        json.member("host_serial", isWindows ? "" : subject.device.serialNumber)
        json.member("host_display_name", subject.device.name)
        json.member("installed_from_dep", !isWindows && subject.device.ownership == .company)
        json.member("mdm_platform", isWindows ? "microsoft" : "apple")
        json.member("enrollment_id", nil)
        json.member("platform", isWindows ? "windows" : "darwin")
    }

    private func statement() -> Statement { subject.statement(instance.clock(time)) }

    private func details(_ fill: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        fill(&json)
        json.endObject()
        return json.bytes
    }

    static func entry(
        _ number: Int, _ type: String, _ details: [UInt8], _ instance: ProductInstance, at time: Timestamp
    ) -> [UInt8] {
        let isPersonal = type == "user_logged_in"
        var random = SeededRandom(seed: instance.id.low, .record, number)
        var json = JSONWriter()
        json.beginObject()
        json.member("id", number)
        json.member("uuid", random.guid())
        json.member("created_at", SourceText.instant(instance.clock(time), digits: 6))
        json.member("actor_full_name", isPersonal ? instance.tenant.administrator.displayName : nil)
        json.key("actor_id")
        if isPersonal { json.int(1) } else { json.null() }
        json.member("actor_email", isPersonal ? instance.tenant.administrator.userPrincipalName : nil)
        json.member("type", type)
        json.key("details")
        json.raw(details)
        json.member("streamed", false)
        json.endObject()
        return json.bytes
    }

    static func page(_ entries: [[UInt8]], hasMore: Bool) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("activities")
        json.beginArray()
        for entry in entries { json.raw(entry) }
        json.endArray()
        json.key("meta")
        json.beginObject()
        json.member("has_next_results", hasMore)
        json.member("has_previous_results", false)
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
