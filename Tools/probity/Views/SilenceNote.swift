import ComplianceHistory
import ComplianceLedger
import ComplianceState
import LedgerModel
import StrictJSON

/// Who said each part of a state, and since when that source has been silent at the instant asked for.
///
/// What was said last long ago by a feed that goes on reporting still holds, as far as anybody knows; what a
/// feed said that fell silent is not determinable from then on.
struct SilenceNote {
    private struct Feed: Hashable {
        let source: SourceName
        let feed: SourceFeed
    }

    private let history: History
    private let silentSince: [Feed: Timestamp]

    /// - Parameter isAboutNow: see ``SourceListing/read(_:below:isAboutNow:instead:)``.
    init(_ history: History, _ times: ResolvedTimes, isAboutNow: Bool) throws {
        self.history = history
        var silentSince: [Feed: Timestamp] = [:]
        let sources = try SourceListing.read(
            history, below: times.prefix, isAboutNow: isAboutNow,
            instead: "reading the log for when sources were silent")
        for source in sources {
            for feed in source.coverage(asOf: times.asOf) {
                silentSince[Feed(source: source.source, feed: feed.feed)] = feed.silentSince
            }
        }
        self.silentSince = silentSince
    }

    /// Who said last what holds; nil where the ledger itself did, or the event cannot be read.
    private func origin(_ state: RegionState) -> Feed? {
        let found = try? history.origin(of: state.confirmedPosition ?? state.position)
        return found.map { Feed(source: $0.source, feed: $0.feed) }
    }

    /// Writes `source`, `feed` and `silentSince` of a state as members.
    func write(_ state: RegionState, _ writer: inout JSONWriter) {
        let feed = origin(state)
        for (name, text) in [
            ("source", feed?.source.description), ("feed", feed?.feed.word),
            ("silentSince", feed.flatMap { silentSince[$0]?.description }),
        ] {
            writer.key(name)
            if let text { writer.string(text) } else { writer.null() }
        }
    }

    /// A line for each feed that said something and is silent, with what it said.
    func tell(_ states: [RegionState]) {
        var said: [Feed: [String]] = [:]
        for state in states {
            guard let feed = origin(state), silentSince[feed] != nil else { continue }
            if said[feed]?.last != state.region.word { said[feed, default: []].append(state.region.word) }
        }
        let lines = said.compactMap { feed, regions in
            silentSince[feed].map { since in
                "not determinable since \(since): \(regions.joined(separator: ", ")); "
                    + "\(feed.source) \(feed.feed.word) silent since then"
            }
        }
        for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { Terminal.line(line) }
    }
}
