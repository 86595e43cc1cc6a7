public import LedgerModel

/// Apps that are handed out, and apps that access is tried with.
public enum AppEvents {
    public static let app = PublicField<Bits128>(
        1, "app", "The app, by its id at the device manager or the directory.")
    public static let platform = PublicField<Platform>(
        2, "platform", "On which operating system.")
    public static let intent = PublicField<AssignmentIntent>(
        3, "intent", "What the assignment does.")
    public static let broker = PublicField<BrokerApp>(
        4, "broker", "Which broker it is or works with; absent for another app.")
    public static let allUsers = PublicField<Bool>(
        5, "allUsers", "Whether it is for all people.")
    public static let allDevices = PublicField<Bool>(
        6, "allDevices", "Whether it is for all devices.")
    public static let groups = PublicField<[Bits128]>(
        7, "groups", "Groups that it is for, in ascending order.")
    public static let excludedGroups = PublicField<[Bits128]>(
        8, "excludedGroups", "Groups that it is not for, in ascending order.")
    public static let others = PublicField<Int64>(
        9, "others", "How many more targets only the evidence lists.", least: 0)
    public static let product = PublicField<ManagerProduct>(
        10, "product", "Which device manager.")
    public static let version = PublicField<VersionNumber>(
        11, "version", "Which version.")
    public static let isManaged = PublicField<Bool>(
        12, "isManaged", "Whether the device manager can take it away again.")
    public static let office = PublicField<OfficeApp>(
        13, "office", "Which app.", required: true)
    public static let result = PublicField<AppTestResult>(
        14, "result", "What came of it.", required: true)
    public static let isExpected = PublicField<Bool>(
        15, "isExpected", "Whether that is what was to come of it.")
    public static let errorCode = PublicField<Int64>(
        16, "errorCode", "The code that was shown, as received.")
    public static let deviceIsCompliant = PublicField<Bool>(
        17, "deviceIsCompliant", "Whether the device was compliant then, as the tester knew.")
    public static let settings = PublicField<DigestValue>(
        18, "settings", "SHA-256 of the profile's further settings, such as its custom XML.")

    public static let assigned = EventDefinition(
        "app.managed_app_assigned", about: .app, "A managed app was assigned.",
        fields: [
            app.definition, platform.definition, intent.definition, broker.definition, allUsers.definition,
            allDevices.definition, groups.definition, excludedGroups.definition, others.definition,
            product.definition,
        ])
    public static let installed = EventDefinition(
        "app.managed_app_installed", about: .device, "A managed app was installed on a device.",
        fields: [
            app.definition, platform.definition, broker.definition, product.definition, version.definition,
            isManaged.definition,
        ])
    public static let removed = EventDefinition(
        "app.managed_app_removed", about: .device, "A managed app was removed from a device.",
        fields: [
            app.definition, platform.definition, broker.definition, product.definition, version.definition,
            isManaged.definition,
        ])
    public static let extensionAssigned = EventDefinition(
        "app.sso_extension_assigned", about: .tenant,
        "A profile by which apps sign in through the broker was assigned.",
        fields: [
            platform.definition, broker.definition, allUsers.definition, allDevices.definition,
            groups.definition, excludedGroups.definition, others.definition, product.definition,
            settings.definition,
        ],
        earlier: [
            EarlierRevision(fields: [
                platform.definition, broker.definition, allUsers.definition, allDevices.definition,
                groups.definition, excludedGroups.definition, others.definition, product.definition,
            ])
        ])
    public static let tested = EventDefinition(
        "app.tested", about: .device, "Somebody tried whether an app opens.",
        fields: [
            app.definition, platform.definition, office.definition, result.definition, isExpected.definition,
            errorCode.definition, deviceIsCompliant.definition,
        ])
    public static let refused = EventDefinition(
        "app.access_refused", about: .device, "An app told its user that it cannot be opened.",
        fields: [
            app.definition, platform.definition, office.definition, errorCode.definition,
            deviceIsCompliant.definition,
        ])

    static let all = [assigned, installed, removed, extensionAssigned, tested, refused]
}
