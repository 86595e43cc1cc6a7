public import LedgerModel

/// A stretch in which a feed was silent for longer than its rhythm.
public struct CoverageGap: Hashable, Sendable {
    /// The end of the last hour before it in which the feed spoke.
    public let from: Timestamp
    /// The beginning of the next one.
    public let to: Timestamp
    /// Whole hours between them.
    public let hours: Int64
    /// Until when the source can still be asked for all of it; nil where it cannot.
    public let obtainableUntil: Timestamp?
}
