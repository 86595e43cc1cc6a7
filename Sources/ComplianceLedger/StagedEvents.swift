import LedgerModel
import LogStore
import RecordFormat

/// The events of the batch in hand, as the records that will stand in the log, and what the index must know
/// of them.
///
/// Flat arrays, so that staging an event allocates nothing.
struct StagedEvents {
    /// Bytes that are kept for the next batch; what an uncommonly large one took is let go.
    private static let keptBytes = 8 << 20

    /// The bytes of records, one behind the other.
    struct Records: Sendable {
        fileprivate var bytes: [UInt8] = []
        /// Where each ends in `bytes`.
        fileprivate var ends: [Int] = []

        var count: Int { ends.count }

        /// Lends the bytes of a record.
        func withBytes<Value>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
            bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: index)])) }
        }

        fileprivate func range(of index: Int) -> Range<Int> {
            (index == 0 ? 0 : ends[index - 1])..<ends[index]
        }
    }

    private(set) var records = Records()
    /// What the index must know of them.
    private(set) var indexed = IndexedRecords()

    var count: Int { records.count }

    /// Stages a record.
    /// - Parameter drafts: the bytes of the draft's drafter, its slots filled.
    mutating func add(
        _ record: UnsafeRawBufferPointer, _ draft: RecordDraft, of drafts: UnsafeRawBufferPointer,
        stream: UInt64, key: RecordKey, startsSubmission: Bool
    ) {
        records.bytes.append(contentsOf: record)
        records.ends.append(records.bytes.count)
        indexed.addRecord(eventID: LedgerLabels.eventID(draft.id))
        if startsSubmission { indexed.addRecordKey(LedgerLabels.recordKey(key)) }
        indexed.addLabel(stream)
        LedgerLabels.forEachLabel(of: draft, in: drafts) { indexed.addLabel($0) }
    }

    /// Reads a staged event.
    func event(_ index: Int, at position: GlobalPosition) throws(LedgerError) -> RecordedEvent {
        try LedgerCore.reading(records.bytes, records.range(of: index), position) {
            view throws(RecordError) in try view.event()
        }
    }

    mutating func removeAll() {
        let isKept = records.bytes.count <= Self.keptBytes
        records.bytes.removeAll(keepingCapacity: isKept)
        records.ends.removeAll(keepingCapacity: isKept)
        indexed.removeAll(keepingCapacity: isKept)
    }
}
