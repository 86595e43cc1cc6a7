public import ComplianceLedger
import ComplianceState
import EventCatalogue
public import LedgerModel
import RecordFormat

extension History {
    /// How much of batches a prefix of the log holds, in the order of the batches; those that have not ended
    /// are left out.
    ///
    /// Cost: one look at each record of the batches that have ended.
    public func completeness(
        of batches: some Collection<SourceBatch>, below limit: TreeSize
    ) throws(LedgerError) -> [BatchCompleteness] {
        guard !batches.isEmpty else { return [] }
        let ends = Set(try ledger.candidates(type: SourceEvents.batchEnded.type))
        guard !ends.isEmpty else { return [] }
        var out: [BatchCompleteness] = []
        for batch in batches.sorted() {
            let positions = try ledger.candidates(tag: batch.tag).filter { limit.holds($0) }
            guard positions.contains(where: ends.contains) else { continue }
            var count = BatchCount(batch)
            for position in positions { try ledger.withRecord(at: position) { count.add($0) } }
            if let found = count.completeness { out.append(found) }
        }
        return out
    }

    /// The batches of which the ledger said that they are not whole, and has not said since that they are; as
    /// far as a prefix of the log says.
    public func batchesWithGaps(below limit: TreeSize) throws(LedgerError) -> [BatchCompleteness] {
        var noticed: Set<SourceBatch> = []
        for position in try ledger.candidates(type: SourceEvents.gapNoticed.type)
        where limit.holds(position) {
            let event = try ledger.event(at: position)
            if event.type == SourceEvents.gapNoticed.type, let batch = SourceBatch(event.tags) {
                noticed.insert(batch)
            }
        }
        return try completeness(of: noticed, below: limit).filter { $0.notice?.isGap == true }
    }
}

/// Counts the records of one batch.
private struct BatchCount {
    private struct End {
        let key: RecordKey
        let tag: ContentTag
        let mapping: MappingRevision
        let position: GlobalPosition
        let source: SourceName
        let occurred: Timestamp
        let report: BatchedReport?
        let records: Int64
    }

    private let batch: SourceBatch
    private let tag: [UInt8]
    private let tenant: [UInt8]
    private var keys: Set<RecordKey> = []
    private var ends: [End] = []
    private var inForce = InForce()
    private var notice: BatchCompleteness.Notice?
    private var noticeKeys: Set<RecordKey> = []

    private static let batchEnded = SourceEvents.batchEnded.type.bytes
    private static let gapNoticed = SourceEvents.gapNoticed.type.bytes
    private static let gapClosed = SourceEvents.gapClosed.type.bytes

    init(_ batch: SourceBatch) {
        self.batch = batch
        tag = batch.tag.encoded
        tenant = batch.tenant.encoded
    }

    mutating func add(_ view: RecordView) {
        // The index may name others.
        guard view.hasTag(tag), view.hasTag(tenant) else { return }
        if view.equals(view.typeRange, Self.batchEnded) {
            addEnd(view)
        } else if view.equals(view.typeRange, Self.gapNoticed) {
            addNotice(view, isGap: true)
        } else if view.equals(view.typeRange, Self.gapClosed) {
            addNotice(view, isGap: false)
        } else {
            keys.insert(view.recordKey)
        }
    }

    private mutating func addEnd(_ view: RecordView) {
        let data = view.currentData
        guard let records = data[SourceEvents.records], records >= 0,
            let source = SourceName(encoded: Array(view.slice(view.sourceRange)))
        else { return }
        inForce.note(
            view.recordKey, contentTag: view.contentTag, modified: view.modified,
            mapping: view.mappingRevision)
        ends.append(
            End(
                key: view.recordKey, tag: view.contentTag, mapping: view.mappingRevision,
                position: view.position, source: source, occurred: view.occurred.instant,
                report: data[SourceEvents.report], records: records))
    }

    private mutating func addNotice(_ view: RecordView, isGap: Bool) {
        noticeKeys.insert(view.recordKey)
        let data = view.currentData
        guard let expected = data[SourceEvents.expected], let found = data[SourceEvents.found],
            notice.map({ $0.position < view.position }) ?? true
        else { return }
        notice = BatchCompleteness.Notice(
            event: view.id, position: view.position, isGap: isGap, expected: expected, found: found)
    }

    /// Nil where nothing says that the batch has ended.
    var completeness: BatchCompleteness? {
        let counted = ends.filter { inForce.contains($0.key, contentTag: $0.tag, mapping: $0.mapping) }
            .sorted { $0.position < $1.position }
        guard let first = counted.first else { return nil }
        var expected: Int64 = 0
        for end in counted {
            let (sum, overflow) = expected.addingReportingOverflow(end.records)
            expected = overflow ? .max : sum
        }
        // That an end came again carries the batch's tag as well.
        let rows = keys.subtracting(ends.map(\.key)).subtracting(noticeKeys)
        return BatchCompleteness(
            batch: batch, source: first.source, report: first.report,
            ended: counted.map(\.occurred).max() ?? first.occurred, expected: expected,
            found: Int64(rows.count), notice: notice)
    }
}

extension RecordView {
    /// The public data, whatever revision they were recorded under.
    fileprivate var currentData: PublicDataView {
        PublicDataView(
            Array(slice(dataRange)), ofType: slice(typeRange), revision: schemaRevision)
    }
}
