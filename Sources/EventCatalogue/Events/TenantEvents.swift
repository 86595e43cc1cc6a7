public import LedgerModel

/// What a tenant has, where it is, and who looks after it.
public enum TenantEvents {
    public static let change = PublicField<ConfigurationChange>(
        12, "change", "What was done.")
    public static let statusBefore = PublicField<CapabilityStatus>(
        10, "statusBefore", "Whether it could be used before.")
    public static let enabledBefore = PublicField<Int64>(
        11, "enabledBefore", "Units that could be assigned before.", least: 0)
    public static let plan = PublicField<Bits128>(
        13, "plan", "The service plan within the subscription.")
    public static let cloud = PublicField<Cloud>(
        1, "cloud", "Which cloud.", required: true)
    public static let witness = PublicField<Witness>(
        2, "witness", "Where it was seen.")
    public static let syncKind = PublicField<DirectorySyncKind>(
        1, "syncKind", "By what people and groups come.")
    public static let product = PublicField<ManagerProduct>(
        2, "product", "Which device manager.")
    public static let isEnabled = PublicField<Bool>(
        3, "isEnabled", "Whether it is on.")
    public static let trigger = PublicField<Trigger>(
        4, "trigger", "What made it happen.")
    public static let outcome = PublicField<Outcome>(
        5, "outcome", "How it ended.")
    public static let users = PublicField<Int64>(
        6, "users", "How many people it brought.", least: 0)
    public static let groups = PublicField<Int64>(
        7, "groups", "How many groups it brought.", least: 0)
    public static let isVerified = PublicField<Bool>(
        8, "isVerified", "Whether the tenant proved that the domain is its own.")
    public static let displayed = PublicField<ManagerProduct>(
        1, "displayed", "Which device manager the directory shows.")
    public static let actual = PublicField<ManagerProduct>(
        2, "actual", "Which device manager enrols and evaluates.")
    public static let console = PublicField<AdministratorConsole>(
        1, "console", "Where.")
    public static let channel = PublicField<ConsoleChannel>(
        2, "channel", "By what.")
    public static let method = PublicField<AuthenticationMethod>(
        3, "method", "By what they proved who they are.")
    public static let privilege = PublicField<AdministratorPrivilege>(
        4, "privilege", "What they may do there.")
    public static let met = PublicField<[Prerequisite]>(
        1, "met", "What is there.")
    public static let missing = PublicField<[Prerequisite]>(
        9, "missing", "What is not.")

    public static let days = PublicField<Int64>(
        1, "days", "Whole days, from 1 to 120; another number says nothing.", required: true, least: 1)
    public static let daysBefore = PublicField<Int64>(
        2, "daysBefore", "How many it was before.", least: 1)

    public static let validitySet = EventDefinition(
        "tenant.compliance_validity_set", about: .tenant,
        "For how long a device's compliance is valid without news of it was set.",
        fields: [days.definition, daysBefore.definition])
    public static let subscriptionChanged = EventDefinition(
        "tenant.subscription_changed", about: .tenant,
        "A subscription of the tenant was bought, changed or ended.",
        fields: [
            SubscriptionEvents.sku.definition, SubscriptionEvents.status.definition,
            SubscriptionEvents.enabled.definition, SubscriptionEvents.suspended.definition,
            SubscriptionEvents.warning.definition, SubscriptionEvents.lockedOut.definition,
            SubscriptionEvents.consumed.definition, SubscriptionEvents.includesIntune.definition,
            SubscriptionEvents.includesPremium.definition, statusBefore.definition, enabledBefore.definition,
            change.definition,
        ])
    public static let licenceChanged = EventDefinition(
        "tenant.licence_changed", about: .tenant,
        "How many licences of a plan the tenant can assign was changed.",
        fields: [
            SubscriptionEvents.sku.definition, SubscriptionEvents.enabled.definition,
            SubscriptionEvents.consumed.definition, SubscriptionEvents.includesIntune.definition,
            SubscriptionEvents.includesPremium.definition, enabledBefore.definition, change.definition,
            plan.definition,
        ])
    public static let cloudObserved = EventDefinition(
        "tenant.cloud_observed", about: .tenant, "In which cloud the tenant is was seen.",
        fields: [cloud.definition, witness.definition])
    public static let syncConfigured = EventDefinition(
        "tenant.directory_sync_configured", about: .tenant,
        "Bringing people and groups from a directory was set up or changed.",
        fields: [syncKind.definition, product.definition, isEnabled.definition])
    public static let synced = EventDefinition(
        "tenant.directory_synced", about: .tenant,
        "People, groups and settings were brought from the directory.",
        fields: [
            syncKind.definition, product.definition, trigger.definition, outcome.definition, users.definition,
            groups.definition,
        ])
    public static let domainAdded = EventDefinition(
        "tenant.custom_domain_added", about: .tenant,
        "A domain became the tenant's own; its name is private.",
        fields: [product.definition, isVerified.definition])
    public static let authorityObserved = EventDefinition(
        "tenant.mdm_authority_observed", about: .tenant,
        "Which device manager the directory shows, and which one works, was seen.",
        fields: [displayed.definition, actual.definition])
    public static let prerequisitesChecked = EventDefinition(
        "tenant.prerequisites_checked", about: .tenant,
        "Somebody checked what a device manager needs before it can report.",
        fields: [met.definition, product.definition, missing.definition])
    public static let administratorSignedIn = EventDefinition(
        "tenant.administrator_signed_in", about: .user, "An administrator signed in to a console.",
        fields: [console.definition, channel.definition, method.definition, privilege.definition])

    static let all = [
        subscriptionChanged, licenceChanged, cloudObserved, syncConfigured, synced, domainAdded,
        authorityObserved, prerequisitesChecked, administratorSignedIn, validitySet,
    ]
}
