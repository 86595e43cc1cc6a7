import LedgerModel
import LogStore
import RecordFormat

/// Under which hashes the log's index knows what an event carries.
enum LedgerLabels {
    static func stream(_ name: StreamName) -> UInt64 { name.withEncoded { stream($0) } }
    static func stream(_ name: UnsafeRawBufferPointer) -> UInt64 { LabelHash.hash(name, role: 1) }
    static func tag(_ tag: Tag) -> UInt64 { tag.withEncoded { LabelHash.hash($0, role: 2) } }
    static func type(_ type: EventType) -> UInt64 { LabelHash.hash(type.bytes, role: 3) }
    static func source(_ source: SourceName) -> UInt64 {
        source.withEncoded { LabelHash.hash($0, role: 4) }
    }
    static func eventID(_ id: EventID) -> UInt64 { id.bits.high }
    static func recordKey(_ key: RecordKey) -> UInt64 { key.bits.high }

    /// Adds a record to the index of the segment in hand.
    ///
    /// - Parameter startsSubmission: whether it is the first event of its submission, which stands for all of
    ///   them.
    static func add(_ view: RecordView, startsSubmission: Bool, to index: inout SegmentIndex) {
        index.addRecord(eventID: eventID(view.id))
        if startsSubmission { index.addRecordKey(recordKey(view.recordKey)) }
        index.addLabel(LabelHash.hash(view.slice(view.streamRange), role: 1))
        view.forEachTag { index.addLabel(LabelHash.hash($0, role: 2)) }
        index.addLabel(LabelHash.hash(view.slice(view.typeRange), role: 3))
        index.addLabel(LabelHash.hash(view.slice(view.sourceRange), role: 4))
    }

    /// Calls `body` with the hashes of a draft's labels; that of its stream is the caller's to know.
    static func forEachLabel(
        of draft: RecordDraft, in drafts: UnsafeRawBufferPointer, _ body: (UInt64) -> Void
    ) {
        func hash(_ range: Range<Int>, role: UInt8) -> UInt64 {
            LabelHash.hash(UnsafeRawBufferPointer(rebasing: drafts[range]), role: role)
        }
        draft.forEachTag(in: drafts) { body(LabelHash.hash($0, role: 2)) }
        body(hash(draft.typeRange, role: 3))
        body(hash(draft.sourceRange, role: 4))
    }
}
