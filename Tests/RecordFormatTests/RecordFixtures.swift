import LedgerModel

/// The worked examples of the record format.
enum RecordFixtures {
    static func id(_ high: UInt64, _ low: UInt64) -> Bits128 { Bits128(high: high, low: low) }

    /// An event in which every field is there.
    static let full = RecordedEvent(
        position: GlobalPosition(17), id: EventID(id(1, 2)),
        recorded: Timestamp(nanoseconds: 1_700_000_000_000_000_000),
        occurred: OccurredTime(Timestamp(nanoseconds: -1)), type: EventType("device.registered"),
        schemaRevision: SchemaRevision(1),
        stream: StreamName(.word("device"), .word("entra"), .id(id(0xA, 0xB)), .id(id(0xC, 0xD))),
        streamVersion: StreamVersion(4), source: SourceName(.word("entra"), .id(id(0xA, 0xB))),
        recordKey: RecordKey(id(3, 4)), contentTag: ContentTag(id(5, 6)), mappingRevision: MappingRevision(2),
        modified: Timestamp(nanoseconds: 1_600_000_000_000_000_000), part: 1,
        actor: ActorName(.word("user"), .id(id(7, 8))),
        tags: [
            Tag(.word("tenant"), .id(id(0xA, 0xB))), Tag(.word("device"), .word("entra"), .id(id(0xC, 0xD))),
        ],
        correlation: CorrelationID(id(9, 10)), causation: EventID(id(11, 12)),
        evidence: EvidenceReference(number: PrivateRecordNumber(300), digest: Array(0..<32)),
        data: [0xA2, 0x01, 0x01, 0x03, 0x38, 0x18])

    /// An event in which everything is absent that may be.
    static let bare = RecordedEvent(
        position: GlobalPosition(0), id: EventID(id(1, 2)), recorded: Timestamp(nanoseconds: 0),
        occurred: .atReceipt, type: EventType("ledger.recovered"), schemaRevision: SchemaRevision(1),
        stream: StreamName(.word("ledger")), streamVersion: .first, source: SourceName(.word("probity")),
        recordKey: RecordKey(id(3, 4)), contentTag: ContentTag(id(5, 6)), mappingRevision: MappingRevision(1),
        modified: nil, part: 0, actor: nil, tags: [], correlation: nil, causation: nil, evidence: nil,
        data: [0xA0])
}
