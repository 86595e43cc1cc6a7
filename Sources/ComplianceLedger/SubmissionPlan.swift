import LedgerModel

/// What the writer will do with a submission; made before anything of its append is staged.
enum SubmissionPlan {
    case new
    case duplicate(KnownContent)
    /// The same as an earlier submission of the same append.
    case repetition(of: Int)
    case revision(KnownContent)
    case corroboration(KnownContent)
    /// A known content of which a newer mapping says something else; where the content stands.
    case remapping(KnownContent, first: KnownContent)
    /// A known content by a road of which there is no evidence yet; how often the content is there.
    case evidence(KnownContent, count: UInt32)
}

/// A content of a record key that stands in the log, or in the batch in hand.
struct KnownContent {
    var content: ContentTag
    var mapping: MappingRevision
    /// Its first event.
    var first: GlobalPosition
    var eventID: EventID
    var evidence: EvidenceReference?
    /// By which road it came; nil where only the private record tells.
    var road: Token?
}

/// A content of the batch in hand.
struct StagedContent {
    var content: KnownContent
    /// The place of the content of the same record key that was staged before it.
    var previous: Int?
}
