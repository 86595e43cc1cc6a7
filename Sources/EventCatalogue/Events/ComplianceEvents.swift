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

    public static let results = PublicField<[PolicyVerdict]>(
        12, "results", "What each policy said, in the order received; one that is not there was not asked.")
    public static let policyVersion = PublicField<Int64>(
        13, "policyVersion", "The version of the policy that was evaluated, as received.")
    public static let evaluator = PublicField<ManagerProduct>(
        14, "evaluator", "Which device manager evaluated; not always the one that manages.")
    public static let road = PublicField<ReportRoad>(15, "road", "By what road the report goes.")
    public static let errorCode = PublicField<Int64>(
        16, "errorCode", "The code of the failure, as received.")
    public static let trigger = PublicField<Trigger>(17, "trigger", "What made it happen.")

    private static let firstVerdict = [verdict.definition, policy.definition, reasons.definition]
    private static let report = [verdict.definition, message.definition]
    private static let earlierReport = [EarlierRevision(fields: report)]

    public static let evaluated = EventDefinition(
        "compliance.evaluated", about: .device, "A device manager evaluated the device.",
        fields: firstVerdict + [
            results.definition, policyVersion.definition, evaluator.definition, trigger.definition,
        ], earlier: [EarlierRevision(fields: firstVerdict)])
    public static let sent = EventDefinition(
        "compliance.sent", about: .device, "A verdict was sent to the directory.",
        fields: report + [evaluator.definition, road.definition, trigger.definition], earlier: earlierReport)
    public static let accepted = EventDefinition(
        "compliance.accepted", about: .device, "A sent verdict was accepted.",
        fields: report)
    public static let completed = EventDefinition(
        "compliance.completed", about: .device, "An accepted verdict was carried out.",
        fields: report)
    public static let failed = EventDefinition(
        "compliance.failed", about: .device, "A sent verdict was refused.",
        fields: report + [evaluator.definition, road.definition, errorCode.definition],
        earlier: earlierReport)
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

/// What one policy said of a device.
public struct PolicyVerdict: PublicStructure, Hashable {
    public var policy: Bits128?
    public var verdict: ComplianceVerdict?
    /// As received.
    public var version: Int64?

    public init(policy: Bits128?, verdict: ComplianceVerdict?, version: Int64? = nil) {
        self.policy = policy
        self.verdict = verdict
        self.version = version
    }

    static let policyField = PublicField<Bits128>(1, "policy", "The policy.")
    static let verdictField = PublicField<ComplianceVerdict>(
        2, "verdict", "What it said; a policy that came to no end is `indeterminate`.")
    static let versionField = PublicField<Int64>(3, "version", "The policy's version, as received.")

    public static let fields = [policyField.definition, verdictField.definition, versionField.definition]

    public func fill(_ data: inout PublicData) {
        data.set(Self.policyField, policy)
        data.set(Self.verdictField, verdict)
        data.set(Self.versionField, version)
    }

    public init(_ view: PublicDataView) {
        policy = view[Self.policyField]
        verdict = view[Self.verdictField]
        version = view[Self.versionField]
    }
}
