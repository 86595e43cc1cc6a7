import EventCatalogue
import LedgerModel

extension RecordMapping {
    /// The events of an operation on a device; then, where the record carries two of its ids, that they are
    /// one device's.
    mutating func mapDevice(
        _ operation: AuditOperation, _ audit: AuditRecord, _ personal: PrivateText
    ) throws(Rejection) {
        let target = audit.target(.device, elseAt: 0)
        let registered = audit.registrationID
        var about = subject
        about.devices = [registered, target?.guid.map { .entraObject($0) }].compactMap { $0 }
        guard !about.devices.isEmpty else {
            observe(audit, .detailMissing, personal)
            return
        }
        var data = PublicData()
        switch operation {
        case .registerDevice:
            var personal = personal
            data.set(DeviceEvents.platform, audit.platform(&personal))
            data.set(
                DeviceEvents.trustType,
                personal.word(
                    audit.attribute("DeviceTrustType", "TargetId.DeviceTrustType"), "DeviceTrustType"))
            data.set(DeviceEvents.reporter, audit.reporter)
            emit(DeviceEvents.registered, about, actor: audit.actor, data: data, personal: personal)
        case .updateDevice:
            guard try mapUpdate(about, audit, personal) else { return }
        case .deleteDevice: emit(DeviceEvents.deleted, about, actor: audit.actor, personal: personal)
        case .unregisterDevice: emit(DeviceEvents.unregistered, about, actor: audit.actor, personal: personal)
        case .disableDevice: emit(DeviceEvents.disabled, about, actor: audit.actor, personal: personal)
        case .enableDevice: emit(DeviceEvents.enabled, about, actor: audit.actor, personal: personal)
        case .secureDevice(let action):
            data.set(DeviceEvents.action, action)
            emit(DeviceEvents.securityAction, about, actor: audit.actor, data: data, personal: personal)
        case .loseCompliance:
            data.set(ComplianceEvents.isCompliant, false)
            data.set(ComplianceEvents.witness, .auditLog)
            data.set(ComplianceEvents.reporter, audit.reporter)
            emit(ComplianceEvents.observed, about, actor: audit.actor, data: data, personal: personal)
        case .loseManagement:
            data.set(ComplianceEvents.witness, .auditLog)
            data.set(ComplianceEvents.reporter, audit.reporter)
            data.set(ComplianceEvents.isManaged, false)
            emit(
                ComplianceEvents.managementObserved, about, actor: audit.actor, data: data, personal: personal
            )
        default: return
        }
        if case .entra(let device)? = registered, let object = target?.guid {
            var ids = PublicData()
            ids.set(DeviceEvents.entraObject, object)
            ids.set(DeviceEvents.entraDevice, device)
            emit(DeviceEvents.identityBound, about, actor: audit.actor, data: ids)
        }
    }

    /// Flags first, each old and new; then which other attributes changed. False where the record proves
    /// nothing.
    private mutating func mapUpdate(
        _ about: EventSubject, _ audit: AuditRecord, _ personal: PrivateText
    ) throws(Rejection) -> Bool {
        var personal = personal
        let changed = audit.changedProperties(&personal)
        let compliance = try audit.flag("IsCompliant", "DeviceIsCompliant")
        let management = try audit.flag("IsManaged", "DeviceIsManaged")
        let attributes = changed.properties.filter { $0 != .isCompliant && $0 != .isManaged }
        guard compliance != nil || management != nil || !attributes.isEmpty else {
            // A list that names a flag without its value says that something changed, and not what.
            let isEmpty = changed.isListed && changed.properties.isEmpty
            observe(audit, isEmpty ? .nothingChanged : .detailMissing, personal)
            return false
        }
        // Personal fields stand with the first event.
        var fields: PrivateText? = personal
        if let compliance {
            var data = PublicData()
            data.set(ComplianceEvents.isCompliant, compliance.new)
            data.set(ComplianceEvents.wasCompliant, compliance.old)
            data.set(ComplianceEvents.witness, .auditLog)
            data.set(ComplianceEvents.reporter, audit.reporter)
            emit(ComplianceEvents.observed, about, actor: audit.actor, data: data, personal: fields)
            fields = nil
        }
        if let management {
            var data = PublicData()
            data.set(ComplianceEvents.witness, .auditLog)
            data.set(ComplianceEvents.reporter, audit.reporter)
            data.set(ComplianceEvents.isManaged, management.new)
            data.set(ComplianceEvents.wasManaged, management.old)
            emit(ComplianceEvents.managementObserved, about, actor: audit.actor, data: data, personal: fields)
            fields = nil
        }
        guard !attributes.isEmpty else { return true }
        var data = PublicData()
        data.set(DeviceEvents.reporter, audit.reporter)
        data.set(DeviceEvents.properties, attributes)
        emit(DeviceEvents.updated, about, actor: audit.actor, data: data, personal: fields)
        return true
    }

