public import LedgerModel

/// One type of event at one revision of its schema, as the catalogue publishes it.
///
/// A class, for each event that is made hands it on.
public final class EventDefinition: Sendable {
    /// What an event of the type is about, first of all; decides its stream.
    public enum Subject: String, Sendable {
        case device, user, tenant, policy, group, app, connection, ledger
    }

    public let type: EventType
    /// From 1; see ``EarlierRevision`` for when it grows.
    public let revision: SchemaRevision
    public let subject: Subject
    public let summary: String
    public let fields: [FieldDefinition]
    /// The personal fields that such an event takes, in the order of their numbers; they stand in its private
    /// record.
    public let personalFields: [PersonalField]
    /// The revisions before this one, the first one first.
    public let earlier: [EarlierRevision]

    public init(
        _ type: StaticString, about subject: Subject, _ summary: StaticString, fields: [FieldDefinition] = [],
        earlier: [EarlierRevision] = []
    ) {
        self.type = EventType(type)
        revision = SchemaRevision(UInt32(earlier.count) + 1)
        self.subject = subject
        self.summary = summary.description
        self.fields = fields
        self.earlier = earlier
        personalFields = PersonalField.taken(by: self.type, about: subject).filter { personal in
            !fields.contains { $0.name.utf8.elementsEqual(personal.name.utf8) }
        }
    }

    private init(_ other: EventDefinition, at index: Int) {
        type = other.type
        revision = SchemaRevision(UInt32(index) + 1)
        subject = other.subject
        summary = other.summary
        fields = other.earlier[index].fields
        earlier = Array(other.earlier[..<index])
        personalFields = other.personalFields
    }

    /// The definition as it was at a revision; nil for one that this catalogue does not know.
    public func at(_ revision: SchemaRevision) -> EventDefinition? {
        if revision == self.revision { return self }
        guard revision.value >= 1, revision < self.revision else { return nil }
        return EventDefinition(self, at: Int(revision.value) - 1)
    }
}

/// The fields that a type had before its next revision, and how what they said is said by the next one.
///
/// A type gets a revision whenever its fields change: by a field more, or where a field says what another one
/// said before. Numbers keep their meaning through all revisions, so data of an earlier one lack something at
/// worst; what they lack and yet say is put in by the step.
public struct EarlierRevision: Sendable {
    public let fields: [FieldDefinition]
    /// Nil where the next revision has more fields, and none of them says what the data say already.
    let step: (@Sendable (inout PublicFieldMap) -> Void)?

    public init(
        fields: [FieldDefinition], step: (@Sendable (inout PublicFieldMap) -> Void)? = nil
    ) {
        self.fields = fields
        self.step = step
    }
}
