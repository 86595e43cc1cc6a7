import EventCatalogue
import LedgerModel
import StrictJSON

/// A computer or a mobile device of Jamf Pro's inventory, by its interface of today or by the classic one.
///
/// Both write what they hold under `general` and `hardware`, and spell the names in two ways. Of instants
/// only those are read that have a zone, or count milliseconds.
struct JamfInventory {
    private let isComputer: Bool
    private let record: SourceMembers
    private let general: SourceMembers
    private let hardware: SourceMembers?

    /// The devices of a page, of a wrapper, or that a value is itself; nil for any other value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        if isDevice(value) { return [value] }
        for name: StaticString in ["computer", "mobile_device"] {
            if value.count == 1, let device = value[name], isDevice(device) { return [device] }
        }
        guard let list = value["results"]?.array, list.contains(where: { isDevice($0) }) else { return nil }
        return Array(list)
    }

    private static func isDevice(_ value: JSONValue) -> Bool {
        guard let general = value["general"], general.isObject else { return value["mobileDeviceId"] != nil }
        let members = SourceMembers(general, matching: .ignoringCaseAndUnderscores)
        return value["mobileDeviceId"] != nil || members.member("remoteManagement") != nil
            || members.member("managed") != nil
    }

    private init(_ value: JSONValue) throws(Rejection) {
        record = SourceMembers(value, matching: .ignoringCaseAndUnderscores)
        try record.refuseAmbiguous()
        let general = try record.object("general")?.matching(.ignoringCaseAndUnderscores)
        try general?.refuseAmbiguous()
        self.general = general ?? record
        hardware = try record.object("hardware")?.matching(.ignoringCaseAndUnderscores)
        isComputer = self.general.member("remoteManagement") != nil
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let device = try JamfInventory(value)
        guard let number = try device.number else {
            throw Rejection(.missingID, field: "id", expected: "a number from 1 on", found: "none")
        }
        let id = Array("\(device.isComputer ? "computer" : "mobile") \(number)".utf8)
        return try ManagerSnapshot.submission(
            "jamfInventory", id: id, of: value, evidence: evidence, place, witness: .jamf
        ) { (snapshot, personal) throws(Rejection) in
            try device.fill(&snapshot, number, place, &personal)
            device.addPersonal(to: &personal)
        }
    }

    private var number: Int64? {
        get throws(Rejection) {
            for members in [record, general] {
                for name: StaticString in ["id", "mobileDeviceId"] {
                    if let number = try members.integer(name), number > 0 { return number }
                }
            }
            return nil
        }
    }

    private func text(_ name: StaticString) -> [UInt8]? {
        general.freeText(name) ?? hardware?.freeText(name) ?? record.freeText(name)
    }

    private func fill(
        _ snapshot: inout ManagerSnapshot, _ number: Int64, _ place: ManagerInstance,
        _ personal: inout PrivateText
    ) throws(Rejection) {
        snapshot.devices = JamfDevice.references(
            serial: text("serialNumber"), udid: text("udid"), number: number,
            management: try general.guid("managementId"), isComputer: isComputer, at: place)
        snapshot.platform = platform
        snapshot.lastContact = try instant(
            ["lastContactTime", "lastInventoryUpdateDate"],
            ["lastContactTimeEpoch", "lastInventoryUpdateEpoch"])
        snapshot.lastContactBy = general.freeText("lastContactTime").flatMap { SourceTime.latest($0) }
        snapshot.enrolledAt = try instant(
            ["lastEnrolledDate"], ["lastEnrolledDateEpoch", "lastEnrollmentEpoch"])
        let isManaged =
            isComputer
            ? try general.object("remoteManagement")?.flag("managed") : try general.flag("managed")
        if let isManaged {
            if isManaged { snapshot.state = .managed } else { snapshot.end = DeviceEvents.unenrolled }
        }
        if let level = text("deviceOwnershipLevel") ?? text("deviceOwnershipType") {
            if ASCII.starts(level, with: "Institutional") {
                snapshot.ownership = .company
            } else if ASCII.starts(level, with: "Personal") {
                snapshot.ownership = .personal
            } else {
                personal.addUnrecognised("deviceOwnershipLevel", level)
            }
        }
    }

    private var platform: Platform? {
        if isComputer { return .macOS }
        if let model = text("modelIdentifier") {
            if let platform = Platform(appleModel: model) { return platform }
            if ASCII.starts(model, with: "AppleTV") { return .other }
        }
        return nil
    }

    /// The first of some instants that is there, in milliseconds since 1970, of which 0 stands for none, or
    /// as text with a zone. The classic interface writes text in its own zone, which it does not name.
    private func instant(
        _ texts: [StaticString], _ numbers: [StaticString]
    ) throws(Rejection) -> Timestamp? {
        for name in numbers {
            if let time = try general.milliseconds(name), time.nanoseconds != 0 { return time }
        }
        for name in texts {
            if let time = general.freeText(name).flatMap({ SourceTime($0, forms: .zoned) }) {
                return time.instant
            }
        }
        return nil
    }

    private func addPersonal(to personal: inout PrivateText) {
        personal.add(.deviceName, text("name") ?? text("displayName"))
        personal.add(.serialNumber, text("serialNumber"))
        personal.add(.udid, text("udid"))
        personal.add(.modelName, text("model"))
        personal.add(.operatingSystem, text("osVersion"))
        for name: StaticString in ["userAndLocation", "location"] {
            guard let user = (try? record.object(name))?.matching(.ignoringCaseAndUnderscores) else {
                continue
            }
            personal.add(.displayName, user, "realName")
            personal.add(.displayName, user, "username")
            personal.add(.mail, user, "email")
            personal.add(.mail, user, "emailAddress")
        }
    }
}
