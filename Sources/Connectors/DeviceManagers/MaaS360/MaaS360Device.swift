import EventCatalogue
import LedgerModel
import StrictJSON

/// A device in a page of MaaS360's device search.
///
/// Values are phrases, and an empty text stands for any value that is not set, of numbers as well: no rule
/// set is no failure.
enum MaaS360Device {
    /// The devices of a page; a page of one device has an object in place of the list. Nil for any other
    /// value.
    static func devices(of value: JSONValue) -> [JSONValue]? {
        guard let page = value["devices"], page.isObject, let device = page["device"] else { return nil }
        if device.isObject { return device["maas360DeviceID"] == nil ? nil : [device] }
        guard let list = device.array, list.isEmpty || list.contains(where: { $0["maas360DeviceID"] != nil })
        else { return nil }
        return Array(list)
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let id = try members.id("maas360DeviceID") else {
            throw Rejection(.missingID, field: "maas360DeviceID", expected: "an id", found: "none")
        }
        return try ManagerSnapshot.submission(
            "maas360Device", id: id, of: value, evidence: evidence, place, witness: .maas360
        ) { (snapshot, personal) throws(Rejection) in
            snapshot.devices = [
                DeviceReference(serialNumber: members.freeText("platformSerialNumber")),
                DeviceReference(udid: members.freeText("udid")),
                .own("maas360-device", id, at: place),
            ].compactMap { $0 }
            snapshot.platform = platform(members, &personal)
            snapshot.ownership = ownership(members, &personal)
            snapshot.lastContact = try members.milliseconds("lastReportedInEpochms")
            snapshot.lastContactBy = members.freeText("lastReported").flatMap { SourceTime.latest($0) }
            snapshot.enrolledAt = try members.milliseconds("installedDateInEpochms")
            standing(members, &snapshot, &personal)
            snapshot.verdict = verdict(members, &personal)
            snapshot.reasons = reasons(members)
            snapshot.policyNames = members.freeText("mdmPolicy").map { [$0] } ?? []
            let fields: [(PersonalField, StaticString)] = [
                (.deviceName, "deviceName"), (.serialNumber, "platformSerialNumber"), (.udid, "udid"),
                (.imei, "imeiEsn"), (.modelName, "model"), (.operatingSystem, "osName"),
                (.mail, "emailAddress"),
                (.displayName, "username"), (.phone, "phoneNumber"), (.policyNames, "mdmPolicy"),
            ]
            personal.add(fields, members)
        }
    }

    private static func platform(_ members: SourceMembers, _ personal: inout PrivateText) -> Platform? {
        guard let text = members.freeText("platformName") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "Mac") { return .macOS }
        let platform = Platform(operatingSystem: word)
        if platform == .iOS, let model = members.freeText("model"), ASCII.starts(model, with: "iPad") {
            return .iPadOS
        }
        if platform == .unrecognised { personal.addUnrecognised("platformName", word) }
        return platform
    }

    private static func ownership(_ members: SourceMembers, _ personal: inout PrivateText) -> Ownership? {
        guard let text = members.freeText("ownership") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.starts(word, with: "Corporate") { return .company }
        if ASCII.starts(word, with: "Employee") || ASCII.starts(word, with: "Personal") { return .personal }
        personal.addUnrecognised("ownership", word)
        return nil
    }

    /// How the device stands with the manager. What was only set up, or is inactive, says neither that it is
    /// managed nor that it is not.
    private static func standing(
        _ members: SourceMembers, _ snapshot: inout ManagerSnapshot, _ personal: inout PrivateText
    ) {
        guard let text = members.freeText("maas360ManagedStatus") else { return }
        let word = ASCII.trimmed(text)
        func isOne(of words: StaticString...) -> Bool {
            words.contains { ASCII.equalIgnoringCase(word, $0) }
        }
        if isOne(of: "Enrolled", "Activated") {
            snapshot.state = .managed
        } else if isOne(of: "Pending Control Removed") {
            snapshot.state = .retirePending
        } else if isOne(of: "User Removed Control", "Control Removed") {
            snapshot.end = DeviceEvents.retired
        } else if !isOne(of: "Inactive", "Not Enrolled") {
            personal.addUnrecognised("maas360ManagedStatus", word)
        }
    }

    /// What of a device is out of compliance, by the members that say so each for itself.
    private static func reasons(_ members: SourceMembers) -> Set<ComplianceReason> {
        var reasons: Set<ComplianceReason> = []
        let states: [(StaticString, ComplianceReason)] = [
            ("policyComplianceState", .policyViolated), ("ruleComplianceState", .ruleViolated),
            ("appComplianceState", .appControl), ("passcodeCompliance", .passcode),
        ]
        for (name, reason) in states where members.freeText(name).map({ isOut($0) }) ?? false {
            reasons.insert(reason)
        }
        if members.says("jailbreakStatus", "Yes") { reasons.insert(.compromised) }
        return reasons
    }

    private static func isOut(_ text: [UInt8]) -> Bool {
        let word = ASCII.trimmed(text)
        return ASCII.starts(word, with: "Out of Compliance") || ASCII.starts(word, with: "Not Compliant")
            || ASCII.starts(word, with: "Non-Compliant")
    }

    /// Compliant where the policy or the rules say so and neither says otherwise.
    private static func verdict(
        _ members: SourceMembers, _ personal: inout PrivateText
    ) -> ComplianceVerdict? {
        var verdict: ComplianceVerdict?
        for name: StaticString in ["policyComplianceState", "ruleComplianceState"] {
            guard let text = members.freeText(name) else { continue }
            let word = ASCII.trimmed(text)
            if ASCII.equalIgnoringCase(word, "In Compliance") || ASCII.equalIgnoringCase(word, "Compliant") {
                verdict = verdict ?? .compliant
            } else if isOut(word) {
                return .nonCompliant
            } else {
                personal.addUnrecognised("\(name)", word)
                return nil
            }
        }
        return verdict
    }
}
