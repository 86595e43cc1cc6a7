public import LedgerModel

/// What became of one submission.
public struct AppendReceipt: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable {
        /// Its events were recorded.
        case recorded
        /// It was there already; nothing was recorded.
        case duplicate
        /// The same record by the same road with another content: recorded with a `record.revised` before it.
        case revised
        /// The same record by a new road: evidence was recorded, and events where the facts differ.
        case corroborated
        /// The same content by a newer mapping, which says something else: recorded with a `record.remapped`
        /// before it.
        case remapped
    }

    public var outcome: Outcome
    /// Where its events stand, or for a duplicate where the first of them stands.
    public var positions: Range<UInt64>
    /// The ids of its events; for a duplicate that of the first.
    public var eventIDs: [EventID]
    public var recorded: Timestamp
    public var isUnmapped: Bool

    /// How many events were recorded now.
    public var eventCount: UInt64 { outcome == .duplicate ? 0 : positions.upperBound - positions.lowerBound }

    /// The receipt of the same submission when it comes again.
    var asDuplicate: AppendReceipt {
        var receipt = self
        receipt.outcome = .duplicate
        return receipt
    }
}
