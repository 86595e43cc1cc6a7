import EventCatalogue
import LedgerModel
import StrictJSON

/// A webhook of NanoMDM or MicroMDM: a message of Apple's protocol that a device sent.
///
/// They know nothing of compliance. A device that goes away may say so, and need not.
enum NanoMDMWebhook {
    private enum Topic {
        case authenticate, tokenUpdate, checkOut, contact, other

        init?(_ name: [UInt8]) {
            guard let found = Self.table.first(where: { ASCII.equalIgnoringCase(name, $0.name) }) else {
                return nil
            }
            self = found.topic
        }

        private static let table: [(name: StaticString, topic: Topic)] = [
            ("mdm.Authenticate", .authenticate), ("mdm.TokenUpdate", .tokenUpdate),
            ("mdm.CheckOut", .checkOut), ("mdm.Connect", .contact), ("mdm.UserAuthenticate", .other),
            ("mdm.SetBootstrapToken", .other), ("mdm.GetBootstrapToken", .other),
            ("mdm.DeclarativeManagement", .other), ("mdm.GetToken", .other),
        ]
    }

    /// The most bytes of a payload that is looked into for the device's serial number.
    private static let payloadBytes = 1 << 20

    /// Whether a value has a webhook's members.
    static func isWebhook(_ value: JSONValue) -> Bool {
        guard value["topic"]?.kind == .string else { return false }
        return value["checkin_event"]?.isObject ?? value["acknowledge_event"]?.isObject ?? false
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let name = try members.text("topic").map { ASCII.trimmed($0) }
        let checkIn = try members.object("checkin_event")
        let acknowledgement = try members.object("acknowledge_event")
        guard let message = checkIn ?? acknowledgement else {
            throw Rejection(
                .wrongShape, field: "checkin_event", expected: "an object", found: "nothing")
        }
        let time = try members.time("created_at", forms: .zoned)
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("nanoMDMWebhook", to: &key)
        if let id = try members.text("event_id") {
            EntraRecord.append(ASCII.trimmed(id), to: &key)
        } else {
            EntraRecord.append([], to: &key)
            EntraRecord.append(content, to: &key)
        }
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.webhook,
            occurred: place.occurred(time?.instant), evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.operation, name)
        personal.add(.udid, message, "udid")
        personal.add(.timeText, time?.text)
        let serial = serialNumber(in: message)
        personal.add(.serialNumber, serial)
        let devices = [
            DeviceReference(serialNumber: serial), DeviceReference(udid: message.freeText("udid")),
            .own("nanomdm-enrollment", message.freeText("enrollment_id"), at: place),
        ].compactMap { $0 }
        map(name, try message.integer("token_update_tally"), time?.instant, devices, &mapping, personal)
        return mapping.finished()
    }

    private static func map(
        _ name: [UInt8]?, _ tally: Int64?, _ time: Timestamp?, _ devices: [DeviceReference],
        _ mapping: inout ManagerMapping, _ personal: PrivateText
    ) {
        guard let topic = name.flatMap({ Topic($0) }) else {
            return mapping.leaveUnmapped(.deviceManagement, personal, devices: devices)
        }
        var data = PublicData()
        switch topic {
        case .authenticate: mapping.emit(EnrollmentEvents.requested, devices, data: data, personal)
        case .tokenUpdate where tally ?? 1 <= 1:
            mapping.emit(DeviceEvents.enrolled, devices, data: data, personal)
        case .checkOut: mapping.emit(end: DeviceEvents.unenrolled, devices, personal)
        case .tokenUpdate, .contact:
            data.set(DeviceEvents.witness, .nanoMDM)
            data.set(ManagementEvents.lastContact, time)
            mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
        case .other: mapping.observe(.deviceManagement, .evidenceOnly, personal, devices: devices)
        }
        guard !devices.isEmpty else { return }
        mapping.bind(devices)
    }

    /// The serial number in the property list that the device sent, where it stands there as it is; nothing
    /// else of the list is looked at.
    private static func serialNumber(in message: SourceMembers) -> [UInt8]? {
        let payload = message.member("raw_payload")?.withStringBytes {
            Base64Text.bytes(of: $0, most: payloadBytes)
        }
        guard let payload, let list = payload else { return nil }
        let key = Array("<key>SerialNumber</key>".utf8)
        guard let found = list.firstRange(of: key) else { return nil }
        let rest = ASCII.trimmed(Array(list[found.upperBound...].prefix(128)))
        let opening = Array("<string>".utf8)
        guard rest.starts(with: opening) else { return nil }
        let text = rest.dropFirst(opening.count).prefix { $0 != UInt8(ascii: "<") }
        return text.count <= 64 ? Array(text) : nil
    }
}
