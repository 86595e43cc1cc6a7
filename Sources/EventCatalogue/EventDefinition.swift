public import LedgerModel

/// One type of event at its current schema revision, as the catalogue publishes it.
public struct EventDefinition: Sendable {
    /// What an event of the type is about, first of all; decides its stream.
    public enum Subject: String, Sendable {
        case device, user, tenant, policy, group, app, connection, ledger
    }

    public let type: EventType
    public let revision: SchemaRevision
    public let subject: Subject
    public let summary: String
    public let fields: [FieldDefinition]

    public init(
        _ type: StaticString, about subject: Subject, _ summary: StaticString, fields: [FieldDefinition] = [],
        revision: UInt32 = 1
    ) {
        self.type = EventType(type)
        self.revision = SchemaRevision(revision)
        self.subject = subject
        self.summary = summary.description
        self.fields = fields
    }
}
