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

    private static let subjectMembers: [StaticString] = [
        "tenant", "device", "user", "app", "group", "policies", "actor",
    ]

    init(_ value: JSONValue, _ definition: EventDefinition) {
        readSubject(value, definition)
        for field in definition.fields.sorted(by: { $0.number < $1.number }) {
            guard let member = value[keyBytes: Array(field.name.utf8)], !member.isNull else {
                if field.isRequired {
                    failures.append(
                        ValidationFailure(
                            "data.\(field.name)", "event.missing_member", expected: "a value",
                            found: "nothing"))
                }
                continue
            }
            var found: [ValidationFailure] = []
            var noted = PersonalData()
            data.set(encoded: field.number) {
                field.encode(member, into: &$0, personal: &noted, failures: &found)
            }
            failures += found
            for entry in noted.fields { for text in entry.values { personal.add(entry.field, text) } }
        }
        readPersonal(value, definition)
    }

    private mutating func readSubject(_ value: JSONValue, _ definition: EventDefinition) {
        guard let tenant = value["tenant"]?.stringBytes.flatMap({ TenantName($0) }) else {
            failures.append(
                ValidationFailure(
                    "data.tenant", "event.tenant", expected: "a GUID or a short name",
                    found: value["tenant"].map(FieldDefinition.describe) ?? "nothing"))
            return
        }
        var subject = EventSubject(tenant: tenant)
        if let device = value["device"] { subject.devices = devices(device) }
        if let user = value["user"] { subject.user = person(user, "user") }
        subject.app = guid(value["app"], "app")
        subject.group = guid(value["group"], "group")
        if let policies = value["policies"] {
            // The subject's policies are ids; a sign-in's are objects that name one.
            for policy in policies.elements {
                let named = policy.isObject ? policy["policy"] : policy
                if let id = guid(named, "policies") { subject.policies.append(id) }
            }
        }
        if let acting = value["actor"] {
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
        let name = value["userPrincipalName"]?.stringBytes
        if member == "user" {
            personal.add(.userPrincipalName, name)
            personal.add(.displayName, value["displayName"]?.stringBytes)
        }
        if let id = value["objectId"]?.stringBytes, !id.isEmpty {
            if member == "user" { personal.add(.userObjectID, id) }
            return .objectID(id)
        }
        return name.map { .userPrincipalName($0) }
    }

    private mutating func guid(_ value: JSONValue?, _ member: String) -> Bits128? {
        guard let value, !value.isNull else { return nil }
        guard let bytes = value.stringBytes, let id = Bits128(guid: bytes), id != .zero else {
            failures.append(
                ValidationFailure(
                    "data.\(member)", "event.wrong_kind", expected: "a GUID",
                    found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }

    /// What is neither subject nor public field must be a personal field.
    private mutating func readPersonal(_ value: JSONValue, _ definition: EventDefinition) {
        for member in value.members {
            if Self.subjectMembers.contains(where: { member.key.stringEquals($0) }) { continue }
            if definition.fields.contains(where: { member.key.stringEquals($0.name) }) { continue }
            guard let field = PersonalField.allCases.first(where: { member.key.stringEquals($0.name) }) else {
                failures.append(
                    ValidationFailure(
                        "data", "event.unknown_member", expected: "only members of the catalogue",
                        found: "another of \(member.key.range.count) bytes"))
                continue
            }
            if let text = member.value.stringBytes {
                personal.add(field, text)
            } else if member.value.isArray {
                for element in member.value.elements { personal.add(field, element.stringBytes) }
            } else if !member.value.isNull {
                failures.append(
                    ValidationFailure(
                        "data.\(field.name)", "event.wrong_kind", expected: "text, or a list of texts",
                        found: FieldDefinition.describe(member.value)))
            }
        }
    }
}

extension JSONValue {
    /// Whether the text is exactly this one.
    func stringEquals(_ text: String) -> Bool {
        withStringBytes { $0.elementsEqual(text.utf8) } ?? false
    }
}
