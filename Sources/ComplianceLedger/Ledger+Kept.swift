public import LedgerModel
public import RecordFormat

extension Ledger {
    /// The next contents of records, in the order of the log, by their evidence.
    ///
    /// What a newer mapping said of a content when it was read again is none: its evidence is that of the
    /// content.
    ///
    /// Cost: one pass over the events from the position on, until enough contents are found.
    /// - Parameters:
    ///   - position: the first event of a content.
    ///   - limit: reads only positions below it.
    ///   - count: how many contents are looked for.
    ///   - isWanted: whether a content is looked for, by its source, its mapping and the type of its first
    ///     event.
    /// - Returns: at most `count` contents, and where to go on; nil at the end.
    public func keptContents(
        from position: GlobalPosition, below limit: TreeSize, count: Int,
        where isWanted: (SourceName, MappingRevision, EventType) -> Bool
    ) throws(LedgerError) -> (contents: [KeptContent], next: GlobalPosition?) {
        var found: [KeptContent] = []
        var next: GlobalPosition?
        var failure: LedgerError?
        var mark: SubmissionMark?
        var current: KeptContent?
        try forEachRecord(from: position, below: limit) { view in
            let own = SubmissionMark(view)
            if own == mark {
                guard current != nil, let type = EventType(bytes: view.slice(view.typeRange)) else {
                    return true
                }
                current?.note(type, view.occurred)
                return true
            }
            mark = own
            if let whole = current { found.append(whole) }
            current = nil
            guard found.count < count else {
                next = view.position
                return false
            }
            do throws(RecordError) {
                current = try Self.content(view, isWanted)
            } catch {
                failure = .record(position: view.position.value, error)
            }
            return failure == nil
        }
        if let failure { throw failure }
        if let whole = current { found.append(whole) }
        return (found, next)
    }

    /// The private record with a content's evidence; nil where the content has none, or it was erased. The
    /// digest is checked.
    public func privateRecord(of content: KeptContent) throws(LedgerError) -> PrivateRecord? {
        guard let evidence = content.evidence else { return nil }
        return try core.privateRecord(evidence)
    }

    /// The verbatim source record behind a private record: its own, or that of the one by which it was read
    /// again. Nil where there is none, or it was erased.
    public func evidence(of record: PrivateRecord) throws(LedgerError) -> [UInt8]? {
        guard let other = record.keptIn else { return record.evidence }
        return try core.privateRecord(other)?.evidence
    }

    /// Whether a submission is of the record and the content of kept evidence. False without the ledger's
    /// secret.
    public func isSame(_ submission: Submission, as content: KeptContent) -> Bool {
        guard let secret = core.secret, submission.source == content.source else { return false }
        return secret.recordKey(source: submission.source, key: submission.key) == content.recordKey
            && secret.contentTag(submission.content) == content.contentTag
    }

    private static let remapped = EventType("record.remapped")

    /// The content that begins with a record; nil where it is not wanted.
    private static func content(
        _ view: RecordView, _ isWanted: (SourceName, MappingRevision, EventType) -> Bool
    ) throws(RecordError) -> KeptContent? {
        guard let source = SourceName(encoded: view.slice(view.sourceRange)) else {
            throw .shape(element: "source")
        }
        guard let type = EventType(bytes: view.slice(view.typeRange)) else { throw .shape(element: "type") }
        guard type != remapped, isWanted(source, view.mappingRevision, type) else { return nil }
        let event = try view.event()
        var content = KeptContent(
            position: event.position, source: source, recordKey: event.recordKey,
            contentTag: event.contentTag, mapping: event.mappingRevision, evidence: event.evidence,
            tags: event.tags, type: type, data: event.data, submittedAt: nil, types: [])
        content.note(type, event.occurred)
        return content
    }
}

extension KeptContent {
    fileprivate mutating func note(_ type: EventType, _ occurred: OccurredTime) {
        types.insert(type)
        if submittedAt == nil, occurred.basis == .submission { submittedAt = occurred.instant }
    }
}
