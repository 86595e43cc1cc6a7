import EventCatalogue
import LedgerModel
import StrictJSON

/// The words and ids that Workspace ONE's notifications and its interface have in common.
enum WorkspaceOneWords {
    /// A device by the GUID that the instance gave it.
    static func uuid(_ id: Bits128?, at place: ManagerInstance) -> DeviceReference? {
        id.map { .hardware(namespace: "workspace-one-uuid/" + place.name, value: Array($0.guidText.utf8)) }
    }

    /// A device by its number at the instance; numbers count from 1.
    static func number(_ number: Int64?, at place: ManagerInstance) -> DeviceReference? {
        guard let number, number > 0 else { return nil }
        return .hardware(namespace: "workspace-one-device/" + place.name, value: Array("\(number)".utf8))
    }

    static func verdict(
        _ members: SourceMembers, _ personal: inout PrivateText
    ) throws(Rejection) -> ComplianceVerdict? {
        guard let text = try members.text("ComplianceStatus") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "Compliant") { return .compliant }
        if ASCII.equalIgnoringCase(word, "NonCompliant") { return .nonCompliant }
        if !ASCII.equalIgnoringCase(word, "NotAvailable") {
            personal.addUnrecognised("ComplianceStatus", word)
        }
        return nil
    }

    /// Why a device is not compliant: what a body flags itself, and the policies that the interface lists,
    /// whose names are private. A policy that is not met says no more than that.
    static func reasons(
        _ members: SourceMembers
    ) -> (reasons: Set<ComplianceReason>, policies: [[UInt8]]) {
        var reasons: Set<ComplianceReason> = []
        var policies: [[UInt8]] = []
        if members.says("CompromisedStatus", "Compromised", "true") { reasons.insert(.compromised) }
        let summary =
            members.member("ComplianceSummary")?["DeviceCompliance"] ?? members.member("DeviceCompliance")
        let list = summary.map { summary in summary.array.map { Array($0.prefix(mostPolicies)) } ?? [summary]
        }
        for value in list ?? [] where value.isObject {
            let policy = SourceMembers(value)
            let status = value["CompliantStatus"]
            let word = policy.freeText("CompliantStatus").map { ASCII.trimmed($0) } ?? []
            guard status?.bool == false || ASCII.equalIgnoringCase(word, "NonCompliant") else { continue }
            reasons.insert(.policyViolated)
            if let name = policy.freeText("PolicyName") { policies.append(name) }
        }
        return (reasons, policies)
    }

    /// The most policies that one device is read for.
    private static let mostPolicies = 64

    /// `Apple` is a phone or a tablet, and does not say which.
    static func platform(_ members: SourceMembers, _ personal: inout PrivateText) -> Platform? {
        guard let text = members.freeText("Platform") else { return nil }
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "AppleOsX") { return .macOS }
        if ASCII.equalIgnoringCase(word, "WinRT") { return .windows }
        if ASCII.equalIgnoringCase(word, "Apple") { return nil }
        return personal.platform(word, "Platform")
    }

    /// Words of notifications, and the letters of the interface.
    static func ownership(
        _ members: SourceMembers, _ personal: inout PrivateText
    ) throws(Rejection) -> Ownership? {
        guard let text = try members.text("Ownership") else { return nil }
        let word = ASCII.trimmed(text)
        func isOne(of words: StaticString...) -> Bool {
            words.contains { ASCII.equalIgnoringCase(word, $0) }
        }
        if ASCII.starts(word, with: "Corporate") || isOne(of: "C", "S") { return .company }
        if isOne(of: "EmployeeOwned", "E") { return .personal }
        if !isOne(of: "Undefined", "U") { personal.addUnrecognised("Ownership", word) }
        return nil
    }
}
