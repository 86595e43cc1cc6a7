public import LedgerModel

/// A content of a record as it came, with what stands of it in the log.
public struct KeptContent: Sendable {
    /// Of its first event, which may be what the ledger says of the record.
    public let position: GlobalPosition
    public let source: SourceName
    public let recordKey: RecordKey
    public let contentTag: ContentTag
    public let mapping: MappingRevision
    /// The private record with its evidence; nil where it has none.
    public let evidence: EvidenceReference?
    /// The tags of its first event.
    public let tags: [Tag]
    /// The type of its first event, and its public data, which only the catalogue can read.
    public let type: EventType
    public let data: [UInt8]
    /// When it was received, as whoever submitted it said, where that dates one of its events; else nil.
    public internal(set) var submittedAt: Timestamp?
    /// The types of its events.
    public internal(set) var types: Set<EventType>
}
