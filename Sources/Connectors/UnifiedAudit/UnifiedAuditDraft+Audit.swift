import LedgerModel
import StrictJSON

extension UnifiedAuditDraft {
    /// Adds what a directory audit has.
    mutating func addAudit(_ inner: SourceMembers) throws(Rejection) {
        let extended = try UnifiedAuditProperties(try inner.objects("ExtendedProperties"))
        add("activityDisplayName", unified.operation)
        add("category", extended.value("extendedAuditEventCategory").map(Self.category))
        add("result", try inner.text("ResultStatus").map(Self.result))
        add("correlationId", try inner.text("InterSystemsId"))
        try addInitiator(inner)
        try addTargets(inner)
        addDetails(extended.value("additionalDetails"))
    }

    /// Adds what is known of another service's record, or of one that cannot be read.
    mutating func addOther() {
        let inner = unified.inner
        add("activityDisplayName", unified.operation)
        add("result", inner?.freeText("ResultStatus").map(Self.result))
        let user = inner?.freeText("UserId") ?? unified.row?.user
        guard let user, user.contains(UInt8(ascii: "@")) else { return }
        let address = inner?.freeText("ClientIP") ?? inner?.freeText("ActorIpAddress")
        addObject("initiatedBy") { draft in
            draft.addObject("user") { draft in
                draft.add("userPrincipalName", user)
                draft.add("ipAddress", address)
            }
        }
    }

    /// Who did it. A service principal is one by `Actor`, else by `UserId`; whoever has a name alone is a
    /// service, too.
    private mutating func addInitiator(_ inner: SourceMembers) throws(Rejection) {
        let actor = try UnifiedAuditIdentity.all(of: try inner.objects("Actor")).first
        let userID = try inner.text("UserId").map { ASCII.trimmed($0) }
        let user = userID.flatMap { UnifiedAuditIdentity(joined: $0) }
        let written = userID.flatMap { $0.contains(UInt8(ascii: "@")) ? $0 : nil }
        let principalName = actor?.principalName ?? written
        let said = actor?.kind == nil ? user : actor
        if said?.isOf("ServicePrincipal") ?? false
            || said?.kind == nil && principalName == nil && actor?.name != nil
        {
            let principal = said?.isOf("ServicePrincipal") ?? false ? said?.id : nil
            addObject("initiatedBy") { draft in
                draft.addObject("app") { draft in
                    draft.add("displayName", actor?.name)
                    draft.add("servicePrincipalId", principal)
                }
            }
            return
        }
        // An id alone could be anything's; beside a user principal name it is the user's.
        let isAlone = said?.kind == nil && principalName != nil
        let id = said?.isOf("User") ?? false ? said?.id : isAlone ? actor?.guid : nil
        guard id != nil || principalName != nil else { return }
        let address = inner.freeText("ActorIpAddress") ?? inner.freeText("ClientIP")
        addObject("initiatedBy") { draft in
            draft.addObject("user") { draft in
                draft.add("id", id)
                draft.add("userPrincipalName", principalName)
                draft.add("ipAddress", address)
            }
        }
    }

    /// What it was done to: `Target`; where that names nothing, `ObjectId`. What changed stands with the
    /// first.
    private mutating func addTargets(_ inner: SourceMembers) throws(Rejection) {
        var targets = try UnifiedAuditIdentity.all(of: try inner.objects("Target"))
        if let object = try inner.text("ObjectId").map({ ASCII.trimmed($0) }) {
            var first = targets.first ?? UnifiedAuditIdentity()
            if object.contains(UInt8(ascii: "@")) {
                if first.kind == nil || first.isOf("User") {
                    first.principalName = first.principalName ?? object
                }
            } else if first.id == nil, first.principalName == nil {
                let joined = UnifiedAuditIdentity(joined: object)
                first.kind = joined?.kind ?? first.kind
                first.id = joined?.id ?? (Bits128(guid: object) == nil ? nil : object)
            }
            if targets.isEmpty { targets = [first] } else { targets[0] = first }
        }
        let properties = try inner.objects("ModifiedProperties")
        if targets.isEmpty {
            guard properties.count > 0 else { return }
            targets = [UnifiedAuditIdentity()]
        }
        addList("targetResources") { draft in
            for (index, target) in targets.enumerated() {
                draft.addObject { $0.add(target, index == 0 ? properties : nil) }
            }
        }
    }

    private mutating func add(_ target: UnifiedAuditIdentity, _ properties: SourceObjects?) {
        add("id", target.id)
        add("type", target.kind ?? (target.principalName == nil ? nil : Array("User".utf8)))
        add("displayName", target.name)
        add("userPrincipalName", target.principalName)
        guard let properties else { return }
        addList("modifiedProperties") { draft in
            for property in properties {
                draft.addObject { draft in
                    draft.add("displayName", property.member("Name"))
                    draft.add("oldValue", property.member("OldValue"))
                    draft.add("newValue", property.member("NewValue"))
                }
            }
        }
    }

    /// Details are an object in text.
    private mutating func addDetails(_ text: [UInt8]?) {
        guard let text else { return }
        guard let details = (try? JSONDocument(text))?.root, details.isObject else {
            note(unreadable: "additionalDetails", text)
            return
        }
        addList("additionalDetails") { draft in
            for (key, value) in details.members {
                draft.addObject { draft in
                    draft.add("key", key)
                    draft.add("value", value.plainText)
                }
            }
        }
    }

    /// How it ended, as Entra's log has it. What is done in part is neither, and keeps its word.
    private static func result(_ word: [UInt8]) -> [UInt8] {
        let trimmed = ASCII.trimmed(word)
        for name: StaticString in ["Success", "Succeeded", "True"]
        where ASCII.equalIgnoringCase(trimmed, name) { return Array("success".utf8) }
        for name: StaticString in ["Failure", "Failed", "False"]
        where ASCII.equalIgnoringCase(trimmed, name) { return Array("failure".utf8) }
        return trimmed
    }

    /// The category, as Entra's log names it.
    private static func category(_ word: [UInt8]) -> [UInt8] {
        let trimmed = ASCII.trimmed(word)
        let found = categories.first { ASCII.equalIgnoringCase(trimmed, $0.name) }
        return found.map { $0.category.withUTF8Buffer { Array($0) } } ?? trimmed
    }

    private static let categories: [(name: StaticString, category: StaticString)] = [
        ("User", "UserManagement"), ("Group", "GroupManagement"), ("Application", "ApplicationManagement"),
        ("ServicePrincipal", "ApplicationManagement"), ("Role", "RoleManagement"),
    ]
}
