import EventCatalogue
import LedgerModel
import StrictJSON

/// A message of Ivanti's event notification service: what happened, when, and to how many devices.
///
/// A message has no id. A device that was retired may be named by `identifier` alone; earlier messages say
/// which device that is.
enum IvantiEvent {
    private enum Event {
        case enrolled, retired, wiped, compliant, nonCompliant, contact, inventory

        init?(_ name: [UInt8]) {
            // `device.not_compliant`, and as a topic `device/not_compliant`.
            let word = name.split(whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }).last
            guard let word,
                let found = Self.table.first(where: { ASCII.equalIgnoringCase(Array(word), $0.name) })
            else { return nil }
            self = found.event
        }

        private static let table: [(name: StaticString, event: Event)] = [
            ("enrolled", .enrolled), ("retired", .retired), ("wiped", .wiped), ("compliant", .compliant),
            ("not_compliant", .nonCompliant), ("check_in", .contact), ("app_inventory", .inventory),
            ("profile_inventory", .inventory), ("cert_inventory", .inventory),
        ]
    }

    /// Whether a value has a message's members.
    static func isMessage(_ value: JSONValue) -> Bool {
        value["eventType"]?.kind == .string && value["devices"]?.isArray ?? false
            && value["timestamp"] != nil
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let name = try members.text("eventType").map { ASCII.trimmed($0) }
        let sent = try members.milliseconds("timestamp")
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("ivantiEvent", to: &key)
        EntraRecord.append(sent?.rfc3339, to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.webhook, occurred: place.occurred(sent),
            evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.operation, name)
        guard let event = name.flatMap({ Event($0) }) else {
            mapping.leaveUnmapped(.deviceManagement, personal)
            return mapping.finished()
        }
        let devices = try members.objects("devices")
        guard devices.count > 0 else {
            mapping.observe(.deviceManagement, .detailMissing, personal)
            return mapping.finished()
        }
        for device in devices {
            var fields = mapping.privateText()
            fields.add([(.serialNumber, "serialNumber"), (.udid, "iosUdid")], device)
            try map(event, device, sent, place, &mapping, fields)
        }
        return mapping.finished()
    }

    private static func map(
        _ event: Event, _ device: SourceMembers, _ sent: Timestamp?, _ place: ManagerInstance,
        _ mapping: inout ManagerMapping, _ personal: PrivateText
    ) throws(Rejection) {
        let references = [
            DeviceReference(serialNumber: device.freeText("serialNumber")),
            DeviceReference(udid: device.freeText("iosUdid")),
            IvantiWords.device(device.freeText("deviceGuid"), at: place),
            .own("ivanti-identifier", device.freeText("identifier"), at: place),
        ].compactMap { $0 }
        guard !references.isEmpty else {
            return mapping.observe(.deviceManagement, .detailMissing, personal)
        }
        // What stands beside the event may say otherwise: then nobody says how the device stood.
        if event == .compliant || event == .nonCompliant,
            let isCompliant = (try? device.flag("compliant")) ?? nil, isCompliant != (event == .compliant)
        {
            return mapping.observe(.deviceManagement, .detailMissing, personal, devices: references)
        }
        var data = PublicData()
        let definition: EventDefinition
        switch event {
        case .enrolled: definition = DeviceEvents.enrolled
        case .retired, .wiped:
            definition = event == .retired ? DeviceEvents.retired : DeviceEvents.wiped
            data.set(DeviceEvents.evidence, .observed)
        case .compliant, .nonCompliant:
            guard let verdict = try verdict(event == .compliant, device) else {
                return mapping.observe(.deviceManagement, .detailMissing, personal, devices: references)
            }
            definition = ComplianceEvents.evaluated
            var reasons: Set<ComplianceReason> = []
            if device.says("compromised", "true") { reasons.insert(.compromised) }
            if device.says("quarantined", "true") { reasons.insert(.quarantined) }
            if device.says("blocked", "true") { reasons.insert(.blocked) }
            data.set(ComplianceEvents.verdict, verdict)
            data.set(reasons, of: verdict)
        case .contact, .inventory:
            definition = ManagementEvents.inventoryObserved
            data.set(DeviceEvents.witness, .ivanti)
            // One message may tell of a check-in that was earlier, and of those of several devices.
            let checkedIn = (try? device.milliseconds("lastCheckInTime")) ?? nil
            mapping.setContact(checkedIn ?? sent, in: &data)
        }
        mapping.emit(definition, references, data: data, personal)
        mapping.bind(references)
    }

    /// The verdict of a message; none where it says that a device is compliant which, as it says as well, is
    /// not, or is blocked or in quarantine.
    private static func verdict(
        _ isCompliant: Bool, _ device: SourceMembers
    ) throws(Rejection) -> ComplianceVerdict? {
        let isCompliantItself = try device.flag("compliant")
        let isQuarantined = try device.flag("quarantined")
        let isBlocked = try device.flag("blocked")
        return IvantiWords.verdict(
            isCompliant,
            breaksPolicies: isCompliantItself == false || isQuarantined == true || isBlocked == true)
    }
}
