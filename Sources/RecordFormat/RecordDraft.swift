import DeterministicCBOR
public import LedgerModel

/// A record without what its writer alone knows: when it is recorded, its place in its stream, its evidence.
///
/// Names places in the bytes that its ``RecordDrafter`` wrote. A value of machine words, so that handing it
/// on costs nothing.
public struct RecordDraft: Sendable {
    public let id: EventID
    public let occurred: OccurredTime
    public let causation: EventID?
    /// The event type's letters.
    public private(set) var typeRange: Range<Int>
    public private(set) var streamRange: Range<Int>
    public private(set) var sourceRange: Range<Int>
    public let tagCount: Int
    private(set) var tagsRange: Range<Int>
    /// Where the actor's bytes begin; meaningless where there is none.
    private(set) var actorStart: Int
    /// From the basis of the occurred time to the stream.
    private(set) var beforeVersion: Range<Int>
    /// From the source to the correlation.
    private(set) var afterVersion: Range<Int>
    private(set) var dataRange: Range<Int>

    /// Names the same places in bytes behind which its own were put.
    /// - Parameter count: how many bytes stand before them.
    public mutating func move(by count: Int) {
        func moved(_ range: Range<Int>) -> Range<Int> {
            (range.lowerBound + count)..<(range.upperBound + count)
        }
        typeRange = moved(typeRange)
        streamRange = moved(streamRange)
        sourceRange = moved(sourceRange)
        tagsRange = moved(tagsRange)
        actorStart += count
        beforeVersion = moved(beforeVersion)
        afterVersion = moved(afterVersion)
        dataRange = moved(dataRange)
    }

    /// Calls `body` with the encoded bytes of each tag.
    /// - Parameter bytes: the drafter's.
    public func forEachTag(in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var start = tagsRange.lowerBound
        for _ in 0..<tagCount {
            guard let end = LabelWalk.end(of: bytes, at: start), end <= tagsRange.upperBound else { return }
            body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    /// Where in the drafter's bytes a slot's sixteen bytes stand; nil where the event has no such place.
    public func offset(of place: IdentitySlot.Place, in event: ProposedEvent) -> Int? {
        switch place {
        case .data(let offset): return dataRange.lowerBound + offset
        case .stream(let offset): return streamRange.lowerBound + offset
        case .actor(let offset): return event.actor == nil ? nil : actorStart + offset
        case .tag(let index, let offset):
            guard event.tags.indices.contains(index) else { return nil }
            return event.tags[..<index].reduce(tagsRange.lowerBound) { $0 + $1.encodedCount } + offset
        }
    }
}

/// Writes drafts one behind the other, on the thread of whoever submits the events.
public struct RecordDrafter: ~Copyable {
    private var encoder: CBOREncoder

    public init(capacity: Int = 4_096) { encoder = CBOREncoder(capacity: capacity) }

    /// How many bytes have been written.
    public var count: Int { encoder.count }

    /// The bytes that the drafts name places of.
    public var bytes: [UInt8] { encoder.bytes }

    /// Writes what is known of an event's record.
    ///
    /// The caller sees to it that labels, tags and data are within their limits.
    public mutating func draft(
        _ event: ProposedEvent, id: EventID, source: SourceName, key: RecordKey, content: ContentTag,
        mapping: MappingRevision, modified: Timestamp?
    ) -> RecordDraft {
        let start = encoder.count
        RecordFields.kind(event.occurred.basis, event.type, event.schemaRevision, to: &encoder)
        let stream = encoder.count
        RecordFields.label(event.stream, to: &encoder)
        let sourceStart = encoder.count
        RecordFields.label(source, to: &encoder)
        let sourceEnd = encoder.count
        RecordFields.origin(key, content, mapping, modified, event.part, to: &encoder)
        let actor = encoder.count
        RecordFields.actor(event.actor, to: &encoder)
        encoder.arrayHeader(event.tags.count)
        let tags = encoder.count
        for tag in event.tags { RecordFields.label(tag, to: &encoder) }
        let tagsEnd = encoder.count
        RecordFields.bits(event.correlation?.bits, to: &encoder)
        let data = encoder.count
        encoder.raw(event.data)
        let typeStart = start + 1 + (event.type.bytes.count < 24 ? 1 : 2)
        return RecordDraft(
            id: id, occurred: event.occurred, causation: event.causation,
            typeRange: typeStart..<(typeStart + event.type.bytes.count), streamRange: stream..<sourceStart,
            sourceRange: sourceStart..<sourceEnd, tagCount: event.tags.count, tagsRange: tags..<tagsEnd,
            actorStart: actor, beforeVersion: start..<sourceStart, afterVersion: sourceStart..<data,
            dataRange: data..<encoder.count)
    }
}

/// The fields of a record, in their order; what a draft and a whole record have in common.
enum RecordFields {
    @inline(__always)
    static func head(
        _ id: EventID, recorded: Timestamp, occurred: Timestamp, to encoder: inout CBOREncoder
    ) {
        encoder.arrayHeader(RecordFormatVersion.elements)
        encoder.unsigned(RecordFormatVersion.current)
        encoder.bits16(high: id.bits.high, low: id.bits.low)
        encoder.signed(recorded.nanoseconds)
        encoder.signed(occurred.nanoseconds)
    }

    @inline(__always)
    static func kind(
        _ basis: OccurredTime.Basis, _ type: EventType, _ revision: SchemaRevision,
        to encoder: inout CBOREncoder
    ) {
        encoder.unsigned(UInt64(basis.rawValue))
        encoder.text(utf8: type.bytes)
        encoder.unsigned(UInt64(revision.value))
    }

    @inline(__always)
    static func origin(
        _ key: RecordKey, _ content: ContentTag, _ mapping: MappingRevision, _ modified: Timestamp?,
        _ part: UInt32, to encoder: inout CBOREncoder
    ) {
        encoder.bits16(high: key.bits.high, low: key.bits.low)
        encoder.bits16(high: content.bits.high, low: content.bits.low)
        encoder.unsigned(UInt64(mapping.value))
        if let modified { encoder.signed(modified.nanoseconds) } else { encoder.null() }
        encoder.unsigned(UInt64(part))
    }

    @inline(__always)
    static func actor(_ actor: ActorName?, to encoder: inout CBOREncoder) {
        if let actor { label(actor, to: &encoder) } else { encoder.null() }
    }

    @inline(__always)
    static func label<Role>(_ label: Label<Role>, to encoder: inout CBOREncoder) {
        label.withEncoded { encoder.raw($0) }
    }

    @inline(__always)
    static func bits(_ bits: Bits128?, to encoder: inout CBOREncoder) {
        if let bits { encoder.bits16(high: bits.high, low: bits.low) } else { encoder.null() }
    }

    @inline(__always)
    static func evidence(_ evidence: EvidenceReference?, to encoder: inout CBOREncoder) {
        guard let evidence else { return encoder.null() }
        encoder.arrayHeader(2)
        encoder.unsigned(evidence.number.value)
        encoder.bytes(evidence.digest)
    }
}
