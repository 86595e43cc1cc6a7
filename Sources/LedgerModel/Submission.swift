/// One source record, decoded: what makes it one and the same, the evidence, and the events that it proves.
///
/// A submission is recorded whole or not at all, and has at most one private record, which all its events
/// cite.
public struct Submission: Sendable {
    public var events: [ProposedEvent]
    /// The producing service and instance.
    public var source: SourceName
    /// What makes the record the same record again; the input of the record key. Never empty.
    public var key: [UInt8]
    /// The canonical inner content (sorted keys, no white space, numbers as written, envelope left out); the
    /// input of the content tag.
    public var content: [UInt8]
    public var mappingRevision: MappingRevision
    /// By which road the record came: `graph`, `azure-monitor`, `api`. Stands in the private record.
    public var road: Token
    /// When the source last changed the record, where it says so; decides which revision is in force.
    public var modified: Timestamp?
    /// Whether the record was observed (a changed content is a revision) or submitted by its owner (a changed
    /// content is refused).
    public var isObserved: Bool
    /// Whether the events are generic observations because nothing maps the record's kind yet.
    public var isUnmapped: Bool
    /// The verbatim source record. Nil only where nothing is evidence beyond the event itself.
    public var evidence: [UInt8]?
    /// Personal fields by part, as a deterministic CBOR map `{part: {key: value}}`; empty for none.
    public var personal: [UInt8]
    public var identities: [IdentityReference]
    /// What another log, which keeps the same facts under ids of its own, says of the same fact in the same
    /// bytes; nil where nothing does. Whoever has both finds one by the other.
    public var twin: [UInt8]?
    /// Where the content stands already, if its kept evidence was read again by a newer mapping; nil for a
    /// record that comes.
    public var readAgain: ReadAgain?
}

/// Where a content of a record stands whose evidence was read again.
public struct ReadAgain: Hashable, Sendable {
    /// The content's first event.
    public var origin: GlobalPosition
    /// The private record with the evidence.
    public var evidence: EvidenceReference
    /// When the evidence came.
    public var received: Timestamp
    /// Whether the newer mapping finds the same personal fields, so that nothing private is to be written.
    public var findsSamePersonal: Bool

    public init(
        origin: GlobalPosition, evidence: EvidenceReference, received: Timestamp, findsSamePersonal: Bool
    ) {
        self.origin = origin
        self.evidence = evidence
        self.received = received
        self.findsSamePersonal = findsSamePersonal
    }
}

extension Submission {
    // Goes through the memberwise initialiser: one that sets member by member copies the whole value at its
    // end.
    public init(
        source: SourceName, key: [UInt8], content: [UInt8], mappingRevision: MappingRevision, road: Token,
        modified: Timestamp? = nil, isObserved: Bool, isUnmapped: Bool = false, evidence: [UInt8]?,
        personal: [UInt8] = [], identities: [IdentityReference] = [], twin: [UInt8]? = nil,
        events: [ProposedEvent]
    ) {
        self.init(
            events: events, source: source, key: key, content: content, mappingRevision: mappingRevision,
            road: road, modified: modified, isObserved: isObserved, isUnmapped: isUnmapped,
            evidence: evidence, personal: personal, identities: identities, twin: twin)
    }
}
