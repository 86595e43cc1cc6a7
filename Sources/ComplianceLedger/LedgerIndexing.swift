import LedgerModel
import LogFormat
import LogStore
import RecordFormat

/// Brings an index up to the end of the log.
struct LedgerIndexing {
    let core: LedgerCore

    /// Loads what is on disk and adds the rest from the records.
    ///
    /// - Parameter isWriting: whether the indexes of closed segments are written on the way.
    func load(end: CommitMark.End, isWriting: Bool) throws(LedgerError) -> LogIndex {
        var index = LogIndex(core.stores.log)
        let from = try onStore { () throws(LogStoreError) in try index.load(end: end) }
        guard from < end.count else { return index }
        let firsts = try onStore { () throws(LogStoreError) in try core.stores.log.segments() }
        var upcoming = firsts.filter { $0 > index.open.first && $0 < end.count }[...]
        var previous: SubmissionMark?
        try core.forEachRecord(from: GlobalPosition(from), end: end) { view in
            if let next = upcoming.first, view.position.value == next {
                upcoming = upcoming.dropFirst()
                if isWriting {
                    index.writeOpen(byteEnd: 0, closing: true)
                    index.beginSegment(at: next)
                } else {
                    index.closeInMemory(beginning: next)
                }
            }
            let mark = SubmissionMark(view)
            index.withOpen { LedgerLabels.add(view, startsSubmission: mark != previous, to: &$0) }
            previous = mark
            return true
        }
        return index
    }
}
