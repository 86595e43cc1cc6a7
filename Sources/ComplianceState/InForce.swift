public import LedgerModel

/// Which content of each source record is in force, and by which mapping.
///
/// A record may come again with another content, by the same road or by another one, and may be mapped anew.
/// Of all its contents one counts:
///
/// 1. the one that the source modified last; a content without a time of modification stands before all
/// others;
/// 2. of those modified at the same time, the one with the greater content tag, byte by byte;
/// 3. of that content, the events of its highest mapping revision.
///
/// Never the one that arrived last: the answer is the same in whatever order contents are noted. What the
/// other contents say is as if it had never been said. A content that came without events of its own, because
/// it says the same as the record's first one, is a content like any other; where it is in force, the first
/// one's events count.
///
/// A record that is a second account of a fact gives way with all its contents; see ``Twins``.
public struct InForce: Sendable {
    /// The events that state a content: those with this tag and mapping.
    public struct Statement: Hashable, Comparable, Sendable {
        public let tag: ContentTag
        public let mapping: MappingRevision

        public init(tag: ContentTag, mapping: MappingRevision) {
            self.tag = tag
            self.mapping = mapping
        }

        public static func < (left: Self, right: Self) -> Bool {
            left.tag != right.tag ? left.tag < right.tag : left.mapping < right.mapping
        }
    }

    /// What is known of one content of a record.
    private struct Content: Equatable {
        let tag: ContentTag
        var modified: Timestamp?
        var mapping: MappingRevision
        /// Who states it where it has no events of its own.
        var original: Statement?

        var statement: Statement { original ?? Statement(tag: tag, mapping: mapping) }

        func precedes(_ other: Content) -> Bool {
            if modified == other.modified { return tag < other.tag }
            guard let modified else { return true }
            guard let later = other.modified else { return false }
            return modified < later
        }

        /// Takes in what else is known of the same content: its latest time, and who states its highest
        /// mapping; its own events, where there are any. Commutes.
        mutating func merge(_ other: Content) {
            if let later = other.modified { modified = modified.map { max($0, later) } ?? later }
            if other.mapping > mapping {
                (mapping, original) = (other.mapping, other.original)
            } else if other.mapping == mapping {
                if let mine = original, let theirs = other.original {
                    original = min(mine, theirs)
                } else {
                    original = nil
                }
            }
        }
    }

    private var only: [RecordKey: Content] = [:]
    private var several: [RecordKey: [Content]] = [:]
    /// Whether some noted record has more than one content or mapping, so that something noted is not in
    /// force.
    public private(set) var hasSuperseded = false
    /// Records that give way to a twin; see ``Twins``.
    private var givingWay: Set<RecordKey> = []

    public init() {}

    /// Whether nothing is noted, so that everything counts.
    public var isEmpty: Bool { only.isEmpty && givingWay.isEmpty }

    /// Says whether a record gives way, with all its contents, to one of another log.
    public mutating func giveWay(_ key: RecordKey, _ givesWay: Bool = true) {
        if givesWay { givingWay.insert(key) } else { givingWay.remove(key) }
    }

    /// Whether a record gives way to one of another log.
    public func givesWay(_ key: RecordKey) -> Bool { givingWay.contains(key) }

    /// Notes that a record has a content.
    public mutating func note(
        _ key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision
    ) {
        note(key, Content(tag: contentTag, modified: modified, mapping: mapping))
    }

    /// Notes that a record has a content which came without events of its own: another one's events state it,
    /// as long as it has none.
    public mutating func note(
        _ key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision,
        statedBy original: Statement
    ) {
        note(key, Content(tag: contentTag, modified: modified, mapping: mapping, original: original))
    }

    private mutating func note(_ key: RecordKey, _ content: Content) {
        guard let known = only[key] else {
            only[key] = content
            return
        }
        guard known != content || (!several.isEmpty && several[key] != nil) else { return }
        hasSuperseded = true
        var contents = several[key] ?? [known]
        if let index = contents.firstIndex(where: { $0.tag == content.tag }) {
            contents[index].merge(content)
        } else {
            contents.append(content)
        }
        several[key] = contents
    }

    /// Notes the content of a fact's record.
    public mutating func note(_ fact: Fact) {
        note(
            fact.recordKey, contentTag: fact.contentTag, modified: fact.modified,
            mapping: fact.mappingRevision)
    }

    /// Whether what a content says, mapped so, counts, by all that has been noted. A record that was never
    /// noted counts.
    public func contains(_ key: RecordKey, contentTag: ContentTag, mapping: MappingRevision) -> Bool {
        if !givingWay.isEmpty, givingWay.contains(key) { return false }
        guard let known = only[key] else { return true }
        var best = known
        if let contents = several[key], let first = contents.first {
            best = contents.dropFirst().reduce(first) { $0.precedes($1) ? $1 : $0 }
        }
        return best.statement == Statement(tag: contentTag, mapping: mapping)
    }

    /// Keeps the facts that are in force, judged by one another and by what is noted here.
    ///
    /// Cost: one look-up per fact, two where a record has several contents.
    public func filter(_ given: [Fact]) -> [Fact] {
        let facts = givingWay.isEmpty ? given : given.filter { !givingWay.contains($0.recordKey) }
        var all = InForce()
        all.only.reserveCapacity(facts.count)
        var last: Fact?
        for fact in facts {
            if let last, last.recordKey == fact.recordKey, last.contentTag == fact.contentTag,
                last.mappingRevision == fact.mappingRevision, last.modified == fact.modified
            {
                continue
            }
            last = fact
            all.note(fact)
            if !only.isEmpty, let noted = only[fact.recordKey] {
                for content in several[fact.recordKey] ?? [noted] { all.note(fact.recordKey, content) }
            }
        }
        guard all.hasSuperseded else { return facts }
        return facts.filter {
            all.contains($0.recordKey, contentTag: $0.contentTag, mapping: $0.mappingRevision)
        }
    }
}
