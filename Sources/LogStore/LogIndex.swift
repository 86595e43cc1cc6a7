import DurableIO
public import LogFormat

/// Finds the log's records by event id, record key and label.
///
/// A log-structured merge tree (O'Neil et al. 1996) of two levels. What was added last stands in memory, the
/// rest in immutable runs on disk, in files named by their first record. From time to time, and on closing,
/// what is in memory becomes a run, into which runs before it that are not much larger are merged; when a
/// segment is closed for good its runs become one. Opening reads of each run its table and its filter, and a
/// look-up a page or two.
///
/// What a look-up returns are candidates: whoever asks reads the record and compares. Nothing that was added
/// is ever missing from them: a page that is damaged or unreadable makes its run be made again from the
/// records.
///
/// Invariants: `runs` follow one another without gaps up to `open`; every record that was added is durable.
public struct LogIndex: Sendable {
    /// Makes the index of some records of a segment again. The index that it returns begins at the first of
    /// them: ``SegmentIndex/init(first:from:)``.
    public typealias Reindexing =
        @Sendable (_ segment: UInt64, _ records: Range<UInt64>) throws(LogStoreError) -> SegmentIndex

    /// Entries in memory, fingerprints with places, from which on they are written out: 16 to 40 MB.
    public static let heldEntries = 1 << 20

    /// How many of the runs' files are open at a time.
    static let openFiles = 64

    private let store: StoreDirectory
    private let files: OpenFiles
    private let isWriting: Bool
    private let heldEntries: Int
    private let reindexing: Reindexing?
    private var runs: [IndexRun] = []
    /// The index of the segment in hand.
    public private(set) var open: SegmentIndex

    /// - Parameters:
    ///   - isWriting: whether files may be made and changed.
    ///   - heldEntries: how many entries are kept in memory at most, up to one addition.
    ///   - reindexing: where nil, a damaged or unreadable page is an error.
    public init(
        _ store: StoreDirectory, isWriting: Bool = true, heldEntries: Int = LogIndex.heldEntries,
        reindexing: Reindexing? = nil
    ) {
        self.store = store
        files = OpenFiles(store.files, limit: Self.openFiles)
        self.isWriting = isWriting
        self.heldEntries = heldEntries
        self.reindexing = reindexing
        open = SegmentIndex(first: 0)
    }

    /// Takes up the index files that are there.
    ///
    /// - Parameter end: where the log ends.
    /// - Returns: the number from which on the caller must feed records: the end, or the first record that no
    ///   valid file covers.
    public mutating func load(end: CommitMark.End) throws(LogStoreError) -> UInt64 {
        runs = []
        let segments = try store.segments().filter { $0 < end.count }
        open = SegmentIndex(first: end.count)
        for (place, first) in segments.enumerated() {
            let next = place + 1 < segments.count ? segments[place + 1] : end.count
            let found = try Self.runs(store, segment: first, next: next, open: files)
            runs += found.map { IndexRun($0) }
            let covered = found.last?.layout.end ?? first
            open = SegmentIndex(first: first, from: covered)
            guard covered == next else { return covered }
        }
        return end.count
    }

    /// Where the index begins anew because the segment does.
    public mutating func beginSegment(at first: UInt64) { open = SegmentIndex(first: first) }

    /// Changes the index of the segment in hand.
    ///
    /// A record and everything that is added to it belong in one call, and records that are not durable in
    /// none: what is added may go to disk when the call ends.
    public mutating func withOpen<Value>(_ body: (inout SegmentIndex) -> Value) -> Value {
        defer { if isWriting, open.entryCount >= heldEntries { writeOut() } }
        return body(&open)
    }

    /// Takes back what stands at `number` and behind, as far as it has not gone to disk.
    public mutating func forget(from number: UInt64) { open.forget(from: number) }

    /// Writes what is not on disk yet of the segment in hand; when it is closed for good, as one file.
    ///
    /// A failure is not one of the ledger's: the index is disposable.
    public mutating func writeOpen(byteEnd: UInt64, closing: Bool) {
        guard closing else {
            if open.held > 0 { _ = write(merging: smallRuns(), byteEnd: byteEnd) }
            return
        }
        let ofSegment = segmentRuns()
        guard open.held > 0 || ofSegment.count > 1 else { return }
        if write(merging: ofSegment, byteEnd: byteEnd) || open.held == 0 { return }
        // Perhaps a run before is damaged.
        if !write(merging: [], byteEnd: byteEnd) { keepHeld() }
    }

    /// Keeps the index of the segment in hand in memory and begins the next segment's.
    public mutating func closeInMemory(beginning first: UInt64) {
        if open.held > 0 { keepHeld() }
        open = SegmentIndex(first: first)
    }

    /// Candidates for an event id, ascending.
    public func records(eventID: UInt64) throws(LogStoreError) -> [UInt64] {
        try records(IndexQuery(kind: .eventID, fingerprint: eventID))
    }

    /// Candidates for the first record of a submission with this record key, ascending.
    public func records(recordKey: UInt64) throws(LogStoreError) -> [UInt64] {
        try records(IndexQuery(kind: .recordKey, fingerprint: recordKey))
    }

    /// For each of some record keys, whether there may be a record that begins a submission with it; false
    /// where there is none. Costs a look at the filter of each run, and reads no file.
    public func mayHold(recordKeys keys: [UInt64]) -> [Bool] {
        var out = keys.map { open.recordKeys.holds($0) }
        for run in runs {
            for place in keys.indices where !out[place] { out[place] = run.mayHold(keys[place]) }
        }
        return out
    }

    /// Candidates for a label, ascending.
    public func records(label: UInt64) throws(LogStoreError) -> [UInt64] {
        try records(IndexQuery(kind: .label, fingerprint: label))
    }

