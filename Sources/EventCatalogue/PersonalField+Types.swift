import LedgerModel

// Which personal fields an event takes: those that say who did it and from where, and those of what it is
// about. A field that says nothing of the matter is no part of the event, and is not kept either.

extension PersonalField {
    /// The personal fields that events of a type take, in the order of their numbers.
    static func taken(by type: EventType, about subject: EventDefinition.Subject) -> [PersonalField] {
        var out = acting
        switch subject {
        case .device: out.formUnion(devices.union(people).union(applications))
        case .user: out.formUnion(people.union(devices).union(applications))
        case .group, .app, .policy: out.formUnion(applications)
        case .connection, .tenant: out.formUnion(applications)
        case .ledger: break
        }
        // A record that says no more than that it is there may hold anything.
        if type.family.elementsEqual("record".utf8) { out.formUnion(devices.union(people)) }
        return allCases.filter { out.contains($0) }
    }

    /// Who did something, from where, by what, and what their source says of it in words.
    private static let acting: Set<PersonalField> = [
        .deviceName, .userPrincipalName, .displayName, .mail, .userObjectID, .actorName, .ipAddress, .city,
        .state,
        .country, .coordinates, .browser, .userAgent, .operation, .failureReason, .additionalDetails,
        .resultReason, .targetName,
    ]
    private static let people: Set<PersonalField> = [.phone, .methodDetail, .groupName]
    private static let devices: Set<PersonalField> = [
        .serialNumber, .imei, .udid, .operatingSystem, .modelName,
    ]
    private static let applications: Set<PersonalField> = [
        .appName, .resourceName, .policyNames, .groupName,
    ]
}
