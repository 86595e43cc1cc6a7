import EventCatalogue
import LedgerModel
import StrictJSON

/// A device of Ivanti Neurons for MDM, alone or in a page.
///
/// It has the device's id in the directory, how the device's client fared there, and how far the last report
/// of its compliance got: the report occurred when that was updated, all else when the device was read.
enum NeuronsDevice {
    /// The devices of a page, or the one that a value is; nil for any other value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        if isDevice(value) { return [value] }
        let list = (value["result"]?["searchResults"] ?? value["searchResults"])?.array
        guard let list, list.isEmpty || list.contains(where: { isDevice($0) }) else { return nil }
        return Array(list)
    }

    private static func isDevice(_ value: JSONValue) -> Bool {
        value["guid"] != nil && value.hasMember(ofAny: ["dmPartitionId", "registrationState"])
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let id = try members.text("guid") else {
            throw Rejection(.missingID, field: "guid", expected: "an id", found: "none")
        }
        return try ManagerSnapshot.submission(
            "neuronsDevice", id: id, of: value, evidence: evidence, place, witness: .ivanti
        ) { (snapshot, personal) throws(Rejection) in
            snapshot.devices = [
                DeviceReference(serialNumber: members.freeText("serialNumber")),
                DeviceReference(udid: members.freeText("udid")),
                IvantiWords.device(id, at: place),
                try members.guid("azureDeviceId").map { .entra($0) },
            ].compactMap { $0 }
            if let text = members.freeText("platformType") ?? members.freeText("platform") {
                let platform = Platform(operatingSystem: ASCII.trimmed(text))
                snapshot.platform = platform
                if platform == .unrecognised { personal.addUnrecognised("platformType", text) }
            }
            let contact = try members.time("lastCheckin", forms: .zoned)
            snapshot.lastContact =
                if let contact { contact.instant } else {
                    try members.time("clientLastCheckin", forms: .zoned)?.instant
                }
            snapshot.enrolledAt = try members.time("lastRegistrationTime", forms: .zoned)?.instant
            let isQuarantined = try members.flag("quarantined")
            let isBlocked = try members.flag("blocked")
            snapshot.verdict = IvantiWords.verdict(
                try members.flag("complianceState"),
                breaksPolicies: isQuarantined == true || isBlocked == true
                    || IvantiWords.says("policyViolationCount", members)
                    || IvantiWords.says("violatedPolicies", members))
            IvantiWords.apply(
                status: members.freeText("registrationState"), "registrationState", to: &snapshot, &personal)
            try report(members, &snapshot, &personal)
            let fields: [(PersonalField, StaticString)] = [
                (.userPrincipalName, "azureUserUpn"), (.serialNumber, "serialNumber"), (.udid, "udid"),
                (.imei, "imei"), (.deviceName, "deviceName"), (.modelName, "deviceModel"),
                (.operatingSystem, "osVersion"), (.mail, "emailAddress"), (.displayName, "displayName"),
            ]
            personal.add(fields, members)
        }
    }

    /// What the record says of the directory: a client that has not registered there yet, and a report's end.
    /// Of a status that is not known, nobody knows whether it is a failure.
    private static func report(
        _ members: SourceMembers, _ snapshot: inout ManagerSnapshot, _ personal: inout PrivateText
    ) throws(Rejection) {
        guard let text = members.freeText("azureClientStatusCode") else { return }
        let code = ASCII.trimmed(text)
        let failures: [StaticString] = [
            "Internal_Error", "Interaction_Required", "Server_Declined_Scopes",
            "Server_Protection_Policies_Required",
        ]
        var report: EventDefinition?
        if ASCII.equalIgnoringCase(code, "Workplace_Join_Required") {
            snapshot.registration = .notRegistered
        } else if ASCII.equalIgnoringCase(code, "Success") {
            report = reported(members, &personal)
        } else if failures.contains(where: { ASCII.equalIgnoringCase(code, $0) }) {
            report = ComplianceEvents.failed
        } else {
            personal.addUnrecognised("azureClientStatusCode", code)
        }
        // Of when it is must be said: a report that was made once would be made anew with each reading.
        guard let report, let time = try updated(members) else { return }
        snapshot.report = (report, time)
    }

    private static func reported(
        _ members: SourceMembers, _ personal: inout PrivateText
    ) -> EventDefinition? {
        guard let text = members.freeText("azureIntuneDeviceStatus") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "Successful") { return ComplianceEvents.completed }
        if ASCII.equalIgnoringCase(word, "Failed") { return ComplianceEvents.failed }
        if ASCII.equalIgnoringCase(word, "In-progress") { return ComplianceEvents.sent }
        personal.addUnrecognised("azureIntuneDeviceStatus", word)
        return nil
    }

    /// When the report's status was updated: RFC 3339, or milliseconds since 1970.
    private static func updated(_ members: SourceMembers) throws(Rejection) -> Timestamp? {
        let name: StaticString = "azureIntuneStatusUpdatedAt"
        if members.member(name)?.kind == .number { return try members.milliseconds(name) }
        return try members.time(name, forms: .zoned)?.instant
    }
}
