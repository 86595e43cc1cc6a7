public import LedgerModel

/// The history of one application that a tenant lets in: service principal, consent, permissions.
public struct ApplicationTimeline: Hashable, Sendable {
    public let tenant: TenantKey
    public let application: Bits128
    public let timeline: Timeline

    public init(tenant: TenantKey, application: Bits128, facts: [Fact], inForce: InForce = InForce()) {
        self.tenant = tenant
        self.application = application
        timeline = Timeline(facts: facts, inForce: inForce)
    }

    /// Whether the application has a service principal, has consent, or holds a permission; nil where nothing
    /// says it.
    public func has(_ region: Region, asOf instant: Timestamp) -> Bool? {
        let tracks = StateSnapshot(intervals: timeline.intervals, asOf: instant).tracks(region)
        guard !tracks.isEmpty else { return nil }
        return tracks.contains { $0.value == RegionValue(RegionValue.Presence.present) }
    }
}
