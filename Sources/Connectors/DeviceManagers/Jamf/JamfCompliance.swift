import EventCatalogue
import LedgerModel
import StrictJSON

/// What Jamf Pro says of one device's compliance when it is asked: its verdict, and the only record of its
/// own that joins its number of a device with the directory's ids.
enum JamfCompliance {
    /// Whether a value has the members of a device's compliance.
    static func isOne(_ value: JSONValue) -> Bool {
        value["deviceId"] != nil && value["complianceState"] != nil && value["applicable"] != nil
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
        let kind = isComputer.map { Array(($0 ? "computer" : "mobile").utf8) }
        let key = ManagerSnapshot.key(
            "jamfCompliance", id: kind, Array("\(device)".utf8), at: place, content: content)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.interface, occurred: place.occurred(nil),
            evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.targetName, members, "complianceVendor")
        let verdict = try members.text("complianceState").flatMap { Self.verdict($0) }
        let applies = try members.flag("applicable") ?? false
        var references: [DeviceReference] = []
        if let isComputer,
            let number = JamfDevice.reference(to: device, isComputer: isComputer, at: place)
        {
            references.append(number)
        }
        if let vendor = try members.object("complianceVendorDeviceInformation") {
            for text in try vendor.texts("deviceIds") {
                guard let id = Bits128(guid: ASCII.trimmed(text)), id != .zero else { continue }
                references.append(.entra(id))
            }
        }
        guard applies, let verdict else {
            mapping.observe(.deviceManagement, .detailMissing, personal, devices: references)
            return mapping.finished()
        }
        mapping.emit(verdict, seenBy: .jamf, references, personal)
        mapping.bind(references)
        return mapping.finished()
    }

    /// The verdict of a word; nil for `UNKNOWN`, and for a word that is not known.
    private static func verdict(_ text: [UInt8]) -> ComplianceVerdict? {
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "COMPLIANT") { return .compliant }
        return ASCII.equalIgnoringCase(word, "NON_COMPLIANT") ? .nonCompliant : nil
    }
}
