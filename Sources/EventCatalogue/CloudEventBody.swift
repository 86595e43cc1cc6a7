import LedgerModel
import StrictJSON

/// The `data` of a CloudEvent, taken apart by the catalogue.
struct CloudEventBody {
    private(set) var failures: [ValidationFailure] = []
    private(set) var subject: EventSubject?
    private(set) var actor: ActorReference?
    private(set) var data = PublicData()
    private(set) var personal = PersonalData()

    /// Whether it holds anything that must not stand in a record.
    var isPrivate: Bool {
        !personal.isEmpty || subject?.user != nil || actor != nil
            || subject?.devices.contains { if case .hardware = $0 { true } else { false } } == true
    }

    init(_ value: JSONValue, _ known: DataMembers) {
        let members = CloudEventMembers(value, known)
        readSubject(members.subject)
        for member in members.others { keepPrivate(member) }
        encodeFields(members.fields, known.fields)
    }

    private mutating func encodeFields(_ values: [JSONValue?], _ fields: [FieldDefinition]) {
        // Held apart from `self` while the data is written.
        var failures = failures
        var personal = personal
        for (field, value) in zip(fields, values) {
            if let value {
                data.set(encoded: field.number) {
                    field.encode(value, into: &$0, personal: &personal, failures: &failures)
                }
            } else if field.isRequired {
                failures.append(
                    ValidationFailure(
                        "data.\(field.name)", "event.missing_member", expected: "a value",
                        found: "nothing"))
            }
        }
        self.failures = failures
        self.personal = personal
    }

    private mutating func readSubject(_ members: CloudEventMembers.Subject) {
        guard let tenant = members.tenant?.withStringBytes({ TenantName($0) }) ?? nil else {
            failures.append(
                ValidationFailure(
                    "data.tenant", "event.tenant", expected: "a GUID or a short name",
                    found: members.tenant.map(FieldDefinition.describe) ?? "nothing"))
            return
        }
        var subject = EventSubject(tenant: tenant)
        if let device = members.device { subject.devices = devices(device) }
        if let user = members.user { subject.user = person(user, "user") }
        subject.app = guid(members.app, "app")
        subject.group = guid(members.group, "group")
        if let policies = members.policies {
            // The subject's policies are ids; a sign-in's are objects that name one.
            for policy in policies.elements {
                let named = policy.isObject ? policy["policy"] : policy
                if let id = guid(named, "policies") { subject.policies.append(id) }
            }
        }
        if let acting = members.actor {
            if let app = acting["app"] {
                actor = guid(app, "actor.app").map { .app($0) }
            } else {
                actor = person(acting, "actor").map { .person($0) }
            }
        }
        self.subject = subject
    }

    private mutating func devices(_ value: JSONValue) -> [DeviceReference] {
        var out: [DeviceReference] = []
        if let id = guid(value["entraDeviceId"], "device.entraDeviceId") { out.append(.entra(id)) }
        if let id = guid(value["entraObjectId"], "device.entraObjectId") { out.append(.entraObject(id)) }
        if let id = guid(value["intuneDeviceId"], "device.intuneDeviceId") { out.append(.intune(id)) }
        if let serial = value["serialNumber"]?.stringBytes, !serial.isEmpty {
            personal.add(.serialNumber, serial)
            if out.isEmpty { out.append(.hardware(namespace: "serial", value: serial)) }
        }
        return out
    }

    private mutating func person(_ value: JSONValue, _ member: String) -> PersonReference? {
        let isUser = member == "user"
        let name = value["userPrincipalName"]?.stringBytes
        if isUser {
            personal.add(.userPrincipalName, name)
            personal.add(.displayName, value["displayName"]?.stringBytes)
        }
        if let id = value["objectId"]?.stringBytes, !id.isEmpty {
            if isUser { personal.add(.userObjectID, id) }
            return .objectID(id)
        }
        return name.map { .userPrincipalName($0) }
    }

    private mutating func guid(_ value: JSONValue?, _ member: StaticString) -> Bits128? {
        guard let value, !value.isNull else { return nil }
        guard let id = value.guid, id != .zero else {
            failures.append(
                ValidationFailure(
                    "data.\(member)", "event.wrong_kind", expected: "a GUID",
                    found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }

    /// What is neither a public field nor part of the subject must be a personal field.
    private mutating func keepPrivate(_ member: CloudEventMembers.Other) {
        guard let field = member.field else {
            failures.append(
                ValidationFailure(
                    "data", "event.unknown_member", expected: "only members of the catalogue",
                    found: "another of \(member.nameCount) bytes"))
            return
        }
        if member.value.withStringBytes({ personal.add(field, $0) }) != nil { return }
        if member.value.isArray {
            for element in member.value.elements {
                _ = element.withStringBytes { personal.add(field, $0) }
            }
        } else if !member.value.isNull {
            failures.append(
                ValidationFailure(
                    "data.\(field.name)", "event.wrong_kind", expected: "text, or a list of texts",
                    found: FieldDefinition.describe(member.value)))
        }
    }
}
