public import LedgerModel

/// How a device manager from outside is added at the tenant's own, set up, tested and let go.
///
/// The numbers of fields that ``ConnectionEvents`` has are the same here; a secret is told by its id, the
/// end of its term and its fingerprint, and never itself.
public enum PartnerSetupEvents {
    public static let product = PublicField<ManagerProduct>(
        3, "product", "Which device manager it is.")
    public static let outcome = PublicField<Outcome>(
        4, "outcome", "How it ended.")
    public static let trigger = PublicField<Trigger>(
        5, "trigger", "What made it happen.")
    public static let cloud = PublicField<Cloud>(
        6, "cloud", "In which cloud it was set up.")
    public static let connectionType = PublicField<PartnerConnectionType>(
        7, "connectionType", "How it is connected.")
    public static let directory = PublicField<Bits128>(
        8, "directory", "The tenant id as it was typed in.")
    public static let secret = PublicField<Bits128>(
        9, "secret", "The id of the secret or certificate; the secret itself is nowhere.")
    public static let secretExpires = PublicField<Timestamp>(
        20, "secretExpires", "When the secret's term ends.")
    public static let secretFingerprint = PublicField<DigestValue>(
        21, "secretFingerprint",
        "SHA-256 of the certificate, or what the vendor gives as the secret's fingerprint.")
    public static let groupsAdded = PublicField<[Bits128]>(
        5, "groupsAdded", "Groups that were not assigned before, in ascending order.")
    public static let groupsRemoved = PublicField<[Bits128]>(
        6, "groupsRemoved", "Groups that are assigned no more, in ascending order.")
    public static let digest = PublicField<DigestValue>(
        7, "digest", "SHA-256 of all assigned groups' ids, in ascending order, sixteen bytes each.")
    public static let errorCode = PublicField<Int64>(
        22, "errorCode", "The code of the failure, as received.")
    public static let isKept = PublicField<Bool>(
        23, "isKept", "Whether the configuration is kept.")
    public static let feature = PublicField<PartnerFeature>(
        20, "feature", "What was switched on.", required: true)
    public static let by = PublicField<EnablingParty>(
        21, "by", "Who did it.")
    public static let purpose = PublicField<AddressPurpose>(
        20, "purpose", "What the address is for.", required: true)
    public static let addressDigest = PublicField<DigestValue>(
        21, "addressDigest", "SHA-256 of the address; the address itself is private.")
    public static let page = PublicField<LandingPage>(
        20, "page", "Which page.", required: true)
    public static let isSuppressed = PublicField<Bool>(
        20, "isSuppressed", "Whether people are not asked to set up the broker.", required: true)
    public static let devices = PublicField<Int64>(
        20, "devices", "How many devices it was about.", least: 0)

