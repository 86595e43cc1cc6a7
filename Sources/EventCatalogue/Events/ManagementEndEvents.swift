/// The end of a device's management, and what was asked of the directory about a device.
public enum ManagementEndEvents {
    public static let end = PublicField<ManagementEnd>(
        12, "end", "Why.")
    public static let evidence = PublicField<RemovalEvidence>(
        13, "evidence", "Whether it was seen or concluded.")
    public static let product = PublicField<ManagerProduct>(
        14, "product", "Which device manager.")
    public static let call = PublicField<ReportCall>(
        15, "call", "What was asked.", required: true)
    public static let status = PublicField<Int64>(
        16, "status", "The status of HTTP that came back.", least: 0)
    public static let outcome = PublicField<Outcome>(
        17, "outcome", "How it ended.")
    public static let sequence = PublicField<Int64>(
        18, "sequence", "Place among the calls about the device, from 0.", least: 0)

    public static let lost = EventDefinition(
        "management.lost", about: .device, "The device is managed no more.",
        fields: [
            ComplianceEvents.witness.definition, ComplianceEvents.reporter.definition,
            ComplianceEvents.wasManaged.definition, end.definition, evidence.definition, product.definition,
        ])
    public static let called = EventDefinition(
        "compliance.call_logged", about: .device,
        "A device manager's log holds what it asked of the directory about the device.",
        fields: [
            ComplianceEvents.verdict.definition, ComplianceEvents.message.definition,
            ComplianceEvents.isManaged.definition, product.definition, call.definition, status.definition,
            outcome.definition, sequence.definition,
        ])

    static let all = [lost, called]
}
