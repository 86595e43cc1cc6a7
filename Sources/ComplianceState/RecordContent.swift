import LedgerModel
import RecordFormat

/// A content of a record, by one of its mappings, and where it stands in the log.
struct RecordContent: Sendable {
    let key: RecordKey
    let tag: ContentTag
    let modified: Timestamp?
    let mapping: MappingRevision
    /// The position of one of its events.
    let position: GlobalPosition

    init(_ part: some PartOfRecord) {
        key = part.recordKey
        tag = part.contentTag
        modified = part.modified
        mapping = part.mappingRevision
        position = part.position
    }

    /// Whether an event is one of the content's.
    @inline(__always)
    func isContent(of view: RecordView) -> Bool {
        key == view.recordKey && tag == view.contentTag && mapping == view.mappingRevision
    }

    func note(in inForce: inout InForce) {
        inForce.note(key, contentTag: tag, modified: modified, mapping: mapping)
    }
}

/// An event, or what one says: it tells to which content of which record it belongs.
protocol PartOfRecord {
    var recordKey: RecordKey { get }
    var contentTag: ContentTag { get }
    var modified: Timestamp? { get }
    var mappingRevision: MappingRevision { get }
    var position: GlobalPosition { get }
}

extension RecordView: PartOfRecord {}
extension Fact: PartOfRecord {}
extension Binding: PartOfRecord {}
extension AccessDecision: PartOfRecord {}
