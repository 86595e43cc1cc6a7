import LedgerModel
import LogStore
import RecordFormat

/// Under which hashes the log's index knows what an event carries.
enum LedgerLabels {
    static func stream(_ name: StreamName) -> UInt64 { LabelHash.hash(name.encoded, role: 1) }
    static func tag(_ tag: Tag) -> UInt64 { LabelHash.hash(tag.encoded, role: 2) }
    static func type(_ type: EventType) -> UInt64 { LabelHash.hash(type.bytes, role: 3) }
    static func source(_ source: SourceName) -> UInt64 { LabelHash.hash(source.encoded, role: 4) }
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

    /// The same for an event in memory.
    static func add(_ event: RecordedEvent, startsSubmission: Bool, to index: inout SegmentIndex) {
        index.addRecord(eventID: eventID(event.id))
        if startsSubmission { index.addRecordKey(recordKey(event.recordKey)) }
        index.addLabel(stream(event.stream))
        for tag in event.tags { index.addLabel(self.tag(tag)) }
        index.addLabel(type(event.type))
        index.addLabel(source(event.source))
    }
}
