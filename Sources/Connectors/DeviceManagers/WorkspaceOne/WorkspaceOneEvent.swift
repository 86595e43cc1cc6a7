import EventCatalogue
import LedgerModel
import StrictJSON

/// An event notification of Workspace ONE UEM, of 2013 or of today: one body for one device, whatever
/// happened to it.
///
/// `EventId` is the number of the event's type and tells no two of them apart. Every body says how the
/// device stands; only `EventType` says what changed. `CompromisedTimeStamp` is when the body was sent, and
/// nothing of the device.
struct WorkspaceOneEvent {
    private let members: SourceMembers
    private let event: Event?
    private let own: SourceTime?

    /// What happened, of the types that are known.
    private enum Event {
        case enrolled
        case unenrolled
        case complianceChanged
        case changed
        case groupChanged

        /// By its name, without regard to case and spaces: the first generation wrote them without.
        init?(_ name: [UInt8]) {
            let plain = name.filter { $0 != UInt8(ascii: " ") }
            guard let found = Self.table.first(where: { ASCII.equalIgnoringCase(plain, $0.name) }) else {
                return nil
            }
            self = found.event
        }

        private static let table: [(name: StaticString, event: Event)] = [
            ("EnrollmentComplete", .enrolled), ("MDMEnrollmentComplete", .enrolled),
            ("BreakMDMConfirmed", .unenrolled),
            ("ComplianceStatusChanged", .complianceChanged),
            ("CompromisedStatusChanged", .changed), ("DeviceMCC", .changed),
            ("DeviceOperatingSystemChanged", .changed), ("DeviceOrganizationGroupChanged", .groupChanged),
            ("AssetNumber", .changed),
        ]
    }

    /// Whether a value has a notification's members.
    static func isEvent(_ value: JSONValue) -> Bool {
        value["EventType"]?.kind == .string && value["EventId"] != nil && value["DeviceId"] != nil
            && value.hasMember(ofAny: ["EnrollmentStatus", "ComplianceStatus", "DeviceFriendlyName"])
    }

    private init(_ value: JSONValue) throws(Rejection) {
        members = SourceMembers(value)
        event = try members.text("EventType").flatMap { Event(ASCII.trimmed($0)) }
        own = try members.time("EventTime", forms: .zoned)
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let notification = try WorkspaceOneEvent(value)
        let content = canonicalBytes(of: value)
        let devices = try notification.devices(place)
        var mapping = ManagerMapping(
            place, key: try notification.key(content), content: content, road: ManagerMapping.webhook,
            occurred: place.occurred(notification.own?.instant), evidence: evidence)
        try notification.map(&mapping, devices)
        return mapping.finished()
    }

    /// No notification has an id. Its type, its device and its time make it the same again, whatever else a
    /// second sending says of when that was; without a time or a device nothing but all of its content does.
    private func key(_ content: [UInt8]) throws(Rejection) -> [UInt8] {
        var key: [UInt8] = []
        EntraRecord.append("workspaceOneEvent", to: &key)
        let number = try members.integer("DeviceId")
        let unique = try members.id("DeviceUUID")
        guard let own, let device = unique ?? number.map({ Array("\($0)".utf8) }) else {
            EntraRecord.append([], to: &key)
            EntraRecord.append(content, to: &key)
            return key
        }
        EntraRecord.append(members.freeText("EventType").map { ASCII.trimmed($0) }, to: &key)
        EntraRecord.append(device, to: &key)
        EntraRecord.append(own.instant.rfc3339, to: &key)
        return key
    }

    /// By its hardware, and by ids that mean something at one instance alone.
    private func devices(_ place: ManagerInstance) throws(Rejection) -> [DeviceReference] {
        [
            DeviceReference(serialNumber: members.freeText("SerialNumber")),
            DeviceReference(udid: members.freeText("Udid")),
            WorkspaceOneWords.uuid(try members.guid("DeviceUUID"), at: place),
            WorkspaceOneWords.number(try members.integer("DeviceId"), at: place),
        ].compactMap { $0 }
    }

    private func map(_ mapping: inout ManagerMapping, _ devices: [DeviceReference]) throws(Rejection) {
        var personal = mapping.privateText()
        let platform = WorkspaceOneWords.platform(members, &personal)
        let ownership = try WorkspaceOneWords.ownership(members, &personal)
        let verdict = try WorkspaceOneWords.verdict(members, &personal)
        addPersonal(to: &personal)
        guard let event else { return mapping.leaveUnmapped(.deviceManagement, personal, devices: devices) }
        var data = PublicData()
        switch event {
        case .enrolled:
            data.set(DeviceEvents.platform, platform)
            data.set(DeviceEvents.ownership, ownership)
            mapping.emit(DeviceEvents.enrolled, devices, data: data, personal)
        case .unenrolled:
            mapping.emit(end: DeviceEvents.unenrolled, devices, personal)
        case .complianceChanged:
            guard let verdict else {
                return mapping.observe(.deviceManagement, .detailMissing, personal, devices: devices)
            }
            data.set(ComplianceEvents.verdict, verdict)
            data.set(WorkspaceOneWords.reasons(members).reasons, of: verdict)
            mapping.emit(ComplianceEvents.evaluated, devices, data: data, personal)
        case .changed, .groupChanged:
            data.set(DeviceEvents.platform, platform)
            data.set(DeviceEvents.witness, .workspaceOne)
            data.set(DeviceEvents.ownership, ownership)
            mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
        }
        if event == .groupChanged, !devices.isEmpty {
            // Which group it left the body does not say.
            var data = PublicData()
            data.set(DirectoryEvents.member, .device)
            mapping.emit(DirectoryEvents.memberAdded, devices, data: data, nil)
        }
        // How the device stood stands in every body; a device that goes away has no verdict.
        if let verdict, event != .complianceChanged, event != .unenrolled, !devices.isEmpty {
            let reasons = WorkspaceOneWords.reasons(members).reasons
            mapping.emit(verdict, because: reasons, seenBy: .workspaceOne, devices)
        }
        mapping.bind(devices)
    }

    private func addPersonal(to personal: inout PrivateText) {
        let fields: [(PersonalField, StaticString)] = [
            (.deviceName, "DeviceFriendlyName"), (.serialNumber, "SerialNumber"), (.udid, "Udid"),
            (.imei, "DeviceIMEI"), (.operatingSystem, "OperatingSystem"), (.mail, "EnrollmentEmailAddress"),
            (.displayName, "EnrollmentUserName"), (.phone, "PhoneNumber"),
            (.groupName, "OrganizationGroupName"), (.operation, "EventType"),
        ]
        personal.add(fields, members)
        personal.add(.timeText, own?.text)
    }
}
