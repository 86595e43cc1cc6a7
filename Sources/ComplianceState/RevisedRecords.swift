import LedgerModel
import RecordFormat

/// The records that came with more than one content, and what is known of these beyond their facts.
///
/// A revision may move a fact from one subject to another, so what is in force cannot be judged from one
/// subject's facts alone. The few records that this concerns are announced by events of their own:
/// `record.revised` and `record.remapped`. A `record.corroborated` that no event of its content follows says
/// nothing new, and makes no content that could be in force.
struct RevisedRecords: Sendable {
    private var keys: Set<RecordKey> = []
    private(set) var noted = InForce()
    private var corroborated: (key: RecordKey, tag: ContentTag)?

    var isEmpty: Bool { keys.isEmpty }

    func contains(_ key: RecordKey) -> Bool { keys.contains(key) }

    /// Takes note of an event of any kind.
    @inline(__always)
    mutating func note(_ view: RecordView, _ kind: EventKind) {
        switch kind {
        case .recordRevised, .recordRemapped:
            note(
                view.recordKey, contentTag: view.contentTag, modified: view.modified,
                mapping: view.mappingRevision)
        case .recordCorroborated: corroborated = (view.recordKey, view.contentTag)
        default:
            guard let last = corroborated else { return }
            if last.key == view.recordKey, last.tag == view.contentTag { keys.insert(last.key) }
            corroborated = nil
        }
    }

    mutating func note(
        _ key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision
    ) {
        keys.insert(key)
        noted.note(key, contentTag: contentTag, modified: modified, mapping: mapping)
    }
}
