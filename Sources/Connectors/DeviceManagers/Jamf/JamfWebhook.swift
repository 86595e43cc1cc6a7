import EventCatalogue
import LedgerModel
import StrictJSON

/// The body of a webhook: which event, of when, and about what.
///
/// Names of members and of events are compared without regard to case and underscores: instances and what
/// forwards their webhooks spell both in several ways. A computer stands in `event` itself, or in a member of
/// it, by the age of the instance.
struct JamfWebhook {
    let event: Event?
    let members: SourceMembers
    let occurred: OccurredTime
    /// When the instance sent it; nil for an older instance, which does not say.
    let sent: Timestamp?

    /// What happened, of the events that Jamf Pro documents.
    enum Event {
        case computerAdded
        case computerContact
        case computerObserved
        case mobileEnrolled
        case mobileUnenrolled
        case mobileContact
        case mobileObserved
        case preassigned
        case groupChanged(isOfComputers: Bool)
        case operation
        /// Of the instance itself, or of a device that the record does not name.
        case other

        init?(_ name: [UInt8]) {
            let plain = name.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") }
            guard let found = Self.table.first(where: { ASCII.equalIgnoringCase(plain, $0.name) }) else {
                return nil
            }
            self = found.event
        }

        private static let table: [(name: StaticString, event: Event)] = [
            ("ComputerAdded", .computerAdded),
            ("ComputerCheckIn", .computerContact),
            ("ComputerInventoryCompleted", .computerContact),
            ("ComputerPolicyFinished", .computerContact),
            ("ComputerPatchPolicyCompleted", .computerContact),
            ("ComputerPushCapabilityChanged", .computerObserved),
            ("MobileDeviceEnrolled", .mobileEnrolled),
            ("MobileDeviceUnEnrolled", .mobileUnenrolled),
            ("MobileDeviceCheckIn", .mobileContact),
            ("MobileDeviceCommandCompleted", .mobileContact),
            ("MobileDeviceInventoryCompleted", .mobileContact),
            ("MobileDevicePushSent", .mobileObserved),
            ("DeviceAddedToDEP", .preassigned),
            ("SmartGroupComputerMembershipChange", .groupChanged(isOfComputers: true)),
            ("SmartGroupMobileDeviceMembershipChange", .groupChanged(isOfComputers: false)),
            ("SmartGroupUserMembershipChange", .other),
            ("RestAPIOperation", .operation),
            ("JSSStartup", .other), ("JSSShutdown", .other), ("PushSent", .other),
            ("PatchSoftwareTitleUpdated", .other), ("SCEPChallenge", .other), ("DeviceRateLimited", .other),
        ]
    }

    /// Whether a value has a webhook's members.
    static func isWebhook(_ value: JSONValue) -> Bool {
        let members = SourceMembers(value, matching: .ignoringCaseAndUnderscores)
        guard let webhook = members.member("webhook"), webhook.isObject,
            members.member("event")?.isObject ?? false
        else { return false }
        return SourceMembers(webhook, matching: .ignoringCaseAndUnderscores).member("webhookEvent") != nil
    }

    private init(_ value: JSONValue, _ place: ManagerInstance) throws(Rejection) {
        let body = SourceMembers(value, matching: .ignoringCaseAndUnderscores)
        try body.refuseAmbiguous()
        guard let webhook = try body.object("webhook"), let members = try body.object("event") else {
            throw Rejection(.wrongShape, field: "webhook", expected: "an object", found: "nothing")
        }
        let envelope = webhook.matching(.ignoringCaseAndUnderscores)
        try envelope.refuseAmbiguous()
        var inner = members.matching(.ignoringCaseAndUnderscores)
        try inner.refuseAmbiguous()
        guard let name = try envelope.text("webhookEvent") else {
            throw Rejection(
                .wrongShape, field: "webhook.webhookEvent", expected: "the name of an event", found: "nothing"
            )
        }
        event = Event(ASCII.trimmed(name))
        var isNested = false
        if case .groupChanged = event {
            // There `computer` is a flag.
        } else if let computer = inner.member("computer"), computer.isObject {
            inner = SourceMembers(computer, path: inner.path, matching: .ignoringCaseAndUnderscores)
            try inner.refuseAmbiguous()
            isNested = true
        }
        self.members = inner
        try Self.refuseOther(event, inner, isComputer: isNested)
        sent = try envelope.milliseconds("eventTimestamp")
        occurred = place.occurred(sent)
    }

    /// Refuses a device of the other kind than the event is about: its number would name another one.
    private static func refuseOther(
        _ event: Event?, _ device: SourceMembers, isComputer: Bool
    ) throws(Rejection) {
        let model = device.freeText("model") ?? []
        switch event {
        case .mobileEnrolled, .mobileUnenrolled, .mobileContact, .mobileObserved:
            guard isComputer || ASCII.starts(model, with: "Mac") || ASCII.starts(model, with: "iMac") else {
                return
            }
            throw Rejection(.wrongShape, field: "event", expected: "a mobile device", found: "a computer")
        case .computerAdded, .computerContact, .computerObserved:
            guard Platform(appleModel: model) != nil else { return }
            throw Rejection(.wrongShape, field: "event", expected: "a computer", found: "a mobile device")
        default: return
        }
    }

