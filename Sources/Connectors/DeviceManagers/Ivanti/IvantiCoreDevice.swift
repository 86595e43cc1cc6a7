import EventCatalogue
import LedgerModel
import StrictJSON

/// A device in a page of the first interface of MobileIron Core: what is known of it in members, and in a
/// list of further keys and values.
///
/// Its status is a word or a number. `compliance` is a map of bits, as a number or its digits; 0 is
/// compliant.
enum IvantiCoreDevice {
    /// The devices of a page, or the one that a value holds; nil for any other value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        guard let device = value["devices"]?["device"] ?? value["device"] else { return nil }
        if isDevice(device) { return [device] }
        guard let list = device.array, list.contains(where: { isDevice($0) }) else { return nil }
        return Array(list)
    }

    private static func isDevice(_ value: JSONValue) -> Bool {
        value["uuid"] != nil && value["maas360DeviceID"] == nil
            && value.hasMember(ofAny: ["statusCode", "status", "principal", "mdmManaged"])
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let id = try members.text("uuid") else {
            throw Rejection(.missingID, field: "uuid", expected: "an id", found: "none")
        }
        return try ManagerSnapshot.submission(
            "ivantiCoreDevice", id: id, of: value, evidence: evidence, place, witness: .ivanti
        ) { (snapshot, personal) throws(Rejection) in
            let details = Details(members)
            snapshot.devices = [
                DeviceReference(serialNumber: details.serialNumber), DeviceReference(udid: details.udid),
                IvantiWords.device(id, at: place),
            ].compactMap { $0 }
            platform(members, &snapshot, &personal)
            if let isOwn = try members.flag("employeeOwned") {
                snapshot.ownership = isOwn ? .personal : .company
            }
            if let seen = members.freeText("lastConnectAt") {
                snapshot.lastContact = SourceTime(seen, forms: .zoned)?.instant
                snapshot.lastContactBy = SourceTime.latest(seen)
            }
            if let bits = try members.integer("compliance") {
                snapshot.verdict = bits == 0 ? .compliant : .nonCompliant
            }
            let number = members.member("statusCode").flatMap { SourceMembers.integer($0) }
            IvantiWords.apply(
                status: number.map { Array("\($0)".utf8) } ?? members.freeText("statusCode")
                    ?? members.freeText("status"), "statusCode", to: &snapshot, &personal)
            personal.add(.serialNumber, details.serialNumber)
            personal.add(.udid, details.udid)
            let fields: [(PersonalField, StaticString)] = [
                (.deviceName, "name"), (.modelName, "model"), (.operatingSystem, "platform"),
                (.mail, "emailAddress"), (.displayName, "userDisplayName"), (.displayName, "principal"),
                (.phone, "currentPhoneNumber"),
            ]
            personal.add(fields, members)
        }
    }

    /// The system stands before its version.
    private static func platform(
        _ members: SourceMembers, _ snapshot: inout ManagerSnapshot, _ personal: inout PrivateText
    ) {
        guard let text = members.freeText("platform"),
            let word = ASCII.trimmed(text).split(separator: 0x20).first.map({ Array($0) })
        else { return }
        snapshot.platform = personal.platform(word, "platform")
    }

    /// The further keys by which a device is known; nil where one stands there twice with two values.
    private struct Details {
        var serialNumber: [UInt8]?
        var udid: [UInt8]?

        init(_ members: SourceMembers) {
            serialNumber = Self.value(of: ["SerialNumber", "Serial Number", "serial_number"], members)
            udid = Self.value(of: ["iPhone UDID", "iPhoneUDID", "UDID"], members)
        }

        private static func value(of names: [StaticString], _ members: SourceMembers) -> [UInt8]? {
            let list = members.member("details")?["entry"]
            let entries = list?.array.map { Array($0) } ?? list.map { [$0] } ?? []
            var found: [UInt8]?
            for entry in entries {
                let pair = SourceMembers(entry)
                guard entry.isObject, let key = pair.freeText("key"), let value = pair.freeText("value"),
                    names.contains(where: { ASCII.equalIgnoringCase(key, $0) })
                else { continue }
                if let found, found != value { return nil }
                found = value
            }
            return found
        }
    }
}
