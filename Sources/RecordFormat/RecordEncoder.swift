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
        encoder.arrayHeader(RecordFormatVersion.elements)
        encoder.unsigned(RecordFormatVersion.current)
        bits(event.id.bits)
        encoder.signed(event.recorded.nanoseconds)
        encoder.signed(event.occurred.instant.nanoseconds)
        encoder.unsigned(UInt64(event.occurred.basis.rawValue))
        encoder.text(utf8: event.type.bytes)
        encoder.unsigned(UInt64(event.schemaRevision.value))
        encoder.raw(event.stream.encoded)
        encoder.unsigned(event.streamVersion.value)
        encoder.raw(event.source.encoded)
        bits(event.recordKey.bits)
        bits(event.contentTag.bits)
        encoder.unsigned(UInt64(event.mappingRevision.value))
        if let modified = event.modified { encoder.signed(modified.nanoseconds) } else { encoder.null() }
        encoder.unsigned(UInt64(event.part))
        if let actor = event.actor { encoder.raw(actor.encoded) } else { encoder.null() }
        encoder.arrayHeader(event.tags.count)
        for tag in event.tags { encoder.raw(tag.encoded) }
        if let correlation = event.correlation { bits(correlation.bits) } else { encoder.null() }
        if let causation = event.causation { bits(causation.bits) } else { encoder.null() }
        if let evidence = event.evidence {
            encoder.arrayHeader(2)
            encoder.unsigned(evidence.number.value)
            encoder.bytes(evidence.digest)
        } else {
            encoder.null()
        }
        encoder.raw(event.data)
        return try encoder.withBytes(body)
    }

    /// The bytes of an event's record, as an array.
    public mutating func bytes(of event: RecordedEvent) -> [UInt8] { encode(event) { Array($0) } }

    private mutating func bits(_ bits: Bits128) { encoder.bits16(high: bits.high, low: bits.low) }
}
