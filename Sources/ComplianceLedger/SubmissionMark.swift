import LedgerModel
import RecordFormat

/// What the events of one submission have in common, and those of the next one have not.
struct SubmissionMark: Hashable {
    /// From this part on events say something of the record itself, and not what it says.
    static let notes = UInt32.max - 65_535

    private let key: RecordKey
    private let content: ContentTag
    private let mapping: MappingRevision
    /// One content may come by several roads, one behind the other, each with a private record of its own.
    private let evidence: PrivateRecordNumber?

    init(_ event: RecordedEvent) {
        key = event.recordKey
        content = event.contentTag
        mapping = event.mappingRevision
        evidence = event.evidence?.number
    }

    init(_ view: RecordView) {
        key = view.recordKey
        content = view.contentTag
        mapping = view.mappingRevision
        evidence = view.evidenceNumber
    }
}
