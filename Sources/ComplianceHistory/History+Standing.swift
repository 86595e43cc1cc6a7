public import ComplianceLedger
import ComplianceState
public import LedgerModel

/// Whether what an event says counts, by all that was recorded of its record.
public enum EventStanding: Hashable, Sendable {
    case inForce
    /// The record came with another content, or was mapped anew: what begins at `by` counts instead. Nil
    /// where none of the ledger's events states that content.
    case superseded(by: GlobalPosition?)
    /// The record is the second account of a fact that another log's record tells.
    case givesWay
}

extension History {
    /// Whether what an event says counts.
    ///
    /// Cost: a few look-ups in the index, and one or two events read for each content of its record.
    public func standing(of event: RecordedEvent) throws(LedgerError) -> EventStanding {
        let size = ledger.size
        var fold = LedgerFold()
        try noteContents(ofRecordOf: event.id, below: size, in: &fold)
        for tag in try twinTags(of: event) {
            for position in try ledger.positions(tag: tag) where size.holds(position) {
                try ledger.withRecord(at: position) { fold.noteTwin($0) }
            }
        }
        let inForce = fold.inForce()
        if inForce.givesWay(event.recordKey) { return .givesWay }
        func counts(_ event: RecordedEvent) -> Bool {
            inForce.contains(
                event.recordKey, contentTag: event.contentTag, mapping: event.mappingRevision)
        }
        if counts(event) { return .inForce }
        for position in try ledger.contents(ofRecordOf: event.id) {
            let content = try ledger.event(at: position)
            if counts(content) { return .superseded(by: content.position) }
        }
        return .superseded(by: nil)
    }
}
