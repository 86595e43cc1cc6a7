public import LedgerModel
import LogStore

extension Ledger {
    /// The events of the record that a source names by `key`: all its contents, in the order of the log.
    /// Empty where there is none.
    ///
    /// In the log stand only HMACs of source and key, so this needs the ledger's secret.
    /// Cost: two look-ups in the index, and the events that are found.
    /// - Throws: ``LedgerError``; `.file` where the ledger was opened for reading without its secret.
    public func events(
        ofRecord source: SourceName, key: [UInt8]
    ) throws(LedgerError) -> [RecordedEvent] {
        guard let secret = core.secret else {
            throw .file(path: core.layout.secret, reason: "no secret: records cannot be looked up by id")
        }
        try loadIndex()
        let recordKey = secret.recordKey(source: source, key: key)
        let end = size
        let starts = try core.candidates { index throws(LogStoreError) in
            try index.records(recordKey: LedgerLabels.recordKey(recordKey))
        }
        var out: [RecordedEvent] = []
        for start in starts.sorted() {
            var position = GlobalPosition(start)
            while end.holds(position), out.last.map({ $0.position < position }) ?? true {
                let event = try core.event(at: position)
                guard event.recordKey == recordKey else { break }
                out.append(event)
                position = GlobalPosition(position.value + 1)
            }
        }
        return out
    }
}
