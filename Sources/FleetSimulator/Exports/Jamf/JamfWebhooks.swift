import EventCatalogue
import LedgerModel
import StrictJSON

/// Writes the bodies of Jamf Pro's webhooks: of an older instance, which does not say when it sent them, or
/// of one of today.
struct JamfWebhooks {
    let subject: ProductSubject
    let isOlder: Bool
    let time: Timestamp

    private var instance: ProductInstance { subject.instance }
    private var isMac: Bool { subject.device.platform == .macOS }

    /// What the instance tells of a fact.
    ///
    /// - Parameter before: how it held the device until then.
    static func notices(
        of fact: SimulatedFact, _ subject: ProductSubject, before: ProductFleet.Device, isOlder: Bool
    ) -> [ProductNotice] {
        let hooks = JamfWebhooks(subject: subject, isOlder: isOlder, time: fact.time)
        switch fact.content {
        case .report(.enrollmentRequested): return hooks.assignment(before)
        case .report(.enrolled): return hooks.enrolled(before)
        case .report(.identityBound): return [hooks.membership(true, ofApplicable: true)]
        case .report(.evaluated(let isCompliant)):
            guard (before.verdict ?? false) != isCompliant else { return [] }
            return [hooks.membership(isCompliant)]
        case .report(.retired), .report(.wiped):
            return hooks.isMac ? [] : [hooks.about("MobileDeviceCommandCompleted", contact: true)]
        case .report(.unenrolled): return hooks.isMac ? [] : [hooks.unenrolled()]
        case .change(.versionChanged):
            guard subject.held.standing == .enrolled else { return [] }
            return [
                hooks.about(
                    hooks.isMac ? "ComputerInventoryCompleted" : "MobileDeviceInventoryCompleted",
                    contact: true)
            ]
        case .signIn(let row):
            guard row.namesDevice, subject.held.standing == .enrolled else { return [] }
            let name = hooks.isMac ? (isOlder ? "ComputerCheckin" : "ComputerCheckIn") : "MobileDeviceCheckIn"
            return [hooks.about(name, contact: true)]
        default: return []
        }
    }

    /// A device of the company's is assigned by its maker before anybody has it in hand.
    private func assignment(_ before: ProductFleet.Device) -> [ProductNotice] {
        guard !isOlder, subject.device.ownership == .company, before.number == 0 else { return [] }
        var statement = statement()
        statement.enrolment = .requested
        statement.values = [.serialNumber]
        let assigned = instance.milliseconds(time.adding(seconds: -12 * 86_400))
        return [
            notice("DeviceAddedToDEP", statement) { json in
                json.member("assetTag", "\(1_000 + subject.index)")
                json.member("description", subject.device.model)
                json.key("deviceAssignedDate")
                json.int64(assigned)
                json.member("deviceEnrollmentProgramInstanceId", 1)
                json.member("model", subject.device.model)
                json.member("serialNumber", subject.device.serialNumber)
            }
        ]
    }

    /// A computer's record is made once: that it enrols again stands in its inventory alone.
    private func enrolled(_ before: ProductFleet.Device) -> [ProductNotice] {
        guard isMac else { return [about("MobileDeviceEnrolled", enrolment: .enrolled)] }
        let inventory = about("ComputerInventoryCompleted", contact: true)
        return before.number == 0
            ? [about("ComputerAdded", enrolment: .enrolled), inventory] : [inventory]
    }

    private func unenrolled() -> ProductNotice { about("MobileDeviceUnEnrolled", enrolment: .unenrolled) }

    /// Who meets the instance's criteria is in the group of compliant devices; to whom the integration
    /// applies at all, another group says.
    private func membership(_ isIn: Bool, ofApplicable: Bool = false) -> ProductNotice {
        var statement = statement()
        if !ofApplicable { statement.verdict = isIn }
        let group =
            ofApplicable ? ProductInstance.applicableGroups : ProductInstance.complianceGroups
        let title = ofApplicable ? "Applicable" : "Compliant"
        let name = isMac ? "Computer" : "MobileDevice"
        return notice("SmartGroup\(name)MembershipChange", statement) { json in
            json.member("name", "KS \(title) \(isMac ? "computers" : "devices")")
            json.member("smartGroup", true)
            json.member("jssid", isMac ? group.computers : group.mobiles)
            json.member("computer", isMac)
            for (key, isMember) in [
                ("groupAddedDevicesIds", isIn), ("groupRemovedDevicesIds", !isIn),
            ] {
                json.key(key)
                json.beginArray()
                if isMember { json.int(subject.held.number) }
                json.endArray()
            }
            guard !isOlder else { return }
            json.key("groupAddedDevices")
            json.beginArray()
            json.endArray()
        }
    }

