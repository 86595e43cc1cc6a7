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

    private static let subjectNames: Set<[UInt8]> = Set(
        ["tenant", "device", "user", "app", "group", "policies", "actor"].map { Array($0.utf8) })

    init(_ value: JSONValue, _ definition: EventDefinition) {
        readSubject(value, definition)
        let members = sorted(value, definition)
        for field in EventCatalogue.fieldsInOrder(of: definition) {
            guard let member = members[field.number] else {
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

    /// Sorts the members in one pass: public fields by their numbers; what is neither one of these nor the
    /// subject must be a personal field.
    private mutating func sorted(_ value: JSONValue, _ definition: EventDefinition) -> [UInt8: JSONValue] {
        let numbers = EventCatalogue.fieldNumbers(of: definition)
        var out: [UInt8: JSONValue] = [:]
        for member in value.members {
            guard let name = member.key.stringBytes else { continue }
            if let number = numbers[name] {
                if !member.value.isNull { out[number] = member.value }
            } else if !Self.subjectNames.contains(name) {
                keepPrivate(name, member.value)
            }
        }
        return out
    }

    private mutating func keepPrivate(_ name: [UInt8], _ value: JSONValue) {
        guard let field = PersonalField.named(name) else {
            failures.append(
                ValidationFailure(
                    "data", "event.unknown_member", expected: "only members of the catalogue",
                    found: "another of \(name.count) bytes"))
            return
        }
        if let text = value.stringBytes {
            personal.add(field, text)
        } else if value.isArray {
            for element in value.elements { personal.add(field, element.stringBytes) }
        } else if !value.isNull {
            failures.append(
                ValidationFailure(
                    "data.\(field.name)", "event.wrong_kind", expected: "text, or a list of texts",
                    found: FieldDefinition.describe(value)))
        }
    }
}

extension JSONValue {
    /// Whether the text is exactly this one.
    func stringEquals(_ text: String) -> Bool {
        withStringBytes { $0.elementsEqual(text.utf8) } ?? false
    }
}
