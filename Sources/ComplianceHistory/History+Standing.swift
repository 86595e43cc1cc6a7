public import ComplianceLedger
import ComplianceState
public import LedgerModel

/// Whether what an event says counts, by all that was recorded of its record.
public enum EventStanding: Hashable, Sendable {
    case inForce
    /// Another content of the record, or another mapping of it, counts: the one whose first event is at `by`.
    /// Nil where none of the ledger's events states it.
    case superseded(by: GlobalPosition?)
    /// The record is the second account of a fact that another log's record tells, whose first event that
    /// counts is at `to`.
    case givesWay(to: GlobalPosition?)
}

extension History {
    /// Whether what an event says counts.
    ///
    /// Cost: a few look-ups in the index, and one or two events read for each content of its record.
    public func standing(of event: RecordedEvent) throws(LedgerError) -> EventStanding {
        let size = ledger.size
        var fold = LedgerFold()
        try noteContents(ofRecordOf: event.id, below: size, in: &fold)
        let tags = try twinTags(of: event)
        for tag in tags {
            for position in try ledger.positions(tag: tag) where size.holds(position) {
                try ledger.withRecord(at: position) { fold.noteTwin($0) }
            }
        }
        let inForce = fold.inForce()
        if inForce.givesWay(event.recordKey) {
            for tag in tags {
                for position in try ledger.positions(tag: tag) where size.holds(position) {
                    let other = try ledger.event(at: position)
                    guard !inForce.givesWay(other.recordKey), !Twins.isCopy(other) else { continue }
                    try noteContents(ofRecordOf: other.id, below: size, in: &fold)
                    return .givesWay(to: try counting(ofRecordOf: other.id, fold.inForce()))
                }
            }
            return .givesWay(to: nil)
        }
        let counts = inForce.contains(
            event.recordKey, contentTag: event.contentTag, mapping: event.mappingRevision)
        return counts ? .inForce : .superseded(by: try counting(ofRecordOf: event.id, inForce))
    }

    /// The first event of the content of a record that counts.
    private func counting(
        ofRecordOf id: EventID, _ inForce: InForce
    ) throws(LedgerError) -> GlobalPosition? {
        for position in try ledger.contents(ofRecordOf: id) {
            let first = try ledger.event(at: position)
            guard
                inForce.contains(
                    first.recordKey, contentTag: first.contentTag, mapping: first.mappingRevision)
            else { continue }
            // A content that came later begins with what the ledger says of it.
            guard try announcesContent(first, below: ledger.size) else { return position }
            let next = position.advanced(by: 1)
            return ledger.size.holds(next) ? next : position
        }
        return nil
    }
}
