import ComplianceState

/// Where the rows of a source are not what the log says.
struct SourceDifference {
    /// `row` for the source itself, else the feed.
    let part: String
    let expected: String?
    let found: String?

    /// All differences, the source's own first.
    static func between(_ wanted: SourceRecords, _ row: SourceRecords) -> [SourceDifference] {
        var out: [SourceDifference] = []
        let isSame =
            wanted.events == row.events && wanted.first == row.first && wanted.last == row.last
            && wanted.lastRecorded == row.lastRecorded
        if !isSame { out.append(SourceDifference(part: "row", expected: text(wanted), found: text(row))) }
        for feed in SourceFeed.allCases {
            let (one, other) = (wanted.feeds[feed], row.feeds[feed])
            guard one != other else { continue }
            out.append(
                SourceDifference(
                    part: feed.word, expected: one.map { text($0, unlike: other) },
                    found: other.map { text($0, unlike: one) }))
        }
        return out
    }

    private static func text(_ source: SourceRecords) -> String {
        "\(source.events) events from \(source.first) to \(source.last), the last recorded \(source.lastRecorded)"
    }

    /// What a feed's row says, and the first hour in which it says something else than another.
    private static func text(_ records: FeedRecords, unlike other: FeedRecords?) -> String {
        func text(_ instant: (some CustomStringConvertible)?) -> String {
            instant.map { "\($0)" } ?? "nothing"
        }
        var out =
            "\(records.records) records, \(records.unplaced) in no hour, from \(text(records.first)) to "
            + "\(text(records.last)), cursor \(text(records.cursor)), the last recorded \(records.lastRecorded)"
        if let other {
            let hours = Set(records.hours.keys).union(other.hours.keys).sorted()
            if let hour = hours.first(where: { records.hours[$0] != other.hours[$0] }) {
                out += "; \(records.hours[hour] ?? 0) in hour \(hour)"
            }
        }
        return out
    }
}
