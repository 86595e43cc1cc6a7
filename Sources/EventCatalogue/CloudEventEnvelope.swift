import LedgerModel
import StrictJSON

/// What stands around the `data` of a CloudEvent.
struct CloudEventEnvelope {
    private(set) var id: [UInt8]?
    private(set) var source: SourceName?
    /// The members of the type; nil where the catalogue does not have it.
    private(set) var known: DataMembers?
    private(set) var occurred = OccurredTime.atReceipt
    private(set) var correlation: CorrelationID?
    private(set) var causation: EventID?
    /// What the event says that it is about.
    private(set) var subject: JSONValue?
    private(set) var data: JSONValue?
    /// Whether there is something that only the event's own text tells.
    private(set) var hasMore = false

    /// Reads the members in the order of the article, whatever their order in the event.
    init(_ event: JSONValue, _ failures: inout FailureList) {
        let event = CloudEventAttributes(event)
        hasMore = event.hasExtensions
        if event.specversion?.stringEquals("1.0") != true {
            failures.append(
                ValidationFailure(
                    "specversion", "event.specversion", expected: "1.0",
                    found: event.specversion.map(FieldDefinition.describe) ?? "nothing"))
        }
        id = Self.text(event.id, "id", limit: 1_024, &failures) { Array($0) }
        source = Self.source(event.source, &failures)
        known = Self.type(event.type, &failures)
        readTime(event.time, &failures)
        readSubject(event.subject, &failures)
        readContentType(event.datacontenttype, &failures)
        readSchema(event.dataschema, &failures)
        correlation = Self.guid(event.correlationid, "correlationid", &failures).map { CorrelationID($0) }
        causation = Self.guid(event.causationid, "causationid", &failures).map { EventID($0) }
        if let base64 = event.base64 {
            failures.append(
                ValidationFailure(
                    "data_base64", "event.wrong_kind", expected: "nothing: the data are JSON, in `data`",
                    found: FieldDefinition.describe(base64)))
        }
        if !event.unknown.isEmpty {
            event.unknown.report(of: CloudEventAttributes.names, at: "event", to: &failures)
        }
        if let data = event.data, data.isObject {
            self.data = data
        } else {
            failures.append(
                ValidationFailure(
                    "data", "event.wrong_kind", expected: "an object",
                    found: event.data.map(FieldDefinition.describe) ?? "nothing"))
        }
    }

    private mutating func readTime(_ time: JSONValue?, _ failures: inout FailureList) {
        guard let time else { return }
        guard let instant = time.instant else {
            failures.append(
                ValidationFailure(
                    "time", "event.time", expected: "a time as RFC 3339 has it",
                    found: FieldDefinition.describe(time)))
            return
        }
        occurred = OccurredTime(instant)
        if !time.isPlainTime { hasMore = true }
    }

    private mutating func readSubject(_ value: JSONValue?, _ failures: inout FailureList) {
        guard let value else { return }
        guard value.withStringBytes({ !$0.isEmpty }) == true else {
            failures.append(
                ValidationFailure(
                    "subject", "event.wrong_kind", expected: "text",
                    found: FieldDefinition.describe(value)))
            return
        }
        subject = value
    }

    private func readContentType(_ value: JSONValue?, _ failures: inout FailureList) {
        guard let value, !value.stringEquals("application/json") else { return }
        failures.append(
            ValidationFailure(
                "datacontenttype", "event.content_type", expected: "`application/json`",
                found: FieldDefinition.describe(value)))
    }

    /// An event that names the schema of an earlier revision is read by it.
    private mutating func readSchema(_ value: JSONValue?, _ failures: inout FailureList) {
        guard let value else { return }
        // Without a known type there is no schema to compare with, and the type is refused already.
        guard let definition = known?.definition else { return }
        let schema = SchemaJSON.identifier(of: definition)
        guard !value.stringEquals(schema) else { return }
        for index in definition.earlier.indices {
            let revision = SchemaRevision(UInt32(index) + 1)
            guard value.stringEquals(SchemaJSON.identifier(of: definition.type, revision)),
                let members = EventCatalogue.members(of: definition, at: revision)
            else { continue }
            known = members
            return
        }
        failures.append(
            ValidationFailure(
                "dataschema", "event.schema", expected: "`\(schema)`",
                found: FieldDefinition.describe(value)))
    }

    private static func source(_ value: JSONValue?, _ failures: inout FailureList) -> SourceName? {
        let read = text(value, "source", limit: 200, &failures) {
            (SourceName(text: $0), EventCatalogue.reservedService(ofSource: $0), $0.count)
        }
        guard let (name, reserved, count) = read else { return nil }
        if let reserved {
            failures.append(
                ValidationFailure(
                    "source", "event.reserved_source",
                    expected: "a source of your own, such as `mdm:berlin`",
                    found: "`\(reserved)`, for which "
                        + (EventCatalogue.ledgerServices.contains(reserved)
                            ? "only the ledger speaks" : "only a connector speaks")))
            return nil
        }
        if name == nil {
            failures.append(
                ValidationFailure(
                    "source", "event.source",
                    expected: "service:instance, of words of A-Z, a-z, 0-9, `.`, `_` and `-`",
                    found: "text of \(count) bytes"))
        }
        return name
    }

    private static func type(_ value: JSONValue?, _ failures: inout FailureList) -> DataMembers? {
        let read = text(value, "type", limit: 64, &failures) { name in
            let members = EventCatalogue.members(ofType: name)
            return (members, members?.isReserved ?? EventCatalogue.isReserved(typeName: name), name.count)
        }
        guard let (members, isReserved, count) = read else { return nil }
        if isReserved {
            failures.append(
                ValidationFailure(
                    "type", "event.reserved_type", expected: "a type that others than the ledger record",
                    found: members.map { "`\($0.definition.type)`" } ?? "text of \(count) bytes"))
            return nil
        }
        if members == nil {
            failures.append(
                ValidationFailure(
                    "type", "event.unknown_type", expected: "a type of the catalogue",
                    found: "text of \(count) bytes"))
        }
        return members
    }

    /// What `read` makes of the text of a member; nil where it is no text of 1 to `limit` bytes.
    private static func text<R>(
        _ value: JSONValue?, _ member: String, limit: Int, _ failures: inout FailureList,
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

    private static func guid(
        _ value: JSONValue?, _ member: String, _ failures: inout FailureList
    ) -> Bits128? {
        guard let value else { return nil }
        guard let id = value.guid else {
            failures.append(
                ValidationFailure(
                    member, "event.wrong_kind", expected: "a GUID", found: FieldDefinition.describe(value)))
            return nil
        }
        return id
    }
}
