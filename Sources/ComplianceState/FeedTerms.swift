/// By which rhythm a feed comes, and for how long its source can be asked again.
///
/// Reference data of 2026-03. What a feed's hours say of its rhythm widens what stands here, and never
/// narrows it: a small tenant's night is no silence.
///
/// Sources: Microsoft Learn, "Microsoft Entra data retention" (sign-ins and audits 30 days, 7 without a
/// premium licence), "Use audit logs to track and monitor events in Microsoft Intune" (one year), "Send
/// Intune log data to Azure Storage, Event Hubs, or Log Analytics" (inventory once a day; operational logs
/// are streamed and not kept), "Search the audit log" (180 days; records up to a day late).
public struct FeedTerms: Hashable, Sendable {
    /// Hours that a feed may say nothing however often it speaks.
    public let shortestSilence: Int64
    /// Whether it comes by a timetable, so that it is late half a period after it was due; else by chance.
    public let isScheduled: Bool
    /// Hours for which the source keeps what it told; nil where it keeps nothing, or nobody knows.
    public let retention: Int64?

    public init(_ service: SourceService, _ feed: SourceFeed) {
        isScheduled = feed == .inventory
        switch (service, feed) {
        case (.unifiedAuditLog, _): (shortestSilence, retention) = (24 + 24, 180 * 24)
        case (_, .signIns): (shortestSilence, retention) = (24, 30 * 24)
        case (_, .audits): (shortestSilence, retention) = (48, 30 * 24)
        case (_, .operational): (shortestSilence, retention) = (72, nil)
        case (_, .inventory): (shortestSilence, retention) = (36, nil)
        case (_, .deviceManagementAudit): (shortestSilence, retention) = (14 * 24, 365 * 24)
        case (_, .objects): (shortestSilence, retention) = (8 * 24, nil)
        case (_, .other): (shortestSilence, retention) = (30 * 24, nil)
        }
    }

    /// The longest silence, in hours, that a feed's own hours can make usual: thirty days.
    private static let longestRhythm: Int64 = 30 * 24

    /// The hours that the feed may say nothing. Two records are no rhythm.
    /// - Parameter hours: those in which it spoke, ascending and each once.
    public func rhythm(of hours: ArraySlice<Int64>) -> Int64 {
        guard hours.count > 2 else { return shortestSilence }
        let distances = zip(hours.dropFirst(), hours).map { $0 - $1 }.sorted()
        let median = distances[(distances.count - 1) / 2]
        let usual = isScheduled ? median + (median + 1) / 2 : 3 * median
        return max(shortestSilence, min(usual, Self.longestRhythm))
    }
}
