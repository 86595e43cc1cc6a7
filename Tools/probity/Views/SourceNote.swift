import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import StrictJSON

/// Who said each part of a device's state, and what has become of that source's word since.
///
/// What was said last long ago by a feed that goes on reporting changes still holds, as far as anybody knows.
/// What a feed said that fell silent is not determinable from then on. What an inventory said holds no longer
/// than the inventories that list the device; and what was said of a directory object, no longer than that.
struct SourceNote {
    private struct Feed: Hashable {
        let source: SourceName
        let feed: SourceFeed
        var text: String { "\(source) \(feed.word)" }
    }

    private let history: History
    private let coverage: [Feed: FeedCoverage]
    /// Until when device managers went on.
    let managers: ManagerActivity

    /// Hours by which the tables of one day's inventory may differ.
    private static let inventoryHours: Int64 = 12

    /// - Parameter isAboutNow: see ``SourceListing/read(_:below:isAboutNow:instead:)``.
    init(_ history: History, _ times: ResolvedTimes, isAboutNow: Bool) throws {
        self.history = history
        var coverage: [Feed: FeedCoverage] = [:]
        let sources = try SourceListing.read(
            history, below: times.prefix, isAboutNow: isAboutNow,
            instead: "reading the log for when sources were silent")
        for source in sources {
            for feed in source.coverage(asOf: times.asOf) {
                coverage[Feed(source: source.source, feed: feed.feed)] = feed
            }
        }
        self.coverage = coverage
        managers = ManagerActivity(sources, asOf: times.asOf)
    }

    /// Who said something; nil where the ledger itself did, or the event cannot be read.
    private func origin(of position: GlobalPosition) -> Feed? {
        let found = try? history.origin(of: position)
        return found.map { Feed(source: $0.source, feed: $0.feed) }
    }

    /// Who said an event, in a few words; empty where the ledger itself did.
    func witness(of position: GlobalPosition) -> String {
        guard let feed = origin(of: position), let service = feed.source.components.first else { return "" }
        guard case .token(let word) = service else { return feed.feed.word }
        return "\(word) \(feed.feed.word)"
    }

    /// The name of the source that said an event; nil where the event cannot be read.
    func source(of position: GlobalPosition) -> String? {
        (try? history.ledger.event(at: position))?.source.description
    }

    /// By what an event's instant dates that what it says began.
    func dating(of position: GlobalPosition) -> Dating {
        guard let event = try? history.ledger.event(at: position) else { return .source }
        if event.occurred.basis == .receipt { return .recorded }
        if isObservation(event) { return .firstSeen }
        return event.occurred.basis == .submission ? .received : .source
    }

    /// By what a value of a device is dated; nil for what was concluded. A report may tell of a contact that
    /// was before the report.
    func dating(
        _ region: Region, since instant: Timestamp, at position: GlobalPosition, of device: DeviceTimeline
    ) -> Dating {
        guard region == .contact,
            let fact = device.facts.first(where: {
                $0.region == .contact && $0.position == position && $0.occurred == instant
            }), let isBound = fact.contactIsBound, let event = try? history.ledger.event(at: position)
        else { return dating(of: position) }
        if isBound { return .atTheLatest }
        // That the manager heard of it then does not say that it had not before.
        return event.type == ManagementEvents.inventoryObserved.type ? .firstSeen : dating(of: position)
    }

    /// The most records of one contact that are looked at.
    private static let recordsRead = 64

    /// The event that tells an instant of a device: of a contact, which many records may tell, the earliest
    /// one that does; for any other region the event itself.
    func telling(
        _ state: RegionState, _ instant: Timestamp, _ position: GlobalPosition, of device: DeviceTimeline
    ) -> GlobalPosition {
        guard state.region == .contact else { return position }
        return device.facts.lazy.filter {
            $0.region == .contact && $0.object == state.object && $0.occurred == instant
                && $0.contactIsBound != nil
        }
        .prefix(Self.recordsRead).compactMap { try? history.ledger.event(at: $0.position) }
        .min { ($0.occurred.instant, $0.position) < ($1.occurred.instant, $1.position) }?.position ?? position
    }

