/// The index of the segment in hand: where event ids, record keys and labels stand.
///
/// Holds in memory what is not on disk yet, the records from `base` on; what lies below stands in the runs of
/// ``LogIndex``. Adding costs a probe into a table.
public struct SegmentIndex: Sendable {
    /// The number of the segment's first record.
    public let first: UInt64
    /// The number of the first record that is held here.
    private(set) var base: UInt64
    /// By place. Seldom asked for, so that no table is kept of them.
    private(set) var eventIDs: [UInt64] = []
    private(set) var recordKeys = FingerprintTable()
    private(set) var labels = FingerprintTable()

    /// - Parameter base: the number of the first record to be added; the segment's first where nil.
    public init(first: UInt64, from base: UInt64? = nil) {
        self.first = first
        self.base = max(first, base ?? first)
    }

    /// How many records are held here.
    var held: Int { eventIDs.count }

    /// How many of the segment's records are indexed.
    public var count: UInt64 { end - first }

    /// The number of the next record to be added.
    var end: UInt64 { base + UInt64(held) }

    /// How many entries are held, as a measure of memory.
    var entryCount: Int { eventIDs.count + recordKeys.count + labels.count }

    /// Adds the next record's event id.
    public mutating func addRecord(eventID: UInt64) {
        eventIDs.append(eventID)
    }

    /// Adds the record key of the last record; once for each submission.
    public mutating func addRecordKey(_ key: UInt64) {
        guard held > 0 else { return }
        recordKeys.insert(key, UInt32(truncatingIfNeeded: held - 1))
    }

    /// Adds a label of the last record.
    public mutating func addLabel(_ hash: UInt64) {
        guard held > 0 else { return }
        labels.insert(hash, UInt32(truncatingIfNeeded: held - 1))
    }

    /// Adds records that follow one another.
    public mutating func add(_ records: IndexedRecords) {
        let offset = UInt32(truncatingIfNeeded: held)
        eventIDs.append(contentsOf: records.eventIDs)
        recordKeys.insert(records.recordKeys, offset: offset)
        labels.insert(records.labels, offset: offset)
    }

    /// Numbers of held records that may match, ascending.
    func records(_ query: IndexQuery) -> [UInt64] {
        switch query.kind {
        case .eventID:
            eventIDs.indices.filter { eventIDs[$0] == query.fingerprint }.map { base + UInt64($0) }
        case .recordKey: recordKeys.places(of: query.fingerprint).map { base + UInt64($0) }
        case .label: labels.places(of: query.fingerprint).map { base + UInt64($0) }
        }
    }

    /// All that is held of one kind.
    /// - Parameter offset: is added to each place.
    func entries(_ kind: IndexQuery.Kind, offset: UInt32) -> any IndexEntrySource {
        switch kind {
        case .eventID: ListedEntries(eventIDs, offset: offset)
        case .recordKey: TableEntries(recordKeys, offset: offset)
        case .label: TableEntries(labels, offset: offset)
        }
    }

    /// Takes back the held records from `number` on.
    mutating func forget(from number: UInt64) {
        guard number < end else { return }
        eventIDs.removeLast(held - Int(number - min(number, base)))
        let kept = UInt32(truncatingIfNeeded: held)
        recordKeys.removePlaces(from: kept)
        labels.removePlaces(from: kept)
    }

    /// Lets go of what is held: it stands in a run now.
    mutating func settle() {
        base = end
        eventIDs.removeAll(keepingCapacity: true)
        recordKeys.removeAll()
        labels.removeAll()
    }
}

/// What the index is asked for.
struct IndexQuery: Sendable {
    enum Kind: CaseIterable { case eventID, recordKey, label }

    var kind: Kind
    var fingerprint: UInt64
}