    /// A person who became, or is no longer, a device's owner or user.
    ///
    /// The device is the target of that type, else the second one, else the property `Device.ObjectID`: the
    /// record's first target is the person.
    mutating func mapLink(
        _ relation: LinkRelation, isAdded: Bool, _ audit: AuditRecord, _ personal: PrivateText
    ) {
        let named = audit.property("Device.ObjectID")
        let object =
            audit.target(.device, elseAt: 1)?.guid ?? (isAdded ? named?.new.guid : named?.old.guid)
            ?? (isAdded ? named?.old.guid : named?.new.guid)
        var about = subject
        about.user = audit.target(.user, elseAt: 0)?.person
        about.devices = object.map { [.entraObject($0)] } ?? []
        guard !about.devices.isEmpty, about.user != nil else {
            observe(audit, .detailMissing, personal)
            return
        }
        var personal = personal
        if let name = audit.property("Device.DisplayName") {
            personal.add(.deviceName, name.new.text ?? name.old.text)
        }
        var data = PublicData()
        data.set(DeviceEvents.relation, relation)
        emit(
            isAdded ? DeviceEvents.userLinked : DeviceEvents.userUnlinked, about, actor: audit.actor,
            data: data,
            personal: personal)
    }
}

extension AuditRecord {
    /// The id given at registration: an additional detail, or a modified property.
    fileprivate var registrationID: DeviceReference? {
        attribute("DeviceId", "TargetId.DeviceId").flatMap {
            $0.withUnsafeBytes { DeviceReference(entraText: $0) }
        }
    }

    /// The text of an additional detail, else of the first of two modified properties that has one.
    fileprivate func attribute(_ name: StaticString, _ targetName: StaticString) -> [UInt8]? {
        if let detail = detail(name) { return detail }
        for name in [targetName, name] {
            if let property = property(name), let text = property.new.text ?? property.old.text {
                return text
            }
        }
        return nil
    }

    fileprivate func platform(_ personal: inout PrivateText) -> Platform? {
        let text = attribute("DeviceOSType", "TargetId.DeviceOSType")
        let platform = Platform(operatingSystem: text)
        personal.add(.operatingSystem, text)
        return platform
    }

    /// A flag before and after; nil where the record does not name the property, or gives it no value.
    fileprivate func flag(
        _ name: StaticString, _ other: StaticString
    ) throws(Rejection) -> (old: Bool?, new: Bool?)? {
        guard let property = property(name) ?? property(other) else { return nil }
        let old = try property.old.flag(name)
        let new = try property.new.flag(name)
        return old == nil && new == nil ? nil : (old, new)
    }

    /// Which properties changed, each once, in the order in which the record names them; and whether it has
    /// the list of their names, which may be empty.
    fileprivate func changedProperties(
        _ personal: inout PrivateText
    ) -> (properties: [DeviceProperty], isListed: Bool) {
        var out: [DeviceProperty] = []
        var isListed = false
        func note(_ name: [UInt8], _ personal: inout PrivateText) {
            guard let value = personal.word(name, "modifiedProperties", as: DeviceProperty.self),
                !out.contains(value)
            else { return }
            out.append(value)
        }
        for property in properties {
            if property.isNamed("Included Updated Properties") {
                isListed = true
                for text in property.new.texts {
                    for name in text.split(separator: UInt8(ascii: ",")) {
                        note(ASCII.trimmed(Array(name)), &personal)
                    }
                }
            } else if !ASCII.starts(property.name, with: "TargetId."),
                !property.isNamed("Action Client Name")
            {
                note(property.name, &personal)
            }
        }
        return (out, isListed)
    }
}
