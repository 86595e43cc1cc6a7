import DeterministicCBOR
public import LedgerModel

/// Writes the record of an event: the exact bytes that are stored, and the exact bytes that are hashed.
public struct RecordEncoder: ~Copyable {
    private var encoder = CBOREncoder(capacity: 1_024)

    public init() {}

    /// Encodes an event, and lends the bytes until the next call.
    ///
    /// The caller sees to it that labels, tags and data are within their limits.
    /// - Throws: what `body` throws.
    public mutating func encode<Value, Failure: Error>(
        _ event: RecordedEvent, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        encoder.removeAll()
        RecordFields.head(
            event.id, recorded: event.recorded, occurred: event.occurred.instant, to: &encoder)
        RecordFields.kind(event.occurred.basis, event.type, event.schemaRevision, to: &encoder)
        RecordFields.label(event.stream, to: &encoder)
        encoder.unsigned(event.streamVersion.value)
        RecordFields.label(event.source, to: &encoder)
        RecordFields.origin(
            event.recordKey, event.contentTag, event.mappingRevision, event.modified, event.part, to: &encoder
        )
        RecordFields.actor(event.actor, to: &encoder)
        encoder.arrayHeader(event.tags.count)
        for tag in event.tags { RecordFields.label(tag, to: &encoder) }
        RecordFields.bits(event.correlation?.bits, to: &encoder)
        RecordFields.bits(event.causation?.bits, to: &encoder)
        RecordFields.evidence(event.evidence, to: &encoder)
        encoder.raw(event.data)
        return try encoder.withBytes(body)
    }

    /// Completes a draft, and lends the bytes until the next call.
    ///
    /// - Parameters:
    ///   - drafts: the bytes of the draft's ``RecordDrafter``, its slots filled.
    ///   - receipt: what dates an event that nobody dates; nil for the recorded time.
    ///   - causation: what caused the event where the draft does not say.
    /// - Throws: what `body` throws.
    public mutating func complete<Value, Failure: Error>(
        _ draft: RecordDraft, of drafts: UnsafeRawBufferPointer, recorded: Timestamp,
        receipt: Timestamp? = nil, version: StreamVersion, causation: EventID?, evidence: EvidenceReference?,
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        encoder.removeAll()
        let occurred = draft.occurred.basis == .receipt ? receipt ?? recorded : draft.occurred.instant
        RecordFields.head(draft.id, recorded: recorded, occurred: occurred, to: &encoder)
        encoder.raw(UnsafeRawBufferPointer(rebasing: drafts[draft.beforeVersion]))
        encoder.unsigned(version.value)
        encoder.raw(UnsafeRawBufferPointer(rebasing: drafts[draft.afterVersion]))
        RecordFields.bits((draft.causation ?? causation)?.bits, to: &encoder)
        RecordFields.evidence(evidence, to: &encoder)
        encoder.raw(UnsafeRawBufferPointer(rebasing: drafts[draft.dataRange]))
        return try encoder.withBytes(body)
    }

    /// The bytes of an event's record, as an array.
    public mutating func bytes(of event: RecordedEvent) -> [UInt8] { encode(event) { Array($0) } }
}
