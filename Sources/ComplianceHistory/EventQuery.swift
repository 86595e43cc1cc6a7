public import ComplianceLedger
public import LedgerModel
import RecordFormat

extension History {
    /// Calls `body` with each event of a prefix that passes a filter, oldest first, until it returns false.
    public func forEachEvent(
        _ filter: EventFilter, from start: GlobalPosition = .first, below limit: TreeSize,
        _ body: (RecordedEvent) -> Bool
    ) throws(LedgerError) {
        if let tags = filter.leadingTags {
            var positions: Set<UInt64> = []
            for tag in tags {
                for position in try ledger.candidates(tag: tag)
                where position >= start && limit.holds(position) {
                    positions.insert(position.value)
                }
            }
            for position in positions.sorted() {
                let event = try ledger.event(at: GlobalPosition(position))
                if filter.matches(event), !body(event) { return }
            }
            return
        }
        var failure: LedgerError?
        try ledger.forEachRecord(from: start, below: limit) { view in
            do throws(RecordError) {
                let event = try view.event()
                return !filter.matches(event) || body(event)
            } catch {
                failure = .record(position: view.position.value, error)
                return false
            }
        }
        if let failure { throw failure }
    }
}
