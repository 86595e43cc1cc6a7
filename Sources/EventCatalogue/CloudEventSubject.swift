import LedgerModel
import StrictJSON

/// What a CloudEvent's `data` is about, and who acted.
struct CloudEventSubject {
    /// Nil where no tenant is named.
    private(set) var subject: EventSubject?
    private(set) var actor: ActorReference?

    private enum Device: Int, CaseIterable { case entraDeviceId, entraObjectId, intuneDeviceId, serialNumber }
    private enum User: Int, CaseIterable { case objectId, userPrincipalName, displayName }
    private enum Actor: Int, CaseIterable { case app, objectId, userPrincipalName }

    // The names of what has a GUID, and of what has another text.
    static let deviceIDs = [Device.entraDeviceId, .entraObjectId, .intuneDeviceId].map { "\($0)" }
    static let deviceTexts = ["\(Device.serialNumber)"]
    static let userTexts = User.allCases.map { "\($0)" }
    static let actorIDs = ["\(Actor.app)"]
    static let actorTexts = [Actor.objectId, .userPrincipalName].map { "\($0)" }

    private static let deviceNames = MemberNames(Device.self)
    private static let userNames = MemberNames(User.self)
    private static let actorNames = MemberNames(Actor.self)

    /// Reads the members in the order of the article. Text that is personal goes to `personal`.
    mutating func read(
        _ members: CloudEventMembers.Subject, _ known: DataMembers, _ personal: inout PersonalData,
        _ failures: inout FailureList
    ) {
        let tenant = members.tenant?.withStringBytes { TenantName($0) } ?? nil
        if tenant == nil {
            failures.append(
                ValidationFailure(
                    "data.tenant", "event.tenant", expected: "a GUID or a short name",
                    found: members.tenant.map(FieldDefinition.describe) ?? "nothing"))
        }
        // Without a tenant the event is refused; all else that is wrong with it is said nevertheless.
        var subject = EventSubject(tenant: tenant ?? Self.noTenant)
        if let device = members.device { subject.devices = Self.devices(device, &personal, &failures) }
        if let user = members.user { subject.user = Self.user(user, &personal, &failures) }
        subject.app = Self.guid(members.app, .app, known, &failures)
        subject.group = Self.guid(members.group, .group, known, &failures)
        subject.connection = Self.guid(members.connection, .connection, known, &failures)
        if let policies = members.policies {
            subject.policies = Self.policies(policies, known, &failures)
            Self.checkTags(of: subject, &failures)
        }
        if let acting = members.actor { actor = Self.actor(acting, &failures) }
        if tenant != nil { self.subject = subject }
    }

    private static let noTenant = TenantName(id: .zero)

    // MARK: - The members of an object

    /// Values by the places of their names; `null` is no value.
    private struct Values {
        var found: InlineArray<4, JSONValue?> = .init(repeating: nil)
        var isEmpty = true
        var unknown = UnknownMembers()
    }

    /// Nil for what is no object, which is then said.
    private static func values(
        of value: JSONValue, _ names: MemberNames, at path: StaticString, _ failures: inout FailureList
    ) -> Values? {
        guard value.isObject else {
            failures.append(
                ValidationFailure(
                    path.description, "event.wrong_kind", expected: "an object",
                    found: FieldDefinition.describe(value)))
            return nil
        }
        var out = Values()
        for (key, value) in value.members {
            guard let place = key.withStringBytes({ names.index(of: $0) }) ?? nil else {
                out.unknown.append(key)
                continue
            }
            guard !value.isNull else { continue }
            out.found[place] = value
            out.isEmpty = false
        }
        return out
    }

    /// Says what the object should not have, or that it has nothing.
    private static func end(
        _ values: Values, _ names: MemberNames, at path: StaticString, _ failures: inout FailureList
    ) {
        if !values.unknown.isEmpty {
            values.unknown.report(of: names, at: path.description, to: &failures)
        } else if values.isEmpty {
            failures.append(
                ValidationFailure(
                    path.description, "event.missing_member",
                    expected: "one of " + names.names.joined(separator: ", "), found: "none of them"))
        }
    }

    // MARK: - Devices and people

    private static func devices(
        _ value: JSONValue, _ personal: inout PersonalData, _ failures: inout FailureList
    ) -> [DeviceReference] {
        guard let values = values(of: value, deviceNames, at: "data.device", &failures) else { return [] }
        var out: [DeviceReference] = []
        if let id = guid(values.found[Device.entraDeviceId.rawValue], "data.device.entraDeviceId", &failures)
        {
            out.append(.entra(id))
        }
        if let id = guid(values.found[Device.entraObjectId.rawValue], "data.device.entraObjectId", &failures)
        {
            out.append(.entraObject(id))
        }
        if let id = guid(
            values.found[Device.intuneDeviceId.rawValue], "data.device.intuneDeviceId", &failures)
        {
            out.append(.intune(id))
        }
        if let serial = text(
            values.found[Device.serialNumber.rawValue], "data.device.serialNumber", &failures)
        {
            personal.add(.serialNumber, serial)
            if out.isEmpty { out.append(.hardware(namespace: "serial", value: serial)) }
        }
        end(values, deviceNames, at: "data.device", &failures)
        return out
    }

