public import LedgerModel

/// When a row of the reference data holds: from an instant on, and before another; either may be open.
///
/// Open means that no document states a bound, not that there is none.
public struct ReferencePeriod: Hashable, Sendable {
    /// The first instant; nil where no document states one.
    public let from: Timestamp?
    /// The first instant at which it holds no longer; nil where no document states one.
    public let to: Timestamp?

    public init(from: Timestamp?, to: Timestamp?) {
        self.from = from
        self.to = to
    }

    public func contains(_ instant: Timestamp) -> Bool {
        if let from, instant < from { return false }
        if let to, instant >= to { return false }
        return true
    }

    /// Whether it holds at no instant.
    public var isEmpty: Bool {
        guard let from, let to else { return false }
        return to <= from
    }

    /// Whether there is an instant at which both hold.
    public func overlaps(_ other: ReferencePeriod) -> Bool {
        guard !isEmpty, !other.isEmpty else { return false }
        if let to, let start = other.from, to <= start { return false }
        if let end = other.to, let from, end <= from { return false }
        return true
    }
}
