import DeterministicCBOR
public import LedgerModel

/// A record, read where it stands: fixed fields at once, the rest as ranges of the bytes.
///
/// The view must not outlive the bytes. Reading checks the shape; ``validate(_:)`` checks every byte.
public struct RecordView {
    public let position: GlobalPosition
    public let bytes: UnsafeRawBufferPointer
    public let id: EventID
    public let recorded: Timestamp
    public let occurred: OccurredTime
    public let typeRange: Range<Int>
    public let schemaRevision: SchemaRevision
    public let streamRange: Range<Int>
    public let streamVersion: StreamVersion
    public let sourceRange: Range<Int>
    public let recordKey: RecordKey
    public let contentTag: ContentTag
    public let mappingRevision: MappingRevision
    public let modified: Timestamp?
    public let part: UInt32
    public let actorRange: Range<Int>?
    public let tagCount: Int
    private let tagsRange: Range<Int>
    public let correlation: CorrelationID?
    public let causation: EventID?
    public let evidenceNumber: PrivateRecordNumber?
    private let digestRange: Range<Int>
    public let dataRange: Range<Int>

    /// Reads a record's shape.
    public init(_ bytes: UnsafeRawBufferPointer, at position: GlobalPosition) throws(RecordError) {
        self.position = position
        self.bytes = bytes
        var reader = CBORReader(bytes)
        try RecordFormatVersion.read(&reader, elements: RecordFormatVersion.elements)
        do throws(CBORError) {
            id = EventID(try Self.bits(&reader))
            recorded = Timestamp(nanoseconds: try reader.readSigned())
            let instant = Timestamp(nanoseconds: try reader.readSigned())
            let basis = try reader.readUnsigned()
            guard let basis = UInt8(exactly: basis).flatMap(OccurredTime.Basis.init(rawValue:)) else {
                throw CBORError(.range, at: reader.offset)
            }
            occurred = OccurredTime(instant, basis: basis)
            typeRange = try reader.readTextRange()
            schemaRevision = SchemaRevision(try Self.small(&reader))
            streamRange = try Self.label(&reader)
            streamVersion = StreamVersion(try reader.readUnsigned())
            sourceRange = try Self.label(&reader)
            recordKey = RecordKey(try Self.bits(&reader))
            contentTag = ContentTag(try Self.bits(&reader))
            mappingRevision = MappingRevision(try Self.small(&reader))
            modified = reader.readNullIfPresent() ? nil : Timestamp(nanoseconds: try reader.readSigned())
            part = try Self.small(&reader)
            actorRange = reader.readNullIfPresent() ? nil : try Self.label(&reader)
            tagCount = try reader.readArrayHeader()
            guard tagCount <= Limits.tagsPerEvent else { throw CBORError(.length, at: reader.offset) }
            let tagsStart = reader.offset
            for _ in 0..<tagCount { _ = try Self.label(&reader) }
            tagsRange = tagsStart..<reader.offset
            correlation = reader.readNullIfPresent() ? nil : CorrelationID(try Self.bits(&reader))
            causation = reader.readNullIfPresent() ? nil : EventID(try Self.bits(&reader))
            if reader.readNullIfPresent() {
                evidenceNumber = nil
                digestRange = 0..<0
            } else {
                guard try reader.readArrayHeader() == 2 else { throw CBORError(.type, at: reader.offset) }
                evidenceNumber = PrivateRecordNumber(try reader.readUnsigned())
                digestRange = try reader.readBytesRange()
                guard digestRange.count == 32 else { throw CBORError(.length, at: reader.offset) }
            }
            guard reader.peekMajorType == .map else { throw CBORError(.type, at: reader.offset) }
            dataRange = try reader.passItem()
            try reader.expectEnd()
        } catch {
            throw .encoding(error)
        }
    }

    /// Bytes of one of the ranges.
    public func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// The digest that commits to the private record; empty where there is none.
    public var evidenceDigest: UnsafeRawBufferPointer { slice(digestRange) }

    /// Calls `body` with the encoded bytes of each tag.
    public func forEachTag(_ body: (UnsafeRawBufferPointer) -> Void) {
        var start = tagsRange.lowerBound
        for _ in 0..<tagCount {
            guard let end = LabelWalk.end(of: bytes, at: start), end <= tagsRange.upperBound else { return }
            body(slice(start..<end))
            start = end
        }
    }

    /// Whether one of the tags has exactly these encoded bytes.
    public func hasTag(_ encoded: [UInt8]) -> Bool {
        var found = false
        forEachTag { if $0.count == encoded.count, $0.elementsEqual(encoded) { found = true } }
        return found
    }

    /// Whether a range has exactly these bytes.
    public func equals(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
        range.count == other.count && slice(range).elementsEqual(other)
    }

    /// Copies everything into an event of its own; checks labels and type on the way.
    public func event() throws(RecordError) -> RecordedEvent {
        guard let type = EventType(bytes: slice(typeRange)) else { throw .shape(element: "type") }
        guard let stream = StreamName(encoded: slice(streamRange)) else { throw .shape(element: "stream") }
        guard let source = SourceName(encoded: slice(sourceRange)) else { throw .shape(element: "source") }
        var actor: ActorName?
        if let actorRange {
            guard let name = ActorName(encoded: slice(actorRange)) else { throw .shape(element: "actor") }
            actor = name
        }
        var tags: [Tag] = []
        var isWhole = true
        forEachTag {
            if let tag = Tag(encoded: $0) { tags.append(tag) } else { isWhole = false }
        }
        guard isWhole, tags.count == tagCount else { throw .shape(element: "tags") }
        return RecordedEvent(
            position: position, id: id, recorded: recorded, occurred: occurred, type: type,
            schemaRevision: schemaRevision, stream: stream, streamVersion: streamVersion, source: source,
            recordKey: recordKey, contentTag: contentTag, mappingRevision: mappingRevision,
            modified: modified,
            part: part, actor: actor, tags: tags, correlation: correlation, causation: causation,
            evidence: evidenceNumber.map { EvidenceReference(number: $0, digest: Array(evidenceDigest)) },
            data: Array(slice(dataRange)))
    }

    /// Checks that the bytes are a whole record in deterministic CBOR, map keys in order included.
    public static func validate(_ bytes: UnsafeRawBufferPointer, at position: GlobalPosition)
        throws(RecordError)
    {
        do throws(CBORError) {
            var reader = CBORReader(bytes)
            _ = try reader.validateItem()
            try reader.expectEnd()
        } catch {
            throw .encoding(error)
        }
        _ = try RecordView(bytes, at: position).event()
    }

    @inline(__always)
    private static func bits(_ reader: inout CBORReader) throws(CBORError) -> Bits128 {
        let (high, low) = try reader.readBits16()
        return Bits128(high: high, low: low)
    }

    @inline(__always)
    private static func small(_ reader: inout CBORReader) throws(CBORError) -> UInt32 {
        let offset = reader.offset
        guard let value = UInt32(exactly: try reader.readUnsigned()) else {
            throw CBORError(.range, at: offset)
        }
        return value
    }

    @inline(__always)
    private static func label(_ reader: inout CBORReader) throws(CBORError) -> Range<Int> {
        let offset = reader.offset
        guard let end = LabelWalk.end(of: reader.buffer, at: offset) else {
            throw CBORError(.type, at: offset)
        }
        guard end - offset <= Limits.labelBytes else { throw CBORError(.length, at: offset) }
        reader.move(to: end)
        return offset..<end
    }
}
