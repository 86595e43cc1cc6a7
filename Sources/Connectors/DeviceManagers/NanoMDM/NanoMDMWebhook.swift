import EventCatalogue
import LedgerModel
import StrictJSON

/// A webhook of NanoMDM or MicroMDM: a message of Apple's protocol that a device sent.
///
/// Beside it stands what the server knows of who sent it; of the message itself the same is read. They know
/// nothing of compliance. A device that goes away may say so, and need not.
enum NanoMDMWebhook {
    private struct Topic {
        enum Kind {
            case authenticate, tokenUpdate, checkOut, contact, other
        }

        let kind: Kind
        /// The `MessageType` of its messages; nil for answers to commands, which have none.
        let messageType: StaticString?

        init?(_ name: [UInt8]) {
            guard let found = Self.table.first(where: { ASCII.equalIgnoringCase(name, $0.name) }) else {
                return nil
            }
            kind = found.kind
            messageType = found.messageType
        }

        private static let table: [(name: StaticString, kind: Kind, messageType: StaticString?)] = [
            ("mdm.Authenticate", .authenticate, "Authenticate"),
            ("mdm.TokenUpdate", .tokenUpdate, "TokenUpdate"), ("mdm.CheckOut", .checkOut, "CheckOut"),
            ("mdm.Connect", .contact, nil), ("mdm.UserAuthenticate", .other, "UserAuthenticate"),
            ("mdm.SetBootstrapToken", .other, "SetBootstrapToken"),
            ("mdm.GetBootstrapToken", .other, "GetBootstrapToken"),
            ("mdm.DeclarativeManagement", .other, "DeclarativeManagement"),
            ("mdm.GetToken", .other, "GetToken"),
        ]
    }

    /// Whether a value has a webhook's members.
    static func isWebhook(_ value: JSONValue) -> Bool {
        guard value["topic"]?.kind == .string else { return false }
        return value["checkin_event"]?.isObject ?? false || value["acknowledge_event"]?.isObject ?? false
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        let name = try members.text("topic").map { ASCII.trimmed($0) }
        let topic = name.flatMap { Topic($0) }
        let message = try message(of: members, topic)
        let time = try members.time("created_at", forms: .zoned)
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("nanoMDMWebhook", to: &key)
        if let id = try members.id("event_id") {
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
        personal.add(.timeText, time?.text)
        var list: AppleMessage?
        var isUnreadable = false
        switch AppleMessage.read(message) {
        case .absent: break
        case .unreadable: isUnreadable = true
        case .message(let found):
            if let topic { try found.refuse(unless: topic.messageType, of: message) }
            list = found
        }
        personal.add(.udid, message.freeText("udid") ?? list?.udid)
        if let list { list.addPersonal(to: &personal) }
        if list?.status == nil { personal.add(.resultReason, message, "status") }
        let devices = [
            DeviceReference(serialNumber: list?.serialNumber),
            DeviceReference(udid: message.freeText("udid") ?? list?.udid),
            .own("nanomdm-enrollment", message.freeText("enrollment_id") ?? list?.enrollmentID, at: place),
        ].compactMap { $0 }
        let tally = try message.integer("token_update_tally")
        map(topic, tally, time?.instant, devices, platform: list?.platform, &mapping, personal)
        if isUnreadable { mapping.note(unreadable: "raw_payload", devices) }
        return mapping.finished()
    }

    /// The message that the topic names: the answer to a command, or what a device says of itself. The member
    /// that a topic does not need may stand there without one.
    private static func message(
        of members: SourceMembers, _ topic: Topic?
    ) throws(Rejection) -> SourceMembers {
        let checkIn = try members.object("checkin_event")
        let answer = try members.object("acknowledge_event")
        if topic?.kind == .contact, let message = answer ?? checkIn { return message }
        if let checkIn { return checkIn }
        // Of a topic that is not known nobody says which message it has.
        if topic == nil, let answer { return answer }
        throw Rejection(
            .wrongShape, field: "checkin_event", expected: "the message that the topic names",
            found: answer == nil ? "nothing" : "another one")
    }

    private static func map(
        _ topic: Topic?, _ tally: Int64?, _ time: Timestamp?, _ devices: [DeviceReference],
        platform: Platform?, _ mapping: inout ManagerMapping, _ personal: PrivateText
    ) {
        guard let topic else {
            return mapping.leaveUnmapped(.deviceManagement, personal, devices: devices)
        }
        var data = PublicData()
        switch topic.kind {
        case .authenticate:
            data.set(EnrollmentEvents.platform, platform)
            mapping.emit(EnrollmentEvents.requested, devices, data: data, personal)
        case .tokenUpdate where tally ?? 1 <= 1:
            data.set(DeviceEvents.platform, platform)
            mapping.emit(DeviceEvents.enrolled, devices, data: data, personal)
        case .checkOut: mapping.emit(end: DeviceEvents.unenrolled, devices, personal)
        case .tokenUpdate, .contact:
            data.set(DeviceEvents.platform, platform)
            data.set(DeviceEvents.witness, .nanoMDM)
            mapping.setContact(time, in: &data)
            mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
        case .other: mapping.observe(.deviceManagement, .evidenceOnly, personal, devices: devices)
        }
        guard !devices.isEmpty else { return }
        mapping.bind(devices)
    }
}