    private func records(_ query: IndexQuery) throws(LogStoreError) -> [UInt64] {
        var out: [UInt64] = []
        for run in runs {
            out += try run.records(query) { run, error throws(LogStoreError) in try restored(run, error) }
        }
        return out + open.records(query)
    }

    /// Whether the index files are whole and cover their segments; the last one's need not reach its end, for
    /// an index is written when its segment is full or the writer ends.
    /// - Parameter progress: called with the bytes of each file that was read.
    public static func isWhole(
        _ store: StoreDirectory, end: CommitMark.End, progress: (UInt64) -> Void = { _ in }
    ) throws(LogStoreError) -> Bool {
        let segments = try store.segments().filter { $0 < end.count }
        let open = OpenFiles(store.files, limit: openFiles)
        for (place, first) in segments.enumerated() {
            let isLast = place + 1 == segments.count
            let next = isLast ? end.count : segments[place + 1]
            let found = try runs(store, segment: first, next: .max, open: open)
            let covered = found.last?.layout.end ?? first
            for run in found { progress(UInt64(run.layout.fileBytes)) }
            guard found.allSatisfy({ $0.isWhole() }), covered == next || isLast else { return false }
            guard covered < next else { continue }
            // A file that should continue them, but is damaged.
            let path = store.path + "/" + SegmentName.index(covered)
            guard try onStorage({ () throws(DurableIOError) in try store.files.information(path) }) == nil
            else { return false }
        }
        return true
    }

    /// The files of a segment's runs, one behind the other, not beyond `next`.
    private static func runs(
        _ store: StoreDirectory, segment first: UInt64, next: UInt64, open: OpenFiles
    ) throws(LogStoreError) -> [IndexRunFile] {
        let segment = try store.open(first)
        segment.file.close()
        var out: [IndexRunFile] = []
        var covered = first
        while covered < next {
            guard
                let run = IndexRunFile(
                    path: store.path + "/" + SegmentName.index(covered), first: covered, segment: first,
                    segmentChecksum: segment.checksum, open: open)
            else { break }
            guard run.layout.end <= next else { break }
            out.append(run)
            covered = run.layout.end
        }
        return out
    }
}

// How runs come to be.
extension LogIndex {
    /// Writes what is held, because it is much.
    private mutating func writeOut() {
        if !write(merging: [], byteEnd: 0) { keepHeld() }
    }

    /// Keeps what is held in memory for good: trying again with every batch would write without end.
    private mutating func keepHeld() {
        runs.append(IndexRun(open))
        open = SegmentIndex(first: open.first, from: open.end)
    }

    /// The runs on disk that are joined with what is held: those last ones that are not much larger, so that
    /// a record is rewritten a few times at most and there are few runs.
    private func smallRuns() -> [IndexRun] {
        var out: [IndexRun] = []
        var count = open.held
        for run in segmentRuns().reversed() {
            guard run.records.count < 4 * count, entryCount(run) + entryCount(out) < heldEntries else {
                break
            }
            count += run.records.count
            out.insert(run, at: 0)
        }
        return out
    }

    private func entryCount(_ run: IndexRun) -> Int { run.file?.layout.entries.reduce(0, +) ?? 0 }

    private func entryCount(_ runs: [IndexRun]) -> Int { runs.reduce(0) { $0 + entryCount($1) } }

    /// The last runs of the segment in hand that stand on disk.
    private func segmentRuns() -> [IndexRun] {
        var out: [IndexRun] = []
        for run in runs.reversed() {
            guard run.segment == open.first, run.file != nil else { break }
            out.insert(run, at: 0)
        }
        return out
    }

    /// Writes a run of the last runs and of what is held; false, and nothing is changed, where that failed.
    private mutating func write(merging last: [IndexRun], byteEnd: UInt64) -> Bool {
        let files = last.compactMap(\.file)
        guard isWriting, files.count == last.count,
            let file = write(merging: files, open, byteEnd: byteEnd)
        else { return false }
        runs.removeLast(last.count)
        runs.append(IndexRun(file))
        open.settle()
        // Whatever remains of them is passed over in opening.
        for run in last.dropFirst() { try? store.files.remove(path(run.records.lowerBound)) }
        return true
    }

    private func write(
        merging runs: [IndexRunFile], _ held: SegmentIndex, byteEnd: UInt64
    ) -> IndexRunFile? {
        guard let segment = try? store.open(held.first) else { return nil }
        segment.file.close()
        let writer = IndexRunWriter(
            runs: runs, held: held, segmentChecksum: segment.checksum, byteEnd: byteEnd)
        let path = path(writer.first)
        do throws(IndexRunError) { try writer.write(to: path, files: store.files) } catch { return nil }
        return IndexRunFile(
            path: path, first: writer.first, segment: held.first, segmentChecksum: segment.checksum,
            open: self.files)
    }

    /// Makes a run again whose file is damaged or cannot be read.
    private func restored(
        _ run: IndexRun, _ error: IndexRunError
    ) throws(LogStoreError) -> IndexRun.Restored {
        var damage = LogStoreError.storage(
            DurableIOError(.inputOutput, operation: "read", path: path(run.records.lowerBound)))
        if case .storage(let cause) = error { damage = .storage(cause) }
        guard let held = try reindexing?(run.segment, run.records), held.first == run.segment,
            held.base == run.records.lowerBound, held.end == run.records.upperBound
        else { throw damage }
        return IndexRun.Restored(
            held: held, file: isWriting ? write(merging: [], held, byteEnd: 0) : nil)
    }

    private func path(_ first: UInt64) -> String { store.path + "/" + SegmentName.index(first) }
}
