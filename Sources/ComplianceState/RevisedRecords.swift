import LedgerModel
import RecordFormat

/// The records that came with more than one content, and what is known of these beyond their facts.
///
/// Every content of a record counts when it is asked which one is in force, whatever it says and of whom, so
/// those are kept here that leave no fact. The records that this concerns are announced by events of their
/// own, so contents of others need no more than a place in a list; see ``ContestedKeys``. Where it is known
/// beforehand which records these are, contents of others need nothing at all.
///
/// Memory: one ``RecordContent`` per content without a fact, and per corroboration; of all records, or of
/// those that were known beforehand.
struct RevisedRecords: Sendable {
    private var contested = ContestedKeys()
    /// The records that came with more than one content, where that was known beforehand.
    private let known: Set<RecordKey>?
    private(set) var noted = InForce()
    /// Contents that no fact, binding or announcement tells of; in the order of their positions.
    private var silent: [RecordContent] = []
    /// Contents that came without events of their own, as far as is known; in the order of their positions.
    private var corroborations: [RecordContent] = []
    /// The content of the last event, and whether it is told of elsewhere.
    private var current: RecordContent?
    private var currentIsKnown = false

    init() { known = nil }

    /// - Parameter known: all records that came with more than one content, as ``ContestedKeys`` has them of
    ///   all events that will be noted.
    init(of known: Set<RecordKey>) { self.known = known }

    private var keys: Set<RecordKey> { known ?? contested.keys }

    var isEmpty: Bool { keys.isEmpty }

    /// Whether an event may have to be noted, where what it says is of no interest.
    @inline(__always)
    func wants(_ head: RecordHead) -> Bool {
        guard let known else { return true }
        return !known.isEmpty && (head.recordKey.map { known.contains($0) } ?? true)
    }

    /// Takes note of an event of any kind, before what it says is read.
    @inline(__always)
    mutating func note(_ view: RecordView, _ kind: EventKind) {
        if kind.rawValue < EventKind.recordRevised.rawValue, let current, current.isContent(of: view) {
            return
        }
        if let known, known.isEmpty || !known.contains(view.recordKey) {
            // What is told of the events that follow is of none of these contents.
            settle()
            current = nil
            return
        }
        begin(view, kind)
    }

    /// Keeps the last event's content where nothing else tells of it.
    private mutating func settle() {
        if let current, !currentIsKnown { silent.append(current) }
    }

    /// Takes note that the last event's content is told of elsewhere.
    @inline(__always)
    mutating func noteIsKnown() { currentIsKnown = true }

    private mutating func begin(_ view: RecordView, _ kind: EventKind) {
        settle()
        let content = RecordContent(view)
        current = content
        currentIsKnown = false
        if known == nil { contested.note(view, kind) }
        switch kind {
        case .recordRevised, .recordRemapped:
            content.note(in: &noted)
            currentIsKnown = true
        case .recordCorroborated:
            corroborations.append(content)
            // Events of the same content that follow are its own, and are noted as such.
            current = nil
        default: break
        }
    }

    mutating func note(
        _ key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision
    ) {
        contested.insert(key)
        noted.note(key, contentTag: contentTag, modified: modified, mapping: mapping)
    }

    /// Notes the content of an event that is not among those added.
    mutating func noteContent(_ view: RecordView, _ kind: EventKind) {
        let content = RecordContent(view)
        contested.insert(content.key)
        if kind == .recordCorroborated { corroborations.append(content) } else { silent.append(content) }
    }

    /// What is in force of these records.
    ///
    /// - Parameter forEachTold: calls its argument with each content that is told of elsewhere.
    func inForce(_ forEachTold: ((RecordContent) -> Void) -> Void) -> InForce {
        let keys = keys
        var out = noted
        var firsts: [RecordKey: RecordContent] = [:]
        func note(_ content: RecordContent) {
            guard keys.contains(content.key) else { return }
            content.note(in: &out)
            if let first = firsts[content.key], first.position <= content.position { return }
            firsts[content.key] = content
        }
        forEachTold(note)
        for content in silent { note(content) }
        if let current, !currentIsKnown { note(current) }
        for content in corroborations where keys.contains(content.key) {
            guard let first = firsts[content.key] else { continue }
            out.note(
                content.key, contentTag: content.tag, modified: content.modified, mapping: content.mapping,
                statedBy: InForce.Statement(tag: first.tag, mapping: first.mapping))
        }
        return out
    }
}
