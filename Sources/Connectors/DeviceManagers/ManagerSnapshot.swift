import EventCatalogue
import LedgerModel
import StrictJSON

/// How a device manager's inventory held one device when it was read.
struct ManagerSnapshot {
    let witness: Witness
    var devices: [DeviceReference] = []
    var platform: Platform?
    var ownership: Ownership?
    var lastContact: Timestamp?
    /// The latest instant that the last contact can have been, where its text has no zone.
    var lastContactBy: Timestamp?
    var enrolledAt: Timestamp?
    var state: ManagementState?
    /// How the manager says that the device stands with the directory.
    var registration: RegistrationState?
    /// What the manager concluded of the device.
    var verdict: ComplianceVerdict?
    /// Why, where the verdict is not compliant.
    var reasons: Set<ComplianceReason> = []
    /// The policies that the verdict is by, which are private.
    var policyNames: [[UInt8]] = []
    /// That the manager has let the device go, where the inventory says so.
    var end: EventDefinition?
    /// How far the device's enrolment is, where the inventory says so.
    var enrolment: EventDefinition?
    /// How far the last report of the device's compliance got, and when that was.
    var report: (definition: EventDefinition, time: Timestamp)?

    private init(witness: Witness) { self.witness = witness }

    /// What makes the snapshot the same again: the device, and when the inventory was read. Where nobody says
    /// when that was, only another content makes another one.
    static func key(
        _ name: StaticString, id: [UInt8]?..., at place: ManagerInstance, content: [UInt8]
    ) -> [UInt8] {
        var key: [UInt8] = []
        EntraRecord.append(name, to: &key)
        for part in id { EntraRecord.append(part, to: &key) }
        if let received = place.received {
            EntraRecord.append(received.rfc3339, to: &key)
        } else {
            EntraRecord.append([], to: &key)
            EntraRecord.append(content, to: &key)
        }
        return key
    }

    /// The submission of one device of an inventory; `read` says what the inventory holds of it.
    static func submission(
        _ name: StaticString, id: [UInt8], of value: JSONValue, evidence: [UInt8], _ place: ManagerInstance,
        witness: Witness, read: (inout ManagerSnapshot, inout PrivateText) throws(Rejection) -> Void
    ) throws(Rejection) -> Submission {
        let content = canonicalBytes(of: value)
        var mapping = ManagerMapping(
            place, key: key(name, id: id, at: place, content: content), content: content,
            road: ManagerMapping.interface, occurred: place.occurred(nil), evidence: evidence)
        var snapshot = ManagerSnapshot(witness: witness)
        var personal = mapping.privateText()
        try read(&snapshot, &personal)
        snapshot.emit(to: &mapping, personal)
        return mapping.finished()
    }

    /// Adds what the snapshot says.
    private func emit(to mapping: inout ManagerMapping, _ personal: PrivateText) {
        guard !devices.isEmpty else {
            return mapping.observe(.deviceManagement, .detailMissing, personal)
        }
        var data = PublicData()
        data.set(DeviceEvents.platform, platform)
        data.set(DeviceEvents.witness, witness)
        data.set(DeviceEvents.ownership, ownership)
        data.set(ManagementEvents.lastContact, lastContact)
        data.set(ManagementEvents.enrolledAt, enrolledAt)
        data.set(ManagementEvents.state, state)
        data.set(ManagementEvents.registration, registration)
        data.set(ManagementEvents.lastContactBy, lastContact == nil ? lastContactBy : nil)
        mapping.emit(ManagementEvents.inventoryObserved, devices, data: data, personal)
        if let verdict {
            var names = mapping.privateText()
            for name in policyNames { names.add(.policyNames, name) }
            mapping.emit(verdict, because: reasons, seenBy: witness, devices, names)
        }
        if let end { mapping.emit(end: end, devices) }
        if let enrolment { mapping.emit(enrolment, devices, data: PublicData(), nil) }
        if let report { mapping.emit(report.definition, devices, data: PublicData(), nil, at: report.time) }
        mapping.bind(devices)
    }
}

extension SourceTime {
    /// The latest instant that text without a zone can mean: twelve hours later than it would be in UTC, as
    /// no place's clock is further behind. Nil for text that has a zone, or is no instant.
    static func latest(_ text: [UInt8]) -> Timestamp? {
        guard SourceTime(text, forms: .zoned) == nil else { return nil }
        return SourceTime(text, forms: .unzoned).map { $0.instant.adding(seconds: 12 * 3_600) }
    }
}

extension SourceMembers {
    /// An instant as milliseconds since 1970; nil where the member is absent, or text that is empty.
    func milliseconds(_ name: StaticString) throws(Rejection) -> Timestamp? {
        guard let number = try integer(name) else { return nil }
        guard let instant = Timestamp(milliseconds: number) else {
            throw Rejection(
                .invalidTime, field: self.name(name), expected: "milliseconds since 1970 that can be held",
                found: "a number that cannot")
        }
        return instant
    }
}

extension DeviceReference {
    /// A device by an id that means something at one instance alone; nil where the text is none.
    static func own(_ kind: String, _ text: [UInt8]?, at place: ManagerInstance) -> DeviceReference? {
        guard let text else { return nil }
        let id = ASCII.trimmed(text)
        guard (1...128).contains(id.count), id.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !ASCII.isPath(id),
            id.contains(where: { $0 != id[0] }) || ASCII.isDigit(id[0]) && id[0] != UInt8(ascii: "0")
        else { return nil }
        return .hardware(namespace: "\(kind)/\(place.name)", value: id)
    }
}
