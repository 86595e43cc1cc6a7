public import LedgerModel
import LogStore

extension Ledger {
    /// Where the contents of a record begin: the position of the first event of each submission that has the
    /// record key of an event, ascending.
    ///
    /// Cost: two look-ups in the index, and one event read per content. Empty where there is no event by the
    /// id.
    public func contents(ofRecordOf id: EventID) throws(LedgerError) -> [GlobalPosition] {
        guard let event = try event(id) else { return [] }
        let end = size
        let candidates = try core.candidates { index throws(LogStoreError) in
            try index.records(recordKey: LedgerLabels.recordKey(event.recordKey))
        }
        var out: [GlobalPosition] = []
        for position in candidates.map({ GlobalPosition($0) }) where end.holds(position) {
            if try core.event(at: position).recordKey == event.recordKey { out.append(position) }
        }
        return out
    }
}
