/// How fast events were committed lately, to tell whoever is refused when to come again.
///
/// An average in which each batch counts a quarter and all before it the rest.
struct CommitRate: Sendable {
    /// Seconds that may be named.
    static let range = 1...60

    private var eventsPerSecond: Double?

    /// Notes a batch: its events, and the time that staging, writing and syncing them took.
    mutating func note(events: Int, in time: Duration) {
        guard events > 0 else { return }
        let parts = time.components
        // A clock that is too coarse for a batch says no time.
        let seconds = max(1e-6, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
        let now = Double(events) / seconds
        eventsPerSecond = eventsPerSecond.map { $0 * 0.75 + now * 0.25 } ?? now
    }

    /// In how many seconds so many events are worked off.
    func seconds(for events: Int) -> Int {
        guard let eventsPerSecond, eventsPerSecond > 0 else { return Self.range.lowerBound }
        let seconds = (Double(events) / eventsPerSecond).rounded(.up)
        // Compared before it is converted: it may be more than an integer holds.
        guard seconds < Double(Self.range.upperBound) else { return Self.range.upperBound }
        return max(Self.range.lowerBound, Int(seconds))
    }
}