    /// Whether a device's silence is none that can be concluded, because its manager is silent as well.
    func isOpen(_ contact: RegionState) -> Bool {
        contact.isInferred && !managers.wentOn(until: contact)
    }

    /// Whether an event tells how things stood when somebody looked, and not when they came to stand so.
    private func isObservation(_ event: RecordedEvent) -> Bool {
        guard let origin = try? history.origin(of: event.position) else { return false }
        switch origin.feed {
        case .signIns, .inventory, .objects: return true
        case .operational, .other:
            if Self.isSnapshot(event.type) { return true }
            // What else stands in a page that somebody read was seen with it.
            guard event.occurred.basis == .submission, origin.first != event.position else { return false }
            return (try? history.ledger.event(at: origin.first)).map { Self.isSnapshot($0.type) } ?? false
        case .audits, .deviceManagementAudit: return false
        }
    }

    private static func isSnapshot(_ type: EventType) -> Bool {
        type == ManagementEvents.inventoryObserved.type || type == VerdictEvents.observed.type
    }

    /// When an inventory listed the device last that goes on without it; nil for any other feed, and where
    /// the device is listed still.
    private func listed(_ feed: Feed, _ snapshot: StateSnapshot) -> Timestamp? {
        guard feed.feed == .inventory, let seen = snapshot[.inventory], let last = coverage[feed]?.last,
            origin(of: seen.confirmedPosition ?? seen.position) == feed
        else { return nil }
        let listed = seen.confirmed ?? seen.since
        return listed.adding(seconds: Self.inventoryHours * 3_600) < last ? listed : nil
    }

    /// Writes `source`, `feed`, `silentSince`, `notListedSince` and `objectDeleted` of a state as members.
    func write(_ state: RegionState, of snapshot: StateSnapshot, _ writer: inout JSONWriter) {
        let feed = origin(of: state.confirmedPosition ?? state.position)
        for (name, text) in [
            ("source", feed?.source.description), ("feed", feed?.feed.word),
            ("silentSince", feed.flatMap { silence(of: $0)?.since.description }),
            ("notListedSince", feed.flatMap { listed($0, snapshot)?.description }),
            ("objectDeleted", snapshot.deletion(after: state)?.since.description),
        ] {
            writer.key(name)
            if let text { writer.string(text) } else { writer.null() }
        }
    }

    /// A line for each reason for which some of what was said says nothing of the instant asked for.
    func tell(_ snapshot: StateSnapshot) {
        var lines: [String: [String]] = [:]
        for state in snapshot.states {
            guard let line = line(state, snapshot) else { continue }
            if lines[line]?.last != state.region.word { lines[line, default: []].append(state.region.word) }
        }
        for (line, regions) in lines.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            Terminal.line(line.replacing("%", with: regions.joined(separator: ", ")))
        }
    }

    /// Why a state says nothing of the instant asked for, with a `%` for the regions; nil where it holds.
    private func line(_ state: RegionState, _ snapshot: StateSnapshot) -> String? {
        if let end = snapshot.deletion(after: state) {
            return "the directory object was deleted \(end.since) @\(end.position.value): % as it had them"
        }
        guard let feed = origin(of: state.confirmedPosition ?? state.position) else { return nil }
        if let listed = listed(feed, snapshot) {
            return "not said since \(listed): %; \(feed.text) goes on and does not list it"
        }
        guard let silence = silence(of: feed) else { return nil }
        // What is dated by its recording alone, or by a snapshot, may be later than what fell silent.
        let said = max(state.confirmed ?? state.since, silence.since)
        let when = said > silence.since ? "silent since \(silence.since)" : "silent since then"
        return "not determinable since \(said): %; \(silence.feed.text) \(when)"
    }

    /// The feed whose silence leaves open what another one said, and since when: that one's own; of a
    /// snapshot also the audits', which would say what changed after it.
    private func silence(of feed: Feed) -> (feed: Feed, since: Timestamp)? {
        if let since = coverage[feed]?.silentSince { return (feed, since) }
        let audits = Feed(source: feed.source, feed: .audits)
        guard feed.feed == .objects, let since = coverage[audits]?.silentSince else { return nil }
        return (audits, since)
    }
}
