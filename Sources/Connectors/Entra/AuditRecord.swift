import EventCatalogue
import LedgerModel
import StrictJSON

/// A directory audit record, decoded.
struct AuditRecord: Sendable {
    /// What the source calls the operation.
    let name: [UInt8]?
    let operation: AuditOperation?
    let category: AuditCategory?
    /// Nil where the record does not say how the operation ended.
    let outcome: Outcome?
    let actor: ActorReference?
    /// Which service wrote a device's attribute.
    let reporter: Reporter?
    let targets: [AuditTarget]
    let details: [(key: [UInt8], value: [UInt8])]

    init(_ record: EntraRecord, _ personal: inout PrivateText) throws(Rejection) {
        let inner = record.inner
        var name = try inner.text("activityDisplayName")
        if name == nil { name = try inner.text("operationName") }
        if name == nil { name = try record.envelope?.text("operationName") }
        self.name = name
        operation = name.flatMap { AuditOperation(name: $0) }
        personal.add(.operation, name)
        category = try inner.word("category", &personal)
        var result = try inner.text("result")
        if result == nil { result = try record.envelope?.text("result") }
        outcome = personal.word(result, "result")
        personal.add(.resultReason, inner, "resultReason")
        personal.add(.timeText, record.time?.text)
        (actor, reporter) = try Self.initiator(inner, &personal)

        var targets: [AuditTarget] = []
        for target in try inner.objects("targetResources") { targets.append(try AuditTarget(target)) }
        self.targets = targets
        for target in targets { Self.add(target, to: &personal) }

        var details: [(key: [UInt8], value: [UInt8])] = []
        for detail in try inner.objects("additionalDetails") {
            guard let key = try detail.text("key") else { continue }
            let value = detail.freeText("value") ?? []
            details.append((ASCII.trimmed(key), value))
            if ASCII.equalIgnoringCase(ASCII.trimmed(key), "User-Agent") {
                personal.add(.userAgent, value)
            } else if !value.isEmpty {
                personal.add(.additionalDetails, key + [UInt8(ascii: "=")] + value)
            }
        }
        self.details = details
    }

    /// All modified properties of all targets, in order.
    var properties: [ModifiedProperty] { targets.flatMap(\.properties) }

    func property(_ name: StaticString) -> ModifiedProperty? {
        for target in targets {
            if let found = target.properties.first(where: { $0.isNamed(name) }) { return found }
        }
        return nil
    }

    /// The value of an additional detail; nil where it is absent.
    func detail(_ key: StaticString) -> [UInt8]? {
        details.first { ASCII.equalIgnoringCase($0.key, key) && !AbsentText.isAbsent($0.value) }?.value
    }

    /// The first target of a kind; where no target says what it is, the one at `index`.
    func target(_ kind: MemberKind, elseAt index: Int) -> AuditTarget? {
        if let found = targets.first(where: { $0.kind == kind }) { return found }
        guard targets.indices.contains(index), targets[index].kind == nil else { return nil }
        return targets[index]
    }

    private static func initiator(
        _ inner: SourceMembers, _ personal: inout PrivateText
    ) throws(Rejection) -> (ActorReference?, Reporter?) {
        guard let initiator = try inner.object("initiatedBy") else { return (nil, nil) }
        if let user = try initiator.object("user") {
            let id = try user.text("id")
            let principalName = try user.text("userPrincipalName")
            personal.add(.userObjectID, id)
            personal.add(.userPrincipalName, principalName)
            personal.add(.actorName, user, "displayName")
            personal.add(.ipAddress, user, "ipAddress")
            if let person = PersonReference(objectID: id, userPrincipalName: principalName) {
                return (.person(person), .person)
            }
        }
        guard let app = try initiator.object("app") else { return (nil, nil) }
        let name = try app.text("displayName")
        let principal = try app.guid("servicePrincipalId")
        let id = try app.guid("appId")
        personal.add(.actorName, name)
        personal.add(.actorName, app, "servicePrincipalName")
        let known =
            name.map { Reporter(word: ASCII.trimmed($0)) }
            ?? .unrecognised
        let reporter: Reporter? =
            switch known {
            case .intune, .deviceRegistration, .directorySync: known
            default: name == nil && principal == nil && id == nil ? nil : .application
            }
        if let principal { return (.servicePrincipal(principal), reporter) }
        if let id { return (.app(id), reporter) }
        guard let reporter, reporter != .application, let token = Token(reporter.word) else {
            return (nil, reporter)
        }
        return (.service(token), reporter)
    }

    private static func add(_ target: AuditTarget, to personal: inout PrivateText) {
        switch target.kind {
        case .device: personal.add(.deviceName, target.displayName)
        case .group: personal.add(.groupName, target.displayName)
        case .user: personal.add(.userObjectID, target.id)
        default: break
        }
        if target.isPolicy { personal.add(.policyNames, target.displayName) }
        if target.kind != .device, target.kind != .group { personal.add(.targetName, target.displayName) }
        personal.add(.userPrincipalName, target.userPrincipalName)
    }
}
