/// A kind of source record that a connector reads. The raw value is what operators write.
public enum SourceFormat: String, CaseIterable, Hashable, Sendable {
    /// A sign-in: Graph `signIn`, or an Azure Monitor record of one of the four sign-in categories.
    case entraSignIn = "entra-signin"
    /// A directory audit record: Graph `directoryAudit`, or an Azure Monitor record of category `AuditLogs`.
    case entraAudit = "entra-audit"
    /// An object of the directory: Graph `device`, `conditionalAccessPolicy`, `subscribedSku`.
    case entraObject = "entra-object"
    /// An Azure Monitor record of category `OperationalLogs`, or Graph `enrollmentTroubleshootingEvent`.
    case intuneOperational = "intune-operational"
    /// A row of Azure Monitor's categories `DeviceComplianceOrg` and `Devices`, or Graph `managedDevice`.
    case intuneInventory = "intune-inventory"
    /// An Azure Monitor record of category `AuditLogs` from Intune, or Graph `auditEvent`.
    case intuneAudit = "intune-audit"
    /// Graph `deviceCompliancePolicy`, its device statuses, and both kinds of partners.
    case intuneObject = "intune-object"
    /// A record of the unified audit log, of itself or in a row of a search's result.
    case unifiedAudit = "unified-audit"
    /// The body of one of Jamf Pro's webhooks, of either age.
    case jamfWebhook = "jamf-webhook"
    /// What Jamf Pro says of a device's compliance, which does not say what kind of device.
    case jamfCompliance = "jamf-compliance"
    /// The same, of computers and of mobile devices, where the operator says which.
    case jamfComputerCompliance = "jamf-computer-compliance"
    case jamfMobileCompliance = "jamf-mobile-compliance"
    /// Computers and mobile devices of Jamf Pro's inventory, by either interface.
    case jamfInventory = "jamf-inventory"
    /// A page of Workspace ONE's device search.
    case workspaceOneDevice = "workspace-one-device"
    /// MaaS360's reports of changes, logins and compliance events.
    case maas360Report = "maas360-report"
    /// The attributes by which MaaS360 judges one device.
    case maas360Attributes = "maas360-attributes"
    /// An event notification of Workspace ONE UEM.
    case workspaceOneEvent = "workspace-one-event"
    /// An event that Workspace ONE UEM's console sends by syslog, as a line.
    case workspaceOneSyslog = "workspace-one-syslog"
    /// Entries of the log that Workspace ONE's interface gives of a device.
    case workspaceOneLogEntry = "workspace-one-log-entry"
    /// A page of MaaS360's device search.
    case maas360Device = "maas360-device"
    /// A message of Ivanti's event notification service.
    case ivantiEvent = "ivanti-event"
    /// A page of devices of Ivanti EPMM's interface.
    case ivantiDevice = "ivanti-device"
    /// An entry of Ivanti Core's audit log, as a line of the Common Event Format.
    case ivantiAudit = "ivanti-audit"
    /// Devices of the first interface of MobileIron Core.
    case ivantiCoreDevice = "ivanti-core-device"
    /// Devices of Ivanti Neurons for MDM.
    case neuronsDevice = "ivanti-neurons-device"
    /// An entry of the audit of a Sentry of Ivanti's.
    case sentryEntry = "ivanti-sentry"
    /// FleetDM's activities, as its interface or its webhook gives them.
    case fleetActivity = "fleet-activity"
    /// FleetDM's hosts, alone or in pages.
    case fleetHost = "fleet-host"
    /// The body by which FleetDM tells which hosts fail a policy.
    case fleetPolicyReport = "fleet-policy-report"
    /// A webhook of NanoMDM or MicroMDM.
    case nanoMDMWebhook = "nanomdm-webhook"

    /// The format of the record that a key was made of; nil for a key of another connector.
    public init?(recordKey key: [UInt8]) {
        let format = key.withUnsafeBytes { key -> SourceFormat? in
            guard key.count >= 4, key[0] == 0, key[1] == 0, key[2] == 0, key.count - 4 >= key[3] else {
                return nil
            }
            let name = UnsafeRawBufferPointer(rebasing: key[4..<(4 + Int(key[3]))])
            return Self.keyClasses.first { ASCII.equalIgnoringCase(name, $0.name) }?.format
        }
        guard let format else { return nil }
        self = format
    }

    /// The first part of records' keys, which tells the format. It never changes: keys are made of it.
    private static let keyClasses: [(name: StaticString, format: SourceFormat)] =
        [
            ("signIn", .entraSignIn), ("directoryAudit", .entraAudit),
            (UnifiedAuditRecord.keyClass, .unifiedAudit), ("jamfWebhook", .jamfWebhook),
            ("jamfCompliance", .jamfCompliance), ("jamfInventory", .jamfInventory),
            ("workspaceOneDevice", .workspaceOneDevice), ("maas360Report", .maas360Report),
            ("workspaceOneEvent", .workspaceOneEvent), ("maas360Device", .maas360Device),
            ("ivantiEvent", .ivantiEvent), ("ivantiDevice", .ivantiDevice),
            ("maas360Attributes", .maas360Attributes),
            ("workspaceOneSyslog", .workspaceOneSyslog), ("ivantiAudit", .ivantiAudit),
            ("workspaceOneLogEntry", .workspaceOneLogEntry), ("ivantiCoreDevice", .ivantiCoreDevice),
            ("neuronsDevice", .neuronsDevice), ("sentryEntry", .sentryEntry),
            ("fleetHost", .fleetHost), ("fleetPolicyReport", .fleetPolicyReport),
            ("fleetActivity", .fleetActivity), ("nanoMDMWebhook", .nanoMDMWebhook),
        ]
        + ManagementKind.allCases.map { ($0.keyClass, $0.format) }
}

extension SourceFormat {
    /// Whether an object of no known shape is a record of the format where the operator says so.
    var isTakenUnseen: Bool { self == .entraSignIn || self == .entraAudit }
}
