import ComplianceState
import GRDB
import LedgerModel

/// The rows that say when sources were reporting.
struct CoverageTable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Adds what a run of events says: one row for each source, feed and hour that it touches.
    func add(_ fold: CoverageFold) throws {
        guard !fold.isEmpty else { return }
        let total = try RawStatement(
            database,
            """
            INSERT INTO source VALUES (?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET
                events = events + excluded.events,
                first_occurred = min(first_occurred, excluded.first_occurred),
                last_occurred = max(last_occurred, excluded.last_occurred),
                last_recorded = max(last_recorded, excluded.last_recorded)
            """)
        // NULL is what no record says, and gives way to whatever one does.
        let feed = try RawStatement(
            database,
            """
            INSERT INTO source_feed VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, feed) DO UPDATE SET
                records = records + excluded.records, unplaced = unplaced + excluded.unplaced,
                first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
                last = max(coalesce(last, excluded.last), coalesce(excluded.last, last)),
                cursor = max(coalesce(cursor, excluded.cursor), coalesce(excluded.cursor, cursor)),
                last_recorded = max(last_recorded, excluded.last_recorded)
            """)
        let hour = try RawStatement(
            database,
            """
            INSERT INTO source_hour VALUES (?, ?, ?, ?)
            ON CONFLICT (source, feed, hour) DO UPDATE SET records = records + excluded.records
            """)
        for found in fold.sources {
            let name = found.source.description
            total.bind(1, text: name)
            total.bind(2, found.events)
            for (place, instant) in [(3, found.first), (4, found.last), (5, found.lastRecorded)] {
                total.bind(Int32(place), instant.nanoseconds)
            }
            try total.run()
            for (key, records) in found.feeds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                feed.bind(1, text: name)
                feed.bind(2, Int64(key.rawValue))
                feed.bind(3, records.records)
                feed.bind(4, records.unplaced)
                feed.bind(5, records.first?.nanoseconds)
                feed.bind(6, records.last?.nanoseconds)
                feed.bind(7, records.cursor?.nanoseconds)
                feed.bind(8, records.lastRecorded.nanoseconds)
                try feed.run()
                hour.bind(1, text: name)
                hour.bind(2, Int64(key.rawValue))
                for (number, count) in records.hours.sorted(by: { $0.key < $1.key }) {
                    hour.bind(3, number)
                    hour.bind(4, count)
                    try hour.run()
                }
            }
        }
    }

    /// All sources, in the order of their names' bytes; nil where a row is not readable.
    ///
    /// A row of a feed without its source, or of an hour without its feed, is not readable either: it would
    /// be a part of an answer that nothing else knows of.
    func read() throws -> [SourceRecords]? {
        var found: [String: [SourceFeed: FeedRecords]] = [:]
        let feeds = try RawStatement(
            database,
            "SELECT source, feed, records, unplaced, first, last, cursor, last_recorded FROM source_feed")
        while try feeds.step() {
            guard let name = feeds.text(0), let feed = Self.feed(feeds.integer(1)) else {
                feeds.reset()
                return nil
            }
            found[name, default: [:]][feed] = FeedRecords(
                records: feeds.integer(2), unplaced: feeds.integer(3), first: feeds.optionalTime(4),
                last: feeds.optionalTime(5), cursor: feeds.optionalTime(6), lastRecorded: feeds.time(7),
                hours: [:])
        }
        for (name, feeds) in found {
            for (feed, records) in feeds {
                guard let whole = try hours(of: name, feed, in: records) else { return nil }
                found[name]?[feed] = whole
            }
        }
        let totals = try RawStatement(
            database,
            "SELECT source, events, first_occurred, last_occurred, last_recorded FROM source ORDER BY source")
        var out: [SourceRecords] = []
        while try totals.step() {
            guard let name = totals.text(0), let source = SourceName(text: name) else {
                totals.reset()
                return nil
            }
            out.append(
                SourceRecords(
                    source: source, events: totals.integer(1), first: totals.time(2), last: totals.time(3),
                    lastRecorded: totals.time(4), feeds: found.removeValue(forKey: name) ?? [:]))
        }
        guard found.isEmpty, try areAllHoursRead() else { return nil }
        return out
    }

    private func hours(
        of name: String, _ feed: SourceFeed, in records: FeedRecords
    ) throws -> FeedRecords? {
        let statement = try RawStatement(
            database, "SELECT hour, records FROM source_hour WHERE source = ? AND feed = ? ORDER BY hour")
        statement.bind(1, text: name)
        statement.bind(2, Int64(feed.rawValue))
        var hours: [Int64: Int64] = [:]
        while try statement.step() {
            let (hour, count) = (statement.integer(0), statement.integer(1))
            guard Self.hours.contains(hour), count > 0 else {
                statement.reset()
                return nil
            }
            hours[hour] = count
        }
        return FeedRecords(
            records: records.records, unplaced: records.unplaced, first: records.first, last: records.last,
            cursor: records.cursor, lastRecorded: records.lastRecorded, hours: hours)
    }

    private func areAllHoursRead() throws -> Bool {
        let statement = try RawStatement(
            database,
            """
            SELECT 1 FROM (SELECT DISTINCT source, feed FROM source_hour) AS spoken WHERE NOT EXISTS
                (SELECT 1 FROM source_feed WHERE source_feed.source = spoken.source
                    AND source_feed.feed = spoken.feed) LIMIT 1
            """)
        defer { statement.reset() }
        return try !statement.step()
    }

    /// Those that an instant can stand in.
    private static let hours: ClosedRange<Int64> = 0...(Timestamp.latest.nanoseconds / 3_600_000_000_000)

    private static func feed(_ code: Int64) -> SourceFeed? {
        UInt8(exactly: code).flatMap(SourceFeed.init(rawValue:))
    }
}