    public static let added = EventDefinition(
        "partner.added", about: .connection, "A partner was added for an operating system.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition, ConnectionEvents.appType.definition, ConnectionEvents.app.definition,
            ConnectionEvents.platform.definition,
        ])
    public static let removed = EventDefinition(
        "partner.removed", about: .connection, "A partner was removed for an operating system.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition, ConnectionEvents.platform.definition,
        ])
    public static let assigned = EventDefinition(
        "partner.assigned", about: .connection, "For whom a partner works was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            groupsAdded.definition, groupsRemoved.definition, digest.definition,
            ConnectionEvents.platform.definition, ConnectionEvents.allUsers.definition,
            ConnectionEvents.allDevices.definition, ConnectionEvents.groups.definition,
            ConnectionEvents.excludedGroups.definition, ConnectionEvents.others.definition,
        ])
    public static let configured = EventDefinition(
        "partner.configured", about: .connection, "What a device manager needs to reach the tenant was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition, trigger.definition, cloud.definition, connectionType.definition,
            directory.definition, secret.definition, ConnectionEvents.app.definition,
            secretExpires.definition, secretFingerprint.definition,
        ])
    public static let appIDSet = EventDefinition(
        "partner.app_id_set", about: .connection, "The application by which a partner comes was named.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            ConnectionEvents.appType.definition, ConnectionEvents.app.definition,
        ])
    public static let secretChanged = EventDefinition(
        "partner.secret_changed", about: .connection,
        "A secret by which a partner comes was made, changed or removed.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            secret.definition, ConnectionEvents.app.definition, ConnectionEvents.change.definition,
            secretExpires.definition, secretFingerprint.definition,
        ])
    public static let secretExpired = EventDefinition(
        "partner.secret_expired", about: .connection, "The term of a partner's secret ended.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            secret.definition, ConnectionEvents.app.definition, secretExpires.definition,
            secretFingerprint.definition,
        ])
    public static let registrationCompleted = EventDefinition(
        "partner.registration_completed", about: .connection,
        "A device manager said that it is known to the tenant now.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            trigger.definition, cloud.definition, ConnectionEvents.app.definition,
        ])
    public static let registrationFailed = EventDefinition(
        "partner.registration_failed", about: .connection,
        "A device manager said that the tenant does not know it; the text is private.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            trigger.definition, cloud.definition, ConnectionEvents.app.definition, errorCode.definition,
        ])
    public static let tested = EventDefinition(
        "partner.connection_tested", about: .connection, "A connection was tried.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition, trigger.definition, cloud.definition, connectionType.definition,
            errorCode.definition,
        ])
    public static let provisioned = EventDefinition(
        "partner.provisioned", about: .connection,
        "The tenant's device manager made room for a partner's reports.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition,
        ])
    public static let deprovisioned = EventDefinition(
        "partner.deprovisioned", about: .connection,
        "The tenant's device manager takes a partner's reports no more.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition,
        ])
    public static let enabled = EventDefinition(
        "partner.enabled", about: .connection, "A connection was switched on.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            trigger.definition, ConnectionEvents.platform.definition,
        ])
    public static let suspended = EventDefinition(
        "partner.suspended", about: .connection,
        "A connection was switched off, and what was set up may stay.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            trigger.definition, ConnectionEvents.platform.definition, isKept.definition,
        ])
    public static let resumed = EventDefinition(
        "partner.resumed", about: .connection,
        "A connection that had been switched off was switched on again.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            trigger.definition, ConnectionEvents.platform.definition,
        ])
    public static let terminated = EventDefinition(
        "partner.terminated", about: .connection, "A connection was ended.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            ConnectionEvents.removalAt.definition, ConnectionEvents.nonComplianceAt.definition,
            ConnectionEvents.platform.definition, devices.definition,
        ])
    public static let rejected = EventDefinition(
        "partner.rejected", about: .connection, "The tenant's device manager refused what a partner sent.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            ConnectionEvents.platform.definition, errorCode.definition,
        ])
    public static let featureEnabled = EventDefinition(
        "partner.feature_enabled", about: .connection,
        "A feature of a device manager was switched on for the account.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            feature.definition, by.definition,
        ])
    public static let addressSet = EventDefinition(
        "partner.url_set", about: .connection,
        "Where people are sent, or where a device manager is found, was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            ConnectionEvents.platform.definition, purpose.definition, addressDigest.definition,
        ])
    public static let landingPageSet = EventDefinition(
        "partner.landing_page_set", about: .connection, "What an unknown computer's user is shown was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            page.definition, addressDigest.definition,
        ])
    public static let suppressionSet = EventDefinition(
        "partner.notification_suppression_set", about: .connection,
        "Whether people are asked to set up the broker was set.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            ConnectionEvents.platform.definition, ConnectionEvents.allUsers.definition,
            isSuppressed.definition,
        ])
    public static let updateRequested = EventDefinition(
        "partner.inventory_update_requested", about: .connection,
        "A device manager was told to send its inventory out of turn.",
        fields: [
            ConnectionEvents.partner.definition, ConnectionEvents.kind.definition, product.definition,
            outcome.definition, trigger.definition, devices.definition, errorCode.definition,
        ])

    static let all = [
        added, removed, assigned, configured, appIDSet, secretChanged, secretExpired, registrationCompleted,
        registrationFailed, tested, provisioned, deprovisioned, enabled, suspended, resumed, terminated,
        rejected, featureEnabled, addressSet, landingPageSet, suppressionSet, updateRequested,
    ]
}
