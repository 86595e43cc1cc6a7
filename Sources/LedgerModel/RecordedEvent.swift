/// An event as it stands in the log.
public struct RecordedEvent: Hashable, Sendable {
    public var position: GlobalPosition
    public var id: EventID
    public var recorded: Timestamp
    public var occurred: OccurredTime
    public var type: EventType
    public var schemaRevision: SchemaRevision
    public var stream: StreamName
    public var streamVersion: StreamVersion
    public var source: SourceName
    public var recordKey: RecordKey
    public var contentTag: ContentTag
    public var mappingRevision: MappingRevision
    /// When the source last changed the record, where it says so.
    public var modified: Timestamp?
    public var part: UInt32
    public var actor: ActorName?
    public var tags: [Tag]
    public var correlation: CorrelationID?
    public var causation: EventID?
    public var evidence: EvidenceReference?
    /// Public data: a deterministic CBOR map.
    public var data: [UInt8]

    public init(
        position: GlobalPosition, id: EventID, recorded: Timestamp, occurred: OccurredTime, type: EventType,
        schemaRevision: SchemaRevision, stream: StreamName, streamVersion: StreamVersion, source: SourceName,
        recordKey: RecordKey, contentTag: ContentTag, mappingRevision: MappingRevision, modified: Timestamp?,
        part: UInt32, actor: ActorName?, tags: [Tag], correlation: CorrelationID?, causation: EventID?,
        evidence: EvidenceReference?, data: [UInt8]
    ) {
        self.position = position
        self.id = id
        self.recorded = recorded
        self.occurred = occurred
        self.type = type
        self.schemaRevision = schemaRevision
        self.stream = stream
        self.streamVersion = streamVersion
        self.source = source
        self.recordKey = recordKey
        self.contentTag = contentTag
        self.mappingRevision = mappingRevision
        self.modified = modified
        self.part = part
        self.actor = actor
        self.tags = tags
        self.correlation = correlation
        self.causation = causation
        self.evidence = evidence
        self.data = data
    }
}

/// Which private record holds an event's evidence and personal fields, and what commits to it.
public struct EvidenceReference: Hashable, Sendable {
    public var number: PrivateRecordNumber
    /// SHA-256 of the salt followed by the private record's bytes; 32 bytes.
    public var digest: [UInt8]

    public init(number: PrivateRecordNumber, digest: [UInt8]) {
        self.number = number
        self.digest = digest
    }
}
