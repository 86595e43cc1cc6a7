public import LedgerModel

/// What a device manager's inventory and the directory's own objects say of a device, and what people ask a
/// device manager to do with one.
///
/// An inventory is a state that was seen, not a change: an event occurred when it was seen, and what changed
/// shows by comparison with the one before.
public enum ManagementEvents {
    public static let lastContact = PublicField<Timestamp>(
        14, "lastContact", "When the device was last in contact, as the source says.")
    public static let lastContactBy = PublicField<Timestamp>(
        23, "lastContactBy",
        "The latest instant of the last contact, where the source tells it without a zone.")
    public static let enrolledAt = PublicField<Timestamp>(
        15, "enrolledAt", "When the device manager took the device in, as the source says.")
    public static let state = PublicField<ManagementState>(
        16, "managementState", "How the device stands with its manager.")
    public static let agent = PublicField<ManagementAgent>(
        17, "managementAgent", "By what the device is managed.")
    public static let registration = PublicField<RegistrationState>(
        18, "registrationState", "How the manager says that the device stands with the directory.")

    public static let inventoryObserved = EventDefinition(
        "device.inventory_observed", about: .device, "A device manager's inventory held the device.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.witness.definition,
            DeviceEvents.ownership.definition, lastContact.definition, enrolledAt.definition,
            state.definition, agent.definition, registration.definition, lastContactBy.definition,
        ])
    public static let objectObserved = EventDefinition(
        "device.object_observed", about: .device, "The directory object of the device was seen.",
        fields: [
            DeviceEvents.platform.definition, DeviceEvents.trustType.definition,
            DeviceEvents.witness.definition, DeviceEvents.isEnabled.definition, lastContact.definition,
        ])
    public static let retireRequested = EventDefinition(
        "device.retire_requested", about: .device,
        "A device manager was told to remove company data; whether it did is not said.")
    public static let wipeRequested = EventDefinition(
        "device.wipe_requested", about: .device,
        "A device manager was told to wipe the device; whether it did is not said.")
    public static let deleteRequested = EventDefinition(
        "device.delete_requested", about: .device,
        "A device manager was told to delete its record of the device; whether it did is not said.")

    static let all = [
        inventoryObserved, objectObserved, retireRequested, wipeRequested, deleteRequested,
    ]
}

/// A device manager's verdict where it was read out of a report, without the evaluation itself.
public enum VerdictEvents {
    public static let graceEnds = PublicField<Timestamp>(
        10, "graceEnds", "When the grace period ends, as the source says.")

    public static let observed = EventDefinition(
        "compliance.verdict_observed", about: .device,
        "A report held what a device manager concluded about the device.",
        fields: [
            ComplianceEvents.verdict.definition, ComplianceEvents.witness.definition,
            ComplianceEvents.policy.definition, graceEnds.definition, ComplianceEvents.reasons.definition,
        ])

    static let all = [observed]
}

/// Policies that a device manager evaluates devices by, and access policies as they were seen.
public enum CompliancePolicyEvents {
    public static let version = PublicField<Int64>(1, "version", "The policy's version, as received.")
    public static let platform = PublicField<Platform>(2, "platform", "For which operating systems.")
    public static let actions = PublicField<[ScheduledAction]>(
        3, "actions",
        "What is done about a device that is not compliant, and when; absent where it was not read.")
    public static let blockAfterHours = PublicField<Int64>(
        4, "blockAfterHours", "The smallest grace period before a device is blocked; absent where none is.")
    public static let allUsers = PublicField<Bool>(
        5, "allUsers", "Whether all licensed users are assigned; absent where assignments were not read.")
    public static let allDevices = PublicField<Bool>(
        6, "allDevices", "Whether all devices are assigned; absent where assignments were not read.")
    public static let groups = PublicField<[Bits128]>(
        7, "groups", "Groups that are assigned, in ascending order; absent where assignments were not read.")
    public static let excludedGroups = PublicField<[Bits128]>(
        8, "excludedGroups",
        "Groups that are excluded, in ascending order; absent where assignments were not read.")
    public static let others = PublicField<Int64>(
        9, "others", "How many more targets only the evidence lists.")

    /// The most groups of either list, and the most actions, that an event names.
    public static let mostListed = 300

