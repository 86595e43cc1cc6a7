import EventCatalogue
import LedgerModel
import StrictJSON

/// The body by which a webhook of Fleet tells which hosts fail a policy.
///
/// One policy concludes nothing of a host as a whole, so it is kept as evidence, host by host.
enum FleetPolicyReport {
    static func isReport(_ value: JSONValue) -> Bool {
        value["timestamp"] != nil && value["policy"]?.isObject ?? false && value["hosts"]?.isArray ?? false
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let time = try members.time("timestamp", forms: .zoned)
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("fleetPolicyReport", to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.webhook,
            occurred: place.occurred(time?.instant), evidence: evidence)
        let policy = try members.object("policy")
        var isFirst = true
        for host in try members.objects("hosts") {
            var personal = mapping.privateText()
            if isFirst, let policy { personal.add(.policyNames, policy, "name") }
            if isFirst { personal.add(.timeText, time?.text) }
            isFirst = false
            personal.add(.deviceName, host, "hostname")
            let number = try host.integer("id").map { Array("\($0)".utf8) }
            let device = DeviceReference.own("fleet-host", number, at: place)
            mapping.observe(.deviceManagement, .evidenceOnly, personal, devices: device.map { [$0] } ?? [])
        }
        if isFirst { mapping.observe(.deviceManagement, .detailMissing, mapping.privateText()) }
        return mapping.finished()
    }
}
