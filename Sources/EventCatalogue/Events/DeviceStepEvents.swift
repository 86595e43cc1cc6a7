public import LedgerModel

/// Steps of a device from its manager to the directory. Numbers below 19 are ``DeviceEvents``' and
/// ``ManagementEvents``'.
public enum DeviceStepEvents {
    public static let product = PublicField<ManagerProduct>(
        19, "product", "Which device manager.")
    public static let path = PublicField<JoinPath>(
        20, "path", "How it came there.")
    public static let errorCode = PublicField<Int64>(
        21, "errorCode", "The code of the failure, as received.")
    public static let trigger = PublicField<Trigger>(
        22, "trigger", "What made it happen.")
    public static let osVersion = PublicField<VersionNumber>(
        23, "osVersion", "Which version of the operating system it runs.")
    public static let entraDeviceBefore = PublicField<Bits128>(
        16, "entraDeviceBefore", "The id given at the registration before.")
    public static let userChanged = PublicField<Bool>(
        17, "userChanged", "Whether it is another person's now.")
    public static let outcome = PublicField<Outcome>(
        16, "outcome", "How it ended.")
    public static let message = PublicField<Bits128>(
        17, "message", "The message's id.")
    public static let isRegistered = PublicField<Bool>(
        18, "isRegistered", "Whether the directory knows the device.")
    public static let changes = PublicField<Int64>(
        18, "changes", "How many items are other than before.", least: 0)
    public static let expires = PublicField<Timestamp>(
        20, "expires", "When the certificate's term ends.")
    public static let certificate = PublicField<DigestValue>(
        21, "certificate", "SHA-256 of the certificate.")
    public static let target = PublicField<RedirectTarget>(
        20, "target", "Where to.", required: true)
    public static let account = PublicField<LocalAccountKind>(
        23, "accountKind", "What kind of account the person has on the computer.")

    private static let sentInventory = [
        DeviceEvents.platform.definition, outcome.definition, message.definition, isRegistered.definition,
        product.definition, trigger.definition,
    ]
    private static let policyRun = [
        DeviceEvents.platform.definition, outcome.definition, product.definition, trigger.definition,
    ]

    public static let registrationStarted = EventDefinition(
        "device.registration_started", about: .device,
        "The device was sent to the directory to be registered.",
        fields: [DeviceEvents.platform.definition, product.definition, path.definition, trigger.definition])
    public static let registrationFailed = EventDefinition(
        "device.registration_failed", about: .device, "The directory did not take the device in.",
        fields: [
            DeviceEvents.platform.definition, ManagementEvents.registration.definition, product.definition,
            path.definition, errorCode.definition,
        ])
    public static let joined = EventDefinition(
        "device.joined", about: .device, "A computer joined the directory.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.trustType.definition,
            DeviceEvents.reporter.definition, path.definition,
        ])
    public static let hybridJoined = EventDefinition(
        "device.hybrid_joined", about: .device,
        "A computer joined both the directory on the premises and the one in the cloud.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.trustType.definition,
            DeviceEvents.reporter.definition, path.definition,
        ])
    public static let identityRebound = EventDefinition(
        "device.identity_rebound", about: .device,
        "A device got another id in the directory, or became another person's.",
        fields: [
            DeviceEvents.entraObject.definition, DeviceEvents.entraDevice.definition,
            DeviceEvents.intuneDevice.definition, entraDeviceBefore.definition, userChanged.definition,
            product.definition,
        ])
    public static let checkedIn = EventDefinition(
        "device.checked_in", about: .device, "The device was in contact with its manager.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.witness.definition,
            ManagementEvents.lastContact.definition, product.definition, trigger.definition,
            osVersion.definition,
        ])
    public static let inventoryUpdated = EventDefinition(
        "device.inventory_updated", about: .device, "A device manager has a newer inventory of the device.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.witness.definition, changes.definition,
            product.definition, trigger.definition, osVersion.definition,
        ])
    public static let inventorySent = EventDefinition(
        "device.inventory_sent", about: .device,
        "A device manager sent the inventory of a computer and one of its users to the directory.",
        fields: sentInventory + [account.definition], earlier: [EarlierRevision(fields: sentInventory)])
    public static let certificateInstalled = EventDefinition(
        "device.registration_certificate_installed", about: .device,
        "The certificate of the registration was put where browsers find it.",
        fields: [DeviceEvents.platform.definition, expires.definition, certificate.definition])
    public static let redirected = EventDefinition(
        "device.redirected", about: .device, "The user of a device that is not known was sent elsewhere.",
        fields: [DeviceEvents.platform.definition, product.definition, target.definition])
    public static let registrationPolicyRun = EventDefinition(
        "device.registration_policy_run", about: .device,
        "The policy that registers a computer was run on it.",
        fields: policyRun + [account.definition], earlier: [EarlierRevision(fields: policyRun)])
    public static let retireConfirmed = EventDefinition(
        "device.retire_confirmed", about: .device, "The device answered that it removes company data.",
        fields: [DeviceEvents.witness.definition, outcome.definition, product.definition])
    public static let wipeConfirmed = EventDefinition(
        "device.wipe_confirmed", about: .device, "The device answered that it wipes itself.",
        fields: [DeviceEvents.witness.definition, outcome.definition, product.definition])

    static let all = [
        registrationStarted, registrationFailed, joined, hybridJoined, identityRebound, checkedIn,
        inventoryUpdated, inventorySent, certificateInstalled, redirected, registrationPolicyRun,
        retireConfirmed, wipeConfirmed,
    ]
}
