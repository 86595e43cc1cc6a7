public import LedgerModel
public import StrictJSON

/// Reads a CloudEvents 1.0 event in JSON whose type is one of the catalogue's.
///
/// `data` has the tenant, the ids of what the event is about (`device`, `user`, `app`, `group`, `policies`),
/// the type's public fields by name, and personal fields by name. `source` and `id` make the event the same
/// event again.
///
/// Nothing of an accepted event is lost: each member stands in the record, or the event is kept verbatim in
/// its private record, or both. An event that holds nothing private and nothing more is its own evidence.
public struct CloudEventReader: Sendable {
    public static let mappingRevision = MappingRevision(1)

    public init() {}

    /// Reads one event; everything that is wrong with it is reported at once. Without a type of the catalogue
    /// nothing is said of the `data`.
    public func read(_ root: JSONValue) -> Result<Submission, ValidationFailures> {
        var failures = FailureList()
        guard root.isObject else {
            failures.append(
                ValidationFailure(
                    "event", "event.wrong_kind", expected: "an object",
                    found: FieldDefinition.describe(root)))
            return .failure(ValidationFailures(failures))
        }
        let envelope = CloudEventEnvelope(root, &failures)
        guard let known = envelope.known, let data = envelope.data else {
            return .failure(ValidationFailures(failures))
        }
        let body = CloudEventBody(data, known, &failures)
        guard failures.isEmpty, let id = envelope.id, let source = envelope.source,
            let subject = body.subject
        else { return .failure(ValidationFailures(failures)) }
        var draft = SubmissionDraft(
            source: source, key: id, content: canonicalBytes(of: root), mappingRevision: Self.mappingRevision,
            road: Token(word: "api"), isObserved: false,
            evidence: body.isPrivate || envelope.hasMore ? root.rawBytes : nil)
        draft.add(
            known.definition, occurred: envelope.occurred, subject: subject, actor: body.actor,
            correlation: envelope.correlation, data: body.data, personal: body.personal)
        var submission = draft.finished()
        if let causation = envelope.causation { submission.events[0].causation = causation }
        if submission.evidence == nil, let named = envelope.subject,
            !Self.names(named, submission.events[0], subject)
        {
            submission.evidence = root.rawBytes
        }
        return .success(submission)
    }

    /// Whether a text is the event's stream, one of its tags, or the id of its device: then the record says
    /// as much.
    private static func names(
        _ value: JSONValue, _ event: ProposedEvent, _ subject: EventSubject
    ) -> Bool {
        value.withStringBytes { text in
            if let id = Bits128(guid: text) { return subject.devices.contains { $0.id == id } }
            return event.stream.text.elementsEqual(text)
                || event.tags.contains { $0.text.elementsEqual(text) }
        } ?? false
    }
}
