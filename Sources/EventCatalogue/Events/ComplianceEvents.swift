public import LedgerModel

/// Compliance by its three witnesses, and whether a device is managed.
public enum ComplianceEvents {
    public static let verdict = PublicField<ComplianceVerdict>(1, "verdict", "What was concluded.")
    public static let isCompliant = PublicField<Bool>(2, "isCompliant", "The flag in the directory.")
    public static let wasCompliant = PublicField<Bool>(
        3, "wasCompliant", "The flag before; absent where unset.")
    public static let witness = PublicField<Witness>(4, "witness", "Where it was seen.")
    public static let reporter = PublicField<Reporter>(5, "reporter", "Which service wrote it.")
    public static let policy = PublicField<Bits128>(6, "policy", "The compliance policy.")
    public static let message = PublicField<Bits128>(7, "message", "The report's message id.")
    public static let isManaged = PublicField<Bool>(8, "isManaged", "The flag in the directory.")
    public static let wasManaged = PublicField<Bool>(9, "wasManaged", "The flag before; absent where unset.")

    public static let reasons = PublicField<[ComplianceReason]>(
        11, "reasons",
        "Why the device is not compliant, each once and ascending; absent where the source says nothing."
    )

    public static let evaluated = EventDefinition(
        "compliance.evaluated", about: .device, "A device manager evaluated the device.",
        fields: [verdict.definition, policy.definition, reasons.definition])
    public static let sent = EventDefinition(
        "compliance.sent", about: .device, "A verdict was sent to the directory.",
        fields: [verdict.definition, message.definition])
    public static let accepted = EventDefinition(
        "compliance.accepted", about: .device, "A sent verdict was accepted.",
        fields: [verdict.definition, message.definition])
    public static let completed = EventDefinition(
        "compliance.completed", about: .device, "An accepted verdict was carried out.",
        fields: [verdict.definition, message.definition])
    public static let failed = EventDefinition(
        "compliance.failed", about: .device, "A sent verdict was refused.",
        fields: [verdict.definition, message.definition])
    public static let observed = EventDefinition(
        "compliance.observed", about: .device, "The directory's flag was seen.",
        fields: [isCompliant.definition, wasCompliant.definition, witness.definition, reporter.definition])
    public static let managementSignalled = EventDefinition(
        "management.signalled", about: .device,
        "A device manager told the directory that it manages the device.",
        fields: [isManaged.definition])
    public static let managementObserved = EventDefinition(
        "management.observed", about: .device, "The directory's flag was seen.",
        fields: [witness.definition, reporter.definition, isManaged.definition, wasManaged.definition])

    static let all = [
        evaluated, sent, accepted, completed, failed, observed, managementSignalled, managementObserved,
    ]
}
