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
        let log = core.log
        var index = LogIndex(core.stores.log, isWriting: isWriting) {
            segment, records throws(LogStoreError) in
            try Self.index(of: records, in: segment, log)
        }
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

    /// The index of some records of a segment, made from the records.
    private static func index(
        of records: Range<UInt64>, in segment: UInt64, _ log: StoreReader
    ) throws(LogStoreError) -> SegmentIndex {
        var index = SegmentIndex(first: segment, from: records.lowerBound)
        var previous: SubmissionMark?
        var failure: LogStoreError?
        // They are durable; where the segment ends does not matter.
        let end = CommitMark.End(count: records.upperBound, segment: segment, byteOffset: .max)
        try log.forEachBlock(from: records.lowerBound, end: end) { block in
            block.raw.withUnsafeBytes { buffer in
                for place in 0..<block.count {
                    let number = block.header.first + UInt64(place)
                    guard number >= records.lowerBound else { continue }
                    guard number < records.upperBound else { return false }
                    let bytes = UnsafeRawBufferPointer(rebasing: buffer[block.range(of: place)])
                    do throws(RecordError) {
                        let view = try RecordView(bytes, at: GlobalPosition(number))
                        let mark = SubmissionMark(view)
                        LedgerLabels.add(view, startsSubmission: mark != previous, to: &index)
                        previous = mark
                    } catch {
                        failure = .damaged(
                            Damage(
                                store: .log, segment: segment, byteOffset: 0, firstAffected: number,
                                nature: .contents("\(error)")))
                        return false
                    }
                }
                return true
            }
        }
        if let failure { throw failure }
        return index
    }
}