    /// An event of which the device is the whole.
    private func about(
        _ name: String, enrolment: Statement.Enrolment? = nil, contact: Bool = false
    ) -> ProductNotice {
        var statement = statement()
        statement.enrolment = enrolment
        if enrolment != .unenrolled { statement.platform = subject.device.platform }
        if contact, !isOlder { statement.lastContact = statement.at }
        statement.values = [.serialNumber, .deviceName, .userPrincipalName, .udid]
        if isMac {
            statement.values.insert(.displayName)
        } else if subject.device.imei != nil {
            statement.values.insert(.imei)
        }
        let isNested = isMac && !isOlder && name == "ComputerCheckIn"
        return notice(name, statement) { json in
            if isNested {
                json.key("computer")
                json.beginObject()
            }
            if isMac { computer(&json) } else { mobile(&json) }
            if isNested {
                json.endObject()
                json.member("trigger", "CLIENT_CHECKIN")
                json.member("username", subject.person.userPrincipalName)
            }
        }
    }

    private func computer(_ json: inout JSONWriter) {
        json.member("udid", subject.device.udid)
        json.member("deviceName", subject.device.name)
        json.member("model", subject.device.appleIdentifier)
        json.member("macAddress", subject.macAddress)
        json.member("alternateMacAddress", "")
        json.member("serialNumber", subject.device.serialNumber)
        json.member("osVersion", subject.version)
        json.member("osBuild", "24G\(80 + subject.held.updates)")
        json.member("userDirectoryID", "-1")
        json.member("username", subject.person.userPrincipalName)
        json.member("realName", subject.person.displayName)
        json.member("emailAddress", subject.person.userPrincipalName)
        for name: StaticString in ["phone", "position", "department", "building", "room"] {
            json.member(name, "")
        }
        if !isOlder { json.member("managementId", subject.id(0)) }
        json.member("jssID", subject.held.number)
    }

    private func mobile(_ json: inout JSONWriter) {
        json.member("udid", subject.device.udid)
        json.member("deviceName", subject.device.name)
        json.member("version", subject.version)
        json.member("model", subject.device.appleIdentifier)
        json.member("bluetoothMacAddress", "")
        json.member("wifiMacAddress", subject.macAddress)
        json.member("imei", subject.device.imei ?? "")
        json.member("icciID", "")
        json.member("product", nil)
        json.member("serialNumber", subject.device.serialNumber)
        json.member("userDirectoryID", "-1")
        json.member("room", "")
        json.member("osVersion", subject.version)
        json.member("osBuild", "22G\(80 + subject.held.updates)")
        json.member("modelDisplay", subject.device.model)
        json.member("username", subject.person.userPrincipalName)
        if !isOlder { json.member("managementId", subject.id(0)) }
        json.member("jssID", subject.held.number)
    }

    private func statement() -> Statement { subject.statement(instance.clock(time)) }

    private func notice(
        _ name: String, _ statement: Statement, _ fill: (inout JSONWriter) -> Void
    ) -> ProductNotice {
        let body = Self.body(name, at: isOlder ? nil : instance.milliseconds(time), fill)
        return ProductNotice(statement, isDated: !isOlder, body)
    }

    /// An envelope; an older instance's has no time.
    static func body(
        _ name: String, at milliseconds: Int64?, _ fill: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("webhook")
        json.beginObject()
        if let milliseconds {
            json.key("eventTimestamp")
            json.int64(milliseconds)
        }
        // One webhook is set up for each kind of event.
        json.member("id", 1 + name.utf8.reduce(0) { ($0 * 7 + Int($1)) % 31 })
        json.member("name", "probe \(name)")
        json.member("webhookEvent", name)
        json.endObject()
        json.key("event")
        json.beginObject()
        fill(&json)
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