    /// - Throws: where the body is none of a webhook's.
    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let webhook = try JamfWebhook(value, place)
        let content = canonicalBytes(of: value)
        // No webhook has an id, nor does an older one have a time: then the instant of its receipt tells two
        // of one content apart. Without that, too, a second one cannot be told from a repeat.
        var key: [UInt8] = []
        EntraRecord.append("jamfWebhook", to: &key)
        EntraRecord.append((webhook.sent ?? place.received)?.rfc3339, to: &key)
        EntraRecord.append(content, to: &key)
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.webhook, occurred: webhook.occurred,
            evidence: evidence)
        try webhook.map(&mapping, place)
        return mapping.finished()
    }

    private func map(_ mapping: inout ManagerMapping, _ place: ManagerInstance) throws(Rejection) {
        var personal = mapping.privateText()
        addPersonal(to: &personal)
        switch event {
        case .computerAdded, .mobileEnrolled:
            let device = try device(place)
            var data = PublicData()
            data.set(DeviceEvents.platform, platform)
            mapping.emit(DeviceEvents.enrolled, device, data: data, personal)
            mapping.bind(device)
        case .computerContact, .mobileContact, .computerObserved, .mobileObserved:
            let device = try device(place)
            var data = PublicData()
            data.set(DeviceEvents.platform, platform)
            data.set(DeviceEvents.witness, .jamf)
            if isContact { mapping.setContact(sent, in: &data) }
            mapping.emit(ManagementEvents.inventoryObserved, device, data: data, personal)
            mapping.bind(device)
        case .mobileUnenrolled:
            let device = try device(place)
            mapping.emit(end: DeviceEvents.unenrolled, device, personal)
            mapping.bind(device)
        case .preassigned:
            let device = try device(place)
            mapping.emit(EnrollmentEvents.requested, device, data: PublicData(), personal)
        case .groupChanged(let isOfComputers):
            try mapGroup(&mapping, isOfComputers: isOfComputers, place, personal)
        case .operation:
            personal.add(.actorName, members, "authorizedUsername")
            personal.add(.targetName, members, "objectName")
            personal.add(.operation, members, "objectTypeName")
            let outcome: Outcome? = try members.flag("operationSuccessful").map { $0 ? .success : .failure }
            mapping.observe(.deviceManagement, .evidenceOnly, personal, outcome: outcome)
        case .other: mapping.observe(.deviceManagement, .evidenceOnly, personal)
        case nil: mapping.leaveUnmapped(.deviceManagement, personal)
        }
    }

    /// Membership of the group of compliant devices is the instance's verdict: who is let in is compliant,
    /// who is let go is not. That of the group to which the integration applies is its scope. A change of any
    /// other group says nothing of either.
    private func mapGroup(
        _ mapping: inout ManagerMapping, isOfComputers: Bool, _ place: ManagerInstance,
        _ personal: PrivateText
    ) throws(Rejection) {
        var personal = personal
        personal.add(.groupName, members, "name")
        guard let group = try members.integer("jssID"), let role = place.role(ofGroup: group) else {
            mapping.observe(.deviceManagement, .evidenceOnly, personal)
            return
        }
        let isVerdict = role == .verdict
        let isComputers = try members.flag("computer") ?? isOfComputers
        var fields: PrivateText? = personal
        let changes: [(name: StaticString, verdict: ComplianceVerdict)] = [
            ("groupAddedDevicesIds", .compliant), ("groupRemovedDevicesIds", .nonCompliant),
        ]
        for change in changes {
            for id in try members.list(change.name).map({ Array($0) }) ?? [] {
                guard let number = SourceMembers.integer(id),
                    let device = JamfDevice.reference(to: number, isComputer: isComputers, at: place)
                else {
                    throw members.wrongShape(change.name, expected: "numbers of devices", id)
                }
                var data = PublicData()
                if isVerdict {
                    data.set(ComplianceEvents.verdict, change.verdict)
                    data.set([.leftComplianceGroup], of: change.verdict)
                    mapping.emit(ComplianceEvents.evaluated, [device], data: data, fields)
                } else {
                    data.set(DirectoryEvents.member, .device)
                    let definition =
                        change.verdict == .compliant
                        ? DirectoryEvents.memberAdded : DirectoryEvents.memberRemoved
                    mapping.emit(definition, [device], data: data, fields)
                }
                fields = nil
            }
        }
        if let fields { mapping.observe(.deviceManagement, .nothingChanged, fields) }
    }

    private var isContact: Bool {
        switch event {
        case .computerContact, .mobileContact: true
        default: false
        }
    }

    private var isOfComputer: Bool {
        switch event {
        case .computerAdded, .computerContact, .computerObserved: true
        default: false
        }
    }

    private func device(_ place: ManagerInstance) throws(Rejection) -> [DeviceReference] {
        JamfDevice.references(
            serial: members.freeText("serialNumber"), udid: members.freeText("udid"),
            number: try members.integer("jssID"), management: try members.guid("managementId"),
            isComputer: isOfComputer, at: place)
    }

    private var platform: Platform? {
        if isOfComputer { return .macOS }
        guard let model = members.freeText("model") ?? members.freeText("modelDisplay") else { return nil }
        return Platform(appleModel: ASCII.trimmed(model)) ?? .other
    }

    private func addPersonal(to personal: inout PrivateText) {
        let fields: [(PersonalField, StaticString)] = [
            (.deviceName, "deviceName"), (.serialNumber, "serialNumber"), (.udid, "udid"), (.imei, "imei"),
            (.modelName, "model"), (.operatingSystem, "osVersion"), (.displayName, "realName"),
            (.displayName, "username"), (.mail, "emailAddress"), (.phone, "phone"),
        ]
        personal.add(fields, members)
    }
}
