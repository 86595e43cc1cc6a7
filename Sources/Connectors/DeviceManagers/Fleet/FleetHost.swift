import EventCatalogue
import LedgerModel
import StrictJSON

/// A host as Fleet's interface gives it, alone or in a page.
///
/// Whether its agent answers (`status`) says nothing of whether it is managed; `mdm.enrollment_status` does.
/// Fleet concludes nothing of a host as a whole: which of its policies fail is kept in private.
enum FleetHost {
    /// What Fleet writes for an instant that never was.
    private static let never = Array("2000-01-01T00:00:00Z".utf8)

    private static let linuxes: [StaticString] = [
        "ubuntu", "debian", "rhel", "centos", "fedora", "sles", "kali", "amzn", "pop", "arch", "linuxmint",
        "void", "nixos", "endeavouros", "manjaro", "opensuse-leap", "opensuse-tumbleweed", "tuxedo", "neon",
        "gentoo",
    ]

    /// The hosts of a page, or the one that a value is or holds; nil for any other value.
    static func hosts(of value: JSONValue) -> [JSONValue]? {
        if isHost(value) { return [value] }
        if let host = value["host"], isHost(host) { return [host] }
        guard value["policy"] == nil, let list = value["hosts"]?.array,
            list.isEmpty && value.count == 1 || list.contains(where: { isHost($0) })
        else { return nil }
        return Array(list)
    }

    private static func isHost(_ value: JSONValue) -> Bool {
        value["id"] != nil && value["hardware_serial"] != nil
            && value.hasMember(ofAny: ["seen_time", "detail_updated_at", "mdm", "osquery_version"])
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let number = try members.integer("id"), number > 0 else {
            throw Rejection(.missingID, field: "id", expected: "a number from 1 on", found: "none")
        }
        let id = Array("\(number)".utf8)
        return try ManagerSnapshot.submission(
            "fleetHost", id: id, of: value, evidence: evidence, place, witness: .fleet
        ) { (snapshot, personal) throws(Rejection) in
            snapshot.platform = platform(members, &personal)
            snapshot.devices = [
                DeviceReference(serialNumber: members.freeText("hardware_serial")),
                isApple(snapshot.platform) ? DeviceReference(udid: members.freeText("uuid")) : nil,
                .own("fleet-host", id, at: place),
            ].compactMap { $0 }
            snapshot.lastContact = try instant("seen_time", members)
            let enrolled = try instant("last_mdm_enrolled_at", members)
            snapshot.enrolledAt = enrolled
            try standing(members, wasEnrolled: enrolled != nil, &snapshot, &personal)
            addFailing(members, to: &personal)
            let fields: [(PersonalField, StaticString)] = [
                (.deviceName, "display_name"), (.deviceName, "hostname"), (.serialNumber, "hardware_serial"),
                (.udid, "uuid"), (.modelName, "hardware_model"), (.operatingSystem, "os_version"),
                (.ipAddress, "public_ip"), (.ipAddress, "primary_ip"), (.groupName, "team_name"),
            ]
            personal.add(fields, members)
        }
    }

    private static func instant(
        _ name: StaticString, _ members: SourceMembers
    ) throws(Rejection) -> Timestamp? {
        if members.freeText(name) == never { return nil }
        return try members.time(name, forms: .zoned)?.instant
    }

    private static func isApple(_ platform: Platform?) -> Bool {
        platform == .macOS || platform == .iOS || platform == .iPadOS
    }

    private static func platform(_ members: SourceMembers, _ personal: inout PrivateText) -> Platform? {
        guard let text = members.freeText("platform") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "darwin") { return .macOS }
        if ASCII.equalIgnoringCase(word, "chrome") { return .chromeOS }
        if linuxes.contains(where: { ASCII.equalIgnoringCase(word, $0) }) { return .linux }
        return personal.platform(word, "platform")
    }

    /// A host that is off was let go only where it says that it was enrolled once.
    private static func standing(
        _ members: SourceMembers, wasEnrolled: Bool, _ snapshot: inout ManagerSnapshot,
        _ personal: inout PrivateText
    ) throws(Rejection) {
        guard let text = try members.object("mdm")?.freeText("enrollment_status") else { return }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "On") || ASCII.starts(word, with: "On (") {
            snapshot.state = .managed
        } else if ASCII.equalIgnoringCase(word, "Off") {
            if wasEnrolled { snapshot.end = DeviceEvents.unenrolled }
        } else if !ASCII.equalIgnoringCase(word, "Pending") {
            personal.addUnrecognised("mdm.enrollment_status", word)
        }
    }

    private static func addFailing(_ members: SourceMembers, to personal: inout PrivateText) {
        guard let policies = members.member("policies")?.array else { return }
        for policy in policies {
            let policy = SourceMembers(policy)
            if let response = policy.freeText("response"), ASCII.equalIgnoringCase(response, "fail") {
                personal.add(.policyNames, policy, "name")
            }
        }
    }
}
