public import ComplianceLedger
public import ComplianceState
public import LedgerModel
import RecordFormat

extension History {
    /// When sources were reporting, as a prefix of the log says. One pass over it.
    public func coverage(
        below limit: TreeSize, progress: (UInt64) -> Void = { _ in }
    ) throws(LedgerError) -> [SourceRecords] {
        var fold = CoverageFold()
        try ledger.forEachRecord(below: limit) { view in
            fold.add(view)
            if view.position.value & 0xFFFF == 0 { progress(view.position.value) }
            return true
        }
        return fold.sources
    }

    /// Who said an event: its source, and the feed of it to which the event's record belongs. Nil for what
    /// the ledger itself said.
    public func origin(of position: GlobalPosition) throws(LedgerError) -> RecordOrigin? {
        let event = try ledger.event(at: position)
        var first = position
        if event.part != 0 {
            // The events of a record stand side by side, in the order of their parts.
            if position.value >= UInt64(event.part) {
                let place = GlobalPosition(position.value - UInt64(event.part))
                let other = try ledger.event(at: place)
                if other.recordKey == event.recordKey, other.contentTag == event.contentTag, other.part == 0 {
                    first = place
                }
            }
            // A record that came again says whose first event it follows.
            if first == position, let cause = event.causation, let original = try ledger.event(cause),
                original.recordKey == event.recordKey
            {
                first = original.position
            }
        }
        let service = SourceService(event.source)
        let feed = try ledger.withRecord(at: first) { FeedReader().feed($0, of: service) }
        return feed.map { RecordOrigin(source: event.source, feed: $0, first: first) }
    }
}

/// Who said something.
public struct RecordOrigin: Hashable, Sendable {
    public let source: SourceName
    public let feed: SourceFeed
    /// The first event of the record, by which the feed is told.
    public let first: GlobalPosition
}
