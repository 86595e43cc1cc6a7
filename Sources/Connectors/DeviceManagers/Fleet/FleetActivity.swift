import EventCatalogue
import LedgerModel
import StrictJSON

/// An entry of FleetDM's activity feed, or the body by which a webhook tells of one.
enum FleetActivity {
    private enum Activity {
        case enrolled, unenrolled, agentEnrolled, evidence

        init?(_ name: [UInt8]) {
            guard let found = Self.table.first(where: { ASCII.equalIgnoringCase(name, $0.name) }) else {
                return nil
            }
            self = found.activity
        }

        private static let table: [(name: StaticString, activity: Activity)] = [
            ("mdm_enrolled", .enrolled), ("mdm_unenrolled", .unenrolled),
            ("fleet_enrolled", .agentEnrolled), ("deleted_host", .evidence),
            ("transferred_hosts", .evidence), ("created_policy", .evidence), ("edited_policy", .evidence),
            ("deleted_policy", .evidence), ("added_conditional_access_integration_microsoft", .evidence),
            ("deleted_conditional_access_integration_microsoft", .evidence),
            ("enabled_conditional_access_automations", .evidence),
            ("disabled_conditional_access_automations", .evidence),
            ("ran_automation_conditional_access", .evidence),
            ("failed_automation_conditional_access", .evidence), ("edited_host_idp_data", .evidence),
            ("failed_enrollment_profile_renewal", .evidence), ("user_logged_in", .evidence),
            ("user_failed_login", .evidence),
        ]
    }

    /// The activities of a page, or the one that a value is; nil for any other value.
    static func activities(of value: JSONValue) -> [JSONValue]? {
        if value["type"]?.kind == .string, value["details"]?.isObject ?? false { return [value] }
        return value["activities"]?.array.map { Array($0) }
    }

    static func submission(
        of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance
    ) throws(Rejection) -> Submission {
        let members = SourceMembers(value)
        guard let type = try members.text("type").map({ ASCII.trimmed($0) }),
            let details = try members.object("details")
        else {
            throw Rejection(
                .wrongShape, field: "details", expected: "an activity",
                found: Rejection.description(of: value))
        }
        let created = try members.time("created_at", forms: .zoned)
        let time = if let created { created } else { try members.time("timestamp", forms: .zoned) }
        let content = canonicalBytes(of: value)
        var key: [UInt8] = []
        EntraRecord.append("fleetActivity", to: &key)
        if let id = try members.integer("id") {
            EntraRecord.append(Array("\(id)".utf8), to: &key)
        } else {
            // The body of a webhook has no id.
            EntraRecord.append([], to: &key)
            EntraRecord.append(content, to: &key)
        }
        var mapping = ManagerMapping(
            place, key: key, content: content, road: ManagerMapping.interface,
            occurred: place.occurred(time?.instant), evidence: evidence)
        var personal = mapping.privateText()
        personal.add(.operation, type)
        personal.add(.actorName, members, "actor_full_name")
        personal.add(.mail, members, "actor_email")
        personal.add(.deviceName, details, "host_display_name")
        personal.add(.serialNumber, details, "host_serial")
        personal.add(.ipAddress, details, "public_ip")
        personal.add(.timeText, time?.text)
        let devices = [
            DeviceReference(serialNumber: details.freeText("host_serial")),
            .own("fleet-host", try details.integer("host_id").map { Array("\($0)".utf8) }, at: place),
        ].compactMap { $0 }
        var data = PublicData()
        switch Activity(type) {
        case .enrolled:
            data.set(DeviceEvents.platform, platform(details))
            mapping.emit(DeviceEvents.enrolled, devices, data: data, personal)
            mapping.bind(devices)
        case .unenrolled:
            mapping.emit(end: DeviceEvents.unenrolled, devices, personal)
            mapping.bind(devices)
        case .agentEnrolled:
            // The agent reports of a device; that says nothing of whether it is managed.
            data.set(DeviceEvents.witness, .fleet)
            mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
            mapping.bind(devices)
        case .evidence: mapping.observe(.deviceManagement, .evidenceOnly, personal, devices: devices)
        case nil: mapping.leaveUnmapped(.deviceManagement, personal, devices: devices)
        }
        return mapping.finished()
    }

    private static func platform(_ details: SourceMembers) -> Platform? {
        guard let word = details.freeText("platform").map({ ASCII.trimmed($0) }) else { return nil }
        if ASCII.equalIgnoringCase(word, "darwin") { return .macOS }
        let platform = Platform(operatingSystem: word)
        return platform == .unrecognised ? nil : platform
    }
}
