public import LedgerModel

/// From when to when a source reports. The event's own source is the one that it is about.
public enum CoverageEvents {
    public static let reason = PublicField<CoverageReason>(
        6, "reason", "Why.")
    public static let through = PublicField<Timestamp>(
        7, "through", "Up to when the source is known to have told all.")
    public static let retention = PublicField<Int64>(
        8, "retentionDays", "How many days the source keeps what it has not told.", least: 0)
    public static let newRecords = PublicField<Int64>(
        9, "newRecords", "How many records came with the step.", least: 0)
    public static let cursor = PublicField<DigestValue>(
        10, "cursor", "SHA-256 of the place in the source, which is private.")

    public static let started = EventDefinition(
        "source.coverage_started", about: .tenant, "From now on a source reports.",
        fields: [reason.definition, through.definition, retention.definition])
    public static let ended = EventDefinition(
        "source.coverage_ended", about: .tenant, "A source reports no more.",
        fields: [reason.definition, through.definition, retention.definition])
    public static let advanced = EventDefinition(
        "source.cursor_advanced", about: .tenant, "A source was read up to a place.",
        fields: [through.definition, newRecords.definition, cursor.definition])

    static let all = [started, ended, advanced]
}
