public import LedgerModel

/// When a feed was reporting, as of an instant.
///
/// Records are placed to the hour: for an instant before the feed's last record, those of the hour that the
/// instant stands in count whole, ``last`` is the end of the last hour that has one, at most the instant, and
/// ``cursor`` is no later.
public struct FeedCoverage: Hashable, Sendable {
    public let feed: SourceFeed
    /// Contents of records up to the instant, and those that no instant places.
    public let records: Int64
    /// See ``FeedRecords/unplaced``.
    public let unplaced: Int64
    public let first: Timestamp?
    public let last: Timestamp?
    public let cursor: Timestamp?
    public let lastRecorded: Timestamp
    /// Hours that the feed may be silent, by its terms and by its own hours.
    public let rhythm: Int64
    /// Silences that ended, oldest first.
    public let gaps: [CoverageGap]
    /// Its last record, where the time from that to the instant is longer than its rhythm; else nil.
    public let silentSince: Timestamp?
    /// Until when the source can still be asked for what came after ``silentSince``.
    public let silenceObtainableUntil: Timestamp?

    public var longestGap: CoverageGap? { gaps.max { $0.hours < $1.hours } }

    /// Nil where nothing of the feed is known as of the instant.
    init?(_ feed: SourceFeed, _ found: FeedRecords, of service: SourceService, asOf instant: Timestamp) {
        let terms = FeedTerms(service, feed)
        let isExact = found.last.map { $0 <= instant } ?? true
        let begun = found.first.map { $0 <= instant } ?? false
        guard begun || found.unplaced > 0 else { return nil }
        // Rows may hold anything: no hour of an instant is negative here, or beyond the last one.
        let limit = begun ? instant.nanoseconds / FeedRecords.hour : -1
        let hours = found.hours.keys.filter { $0 >= 0 && $0 <= limit }.sorted()
        self.feed = feed
        unplaced = found.unplaced
        records =
            isExact
            ? found.records : hours.reduce(found.unplaced) { $0 &+ (found.hours[$1] ?? 0) }
        first = begun ? found.first : nil
        let reached = hours.last.map { min(instant, Self.start(of: $0 + 1)) }
        last = begun ? (isExact ? found.last : reached) : nil
        cursor = found.cursor.flatMap { $0 <= instant ? $0 : nil } ?? last
        lastRecorded = found.lastRecorded
        let rhythm = terms.rhythm(of: hours[...])
        self.rhythm = rhythm
        var gaps: [CoverageGap] = []
        for (earlier, later) in zip(hours, hours.dropFirst()) where later - earlier - 1 > rhythm {
            let from = Self.start(of: earlier + 1)
            gaps.append(
                CoverageGap(
                    from: from, to: Self.start(of: later), hours: later - earlier - 1,
                    obtainableUntil: terms.retention.map { from.adding(seconds: $0 * 3_600) }))
        }
        self.gaps = gaps
        // The longest rhythm is some hundred years of hours: no sum overflows, and one that would is held.
        let isSilent = last.map { $0.adding(seconds: rhythm * 3_600) < instant } ?? false
        silentSince = isSilent ? last : nil
        silenceObtainableUntil =
            if isSilent, let last, let retention = terms.retention {
                last.adding(seconds: retention * 3_600)
            } else { nil }
    }

    private static func start(of hour: Int64) -> Timestamp {
        Timestamp(nanoseconds: 0).adding(seconds: hour * 3_600)
    }
}
