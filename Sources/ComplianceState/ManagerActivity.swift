public import LedgerModel

/// Until when each source went on, for telling a device's silence from its manager's.
///
/// That a manager hears nothing of a device is concluded only where the manager itself went on to tell of
/// others: of a manager that fell silent nothing is known.
public struct ManagerActivity: Sendable {
    /// By the bytes that stand for the source's name.
    private let last: [Bits128: Timestamp]

    /// - Parameter instant: up to which records count.
    public init(_ sources: [SourceRecords], asOf instant: Timestamp) {
        var last: [Bits128: Timestamp] = [:]
        for source in sources {
            // Of the feeds by which a manager tells what it hears of devices; a source of somebody's own has
            // one for all.
            let isOwn = SourceService(source.source) == .other
            let spoke = source.coverage(asOf: instant).filter {
                $0.feed == .inventory || $0.feed == .operational || (isOwn && $0.feed == .other)
            }
            .compactMap(\.last).max()
            if let spoke { last[Teller(source.source).id] = spoke }
        }
        self.last = last
    }

    /// When the manager of a contact said anything last, of whatever device; nil where that is not known.
    public func lastSaid(_ contact: RegionState) -> Timestamp? { contact.object.flatMap { last[$0] } }

    /// Whether the manager of a silence went on until that fell due.
    public func wentOn(until silence: RegionState) -> Bool {
        lastSaid(silence).map { $0 >= silence.since } ?? false
    }
}
