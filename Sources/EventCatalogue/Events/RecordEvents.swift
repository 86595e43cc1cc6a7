public import LedgerModel

/// What is said of source records themselves.
public enum RecordEvents {
    public static let category = PublicField<RecordCategory>(1, "category", "What kind of record.")
    public static let reason = PublicField<ObservationReason>(2, "reason", "Why it says no more.")
    public static let outcome = PublicField<Outcome>(3, "outcome", "How its operation ended.")
    public static let auditCategory = PublicField<AuditCategory>(
        4, "auditCategory", "Its category at the source.")
    public static let first = PublicField<Bits128>(5, "first", "The first event of the record.")

    public static let unreadableFields = PublicField<Int64>(
        6, "unreadableFields", "How many of its fields could not be read.")

    public static let observed = EventDefinition(
        "record.observed", about: .tenant,
        "A record was kept; its evidence says more than the ledger understands.",
        fields: [
            category.definition, reason.definition, outcome.definition, auditCategory.definition,
            unreadableFields.definition,
        ])
    public static let revised = EventDefinition(
        "record.revised", about: .tenant, "The same record came again by the same road with another content.",
        fields: [first.definition])
    public static let corroborated = EventDefinition(
        "record.corroborated", about: .tenant, "The same record came by another road with another content.",
        fields: [first.definition])

    public static let mapping = PublicField<Int64>(
        7, "mapping", "The revision of the mapping by which the record was read again.", required: true)
    public static let origin = PublicField<Int64>(
        8, "origin", "Position of the event whose evidence was read again.", required: true)

    public static let remapped = EventDefinition(
        "record.remapped", about: .tenant,
        "The evidence of a record was read again by a newer mapping; what it says now follows.",
        fields: [mapping.definition, origin.definition])

    static let all = [observed, revised, corroborated, remapped]
}

/// What the ledger says of itself.
public enum LedgerEvents {
    public static let bytes = PublicField<Int64>(1, "bytes", "How many bytes were cut.")
    public static let digest = PublicField<DigestValue>(2, "digest", "SHA-256 of the bytes that were cut.")
    public static let segment = PublicField<Int64>(
        3, "segment", "First position of the segment that was cut.")
    public static let byteOffset = PublicField<Int64>(4, "byteOffset", "Where in the segment the cut begins.")

    public static let recovered = EventDefinition(
        "ledger.recovered", about: .ledger,
        "A torn tail that nobody was told of was cut and put into quarantine.",
        fields: [bytes.definition, digest.definition, segment.definition, byteOffset.definition])

    public static let size = PublicField<Int64>(
        1, "size", "How many events were restored; the epoch goes on behind them.", required: true, least: 0)
    public static let root = PublicField<DigestValue>(2, "root", "The root over them.", required: true)
    public static let epoch = PublicField<Int64>(
        3, "epoch", "The epoch that began.", required: true, least: 1)
    public static let publishedSize = PublicField<Int64>(
        4, "publishedSize", "How many events had been published before, where that was known.", least: 0)
    public static let publishedRoot = PublicField<DigestValue>(
        5, "publishedRoot", "The root that was published over those.")

    public static let restored = EventDefinition(
        "ledger.restored", about: .ledger,
        "A backup took the ledger's place that holds less than was published, or something else.",
        fields: [
            size.definition, root.definition, epoch.definition, publishedSize.definition,
            publishedRoot.definition,
        ])

    static let all = [recovered, restored]
}
