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

    init(_ view: RecordView) {
        key = view.recordKey
        tag = view.contentTag
        modified = view.modified
        mapping = view.mappingRevision
        position = view.position
    }

    init(_ fact: Fact) {
        key = fact.recordKey
        tag = fact.contentTag
        modified = fact.modified
        mapping = fact.mappingRevision
        position = fact.position
    }

    init(_ binding: Binding) {
        key = binding.recordKey
        tag = binding.contentTag
        modified = binding.modified
        mapping = binding.mappingRevision
        position = binding.position
    }

    init(_ decision: AccessDecision) {
        key = decision.recordKey
        tag = decision.contentTag
        modified = decision.modified
        mapping = decision.mappingRevision
        position = decision.position
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
