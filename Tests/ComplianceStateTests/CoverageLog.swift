import EventCatalogue
import LedgerModel
import RecordFormat

@testable import ComplianceState

/// A log in memory for what sources told when; every event is a record of its own.
struct CoverageLog {
    private(set) var records: [[UInt8]] = []

    static let tenant = Bits128(high: 0xC0, low: 1)
    static let entra = SourceName(.word("entra"), .id(tenant))
    static let intune = SourceName(.word("intune"), .id(tenant))
    static let unified = SourceName(.word("ual"), .id(tenant))
    /// An hour's number in March 2026, and its first instant.
    static let start: Int64 = 492_000
    static func hour(_ number: Int64, _ second: Int64 = 0) -> Timestamp {
        seconds((start + number) * 3_600 + second)
    }

    mutating func append(
        _ definition: EventDefinition, _ source: SourceName = entra, at occurred: Timestamp,
        recorded: Timestamp? = nil, modified: Timestamp? = nil, part: UInt32 = 0,
        basis: OccurredTime.Basis = .record, tags: [Tag] = [], data: PublicData = PublicData()
    ) {
        let number = UInt64(records.count)
        let event = RecordedEvent(
            position: GlobalPosition(number), id: EventID(Bits128(high: 9, low: number)),
            recorded: recorded ?? Self.hour(10_000), occurred: OccurredTime(occurred, basis: basis),
            type: definition.type, schemaRevision: SchemaRevision(1), stream: StreamName(.word("tenant")),
            streamVersion: StreamVersion(number), source: source,
            recordKey: RecordKey(Bits128(high: 5, low: number)), contentTag: ContentTag(.zero),
            mappingRevision: MappingRevision(1), modified: modified, part: part, actor: nil,
            tags: [TenantKey.id(Self.tenant).tag] + tags, correlation: nil, causation: nil, evidence: nil,
            data: data.encoded.bytes)
        var encoder = RecordEncoder()
        records.append(encoder.bytes(of: event))
    }

    /// Appends a sign-in in each of some hours.
    mutating func signIns(_ hours: Int64...) {
        for hour in hours { append(AccessEvents.granted, at: Self.hour(hour, 60)) }
    }

    func fold(_ order: [Int]? = nil) -> CoverageFold {
        var fold = CoverageFold()
        for index in order ?? Array(records.indices) {
            records[index].withUnsafeBytes { bytes in
                guard let view = try? RecordView(bytes, at: GlobalPosition(UInt64(index))) else {
                    preconditionFailure("the log's records are records")
                }
                fold.add(view)
            }
        }
        return fold
    }

    /// The one feed of the one source, as of an hour.
    func only(asOf instant: Timestamp = hour(20_000)) -> FeedCoverage? {
        let found = fold().sources.flatMap { $0.coverage(asOf: instant) }
        return found.count == 1 ? found[0] : nil
    }
}
