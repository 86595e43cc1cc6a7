import EventCatalogue
import LedgerModel

/// An audit record of Intune, decoded.
struct ManagementAudit: Sendable {
    /// What is known to be done, and to what.
    enum Operation: Hashable, Sendable {
        case retire, wipe, delete
        case policy(ConfigurationChange)
        case partner(PartnerKind, ConfigurationChange)
    }

    let operation: Operation?
    /// Nil where the record does not say how the operation ended.
    let outcome: Outcome?
    let actor: ActorReference?
    /// The ids of what was acted on.
    let targets: [Bits128]
    /// The registration's id of the device that was acted on, where the record says it of the only one.
    let registration: Bits128?
    /// How the only partner that was acted on stands since, where the record says it.
    let partnerState: PartnerState?

    init(_ record: ManagementRecord, _ personal: inout PrivateText) throws(Rejection) {
        let inner = record.inner
        personal.add(.timeText, record.time?.text)
        if let envelope = record.envelope {
            let name = try envelope.text("operationName")
            operation = name.flatMap { Operation(name: $0) }
            personal.add(.operation, name)
            outcome = personal.word(try envelope.text("resultType"), "resultType")
            personal.add(.resultReason, envelope, "resultDescription")
            personal.add(.additionalDetails, inner, "AdditionalDetails")
            actor = try Self.actor(
                try inner.object("Actor")?.ignoringCase(), id: "ObjectId", name: "UPN", app: "Application",
                appName: "ApplicationName", &personal)
            targets = try inner.texts("TargetObjectIds").compactMap(Self.guid)
            for name in try inner.texts("TargetDisplayNames") { personal.add(.targetName, name) }
            let properties = try Self.properties(
                inner, list: "Targets", name: "Name", value: "New", properties: "ModifiedProperties")
            registration = properties.registration.flatMap(Self.guid)
            partnerState = personal.word(properties.partnerState, "PartnerState")
        } else {
            let type = try inner.text("activityType")
            let name = if let type { type } else { try inner.text("displayName") }
            operation = name.flatMap { Operation(name: $0) }
            personal.add(.operation, name)
            outcome = personal.word(try inner.text("activityResult"), "activityResult")
            actor = try Self.actor(
                try inner.object("actor"), id: "userId", name: "userPrincipalName", app: "applicationId",
                appName: "applicationDisplayName", &personal)
            var all: [Bits128] = []
            var own: [Bits128] = []
            for resource in try inner.objects("resources") {
                personal.add(.targetName, resource, "displayName")
                guard let id = try resource.guid("resourceId") else { continue }
                all.append(id)
                let type = resource.freeText("auditResourceType").map { ASCII.trimmed($0) }
                if let type, operation?.isOn(type) ?? false { own.append(id) }
            }
            // A person or a group beside a device or a policy is none itself.
            targets = own.isEmpty ? all : own
            let properties = try Self.properties(
                inner, list: "resources", name: "displayName", value: "newValue",
                properties: "modifiedProperties")
            registration = properties.registration.flatMap(Self.guid)
            partnerState = personal.word(properties.partnerState, "PartnerState")
        }
    }

    private static func guid(_ text: [UInt8]) -> Bits128? {
        guard let id = Bits128(guid: ASCII.trimmed(text)), id != .zero else { return nil }
        return id
    }

    /// The person who acted, else the application.
    private static func actor(
        _ actor: SourceMembers?, id: StaticString, name: StaticString, app: StaticString,
        appName: StaticString, _ personal: inout PrivateText
    ) throws(Rejection) -> ActorReference? {
        guard let actor else { return nil }
        let principalName = try actor.text(name)
        let object = try actor.text(id)
        personal.add(.userPrincipalName, principalName)
        personal.add(.userObjectID, object)
        personal.add(.actorName, actor, appName)
        personal.add(.actorName, actor, "servicePrincipalName")
        personal.add(.ipAddress, actor, "ipAddress")
        // An application that acts for itself has an object id, too, and no user principal name.
        if principalName != nil,
            let person = PersonReference(objectID: object, userPrincipalName: principalName)
        {
            return .person(person)
        }
        return try actor.guid(app).map { .app($0) }
    }

    /// What properties of the only target are since; the first of each name.
    private static func properties(
        _ inner: SourceMembers, list: StaticString, name: StaticString, value: StaticString,
        properties: StaticString
    ) throws(Rejection) -> (registration: [UInt8]?, partnerState: [UInt8]?) {
        let targets = try inner.objects(list)
        var out: (registration: [UInt8]?, partnerState: [UInt8]?) = (nil, nil)
        guard targets.count == 1 else { return out }
        for target in targets {
            for property in try (inner.matching != .exact ? target.ignoringCase() : target).objects(
                properties)
            {
                let members = inner.matching != .exact ? property.ignoringCase() : property
                guard let word = members.freeText(name).map({ ASCII.trimmed($0) }) else { continue }
                if ASCII.equalIgnoringCase(word, "AzureADDeviceId"), out.registration == nil {
                    out.registration = members.freeText(value) ?? []
                } else if ASCII.equalIgnoringCase(word, "PartnerState"), out.partnerState == nil {
                    out.partnerState = members.freeText(value)
                }
            }
        }
        return out
    }
}

extension ManagementAudit.Operation {
    /// Whether the operation is on resources of a type.
    func isOn(_ type: [UInt8]) -> Bool {
        switch self {
        case .retire, .wipe, .delete: ASCII.ends(type, with: "ManagedDevice")
        case .policy: ASCII.ends(type, with: "CompliancePolicy")
        case .partner(let kind, _): PartnerKind(word: type) == kind
        }
    }

    /// The operation of a name such as `wipe ManagedDevice`: what is done, and to what. Compared without
    /// white space at either end and without regard to ASCII case.
    init?(name: [UInt8]) {
        let words = ASCII.trimmed(name).split(separator: UInt8(ascii: " "))
        guard words.count >= 2, let last = words.last, let first = words.first, name.count <= 256 else {
            return nil
        }
        let resource = Array(last)
        let verb = Array(first)
        if ASCII.equalIgnoringCase(resource, "ManagedDevice") {
            guard words.count == 2,
                let found = Self.actions.first(where: { ASCII.equalIgnoringCase(verb, $0.0) })
            else { return nil }
            self = found.1
            return
        }
        guard let change = Self.changes.first(where: { ASCII.starts(verb, with: $0.0) })?.1 else {
            return nil
        }
        let kind = PartnerKind(word: resource)
        if kind != .unrecognised {
            self = .partner(kind, change)
        } else if resource.withUnsafeBytes({ ASCII.ends($0, with: "CompliancePolicy") }) {
            self = .policy(change)
        } else if resource.withUnsafeBytes({ ASCII.ends($0, with: "CompliancePolicyAssignment") }) {
            // Whatever is done to an assignment changes to whom its policy applies.
            self = .policy(.assigned)
        } else {
            return nil
        }
    }

    private static let actions: [(StaticString, Self)] = [
        ("retire", .retire), ("wipe", .wipe), ("delete", .delete),
    ]
    private static let changes: [(StaticString, ConfigurationChange)] = [
        ("create", .created), ("patch", .changed), ("update", .changed), ("delete", .deleted),
        ("assign", .assigned), ("terminate", .terminated),
    ]
}
