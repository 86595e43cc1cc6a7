public import LedgerModel

/// The connection of a device manager from outside to the tenant's own: its state, and for whom it works.
public enum ConnectionEvents {
    public static let partner = PublicField<Bits128>(1, "partner", "The partner's id at the device manager.")
    public static let kind = PublicField<PartnerKind>(2, "kind", "What the partner does.")
    public static let state = PublicField<PartnerState>(3, "state", "How the connection stands.")
    public static let iOS = PublicField<Bool>(4, "iOS", "Whether the partner is set up for iOS.")
    public static let macOS = PublicField<Bool>(5, "macOS", "Whether the partner is set up for macOS.")
    public static let android = PublicField<Bool>(6, "android", "Whether the partner is set up for Android.")
    public static let windows = PublicField<Bool>(7, "windows", "Whether the partner is set up for Windows.")
    public static let isConfigured = PublicField<Bool>(
        8, "isConfigured", "Whether the partner is configured.")
    public static let appType = PublicField<PartnerAppType>(9, "appType", "Whose application it uses.")
    public static let app = PublicField<Bits128>(10, "app", "The application of a single tenant.")
    public static let removalAt = PublicField<Timestamp>(
        11, "removalAt", "When the partner's devices will be removed.")
    public static let nonComplianceAt = PublicField<Timestamp>(
        12, "nonComplianceAt", "When the partner's devices will be marked as not compliant.")
    public static let platform = PublicField<Platform>(
        13, "platform", "For which operating system; absent for all.")
    public static let allUsers = PublicField<Bool>(14, "allUsers", "Whether all licensed users are assigned.")
    public static let allDevices = PublicField<Bool>(15, "allDevices", "Whether all devices are assigned.")
    public static let groups = PublicField<[Bits128]>(
        16, "groups", "Groups that are assigned, in ascending order.")
    public static let excludedGroups = PublicField<[Bits128]>(
        17, "excludedGroups", "Groups that are excluded, in ascending order.")
    public static let others = PublicField<Int64>(
        18, "others", "How many more targets only the evidence lists.")
    public static let change = PublicField<ConfigurationChange>(19, "change", "What was done.")

    public static let stateObserved = EventDefinition(
        "partner.state_observed", about: .connection, "How a partner's connection stands was seen.",
        fields: [
            partner.definition, kind.definition, state.definition, iOS.definition, macOS.definition,
            android.definition, windows.definition, isConfigured.definition, appType.definition,
            app.definition, removalAt.definition, nonComplianceAt.definition,
        ])
    public static let heartbeat = EventDefinition(
        "partner.heartbeat", about: .connection, "A partner was last in contact.",
        fields: [partner.definition, kind.definition])
    public static let assignmentObserved = EventDefinition(
        "partner.assignment_observed", about: .connection, "For whom a partner works was seen.",
        fields: [
            partner.definition, kind.definition, platform.definition, allUsers.definition,
            allDevices.definition, groups.definition, excludedGroups.definition, others.definition,
        ])
    public static let changed = EventDefinition(
        "partner.connection_changed", about: .connection, "Somebody changed a partner's connection.",
        fields: [partner.definition, kind.definition, change.definition])

    static let all = [stateObserved, heartbeat, assignmentObserved, changed]
}
