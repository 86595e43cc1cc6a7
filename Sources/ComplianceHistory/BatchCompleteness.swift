public import EventCatalogue
public import LedgerModel

/// How much of a batch that has ended the ledger holds.
public struct BatchCompleteness: Hashable, Sendable {
    /// What the ledger said last of the batch.
    public struct Notice: Hashable, Sendable {
        public let event: EventID
        public let position: GlobalPosition
        /// Whether it said that the batch is not whole; else that it is whole again.
        public let isGap: Bool
        public let expected: Int64
        public let found: Int64
    }

    public let batch: SourceBatch
    public let source: SourceName
    /// Of which report; nil where its end does not say.
    public let report: BatchedReport?
    /// When the batch ended, as its source says.
    public let ended: Timestamp
    /// How many records the source said that it has; never negative.
    public let expected: Int64
    /// How many of its records the ledger has, each counted once.
    public let found: Int64
    public let notice: Notice?

    /// More records than were told are no gap.
    public var isWhole: Bool { found >= expected }

    /// What the ledger ought to say now: that there is a gap, that its size changed, or that it closed. Nil
    /// where it has said all.
    ///
    /// - Parameter ledger: whose own source it is that says so.
    public func due(in ledger: LedgerID) -> Submission? {
        if isWhole {
            guard let notice, notice.isGap else { return nil }
            return submission(SourceEvents.gapClosed, ledger)
        }
        if let notice, notice.isGap, notice.expected == expected, notice.found == found { return nil }
        return submission(SourceEvents.gapNoticed, ledger)
    }

    private func submission(_ definition: EventDefinition, _ ledger: LedgerID) -> Submission? {
        guard let tenant = batch.tenantName else { return nil }
        var data = PublicData()
        data.set(SourceEvents.report, report)
        data.set(SourceEvents.batch, batch.id)
        data.set(SourceEvents.expected, expected)
        data.set(SourceEvents.found, found)
        // With what was said before in it, the same numbers can be said again after others were.
        let key =
            definition.type.bytes + [0] + batch.tenant.encoded + batch.id.bytes
            + Array("\(expected) \(found) ".utf8) + (notice?.event.bits.bytes ?? [])
        var draft = SubmissionDraft(
            source: SourceName(.word("probity"), .id(ledger.bits)), key: key, content: data.encoded.bytes,
            mappingRevision: MappingRevision(1), road: Token(word: "ledger"), isObserved: false,
            evidence: nil)
        var subject = EventSubject(tenant: tenant)
        subject.batch = batch.id
        draft.add(
            definition, occurred: .atReceipt, subject: subject, correlation: CorrelationID(batch.id),
            data: data)
        return draft.finished()
    }
}
