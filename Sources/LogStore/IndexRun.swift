import DurableIO
import LogFormat
import Synchronization

/// The index of some records of a segment that follow one another: on disk, or in memory where the disk
/// refused it.
///
/// The records are durable and therefore never change, so neither does what a run answers. Where a page turns
/// out to be damaged, or cannot be read, the run is made again from the records.
final class IndexRun: Sendable {
    private enum Body {
        case file(IndexRunFile)
        case memory(SegmentIndex)
    }

    /// The segment's first record.
    let segment: UInt64
    /// The records covered.
    let records: Range<UInt64>
    private let filter: BloomFilter?
    private let body: Mutex<Body>

    init(_ file: IndexRunFile) {
        segment = file.layout.segment
        records = file.layout.first..<file.layout.end
        filter = file.filter
        body = Mutex(.file(file))
    }

    /// Keeps what an index holds.
    init(_ held: SegmentIndex) {
        segment = held.first
        records = held.base..<held.end
        filter = nil
        body = Mutex(.memory(held))
    }

    /// The run's file; nil where it stands in memory.
    var file: IndexRunFile? {
        body.withLock { body in
            guard case .file(let file) = body else { return nil }
            return file
        }
    }

    /// Whether the fingerprint may stand here, as anything. Without a filter it always may.
    func mayHold(_ fingerprint: UInt64) -> Bool { filter?.mayContain(fingerprint) ?? true }

    /// Record numbers that may match, ascending.
    /// - Parameter restoring: makes the run again; it is told what is wrong with the file.
    func records(
        _ query: IndexQuery, restoring: (IndexRun, IndexRunError) throws(LogStoreError) -> Restored
    ) throws(LogStoreError) -> [UInt64] {
        if let filter, !filter.mayContain(query.fingerprint) { return [] }
        return try body.withLock { body in
            Result { () throws(LogStoreError) in try records(query, &body, restoring: restoring) }
        }.get()
    }

    private func records(
        _ query: IndexQuery, _ body: inout Body,
        restoring: (IndexRun, IndexRunError) throws(LogStoreError) -> Restored
    ) throws(LogStoreError) -> [UInt64] {
        if case .file(let file) = body {
            do throws(IndexRunError) {
                return try file.places(query).map { records.lowerBound + UInt64($0) }
            } catch {
                // Disposable, be it damaged or on a bad part of the disk: the records say the same.
                let restored = try restoring(self, error)
                body = restored.file.map { .file($0) } ?? .memory(restored.held)
                return restored.held.records(query)
            }
        }
        guard case .memory(let held) = body else { return [] }
        return held.records(query)
    }

    /// A run that was made again: in memory, and if it could be written on disk.
    struct Restored {
        var held: SegmentIndex
        var file: IndexRunFile?
    }
}
