import LedgerModel
import StrictJSON

/// The `data` of a CloudEvent, taken apart by the catalogue.
struct CloudEventBody {
    private(set) var subject: EventSubject?
    private(set) var actor: ActorReference?
    private(set) var data = PublicData()
    private(set) var personal = PersonalData()
    /// Whether there is something that only the event's own text tells.
    private var hasMore = false

    /// Whether it holds anything that must not stand in a record.
    var isPrivate: Bool {
        hasMore || !personal.isEmpty || subject?.user != nil || actor != nil
            || subject?.devices.contains { if case .hardware = $0 { true } else { false } } == true
    }

    /// Failures come in this order: subject, members that the catalogue does not have, personal fields by
    /// their numbers, public fields by theirs.
    init(_ value: JSONValue, _ known: DataMembers, _ failures: inout FailureList) {
        let members = CloudEventMembers(value, known)
        var about = CloudEventSubject()
        about.read(members.subject, known, &personal, &failures)
        subject = about.subject
        actor = about.actor
        members.unknown.report(of: known.names, at: "data", to: &failures)
        keepPrivate(members, &failures)
        encodeFields(members.fields, known.fields, &failures)
    }

    private mutating func encodeFields(
        _ values: [JSONValue?], _ fields: [FieldDefinition], _ failures: inout FailureList
    ) {
        // Held apart from `self` while the data is written.
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
        self.personal = personal
    }

    private mutating func keepPrivate(_ members: CloudEventMembers, _ failures: inout FailureList) {
        var wrong: [(field: PersonalField, failures: FailureList)] = []
        for (field, value) in members.personal {
            var found = FailureList()
            keepPrivate(value, field, &found)
            if !found.isEmpty { wrong.append((field, found)) }
        }
        for (field, value) in members.strangers {
            var found = FailureList()
            found.append(
                ValidationFailure(
                    "data.\(field.name)", "event.personal_field",
                    expected: "only personal fields that the type takes",
                    found: FieldDefinition.describe(value)))
            wrong.append((field, found))
        }
        for entry in wrong.sorted(by: { $0.field.rawValue < $1.field.rawValue }) {
            failures.append(contentsOf: entry.failures)
        }
    }

    /// Keeps the texts of a member; says what is wrong with it.
    private mutating func keepPrivate(
        _ value: JSONValue, _ field: PersonalField, _ failures: inout FailureList
    ) {
        if add(value, field) { return }
        guard value.isArray else {
            failures.append(
                ValidationFailure(
                    "data.\(field.name)", "event.wrong_kind", expected: "text, or a list of texts",
                    found: FieldDefinition.describe(value)))
            return
        }
        if value.count == 0 { hasMore = true }
        for (place, element) in value.elements.enumerated() where !add(element, field) {
            failures.append(
                ValidationFailure(
                    "data.\(field.name)[\(place)]", "event.wrong_kind", expected: "text",
                    found: FieldDefinition.describe(element)))
        }
    }

    /// False for what is no text.
    private mutating func add(_ value: JSONValue, _ field: PersonalField) -> Bool {
        let count = value.withStringBytes { text in
            personal.add(field, text)
            return text.count
        }
        if count == 0 { hasMore = true }
        return count != nil
    }
}
