import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel

struct ListSourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "All sources, and when each of their feeds was reporting.",
        discussion: """
            EXAMPLES
              probity list sources
              probity list sources source:intune --as-of 2026-03-03
              probity list sources tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --gaps

            A feed is what a source delivers by a rhythm of its own. A gap is a silence longer than that; \
            silent since says that one lasts at the instant asked for. An instant before the last record is \
            answered to the hour.

            With --gaps there is a row for each gap, and one for each batch that has fewer rows than its \
            source said. A row without an end is a gap that lasts.
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: FormatOptions
    @Flag(name: .long, help: "A row for each gap.")
    var gaps = false
    @Argument(help: "Words of the filter: tenant:, source:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the sources of \(place.path)") {
            let history = History(try place.open())
            let words = try EventFilter(filter, in: history, taking: ["tenant", "source"])
            let times = try clocks.resolve(history)
            let sources = try SourceListing.read(
                history, below: times.prefix, isAboutNow: clocks.knownAt == nil)
            times.tell()
            var rows = Rows(
                gaps ? Self.gapNames : Self.names, output.chosen,
                of: Rows.Answer(member: gaps ? "gaps" : "sources", times: times))
            let batches = gaps ? try history.batchesWithGaps(below: times.prefix) : []
            for source in sources where words.matches(source.source) {
                for feed in source.coverage(asOf: times.asOf) {
                    if gaps {
                        Self.gapRows(source.source, feed).forEach { rows.add($0) }
                    } else {
                        rows.add(Self.row(source.source, feed))
                    }
                }
                for batch in batches
                where batch.source == source.source && batch.ended <= times.asOf {
                    rows.add(Self.row(batch))
                }
            }
            rows.end()
        }
    }

    private static let names = [
        "source", "feed", "contents", "first", "last", "cursor", "rhythm", "gaps", "longestGap",
        "silentSince", "lastRecorded", "unplaced",
    ]

    private static let gapNames = [
        "source", "feed", "from", "to", "hours", "obtainableUntil", "batch", "expected", "found", "proof",
    ]

    private static func row(_ source: SourceName, _ feed: FeedCoverage) -> [Rows.Cell] {
        [
            .text(source.description), .text(feed.feed.word), .signed(feed.records), cell(feed.first),
            cell(feed.last), cell(feed.cursor), .text("\(feed.rhythm)h"), .number(UInt64(feed.gaps.count)),
            feed.longestGap.map { .text("\($0.hours)h") } ?? .none, cell(feed.silentSince),
            cell(feed.lastRecorded), .signed(feed.unplaced),
        ]
    }

    private static func gapRows(_ source: SourceName, _ feed: FeedCoverage) -> [[Rows.Cell]] {
        let name: [Rows.Cell] = [.text(source.description), .text(feed.feed.word)]
        let nothing: [Rows.Cell] = [.none, .none, .none, .none]
        var rows = feed.gaps.map { gap in
            name + [cell(gap.from), cell(gap.to), .signed(gap.hours), cell(gap.obtainableUntil)] + nothing
        }
        if let since = feed.silentSince {
            rows.append(name + [cell(since), .none, .none, cell(feed.silenceObtainableUntil)] + nothing)
        }
        return rows
    }

    private static func row(_ batch: BatchCompleteness) -> [Rows.Cell] {
        [
            .text(batch.source.description), .text(SourceFeed.inventory.word), cell(batch.ended), .none,
            .none, .none, .text(batch.batch.id.guidText), .signed(batch.expected), .signed(batch.found),
            batch.notice.map { .number($0.position.value) } ?? .none,
        ]
    }

    private static func cell(_ instant: Timestamp?) -> Rows.Cell {
        instant.map { .text($0.description) } ?? .none
    }
}
