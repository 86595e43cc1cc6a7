import LedgerModel
import RecordFormat

/// Which records came with more than one content: the one place where that is decided.
///
/// Events of their own announce it. `record.revised` and `record.remapped` say so of their record;
/// `record.corroborated` says so where an event of its content follows, and else that the content is stated
/// by the events of the record's first one.
struct ContestedKeys: Sendable {
    private(set) var keys: Set<RecordKey> = []
    /// The last content that came by another road.
    private var corroboration: RecordContent?

    /// Takes note of an event. Of several of one content that follow each other the first will do.
    @inline(__always)
    mutating func note(_ view: RecordView, _ kind: EventKind) {
        switch kind {
        case .recordRevised, .recordRemapped: keys.insert(view.recordKey)
        case .recordCorroborated: corroboration = RecordContent(view)
        default:
            if let corroboration, corroboration.isContent(of: view) { keys.insert(view.recordKey) }
        }
    }

    /// Whether an event may have to be noted.
    @inline(__always)
    func wants(_ head: RecordHead, _ kind: EventKind) -> Bool {
        if kind.rawValue >= EventKind.recordRevised.rawValue { return true }
        guard let corroboration else { return false }
        return head.recordKey.map { $0 == corroboration.key } ?? true
    }

    /// Takes a record that is known to have come with more than one content.
    mutating func insert(_ key: RecordKey) { keys.insert(key) }
}
