public import LedgerModel

/// What people do about what the rules find.
///
/// A finding is computed and no event; an event names it by its id, its rule and the position that it
/// rests on. What people write about it is private.
public enum FindingEvents {
    public static let finding = PublicField<Bits128>(
        1, "finding", "The finding's id.")
    public static let rule = PublicField<Int64>(
        2, "rule", "The number of the rule.", required: true, least: 0)
    public static let basis = PublicField<Int64>(
        3, "basis", "Position of the event that the finding rests on.", least: 0)
    public static let reason = PublicField<FindingReason>(
        4, "reason", "Why.")
    public static let until = PublicField<Timestamp>(
        5, "until", "Until when that counts; absent where it has no end.")
    public static let evidence = PublicField<Int64>(
        6, "evidence", "Position of an event that bears it out.", least: 0)

    public static let acknowledged = EventDefinition(
        "finding.acknowledged", about: .device, "Somebody took notice of a finding.",
        fields: [finding.definition, rule.definition, basis.definition])
    public static let explained = EventDefinition(
        "finding.explained", about: .device, "Somebody said why a finding is as it is.",
        fields: [
            finding.definition, rule.definition, basis.definition, reason.definition, until.definition,
            evidence.definition,
        ])
    public static let closed = EventDefinition(
        "finding.closed", about: .device, "Somebody said that nothing is left to do about a finding.",
        fields: [
            finding.definition, rule.definition, basis.definition, reason.definition, until.definition,
            evidence.definition,
        ])
    public static let reopened = EventDefinition(
        "finding.reopened", about: .device,
        "Somebody said that there is something to do about a closed finding after all.",
        fields: [
            finding.definition, rule.definition, basis.definition, reason.definition, evidence.definition,
        ])

    static let all = [acknowledged, explained, closed, reopened]
}
