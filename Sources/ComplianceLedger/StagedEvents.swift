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

    private struct Entry {
        var id: EventID
        var key: RecordKey
        var startsSubmission: Bool
        /// Where its record ends in `records`, and its labels in `labels`.
        var recordEnd: Int
        var labelEnd: Int
    }

    private var records: [UInt8] = []
    private var labels: [UInt64] = []
    private var entries: [Entry] = []

    var count: Int { entries.count }

    /// Stages a record.
    /// - Parameter drafts: the bytes of the draft's drafter, its slots filled.
    mutating func add(
        _ record: UnsafeRawBufferPointer, _ draft: RecordDraft, of drafts: UnsafeRawBufferPointer,
        stream: UInt64, key: RecordKey, startsSubmission: Bool
    ) {
        records.append(contentsOf: record)
        labels.append(stream)
        LedgerLabels.forEachLabel(of: draft, in: drafts) { labels.append($0) }
        entries.append(
            Entry(
                id: draft.id, key: key, startsSubmission: startsSubmission, recordEnd: records.count,
                labelEnd: labels.count))
    }

    /// Reads a staged event.
    func event(_ index: Int, at position: GlobalPosition) throws(LedgerError) -> RecordedEvent {
        let start = index == 0 ? 0 : entries[index - 1].recordEnd
        return try LedgerCore.reading(records, start..<entries[index].recordEnd, position) {
            view throws(RecordError) in try view.event()
        }
    }

    /// Adds all of them to the index.
    func add(to index: inout SegmentIndex) {
        var label = 0
        for entry in entries {
            index.addRecord(eventID: LedgerLabels.eventID(entry.id))
            if entry.startsSubmission { index.addRecordKey(LedgerLabels.recordKey(entry.key)) }
            while label < entry.labelEnd {
                index.addLabel(labels[label])
                label += 1
            }
        }
    }

    mutating func removeAll() {
        records.removeAll(keepingCapacity: records.count <= Self.keptBytes)
        labels.removeAll(keepingCapacity: records.capacity > 0)
        entries.removeAll(keepingCapacity: records.capacity > 0)
    }
}
