public import LedgerModel

/// A device's life: enrolment, registration in the directory, and what people do with it.
public enum DeviceEvents {
    public static let platform = PublicField<Platform>(1, "platform", "The operating system family.")
    public static let trustType = PublicField<TrustType>(2, "trustType", "How it stands with the directory.")
    public static let witness = PublicField<Witness>(3, "witness", "Where it was seen.")
    public static let reporter = PublicField<Reporter>(4, "reporter", "Which service wrote it.")
    public static let ownership = PublicField<Ownership>(5, "ownership", "Whose device it is.")
    public static let properties = PublicField<[DeviceProperty]>(6, "properties", "What changed.")
    public static let relation = PublicField<LinkRelation>(7, "relation", "What the person is to the device.")
    public static let action = PublicField<SecurityAction>(8, "action", "What was done.")
    public static let evidence = PublicField<RemovalEvidence>(
        9, "evidence", "Whether it was seen or concluded.")
    public static let entraObject = PublicField<Bits128>(10, "entraObject", "The directory object's id.")
    public static let entraDevice = PublicField<Bits128>(11, "entraDevice", "The id given at registration.")
    public static let intuneDevice = PublicField<Bits128>(12, "intuneDevice", "The id that Intune gave.")
    public static let isEnabled = PublicField<Bool>(
        13, "isEnabled", "Whether the directory object is enabled.")
    public static let product = PublicField<ManagerProduct>(19, "product", "Which device manager.")
    public static let clientVersion = PublicField<VersionNumber>(
        20, "clientVersion", "Which version of the manager's app.")
    public static let osVersion = PublicField<VersionNumber>(
        21, "osVersion", "Which version of the operating system.")
    public static let reason = PublicField<EnrollmentReason>(22, "reason", "Why it was enrolled.")
    public static let broker = PublicField<BrokerApp>(14, "broker", "Which broker.")
    public static let brokerVersion = PublicField<VersionNumber>(15, "brokerVersion", "Which version of it.")
    public static let isManaged = PublicField<Bool>(
        16, "isManagedApp", "Whether the device manager put it there.")
    public static let isGuided = PublicField<Bool>(
        17, "isGuided", "Whether the person was led there by the manager's app.")

    private static let brokerFields = [
        platform.definition, broker.definition, brokerVersion.definition, isManaged.definition,
        isGuided.definition,
    ]
    private static let bare = [EarlierRevision(fields: [])]

    public static let enrolled = EventDefinition(
        "device.enrolled", about: .device, "A device manager took the device in.",
        fields: [
            platform.definition, ownership.definition, product.definition, clientVersion.definition,
            osVersion.definition, reason.definition, DeviceStepEvents.account.definition,
        ],
        earlier: [
            EarlierRevision(fields: [platform.definition, ownership.definition]),
            EarlierRevision(fields: [
                platform.definition, ownership.definition, product.definition, clientVersion.definition,
                osVersion.definition, reason.definition,
            ]),
        ])
    public static let unenrolled = EventDefinition(
        "device.unenrolled", about: .device, "A device manager let the device go.",
        fields: [evidence.definition])
    public static let retired = EventDefinition(
        "device.retired", about: .device, "Company data was removed from the device.",
        fields: [evidence.definition])
    public static let wiped = EventDefinition(
        "device.wiped", about: .device, "The device was wiped.", fields: [evidence.definition])
    public static let brokerInstalled = EventDefinition(
        "device.broker_installed", about: .device, "The authentication broker was installed.",
        fields: brokerFields, earlier: bare)
    public static let brokerSignedIn = EventDefinition(
        "device.broker_signed_in", about: .device, "A person signed in to the broker.",
        fields: brokerFields, earlier: bare)
    public static let brokerRemoved = EventDefinition(
        "device.broker_removed", about: .device, "The authentication broker was removed.",
        fields: brokerFields, earlier: bare)
    public static let registered = EventDefinition(
        "device.registered", about: .device, "The directory took the device in.",
        fields: [platform.definition, trustType.definition, reporter.definition])
    public static let registrationObserved = EventDefinition(
        "device.registration_observed", about: .device,
        "A source saw how the device stands with the directory.",
        fields: [platform.definition, trustType.definition, witness.definition])
    public static let identityBound = EventDefinition(
        "device.identity_bound", about: .device, "One record carries two of the device's ids.",
        fields: [entraObject.definition, entraDevice.definition, intuneDevice.definition])
    public static let updated = EventDefinition(
        "device.updated", about: .device, "Attributes of the directory object changed.",
        fields: [platform.definition, reporter.definition, properties.definition])
    public static let disabled = EventDefinition(
        "device.disabled", about: .device, "The directory object was disabled.")
    public static let enabled = EventDefinition(
        "device.enabled", about: .device, "The directory object was enabled.")
    public static let unregistered = EventDefinition(
        "device.unregistered", about: .device, "The registration was withdrawn.")
    public static let deleted = EventDefinition(
        "device.deleted", about: .device, "The directory object was deleted.")
    public static let userLinked = EventDefinition(
        "device.user_linked", about: .device, "A person became the device's owner or user.",
        fields: [relation.definition])
    public static let userUnlinked = EventDefinition(
        "device.user_unlinked", about: .device, "A person is no longer the device's owner or user.",
        fields: [relation.definition])
    public static let securityAction = EventDefinition(
        "device.security_action", about: .device, "Something was done for security's sake.",
        fields: [action.definition])

    static let all = [
        enrolled, unenrolled, retired, wiped, brokerInstalled, brokerSignedIn, brokerRemoved, registered,
        registrationObserved, identityBound, updated, disabled, enabled, unregistered, deleted, userLinked,
        userUnlinked, securityAction,
    ]
}