    private static func user(
        _ value: JSONValue, _ personal: inout PersonalData, _ failures: inout FailureList
    ) -> PersonReference? {
        guard let values = values(of: value, userNames, at: "data.user", &failures) else { return nil }
        let id = text(values.found[User.objectId.rawValue], "data.user.objectId", &failures)
        let name = text(
            values.found[User.userPrincipalName.rawValue], "data.user.userPrincipalName", &failures)
        let displayName = text(
            values.found[User.displayName.rawValue], "data.user.displayName", limit: .max, &failures)
        end(values, userNames, at: "data.user", &failures)
        personal.add(.userPrincipalName, name)
        personal.add(.displayName, displayName)
        personal.add(.userObjectID, id)
        return id.map { .objectID($0) } ?? name.map { .userPrincipalName($0) }
    }

    private static func actor(_ value: JSONValue, _ failures: inout FailureList) -> ActorReference? {
        guard let values = values(of: value, actorNames, at: "data.actor", &failures) else { return nil }
        let app = guid(values.found[Actor.app.rawValue], "data.actor.app", &failures)
        let id = text(values.found[Actor.objectId.rawValue], "data.actor.objectId", &failures)
        let name = text(
            values.found[Actor.userPrincipalName.rawValue], "data.actor.userPrincipalName", &failures)
        end(values, actorNames, at: "data.actor", &failures)
        if app != nil, id != nil || name != nil {
            failures.append(
                ValidationFailure(
                    "data.actor", "event.contradiction", expected: "an app or a person", found: "both"))
        }
        return app.map { .app($0) } ?? id.map { .person(.objectID($0)) }
            ?? name.map { .person(.userPrincipalName($0)) }
    }

    // MARK: - Ids and texts

    private static func policies(
        _ value: JSONValue, _ known: DataMembers, _ failures: inout FailureList
    ) -> [Bits128] {
        // A sign-in's are objects that name one; the public field says what is wrong with them.
        let isField = known.isField(.policies)
        guard value.isArray else {
            if !isField {
                failures.append(
                    ValidationFailure(
                        "data.policies", "event.wrong_kind", expected: "a list of GUIDs",
                        found: FieldDefinition.describe(value)))
            }
            return []
        }
        var out: [Bits128] = []
        out.reserveCapacity(value.count)
        for (place, element) in value.elements.enumerated() {
            let id = isField ? element["policy"]?.guid : element.guid
            if let id, id != .zero {
                out.append(id)
            } else if !isField {
                failures.append(
                    ValidationFailure(
                        "data.policies[\(place)]", "event.wrong_kind", expected: "a GUID",
                        found: FieldDefinition.describe(element)))
            }
        }
        return out
    }

    /// A policy without a tag could not be found by it.
    private static func checkTags(of subject: EventSubject, _ failures: inout FailureList) {
        var others = 1 + subject.devices.count
        if subject.user != nil { others += 1 }
        if subject.app != nil { others += 1 }
        if subject.group != nil { others += 1 }
        if subject.connection != nil { others += 1 }
        let room = Limits.tagsPerEvent - others
        guard subject.policies.count > room else { return }
        let distinct = Set(subject.policies).count
        guard distinct > room else { return }
        failures.append(
            ValidationFailure(
                "data.policies", "event.too_many",
                expected: "at most \(room) policies, for an event has at most \(Limits.tagsPerEvent) tags",
                found: "\(distinct)"))
    }

    private static func guid(
        _ value: JSONValue?, _ member: DataMembers.SubjectMember, _ known: DataMembers,
        _ failures: inout FailureList
    ) -> Bits128? {
        guard let value else { return nil }
        // The public field says what is wrong with it.
        if known.isField(member) { return value.guid.flatMap { $0 == .zero ? nil : $0 } }
        switch member {
        case .app: return guid(value, "data.app", &failures)
        case .connection: return guid(value, "data.connection", &failures)
        default: return guid(value, "data.group", &failures)
        }
    }

    private static func guid(
        _ value: JSONValue?, _ path: StaticString, _ failures: inout FailureList
    ) -> Bits128? {
        guard let value else { return nil }
        guard let id = value.guid, id != .zero else {
            failures.append(
                ValidationFailure(
                    path.description, "event.wrong_kind", expected: "a GUID that is not zero",
                    found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }

    private static func text(
        _ value: JSONValue?, _ path: StaticString, limit: Int = Limits.identityValueBytes,
        _ failures: inout FailureList
    ) -> [UInt8]? {
        guard let value else { return nil }
        guard let text = value.stringBytes, (1...limit).contains(text.count) else {
            failures.append(
                ValidationFailure(
                    path.description, "event.wrong_kind",
                    expected: limit == .max ? "text" : "text of 1 to \(limit) bytes",
                    found: FieldDefinition.describe(value)))
            return nil
        }
        return text
    }
}
