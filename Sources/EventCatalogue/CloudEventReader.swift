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
        if root["specversion"]?.stringEquals("1.0") != true {
            failures.append(
                ValidationFailure(
                    "specversion", "event.specversion", expected: "1.0",
                    found: root["specversion"].map(FieldDefinition.describe) ?? "nothing"))
        }
        let id = text(root["id"], "id", limit: 1_024, &failures)
        let source = text(root["source"], "source", limit: 200, &failures).flatMap { bytes -> SourceName? in
            if let name = SourceName(text: bytes) { return name }
            failures.append(
                ValidationFailure(
                    "source", "event.source",
                    expected: "words of a-z, 0-9, `.`, `_` and `-`: service:instance",
                    found: "text of \(bytes.count) bytes"))
            return nil
        }
        let definition = text(root["type"], "type", limit: 64, &failures).flatMap {
            bytes -> EventDefinition? in
            if let type = EventType(bytes: bytes), let known = EventCatalogue.definition(of: type) {
                return known
            }
            failures.append(
                ValidationFailure(
                    "type", "event.unknown_type", expected: "a type of the catalogue",
                    found: "text of \(bytes.count) bytes"))
            return nil
        }
        var occurred = OccurredTime.atReceipt
        if let time = root["time"], !time.isNull {
            if let bytes = time.stringBytes, let instant = Timestamp(rfc3339: bytes) {
                occurred = OccurredTime(instant)
            } else {
                failures.append(
                    ValidationFailure(
                        "time", "event.time", expected: "a time as RFC 3339 has it",
                        found: FieldDefinition.describe(time)))
            }
        }
        let correlation = guid(root["correlationid"], "correlationid", &failures).map { CorrelationID($0) }
        let causation = guid(root["causationid"], "causationid", &failures).map { EventID($0) }
        guard let data = root["data"], data.isObject else {
            failures.append(
                ValidationFailure(
                    "data", "event.wrong_kind", expected: "an object",
                    found: root["data"].map(FieldDefinition.describe) ?? "nothing"))
            return .failure(ValidationFailures(failures))
        }
        guard let definition else { return .failure(ValidationFailures(failures)) }
        let body = CloudEventBody(data, definition)
        failures += body.failures
        guard failures.isEmpty, let id, let source, let subject = body.subject else {
            return .failure(ValidationFailures(failures))
        }
        var draft = SubmissionDraft(
            source: source, key: id, content: canonicalBytes(of: root), mappingRevision: Self.mappingRevision,
            road: Token(word: "api"), isObserved: false,
            evidence: body.isPrivate ? root.rawBytes : nil)
        draft.add(
            definition, occurred: occurred, subject: subject, actor: body.actor, correlation: correlation,
            data: body.data, personal: body.personal)
        var submission = draft.finished()
        submission.events[0].causation = causation
        return .success(submission)
    }

    private func text(
        _ value: JSONValue?, _ member: String, limit: Int, _ failures: inout [ValidationFailure]
    ) -> [UInt8]? {
        guard let bytes = value?.stringBytes, (1...limit).contains(bytes.count) else {
            failures.append(
                ValidationFailure(
                    member, "event.wrong_kind", expected: "text of 1 to \(limit) bytes",
                    found: value.map(FieldDefinition.describe) ?? "nothing"))
            return nil
        }
        return bytes
    }

    private func guid(
        _ value: JSONValue?, _ member: String, _ failures: inout [ValidationFailure]
    ) -> Bits128? {
        guard let value, !value.isNull else { return nil }
        guard let bytes = value.stringBytes, let id = Bits128(guid: bytes) else {
            failures.append(
                ValidationFailure(
                    member, "event.wrong_kind", expected: "a GUID", found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }
}