    public static let evaluator = PublicField<ManagerProduct>(
        10, "evaluator", "Which device manager evaluates by it.")

    private static let fields = [
        version.definition, platform.definition, actions.definition, blockAfterHours.definition,
        allUsers.definition, allDevices.definition, groups.definition, excludedGroups.definition,
        others.definition,
    ]
    private static let told = fields + [evaluator.definition]
    private static let bare = [EarlierRevision(fields: [])]

    public static let observed = EventDefinition(
        "policy.compliance_policy_observed", about: .policy, "A compliance policy was seen.",
        fields: fields)
    public static let created = EventDefinition(
        "policy.compliance_policy_created", about: .policy, "A compliance policy was made.",
        fields: told, earlier: bare)
    public static let changed = EventDefinition(
        "policy.compliance_policy_changed", about: .policy, "A compliance policy was changed.",
        fields: told, earlier: bare)
    public static let assigned = EventDefinition(
        "policy.compliance_policy_assigned", about: .policy,
        "To whom a compliance policy applies was changed.", fields: told, earlier: bare)
    public static let deleted = EventDefinition(
        "policy.compliance_policy_deleted", about: .policy, "A compliance policy was deleted.")
    public static let accessPolicyObserved = EventDefinition(
        "policy.access_policy_observed", about: .policy, "A conditional access policy was seen.",
        fields: [
            PolicyEvents.state.definition, PolicyEvents.grantOperator.definition,
            PolicyEvents.controls.definition, PolicyEvents.scope.definition,
        ])

    static let all = [observed, created, changed, assigned, deleted, accessPolicyObserved]
}

/// What a tenant has subscribed to.
public enum SubscriptionEvents {
    public static let sku = PublicField<Bits128>(1, "sku", "What is subscribed to.")
    public static let status = PublicField<CapabilityStatus>(2, "status", "Whether it can be used.")
    public static let enabled = PublicField<Int64>(3, "enabled", "Units that can be assigned.")
    public static let suspended = PublicField<Int64>(4, "suspended", "Units that are suspended.")
    public static let warning = PublicField<Int64>(5, "warning", "Units whose term has ended.")
    public static let lockedOut = PublicField<Int64>(6, "lockedOut", "Units that are locked out.")
    public static let consumed = PublicField<Int64>(7, "consumed", "Units that are assigned.")
    public static let includesIntune = PublicField<Bool>(
        8, "includesIntune",
        "Whether a provisioned service plan is Intune's; absent where no plans are listed.")
    public static let includesPremium = PublicField<Bool>(
        9, "includesPremium",
        "Whether a provisioned service plan is the directory's premium one; absent where no plans are listed."
    )

    public static let observed = EventDefinition(
        "tenant.subscription_observed", about: .tenant, "A subscription of the tenant was seen.",
        fields: [
            sku.definition, status.definition, enabled.definition, suspended.definition, warning.definition,
            lockedOut.definition, consumed.definition, includesIntune.definition, includesPremium.definition,
        ])

    static let all = [observed]
}

/// What is said of sources themselves.
public enum SourceEvents {
    public static let report = PublicField<BatchedReport>(1, "report", "Which report.")
    public static let records = PublicField<Int64>(2, "records", "How many records the batch has.")
    public static let batch = PublicField<Bits128>(
        3, "batch", "The batch's id; its records carry it as their correlation.")

    public static let batchEnded = EventDefinition(
        "source.batch_ended", about: .tenant, "A source said that a batch has ended, and how long it is.",
        fields: [report.definition, records.definition, batch.definition])

    public static let expected = PublicField<Int64>(
        4, "expected", "How many records the batch has, as its source said.")
    public static let found = PublicField<Int64>(
        5, "found", "How many of them the ledger has, each counted once.")

    private static let completeness = [
        report.definition, batch.definition, expected.definition, found.definition,
    ]

    public static let gapNoticed = EventDefinition(
        "source.gap_noticed", about: .tenant,
        "The ledger noticed that a batch which has ended is not whole.", fields: completeness)
    public static let gapClosed = EventDefinition(
        "source.gap_closed", about: .tenant,
        "The ledger noticed that a batch which was not whole is whole now.", fields: completeness)

    static let all = [batchEnded, gapNoticed, gapClosed]
}
