/// What the index must know of records that follow one another.
///
/// Flat arrays, so that adding a record allocates nothing, and so that the index takes up many at once.
public struct IndexedRecords: Sendable {
    private(set) var eventIDs: [UInt64] = []
    private(set) var recordKeys: [FingerprintTable.Entry] = []
    private(set) var labels: [FingerprintTable.Entry] = []

    public init() {}

    /// How many records there are.
    public var count: Int { eventIDs.count }

    /// Adds the next record's event id.
    public mutating func addRecord(eventID: UInt64) { eventIDs.append(eventID) }

    /// Adds the record key of the last record; once for each submission.
    public mutating func addRecordKey(_ key: UInt64) {
        guard let place else { return }
        recordKeys.append(FingerprintTable.Entry(key: key, place: place))
    }

    /// Adds a label of the last record.
    public mutating func addLabel(_ hash: UInt64) {
        guard let place else { return }
        labels.append(FingerprintTable.Entry(key: hash, place: place))
    }

    /// Empties the value.
    public mutating func removeAll(keepingCapacity: Bool) {
        eventIDs.removeAll(keepingCapacity: keepingCapacity)
        recordKeys.removeAll(keepingCapacity: keepingCapacity)
        labels.removeAll(keepingCapacity: keepingCapacity)
    }

    /// Of the last record; nil where there is none.
    private var place: UInt32? {
        eventIDs.isEmpty ? nil : UInt32(truncatingIfNeeded: eventIDs.count - 1)
    }
}
