public import LedgerModel
public import StrictJSON

/// Reads a CloudEvents 1.0 event in JSON whose type is one of the catalogue's.
///
/// `data` has the tenant, the ids of what the event is about (`device`, `user`, `app`, `group`, `policies`),
/// the type's public fields by name, and personal fields by name. `source` and `id` make the event the same
/// event again. An event that holds nothing private is its own evidence; any other is kept verbatim in its
/// private record.
public struct CloudEventReader: Sendable {
    public static let mappingRevision = MappingRevision(1)

    public init() {}

    /// Reads one event; everything that is wrong with it is reported at once.
    public func read(_ root: JSONValue) -> Result<Submission, ValidationFailures> {
        var failures: [ValidationFailure] = []
        guard root.isObject else {
            return .failure(
                ValidationFailures([
                    ValidationFailure(
                        "event", "event.wrong_kind", expected: "an object",
                        found: FieldDefinition.describe(root))
                ]))
        }
        var event = CloudEventAttributes()
        event.take(root)
        if event.specversion?.stringEquals("1.0") != true {
            failures.append(
                ValidationFailure(
                    "specversion", "event.specversion", expected: "1.0",
                    found: event.specversion.map(FieldDefinition.describe) ?? "nothing"))
        }
        let id = text(event.id, "id", limit: 1_024, &failures) { Array($0) }
        let source = source(event.source, &failures)
        let known = type(event.type, &failures)
        var occurred = OccurredTime.atReceipt
        if let time = event.time, !time.isNull {
            if let instant = time.instant {
                occurred = OccurredTime(instant)
            } else {
                failures.append(
                    ValidationFailure(
                        "time", "event.time", expected: "a time as RFC 3339 has it",
                        found: FieldDefinition.describe(time)))
            }
        }
        let correlation = guid(event.correlationid, "correlationid", &failures).map { CorrelationID($0) }
        let causation = guid(event.causationid, "causationid", &failures).map { EventID($0) }
        guard let data = event.data, data.isObject else {
            failures.append(
                ValidationFailure(
                    "data", "event.wrong_kind", expected: "an object",
                    found: event.data.map(FieldDefinition.describe) ?? "nothing"))
            return .failure(ValidationFailures(failures))
        }
        guard let known else { return .failure(ValidationFailures(failures)) }
        let body = CloudEventBody(data, known)
        failures += body.failures
        guard failures.isEmpty, let id, let source, let subject = body.subject else {
            return .failure(ValidationFailures(failures))
        }
        var draft = SubmissionDraft(
            source: source, key: id, content: canonicalBytes(of: root), mappingRevision: Self.mappingRevision,
            road: Token(word: "api"), isObserved: false,
            evidence: body.isPrivate ? root.rawBytes : nil)
        draft.add(
            known.definition, occurred: occurred, subject: subject, actor: body.actor,
            correlation: correlation, data: body.data, personal: body.personal)
        var submission = draft.finished()
        if let causation { submission.events[0].causation = causation }
        return .success(submission)
    }

    private func source(_ value: JSONValue?, _ failures: inout [ValidationFailure]) -> SourceName? {
        let read = text(value, "source", limit: 200, &failures) { (SourceName(text: $0), $0.count) }
        guard let (name, count) = read else { return nil }
        if name == nil {
            failures.append(
                ValidationFailure(
                    "source", "event.source",
                    expected: "words of a-z, 0-9, `.`, `_` and `-`: service:instance",
                    found: "text of \(count) bytes"))
        }
        return name
    }

    private func type(_ value: JSONValue?, _ failures: inout [ValidationFailure]) -> DataMembers? {
        let read = text(value, "type", limit: 64, &failures) {
            (EventCatalogue.members(ofType: $0), $0.count)
        }
        guard let (members, count) = read else { return nil }
        if members == nil {
            failures.append(
                ValidationFailure(
                    "type", "event.unknown_type", expected: "a type of the catalogue",
                    found: "text of \(count) bytes"))
        }
        return members
    }

    /// What `read` makes of the text of a member; nil where it is no text of 1 to `limit` bytes.
    private func text<R>(
        _ value: JSONValue?, _ member: String, limit: Int, _ failures: inout [ValidationFailure],
        _ read: (UnsafeRawBufferPointer) -> R
    ) -> R? {
        let found = value?.withStringBytes { (1...limit).contains($0.count) ? read($0) : nil } ?? nil
        if found == nil {
            failures.append(
                ValidationFailure(
                    member, "event.wrong_kind", expected: "text of 1 to \(limit) bytes",
                    found: value.map(FieldDefinition.describe) ?? "nothing"))
        }
        return found
    }

    private func guid(
        _ value: JSONValue?, _ member: String, _ failures: inout [ValidationFailure]
    ) -> Bits128? {
        guard let value, !value.isNull else { return nil }
        guard let id = value.guid else {
            failures.append(
                ValidationFailure(
                    member, "event.wrong_kind", expected: "a GUID", found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }
}
