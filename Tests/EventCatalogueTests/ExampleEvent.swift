import LedgerModel
import StrictJSON

@testable import EventCatalogue

/// Events made of examples, read and written by the code that a ledger uses.
enum ExampleEvent {
    /// The members of an example's `data` that say what the event is about.
    static func subject(of definition: EventDefinition) -> [(name: String, json: [UInt8])] {
        guard let example = EventExamples.data(of: definition) else { return [] }
        return DataMembers.SubjectMember.allCases.compactMap { member in
            let name = DataMembers.name(of: member, in: definition)
            guard !definition.fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                return nil
            }
            return example[keyBytes: Array(name.utf8)].map { (name, $0.rawBytes) }
        }
    }

    static func submission(of definition: EventDefinition) throws -> Submission {
        try submission(definition, text: EventExamples.text(of: definition) ?? "")
    }

    static func submission(
        _ definition: EventDefinition, _ members: [(name: String, json: [UInt8])]
    ) throws -> Submission {
        let parts = members.map { "\"\($0.name)\":" + String(decoding: $0.json, as: UTF8.self) }
        return try submission(definition, text: "{" + parts.joined(separator: ",") + "}")
    }

    /// The submission of an event with these data. What only the ledger records goes by the same road from
    /// where the type is known to be allowed.
    static func submission(_ definition: EventDefinition, text: String) throws -> Submission {
        switch try read(definition, text: text) {
        case .success(let submission): return submission
        case .failure(let failures): throw failures
        }
    }

    static func read(
        _ definition: EventDefinition, text: String
    ) throws -> Result<Submission, ValidationFailures> {
        let event =
            #"{"specversion":"1.0","id":"1","source":"mdm:berlin","type":"\#(definition.type)","#
            + #""time":"2026-03-03T09:12:00Z","data":\#(text)}"#
        let document = try JSONDocument(Array(event.utf8))
        guard EventCatalogue.isReserved(definition.type) else {
            return CloudEventReader().read(document.root)
        }
        var failures = FailureList()
        guard let data = document.root["data"] else { return .failure(ValidationFailures(failures)) }
        let body = CloudEventBody(data, DataMembers(definition), &failures)
        guard failures.isEmpty, let subject = body.subject, let source = SourceName(text: Array("a:b".utf8))
        else { return .failure(ValidationFailures(failures)) }
        var draft = SubmissionDraft(
            source: source, key: [1], content: [1], mappingRevision: MappingRevision(1),
            road: Token(word: "api"), isObserved: false, evidence: nil)
        draft.add(
            definition, occurred: .atReceipt, subject: subject, actor: body.actor, data: body.data,
            personal: body.personal)
        return .success(draft.finished())
    }

    static func recorded(_ event: ProposedEvent) -> RecordedEvent {
        recorded(event.type, event.schemaRevision, event.data, stream: event.stream, tags: event.tags)
    }

    static func recorded(
        _ type: EventType, _ revision: SchemaRevision, _ data: [UInt8],
        stream: StreamName = StreamName(.word("tenant"), .word("contoso")), tags: [Tag] = []
    ) -> RecordedEvent {
        RecordedEvent(
            position: GlobalPosition(7), id: EventID(Bits128(high: 1, low: 2)),
            recorded: Timestamp(nanoseconds: 0), occurred: OccurredTime(Timestamp(nanoseconds: 0)),
            type: type, schemaRevision: revision, stream: stream, streamVersion: StreamVersion(1),
            source: SourceName(.word("mdm"), .word("berlin")), recordKey: RecordKey(Bits128(high: 3, low: 4)),
            contentTag: ContentTag(Bits128(high: 5, low: 6)), mappingRevision: MappingRevision(1),
            modified: nil, part: 0, actor: nil, tags: tags, correlation: nil, causation: nil, evidence: nil,
            data: data)
    }

    /// The event as the ledger shows it.
    static func written(
        _ event: ProposedEvent, personal: [(field: PersonalField, values: [[UInt8]])]
    ) throws -> JSONValue {
        try written(recorded(event), personal: personal)
    }

    static func written(
        _ event: RecordedEvent, personal: [(field: PersonalField, values: [[UInt8]])] = []
    ) throws -> JSONValue {
        var writer = JSONWriter()
        EventJSON.write(event, personal: personal, to: &writer)
        return try JSONDocument(writer.bytes).root
    }
}
