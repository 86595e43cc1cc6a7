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
/// other contents say is as if it had never been said.
public struct InForce: Sendable {
    /// What is known of one content of a record.
    private struct Content {
        let tag: ContentTag
        var modified: Timestamp?
        var mapping: MappingRevision

        func precedes(_ other: Content) -> Bool {
            if modified == other.modified { return tag < other.tag }
            guard let modified else { return true }
            guard let later = other.modified else { return false }
            return modified < later
        }
    }

    private var only: [RecordKey: Content] = [:]
    private var several: [RecordKey: [Content]] = [:]
    /// Whether some noted record has more than one content or mapping, so that something noted is not in
    /// force.
    public private(set) var hasSuperseded = false

    public init() {}

    public var isEmpty: Bool { only.isEmpty }

    /// Notes that a record has a content.
    public mutating func note(
        _ key: RecordKey, contentTag: ContentTag, modified: Timestamp?, mapping: MappingRevision
    ) {
        let content = Content(tag: contentTag, modified: modified, mapping: mapping)
        guard let known = only[key] else {
            only[key] = content
            return
        }
        if several.isEmpty || several[key] == nil {
            guard known.tag != contentTag || known.mapping != mapping || known.modified != modified else {
                return
            }
        }
        hasSuperseded = true
        var contents = several[key] ?? [known]
        Self.add(content, to: &contents)
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
        guard let known = only[key] else { return true }
        var best = known
        if let contents = several[key], let first = contents.first {
            best = contents.dropFirst().reduce(first) { $0.precedes($1) ? $1 : $0 }
        }
        return best.tag == contentTag && best.mapping == mapping
    }

    /// Keeps the facts that are in force, judged by one another and by what is noted here.
    ///
    /// Cost: one look-up per fact, two where a record has several contents.
    public func filter(_ facts: [Fact]) -> [Fact] {
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
            if !isEmpty, let noted = only[fact.recordKey] {
                for content in several[fact.recordKey] ?? [noted] {
                    all.note(
                        fact.recordKey, contentTag: content.tag, modified: content.modified,
                        mapping: content.mapping)
                }
            }
        }
        guard all.hasSuperseded else { return facts }
        return facts.filter {
            all.contains($0.recordKey, contentTag: $0.contentTag, mapping: $0.mappingRevision)
        }
    }

    /// One entry per content, with its latest time and its highest mapping: adding commutes.
    private static func add(_ content: Content, to contents: inout [Content]) {
        guard let index = contents.firstIndex(where: { $0.tag == content.tag }) else {
            contents.append(content)
            return
        }
        contents[index].mapping = max(contents[index].mapping, content.mapping)
        guard let later = content.modified else { return }
        contents[index].modified = contents[index].modified.map { max($0, later) } ?? later
    }
}
