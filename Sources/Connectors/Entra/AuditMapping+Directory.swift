import EventCatalogue
import LedgerModel

extension RecordMapping {
    /// What became, or is no longer, a member of a group; one event per member.
    ///
    /// The group's id stands in the property `Group.ObjectID`, for a removal as its old value; else it is
    /// that of the target of that type.
    mutating func mapMembership(isAdded: Bool, _ audit: AuditRecord, _ personal: PrivateText) {
        let named = audit.property("Group.ObjectID")
        let group =
            (isAdded ? named?.new.guid : named?.old.guid) ?? (isAdded ? named?.old.guid : named?.new.guid)
            ?? audit.targets.first { $0.kind == .group }?.guid
        let members = audit.targets.filter {
            $0.guid != group && ($0.id != nil || $0.userPrincipalName != nil)
        }
        guard let group, !members.isEmpty else {
            observe(audit, .detailMissing, personal)
            return
        }
        var fields: PrivateText? = personal
        if let name = audit.property("Group.DisplayName") {
            fields?.add(.groupName, name.new.text ?? name.old.text)
        }
        for member in members {
            var about = subject
            about.group = group
            let kind = member.kind ?? (member.userPrincipalName == nil ? nil : .user)
            switch kind {
            case .user: about.user = member.person
            case .device: about.devices = member.guid.map { [.entraObject($0)] } ?? []
            default: break
            }
            var data = PublicData()
            data.set(DirectoryEvents.member, kind)
            emit(
                isAdded ? DirectoryEvents.memberAdded : DirectoryEvents.memberRemoved, about,
                actor: audit.actor,
                data: data, personal: fields)
            fields = nil
        }
    }

    /// What was done to a person's account, licences or methods.
    mutating func mapUser(_ operation: AuditOperation, _ audit: AuditRecord, _ personal: PrivateText) {
        var person = audit.target(.user, elseAt: 0)?.person
        let definition: EventDefinition
        switch operation {
        case .changeLicence: definition = DirectoryEvents.licenceChanged
        case .updateUser:
            guard audit.namesLicences else {
                leaveUnmapped(audit, personal)
                return
            }
            definition = DirectoryEvents.licenceChanged
        case .disableAccount: definition = DirectoryEvents.accountDisabled
        case .enableAccount: definition = DirectoryEvents.accountEnabled
        case .registerMethod, .removeMethod:
            if case .registerMethod = operation {
                definition = AuthenticationEvents.methodRegistered
            } else {
                definition = AuthenticationEvents.methodRemoved
            }
            // People register for themselves; some records then name them as the initiator alone.
            if person == nil, audit.targets.isEmpty, case .person(let actor)? = audit.actor { person = actor }
        default: return
        }
        guard let person else {
            observe(audit, .detailMissing, personal)
            return
        }
        var about = subject
        about.user = person
        emit(definition, about, actor: audit.actor, personal: personal)
    }
}

extension AuditRecord {
    /// Whether licences or the plans in them are among what changed.
    fileprivate var namesLicences: Bool {
        properties.contains { property in
            if property.isNamed("AssignedLicense") || property.isNamed("AssignedPlan") { return true }
            guard property.isNamed("Included Updated Properties"), let text = property.new.text else {
                return false
            }
            return text.split(separator: UInt8(ascii: ",")).contains { name in
                let word = ASCII.trimmed(Array(name))
                return ASCII.equalIgnoringCase(word, "AssignedLicense")
                    || ASCII.equalIgnoringCase(word, "AssignedPlan")
            }
        }
    }
}
