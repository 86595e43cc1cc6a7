import DurableIO
public import LogFormat

/// Finds the log's records by event id, record key and label.
///
/// Closed segments are looked up in their files, the open one in memory. What a lookup returns are
/// candidates: whoever asks reads the record and compares.
public struct LogIndex: Sendable {
    private let store: StoreDirectory
    private var closed: [SegmentIndexFile] = []
    /// Closed segments whose index could not be written, or was not.
    private var closedInMemory: [SegmentIndex] = []
    /// The index of the segment in hand.
    public private(set) var open: SegmentIndex

    public init(_ store: StoreDirectory) {
        self.store = store
        open = SegmentIndex(first: 0)
    }

    /// Takes up the index files that are there.
    ///
    /// - Parameter end: where the log ends.
    /// - Returns: the number from which on the caller must feed records; segments without a whole index are
    ///   fed
    ///   from their first record.
    public mutating func load(end: CommitMark.End) throws(LogStoreError) -> UInt64 {
        closed = []
        closedInMemory = []
        let segments = try store.segments().filter { $0 < end.count }
        for (place, first) in segments.enumerated() {
            let segment = try store.open(first)
            defer { segment.file.close() }
            let next = place + 1 < segments.count ? segments[place + 1] : end.count
            let file = SegmentIndexFile(
                path: store.path + "/" + SegmentName.index(first), first: first,
                segmentChecksum: segment.checksum,
                files: store.files, checkingBody: true)
            if let file, place + 1 < segments.count, first + file.count == next {
                closed.append(file)
                continue
            }
            open = SegmentIndex(first: first)
            if let file, first + file.count <= next, let loaded = file.loaded() { open = loaded }
            return first + open.count
        }
        open = SegmentIndex(first: end.count)
        return end.count
    }

    /// Where the index begins anew because the segment does.
    public mutating func beginSegment(at first: UInt64) { open = SegmentIndex(first: first) }

    /// Changes the index of the segment in hand.
    public mutating func withOpen<Value>(_ body: (inout SegmentIndex) -> Value) -> Value { body(&open) }

    /// Takes back what stands at `number` and behind.
    public mutating func forget(from number: UInt64) { open.forget(from: number - min(number, open.first)) }

    /// Writes the index of the segment in hand; when it is closed for good, it is kept as such.
    ///
    /// A failure is not one of the ledger's: the index is disposable.
    public mutating func writeOpen(byteEnd: UInt64, closing: Bool) {
        guard open.count > 0 else { return }
        guard write(byteEnd: byteEnd, closing: closing) else {
            if closing { closedInMemory.append(open) }
            return
        }
    }

    /// Keeps the index of the segment in hand in memory and begins the next segment's.
    public mutating func closeInMemory(beginning first: UInt64) {
        if open.count > 0 { closedInMemory.append(open) }
        open = SegmentIndex(first: first)
    }

    private mutating func write(byteEnd: UInt64, closing: Bool) -> Bool {
        guard let segment = try? store.open(open.first) else { return false }
        defer { segment.file.close() }
        let bytes = SegmentIndexFile.encoded(open, segmentChecksum: segment.checksum, byteEnd: byteEnd)
        let path = store.path + "/" + SegmentName.index(open.first)
        do throws(DurableIOError) {
            try store.files.replaceAtomically(path, with: bytes, permissions: 0o600)
        } catch {
            return false
        }
        guard closing else { return true }
        guard
            let file = SegmentIndexFile(
                path: path, first: open.first, segmentChecksum: segment.checksum, files: store.files)
        else { return false }
        closed.append(file)
        return true
    }

    /// Candidates for an event id, ascending.
    public func records(eventID: UInt64) throws(LogStoreError) -> [UInt64] {
        var out: [UInt64] = []
        for file in closed { out += try file.records(eventID: eventID) }
        return joined(out, closedInMemory.flatMap { $0.records(eventID: eventID) })
            + open.records(eventID: eventID)
    }

    /// Candidates for the first record of a submission with this record key, ascending.
    public func records(recordKey: UInt64) throws(LogStoreError) -> [UInt64] {
        var out: [UInt64] = []
        for file in closed { out += try file.records(recordKey: recordKey) }
        return joined(out, closedInMemory.flatMap { $0.records(recordKey: recordKey) })
            + open.records(recordKey: recordKey)
    }

    /// Candidates for a label, ascending.
    public func records(label: UInt64) throws(LogStoreError) -> [UInt64] {
        var out: [UInt64] = []
        for file in closed { out += try file.records(label: label) }
        return joined(out, closedInMemory.flatMap { $0.records(label: label) }) + open.records(label: label)
    }

    /// Segments in memory and in files may stand in any order to one another.
    private func joined(_ filed: [UInt64], _ kept: [UInt64]) -> [UInt64] {
        kept.isEmpty ? filed : (filed + kept).sorted()
    }

    /// Whether every index file is whole and fits its segment.
    public static func isWhole(_ store: StoreDirectory, end: CommitMark.End) throws(LogStoreError) -> Bool {
        let segments = try store.segments().filter { $0 < end.count }
        for (place, first) in segments.enumerated() {
            let segment = try store.open(first)
            defer { segment.file.close() }
            let next = place + 1 < segments.count ? segments[place + 1] : end.count
            guard
                let file = SegmentIndexFile(
                    path: store.path + "/" + SegmentName.index(first), first: first,
                    segmentChecksum: segment.checksum, files: store.files, checkingBody: true)
            else { return false }
            guard first + file.count == next || place + 1 == segments.count else { return false }
        }
        return true
    }
}
