import EventCatalogue
import LedgerModel
import StrictJSON

/// A device in a page of Ivanti EPMM's interface: flat members with dotted names, and of these only the ones
/// that were asked for.
enum IvantiDevice {
    /// The devices of a page; nil for any other value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        guard let list = value["results"]?.array,
            list.contains(where: { $0["common.uuid"] != nil || $0["common.id"] != nil })
        else { return nil }
        return Array(list)
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let number = try members.integer("common.id").map { Array("\($0)".utf8) }
        let unique = try members.id("common.uuid")
        guard let id = unique ?? number else {
            throw Rejection(.missingID, field: "common.uuid", expected: "an id", found: "none")
        }
        return try ManagerSnapshot.submission(
            "ivantiDevice", id: id, of: value, evidence: evidence, place, witness: .ivanti
        ) { (snapshot, personal) throws(Rejection) in
            snapshot.devices = [
                DeviceReference(serialNumber: members.freeText("common.serial_number")),
                DeviceReference(udid: members.freeText("ios.iPhone UDID")),
                IvantiWords.device(members.freeText("common.uuid"), at: place),
            ].compactMap { $0 }
            snapshot.platform = personal.platform(members.freeText("common.platform"), "common.platform")
            if let owner = members.freeText("common.owner") {
                if ASCII.equalIgnoringCase(owner, "COMPANY") {
                    snapshot.ownership = .company
                } else if ASCII.equalIgnoringCase(owner, "EMPLOYEE") {
                    snapshot.ownership = .personal
                } else {
                    personal.addUnrecognised("common.owner", owner)
                }
            }
            snapshot.lastContact = try members.time("common.last_connected_at", forms: .zoned)?.instant
            snapshot.enrolledAt = try members.time("common.registration_date", forms: .zoned)?.instant
            let isQuarantined = try members.flag("common.quarantined")
            snapshot.verdict = IvantiWords.verdict(
                try members.flag("common.compliant"),
                breaksPolicies: IvantiWords.says("common.noncompliance_reasons", members)
                    || IvantiWords.says("common.quarantined_reasons", members)
                    || isQuarantined == true)
            snapshot.reasons = members.reasons("common.noncompliance_reasons", &personal)
                .union(members.reasons("common.quarantined_reasons", &personal))
            if isQuarantined == true { snapshot.reasons.insert(.quarantined) }
            IvantiWords.apply(
                status: members.freeText("common.status"), "common.status", to: &snapshot, &personal)
            let fields: [(PersonalField, StaticString)] = [
                (.serialNumber, "common.serial_number"), (.imei, "common.imei"), (.modelName, "common.model"),
                (.operatingSystem, "common.platform_name"), (.mail, "user.email_address"),
                (.displayName, "user.display_name"), (.displayName, "user.user_id"),
            ]
            personal.add(fields, members)
        }
    }
}
