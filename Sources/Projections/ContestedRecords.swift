import ComplianceState
import GRDB
import LedgerModel
import RecordFormat

/// The records that came with more than one content: their contents, and what these speak of.
///
/// What is in force is judged over all contents of a record, whatever they speak of; a subject that any of
/// them names is folded again when another one comes. What is remembered belongs to the transaction, as for
/// ``SubjectNumbers``.
struct ContestedRecords {
    private var keys: Set<RecordKey> = []
    private(set) var inForce = InForce()
    /// What records that may give way have in common with others.
    private var copied: Set<Bits128> = []
    /// Records that may give way; of one with a single content nothing else is remembered.
    private var copies: Set<RecordKey> = []

    init() {}

    init(_ database: Database) throws {
        let statement = try RawStatement(
            database,
            """
            SELECT record_key, content_tag, mapping, has_modified, modified, stated_tag, stated_mapping
            FROM contested_content
            """)
        while try statement.step() {
            guard let key = statement.bits(0), let tag = statement.bits(1) else { continue }
            keys.insert(RecordKey(key))
            var content = Content(
                key: RecordKey(key), tag: ContentTag(tag),
                modified: statement.integer(3) == 0 ? nil : statement.time(4),
                mapping: MappingRevision(UInt32(truncatingIfNeeded: statement.integer(2))))
            content.original = statement.bits(5).map {
                InForce.Statement(
                    tag: ContentTag($0),
                    mapping: MappingRevision(UInt32(truncatingIfNeeded: statement.integer(6))))
            }
            content.note(in: &inForce)
        }
        try readTwins(database)
    }

    /// Whether a record that may give way has this in common with others.
    func hasCopy(_ twin: Bits128) -> Bool { !copied.isEmpty && copied.contains(twin) }

    var isEmpty: Bool { keys.isEmpty && copies.isEmpty }

    func contains(_ key: RecordKey) -> Bool { keys.contains(key) }

    /// Whether what a record says may cease to count, or to count not.
    func canChange(_ key: RecordKey) -> Bool {
        keys.contains(key) || !copies.isEmpty && copies.contains(key)
    }

    mutating func insertCopy(_ key: RecordKey) { copies.insert(key) }

    /// A content of a record.
    struct Content: Hashable {
        let key: RecordKey
        let tag: ContentTag
        let modified: Timestamp?
        let mapping: MappingRevision
        /// Who states it where it has no events of its own.
        var original: InForce.Statement?

        /// The events that state it.
        var statement: InForce.Statement { original ?? InForce.Statement(tag: tag, mapping: mapping) }

        init(_ view: RecordView) {
            self.init(
                key: view.recordKey, tag: view.contentTag, modified: view.modified,
                mapping: view.mappingRevision)
        }

        init(key: RecordKey, tag: ContentTag, modified: Timestamp?, mapping: MappingRevision) {
            self.key = key
            self.tag = tag
            self.modified = modified
            self.mapping = mapping
        }

        init(_ fact: Fact) {
            self.init(
                key: fact.recordKey, tag: fact.contentTag, modified: fact.modified,
                mapping: fact.mappingRevision)
        }

        init(_ binding: Binding) {
            self.init(
                key: binding.recordKey, tag: binding.contentTag, modified: binding.modified,
                mapping: binding.mappingRevision)
        }

        init(_ decision: AccessDecision) {
            self.init(
                key: decision.recordKey, tag: decision.contentTag, modified: decision.modified,
                mapping: decision.mappingRevision)
        }

        /// Whether both are the same content by the same mapping.
        func isSame(as other: Content) -> Bool {
            key == other.key && tag == other.tag && mapping == other.mapping
        }

        fileprivate func note(in inForce: inout InForce) {
            if let original {
                inForce.note(
                    key, contentTag: tag, modified: modified, mapping: mapping, statedBy: original)
            } else {
                inForce.note(key, contentTag: tag, modified: modified, mapping: mapping)
            }
        }
    }

    mutating func insert(_ key: RecordKey) { keys.insert(key) }

    mutating func noteCopy(_ key: RecordKey, _ twin: Bits128, givesWay: Bool) {
        copies.insert(key)
        copied.insert(twin)
        inForce.giveWay(key, givesWay)
    }

    mutating func note(_ content: Content, in database: Database) throws {
        keys.insert(content.key)
        content.note(in: &inForce)
        let statement = try RawStatement(
            database,
            """
            INSERT INTO contested_content VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET stated_tag = NULL, stated_mapping = NULL
                WHERE excluded.stated_tag IS NULL
            """)
        statement.bind(1, content.key.bits)
        statement.bind(2, content.tag.bits)
        statement.bind(3, Int64(content.mapping.value))
        statement.bind(4, flag: content.modified != nil)
        statement.bind(5, content.modified?.nanoseconds ?? 0)
        statement.bind(6, content.original?.tag.bits)
        statement.bind(7, content.original.map { Int64($0.mapping.value) })
        try statement.run()
    }

    /// Notes that some content of a record speaks of a subject.
    static func note(_ key: RecordKey, speaksOf subject: Int64, in database: Database) throws {
        let statement = try RawStatement(database, "INSERT OR IGNORE INTO contested_subject VALUES (?, ?)")
        statement.bind(1, key.bits)
        statement.bind(2, subject)
        try statement.run()
    }

    /// The subjects that any content of a record speaks of.
    static func subjects(_ key: RecordKey, in database: Database) throws -> [Int64] {
        let statement = try RawStatement(
            database, "SELECT subject FROM contested_subject WHERE record_key = ?")
        statement.bind(1, key.bits)
        var out: [Int64] = []
        while try statement.step() { out.append(statement.integer(0)) }
        return out
    }
}
