import EventCatalogue
import LedgerModel
import StrictJSON

/// A device in a page of Workspace ONE's device search.
///
/// Its instants have no zone, so none is read as it stands: the evidence has them. When the device was seen
/// last bounds its last contact.
enum WorkspaceOneDevice {
    /// The devices of a page; nil for any other value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        guard let list = value["Devices"]?.array, value["Page"] != nil || value["Total"] != nil else {
            return nil
        }
        return Array(list)
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let unique = try members.id("Uuid")
        let number = try members.object("Id")?.integer("Value").map { Array("\($0)".utf8) }
        guard let id = unique ?? number else {
            throw Rejection(.missingID, field: "Uuid", expected: "an id", found: "none")
        }
        return try ManagerSnapshot.submission(
            "workspaceOneDevice", id: id, of: value, evidence: evidence, place, witness: .workspaceOne
        ) { (snapshot, personal) throws(Rejection) in
            snapshot.devices = [
                DeviceReference(serialNumber: members.freeText("SerialNumber")),
                DeviceReference(udid: members.freeText("Udid")),
                WorkspaceOneWords.uuid(try members.guid("Uuid"), at: place),
                WorkspaceOneWords.number(try members.object("Id")?.integer("Value"), at: place),
            ].compactMap { $0 }
            snapshot.platform = WorkspaceOneWords.platform(members, &personal)
            snapshot.ownership = try WorkspaceOneWords.ownership(members, &personal)
            if let seen = members.freeText("LastSeen") {
                snapshot.lastContact = SourceTime(seen, forms: .zoned)?.instant
                snapshot.lastContactBy = SourceTime.latest(seen)
            }
            snapshot.verdict = try WorkspaceOneWords.verdict(members, &personal)
            (snapshot.reasons, snapshot.policyNames) = WorkspaceOneWords.reasons(members)
            if let status = members.freeText("EnrollmentStatus") {
                if ASCII.equalIgnoringCase(status, "Enrolled") {
                    snapshot.state = .managed
                } else if ASCII.equalIgnoringCase(status, "Unenrolled") {
                    snapshot.end = DeviceEvents.unenrolled
                } else {
                    personal.addUnrecognised("EnrollmentStatus", status)
                }
            }
            let fields: [(PersonalField, StaticString)] = [
                (.deviceName, "DeviceFriendlyName"), (.serialNumber, "SerialNumber"), (.udid, "Udid"),
                (.imei, "Imei"), (.modelName, "Model"), (.operatingSystem, "OperatingSystem"),
                (.mail, "UserEmailAddress"), (.displayName, "UserName"), (.phone, "PhoneNumber"),
                (.groupName, "LocationGroupName"),
            ]
            personal.add(fields, members)
        }
    }
}
