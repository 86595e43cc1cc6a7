import StrictJSON

/// The members of a CloudEvent's `data`, sorted in one pass by what the catalogue says that they are.
struct CloudEventMembers {
    /// What the event is about, and who acted.
    struct Subject {
        var tenant: JSONValue?
        var device: JSONValue?
        var user: JSONValue?
        var app: JSONValue?
        var group: JSONValue?
        var policies: JSONValue?
        var actor: JSONValue?
    }

    /// A member that is neither a public field nor part of the subject.
    struct Other {
        /// The personal field that it is; nil for a member that the catalogue does not have.
        var field: PersonalField?
        var nameCount: Int
        var value: JSONValue
    }

    private(set) var subject = Subject()
    /// Values of the public fields, by their place in ``DataMembers/fields``; `null` is no value.
    private(set) var fields: [JSONValue?]
    /// In the order of the event.
    private(set) var others: [Other] = []

    init(_ value: JSONValue, _ known: DataMembers) {
        fields = [JSONValue?](repeating: nil, count: known.fields.count)
        for (key, value) in value.members {
            let named = key.withStringBytes { (known.meaning(of: $0), $0.count) }
            guard let (meaning, nameCount) = named else { continue }
            if let field = meaning?.field, !value.isNull { fields[field] = value }
            if let member = meaning?.subject { keep(value, as: member) }
            if meaning?.field == nil, meaning?.subject == nil {
                others.append(Other(field: meaning?.personal, nameCount: nameCount, value: value))
            }
        }
    }

    private mutating func keep(_ value: JSONValue, as member: DataMembers.SubjectMember) {
        switch member {
        case .tenant: subject.tenant = value
        case .device: subject.device = value
        case .user: subject.user = value
        case .app: subject.app = value
        case .group: subject.group = value
        case .policies: subject.policies = value
        case .actor: subject.actor = value
        }
    }
}
