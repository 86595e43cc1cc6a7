/// The index of the segment in hand, in memory: where event ids, record keys and labels stand.
///
/// Adding costs a few stores; sorting waits until somebody asks or the segment is closed.
public struct SegmentIndex: Sendable {
    /// The number of the segment's first record.
    public let first: UInt64
    /// By place in the segment.
    private(set) var eventIDs: [UInt64] = []
    private(set) var recordKeys = FingerprintTable()
    private(set) var labels: [UInt64] = []
    private(set) var labelPlaces: [UInt32] = []
    /// Every label that was added: what is not among them need not be searched for.
    private var known: Set<UInt64> = []

    public init(first: UInt64) { self.first = first }

    /// How many records the index covers.
    public var count: UInt64 { UInt64(eventIDs.count) }

    /// Adds the next record's event id.
    public mutating func addRecord(eventID: UInt64) { eventIDs.append(eventID) }

    /// Adds the record key of the last record; once for each submission.
    public mutating func addRecordKey(_ key: UInt64) {
        recordKeys.insert(key, UInt32(truncatingIfNeeded: eventIDs.count - 1))
    }

    /// Adds a label of the last record.
    public mutating func addLabel(_ hash: UInt64) {
        labels.append(hash)
        known.insert(hash)
        labelPlaces.append(UInt32(truncatingIfNeeded: eventIDs.count - 1))
    }

    /// Record numbers that may have the event id, ascending.
    func records(eventID: UInt64) -> [UInt64] {
        eventIDs.indices.filter { eventIDs[$0] == eventID }.map { first + UInt64($0) }
    }

    /// Record numbers that may begin a submission with the record key, ascending.
    func records(recordKey: UInt64) -> [UInt64] {
        var out: [UInt64] = []
        recordKeys.forEach(recordKey) {
            out.append(first + UInt64($0))
            return true
        }
        return out.sorted()
    }

    /// Record numbers that may carry the label, ascending.
    func records(label: UInt64) -> [UInt64] {
        guard known.contains(label) else { return [] }
        return labels.withUnsafeBufferPointer { labels in
            var out: [UInt64] = []
            for index in labels.indices where labels[index] == label {
                let number = first + UInt64(labelPlaces[index])
                if out.last != number { out.append(number) }
            }
            return out
        }
    }

    /// Takes back the records from `count` on; for a batch that could not be written.
    mutating func forget(from count: UInt64) {
        guard count < self.count else { return }
        let kept = Int(count)
        eventIDs.removeLast(eventIDs.count - kept)
        while let last = labelPlaces.last, Int(last) >= kept {
            labelPlaces.removeLast()
            labels.removeLast()
        }
        let pairs = recordKeys.pairs.filter { Int($0.value) < kept }
        recordKeys.removeAll()
        for pair in pairs { recordKeys.insert(pair.key, pair.value) }
    }
}
