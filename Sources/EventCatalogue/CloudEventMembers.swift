import StrictJSON

/// The members of a CloudEvent's `data`, sorted in one pass by what the catalogue says that they are; `null`
/// is no value.
struct CloudEventMembers {
    /// What the event is about, and who acted.
    struct Subject {
        var tenant: JSONValue?
        var device: JSONValue?
        var user: JSONValue?
        var app: JSONValue?
        var group: JSONValue?
        var connection: JSONValue?
        var policies: JSONValue?
        var actor: JSONValue?
    }

    private(set) var subject = Subject()
    /// Values of the public fields, by their place in ``DataMembers/fields``.
    private(set) var fields: [JSONValue?]
    /// In the order of the event.
    private(set) var personal: [(field: PersonalField, value: JSONValue)] = []
    /// Personal fields that the type does not take.
    private(set) var strangers: [(field: PersonalField, value: JSONValue)] = []
    private(set) var unknown = UnknownMembers()

    init(_ value: JSONValue, _ known: DataMembers) {
        fields = [JSONValue?](repeating: nil, count: known.fields.count)
        for (key, value) in value.members {
            guard let meaning = key.withStringBytes({ known.meaning(of: $0) }) ?? nil else {
                unknown.append(key)
                continue
            }
            if let field = meaning.personal, !meaning.isTaken { strangers.append((field, value)) }
            guard !value.isNull else { continue }
            if let field = meaning.field { fields[field] = value }
            if let member = meaning.subject { keep(value, as: member) }
            if let field = meaning.personal, meaning.isTaken { personal.append((field, value)) }
        }
    }

    private mutating func keep(_ value: JSONValue, as member: DataMembers.SubjectMember) {
        switch member {
        case .tenant: subject.tenant = value
        case .device: subject.device = value
        case .user: subject.user = value
        case .app: subject.app = value
        case .group: subject.group = value
        case .connection: subject.connection = value
        case .policies: subject.policies = value
        case .actor: subject.actor = value
        }
    }
}
