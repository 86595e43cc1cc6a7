import ComplianceState
import LedgerModel
import RecordFormat

/// What the log says of records that came with more than one content, or that may give way to one of another
/// log; read in two passes.
struct LogContents {
    private var contested: Set<RecordKey> = []
    private var copies: Set<RecordKey> = []
    /// By what records have in common, where one that may give way has it.
    private(set) var twins: [Bits128: TwinGroup] = [:]
    /// What any content of such a record speaks of.
    private(set) var subjects: [RecordKey: Set<Subject>] = [:]
    private var known: [Place: ContestedRecords.Content] = [:]
    /// The events that state each contested record's first content.
    private var firsts: [RecordKey: InForce.Statement] = [:]
    /// A content that came by another road, until it is known whether events of its own follow.
    private var corroboration: ContestedRecords.Content?

    /// What tells one content from another.
    private struct Place: Hashable {
        let key: RecordKey
        let tag: ContentTag
        let mapping: MappingRevision
        let modified: Timestamp?

        init(_ content: ContestedRecords.Content) {
            (key, tag) = (content.key, content.tag)
            (mapping, modified) = (content.mapping, content.modified)
        }
    }

    /// The contents of contested records, each once.
    var contents: [ContestedRecords.Content] { Array(known.values) }

    /// Takes in a record in the first pass.
    mutating func read(_ view: RecordView, _ role: EventTypeTable.Role, twin: Bits128?) {
        if let twin, Twins.isCopy(view) {
            copies.insert(view.recordKey)
            twins[twin, default: TwinGroup()].copies.insert(view.recordKey)
        }
        switch role {
        case .revision:
            corroboration = nil
            contested.insert(view.recordKey)
        case .corroboration: corroboration = ContestedRecords.Content(view)
        case .access, .other:
            guard let last = corroboration else { return }
            corroboration = nil
            if ContestedRecords.Content(view).isSame(as: last) { contested.insert(last.key) }
        }
    }

    /// Ends the first pass.
    mutating func rewind() { corroboration = nil }

    /// Whether what a record says may cease to count.
    func mayChange(_ key: RecordKey) -> Bool {
        !contested.isEmpty && contested.contains(key) || !copies.isEmpty && copies.contains(key)
    }

    /// Whether anything is to be read a second time.
    var isEmpty: Bool { contested.isEmpty && copies.isEmpty }

    /// Takes in, in the second pass, what a record has in common with one that may give way.
    mutating func readAgain(_ view: RecordView, twin: Bits128) {
        if !Twins.isCopy(view), twins[twin] != nil { twins[twin]?.originals.insert(view.recordKey) }
    }

    /// Takes in, in the second pass, which content a record has.
    mutating func readAgain(_ view: RecordView, _ role: EventTypeTable.Role) {
        let content = ContestedRecords.Content(view)
        if role == .corroboration || !(corroboration?.isSame(as: content) ?? true) { finish() }
        guard contested.contains(view.recordKey) else { return }
        if role == .corroboration {
            corroboration = content
        } else {
            corroboration = nil
            if firsts[content.key] == nil { firsts[content.key] = content.statement }
            known[Place(content)] = content
        }
    }

    /// Takes in whom a record speaks of that may cease to count.
    mutating func note(_ key: RecordKey, speaksOf named: [Subject]) {
        if !named.isEmpty { subjects[key, default: []].formUnion(named) }
    }

    /// Settles a content behind which no events of its own came: the record's first one states it.
    mutating func finish() {
        guard var content = corroboration else { return }
        corroboration = nil
        content.original = firsts[content.key]
        // One that is stated by itself elsewhere stays so.
        if known[Place(content)] == nil { known[Place(content)] = content }
    }
}
