import EventCatalogue
import LedgerModel
import StrictJSON

/// What Jamf Pro says of one device's compliance when it is asked: its verdict, and the only record of its
/// own that joins its number of a device with the directory's ids.
enum JamfCompliance {
    /// The format, where a value has its members; nil for any other.
    static func format(of value: JSONValue) -> SourceFormat? {
        let isOne = value["deviceId"] != nil && value["complianceState"] != nil && value["applicable"] != nil
        return isOne ? .jamfCompliance : nil
    }

    /// The state of one device. A verdict on a device that the integration does not apply to is none.
    ///
    /// - Parameter isComputer: nil where nobody says: then the number, which a computer and a mobile device
    ///   may share, names none.
    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance, isComputer: Bool?
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let device = try members.integer("deviceId") else {
            throw Rejection(.missingID, field: "deviceId", expected: "an id", found: "none")
        }
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("jamfCompliance", to: &key)
        EntraRecord.append(isComputer.map { Array(($0 ? "computer" : "mobile").utf8) }, to: &key)
        EntraRecord.append(Array("\(device)".utf8), to: &key)
        if let received = place.received {
            EntraRecord.append(received.rfc3339, to: &key)
        } else {
            EntraRecord.append([], to: &key)
            EntraRecord.append(content, to: &key)
        }
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.interface, occurred: place.occurred(nil),
            evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.targetName, members, "complianceVendor")
        let state: JamfComplianceState? = try members.text("complianceState").flatMap {
            JamfComplianceState($0)
        }
        let applies = try members.flag("applicable") ?? false
        var references: [DeviceReference] = []
        if let isComputer,
            let number = JamfDevice.reference(to: device, isComputer: isComputer, place.name)
        {
            references.append(number)
        }
        if let vendor = try members.object("complianceVendorDeviceInformation") {
            for text in try vendor.texts("deviceIds") {
                guard let id = Bits128(guid: ASCII.trimmed(text)), id != .zero else { continue }
                references.append(.entra(id))
            }
        }
        guard applies, let state, let verdict = state.verdict else {
            mapping.observe(.deviceManagement, .detailMissing, personal, devices: references)
            return mapping.finished()
        }
        var data = PublicData()
        data.set(ComplianceEvents.verdict, verdict)
        data.set(ComplianceEvents.witness, .jamf)
        mapping.emit(VerdictEvents.observed, references, data: data, personal)
        mapping.bind(references)
        return mapping.finished()
    }
}

/// Jamf Pro's words for a device's compliance.
private enum JamfComplianceState {
    case compliant, nonCompliant, unknown

    init?(_ text: [UInt8]) {
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "COMPLIANT") {
            self = .compliant
        } else if ASCII.equalIgnoringCase(word, "NON_COMPLIANT") {
            self = .nonCompliant
        } else if ASCII.equalIgnoringCase(word, "UNKNOWN") {
            self = .unknown
        } else {
            return nil
        }
    }

    var verdict: ComplianceVerdict? {
        switch self {
        case .compliant: .compliant
        case .nonCompliant: .nonCompliant
        case .unknown: nil
        }
    }
}
