import EventCatalogue
import LedgerModel
import StrictJSON

/// What MaaS360 reports of its own: changes by administrators, their logins, and compliance events.
///
/// None has an id, and pages drift while they are read, newest first: an entry is the same again by its time
/// and all of its content. What a compliance event says beyond its device and time is published nowhere: it
/// tells that the device was evaluated, and no verdict.
enum MaaS360Report {
    private static let reports: [(page: StaticString, entry: StaticString, time: StaticString)] = [
        ("adminChanges", "adminChange", "updateDate"), ("loginEvents", "loginEvent", "loginAttemptTime"),
        ("complianceEvents", "complianceEvent", "actionExecutionTime"),
    ]

    /// The numbers of the reports.
    static var indices: Range<Int> { reports.indices }

    /// The entries of a page, and which report's it is; nil for any other value.
    static func entries(of value: JSONValue) -> (entries: [JSONValue], report: Int, name: StaticString)? {
        for (index, report) in reports.enumerated() {
            guard let entry = value[report.page]?[report.entry] else { continue }
            if entry.isObject { return ([entry], index, report.entry) }
            if let list = entry.array { return (Array(list), index, report.entry) }
        }
        return nil
    }

    static func submission(
        of value: JSONValue, report index: Int, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let report = reports[index]
        let members = SourceMembers(value)
        let isCompliance = index == 2
        let time =
            isCompliance
            ? try members.time(report.time, forms: .zoned)?.instant : try members.milliseconds(report.time)
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("maas360Report", to: &key)
        EntraRecord.append(report.entry, to: &key)
        EntraRecord.append(time?.rfc3339, to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.interface,
            occurred: place.occurred(time), evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.actorName, members, "performedBy")
        personal.add(.actorName, members, "username")
        personal.add(.operation, members, "operationType")
        personal.add(.ipAddress, members, "ipAddress")
        let device = DeviceReference.own(
            "maas360-device", members.freeText("maas360DeviceID"), at: place)
        if isCompliance, let device {
            // That the device was evaluated, and something done about it; not what was concluded.
            mapping.emit(ComplianceEvents.evaluated, [device], data: PublicData(), personal)
        } else {
            mapping.observe(
                isCompliance ? .deviceManagement : .deviceManagementAudit, .evidenceOnly, personal,
                devices: device.map { [$0] } ?? [])
        }
        return mapping.finished()
    }
}
