public import LedgerModel

/// What is known of all that one source told.
public struct SourceRecords: Hashable, Sendable {
    public let source: SourceName
    /// Its events, as they were recorded.
    public internal(set) var events: Int64
    /// The first and the last instant at which one occurred.
    public internal(set) var first: Timestamp
    public internal(set) var last: Timestamp
    public internal(set) var lastRecorded: Timestamp
    /// None for what the ledger itself says.
    public internal(set) var feeds: [SourceFeed: FeedRecords]

    /// What rows say.
    public init(
        source: SourceName, events: Int64, first: Timestamp, last: Timestamp, lastRecorded: Timestamp,
        feeds: [SourceFeed: FeedRecords] = [:]
    ) {
        self.source = source
        self.events = events
        self.first = first
        self.last = last
        self.lastRecorded = lastRecorded
        self.feeds = feeds
    }

    /// When its feeds were reporting, in the order of their numbers; those of which nothing is known as of
    /// the instant are left out.
    public func coverage(asOf instant: Timestamp) -> [FeedCoverage] {
        let service = SourceService(source)
        return feeds.sorted { $0.key.rawValue < $1.key.rawValue }
            .compactMap { FeedCoverage($0.key, $0.value, of: service, asOf: instant) }
    }
}
