public import LedgerModel

/// One of several installations of a device manager that work on one tenant.
///
/// An installation without an id of its own is told by the first sixteen bytes of SHA-256 of its name.
/// Its addresses are a company's and yet addresses: they stand in private records, and an event tells how
/// many they are.
public enum InstanceEvents {
    public static let instance = PublicField<Bits128>(
        3, "instance", "Which installation.")
    public static let product = PublicField<ManagerProduct>(
        4, "product", "Which device manager.")
    public static let isLast = PublicField<Bool>(
        5, "isLast", "Whether no other installation is left on the tenant.")
    public static let others = PublicField<Int64>(
        6, "others", "How many other installations stay on the tenant.", least: 0)
    public static let policyIsEnabled = PublicField<Bool>(
        7, "policyIsEnabled", "Whether its compliance policy still sent verdicts.")
    public static let policy = PublicField<Bits128>(
        8, "policy", "The compliance policy.")
    public static let addresses = PublicField<Int64>(
        9, "addresses", "How many addresses it has now.", least: 0)
    public static let addressesAdded = PublicField<Int64>(
        10, "addressesAdded", "How many of them are new.", least: 0)
    public static let addressesRemoved = PublicField<Int64>(
        11, "addressesRemoved", "How many it has no more.", least: 0)
    public static let trigger = PublicField<Trigger>(
        12, "trigger", "What made it happen.")
    public static let version = PublicField<VersionNumber>(
        13, "version", "Which version it runs.")
    public static let versionBefore = PublicField<VersionNumber>(
        14, "versionBefore", "Which version it ran before.")
    public static let attribute = PublicField<IdentityAttribute>(
        15, "attribute", "By which attribute people are found.")
    public static let attributeBefore = PublicField<IdentityAttribute>(
        16, "attributeBefore", "By which attribute they were found before.")
    public static let isEnabled = PublicField<Bool>(
        17, "isEnabled", "Whether it is on.", required: true)
    public static let scope = PublicField<ManagementScope>(
        18, "scope", "Whose devices may be managed.", required: true)
    public static let groups = PublicField<[Bits128]>(
        19, "groups", "Groups whose devices may be managed, in ascending order.")
    public static let managementApp = PublicField<Bits128>(
        20, "managementApp", "The application that manages.")
    public static let isCustom = PublicField<Bool>(
        21, "isCustom", "Whether the application is the tenant's own and not the vendor's.")
    public static let isOptedIn = PublicField<Bool>(
        22, "isOptedIn", "Whether it is opted in.", required: true)
    public static let hosting = PublicField<InstanceHosting>(
        23, "hosting", "Who runs it.")

    public static let connected = EventDefinition(
        "instance.connected", about: .connection, "An installation was connected to the tenant.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, others.definition, hosting.definition,
        ],
        earlier: [
            EarlierRevision(fields: [
                ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
                product.definition, others.definition,
            ])
        ])
    public static let disconnected = EventDefinition(
        "instance.disconnected", about: .connection, "An installation was disconnected from the tenant.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, isLast.definition, others.definition, policyIsEnabled.definition,
        ])
    public static let policyEnabled = EventDefinition(
        "instance.compliance_policy_enabled", about: .connection,
        "An installation was told to send verdicts.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, policy.definition,
        ])
    public static let policyDisabled = EventDefinition(
        "instance.compliance_policy_disabled", about: .connection,
        "An installation was told to send no more verdicts.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, policy.definition,
        ])
    public static let addressChanged = EventDefinition(
        "instance.gateway_address_changed", about: .connection,
        "From where an installation comes was changed; the addresses are private.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, addresses.definition, addressesAdded.definition, addressesRemoved.definition,
            trigger.definition,
        ])
    public static let versionObserved = EventDefinition(
        "instance.version_observed", about: .connection, "Which version an installation runs was seen.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, version.definition, versionBefore.definition,
        ])
    public static let intelligenceSet = EventDefinition(
        "instance.intelligence_opt_in_set", about: .connection,
        "Whether an installation uses its vendor's reporting service was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, isOptedIn.definition,
        ])
    public static let mappingSet = EventDefinition(
        "instance.identity_mapping_set", about: .connection,
        "By which attribute an installation finds people in the directory was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, attribute.definition, attributeBefore.definition,
        ])
    public static let windowsSet = EventDefinition(
        "instance.windows_compliance_set", about: .connection,
        "Whether an installation sends verdicts on Windows was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, isEnabled.definition,
        ])
    public static let identityServiceSet = EventDefinition(
        "instance.identity_service_set", about: .connection,
        "Whether the directory is an installation's identity service was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, isEnabled.definition,
        ])
    public static let scopeSet = EventDefinition(
        "instance.mdm_scope_set", about: .connection, "Whose devices an installation may manage was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, scope.definition, groups.definition, managementApp.definition,
        ])
    public static let applicationAdded = EventDefinition(
        "instance.mdm_app_added", about: .connection,
        "The application by which an installation manages computers was added.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, instance.definition,
            product.definition, managementApp.definition, isCustom.definition,
        ])

    static let all = [
        connected, disconnected, policyEnabled, policyDisabled, addressChanged, versionObserved,
        intelligenceSet, mappingSet, windowsSet, identityServiceSet, scopeSet, applicationAdded,
    ]
}
