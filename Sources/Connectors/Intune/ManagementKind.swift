/// The kinds of Intune's records, and of the directory's own objects.
enum ManagementKind: CaseIterable, Sendable {
    case enrollment
    case complianceAlert
    /// An operational record of another kind.
    case operational
    /// A row of the report `DeviceComplianceOrg`.
    case complianceRow
    /// A row of the report `Devices`.
    case deviceRow
    /// What ends a batch of rows of either report.
    case batchEnd
    case audit
    case managedDevice
    case compliancePartner
    case devicePartner
    case compliancePolicy
    case deviceStatus
    case troubleshooting
    case accessPolicy
    case subscribedSku
    case directoryDevice

    /// The first part of a record's key. It never changes: keys are made of it.
    var keyClass: StaticString {
        switch self {
        case .enrollment: "intuneEnrollment"
        case .complianceAlert: "intuneComplianceAlert"
        case .operational: "intuneOperational"
        case .complianceRow: "intuneDeviceComplianceRow"
        case .deviceRow: "intuneDeviceRow"
        case .batchEnd: "intuneBatchEnd"
        case .audit: "intuneAudit"
        case .managedDevice: "managedDevice"
        case .compliancePartner: "complianceManagementPartner"
        case .devicePartner: "deviceManagementPartner"
        case .compliancePolicy: "deviceCompliancePolicy"
        case .deviceStatus: "deviceComplianceDeviceStatus"
        case .troubleshooting: "enrollmentTroubleshootingEvent"
        case .accessPolicy: "conditionalAccessPolicy"
        case .subscribedSku: "subscribedSku"
        case .directoryDevice: "directoryDevice"
        }
    }

    var format: SourceFormat {
        switch self {
        case .enrollment, .complianceAlert, .operational, .troubleshooting: .intuneOperational
        case .complianceRow, .deviceRow, .batchEnd, .managedDevice: .intuneInventory
        case .audit: .intuneAudit
        case .compliancePartner, .devicePartner, .compliancePolicy, .deviceStatus: .intuneObject
        case .accessPolicy, .subscribedSku, .directoryDevice: .entraObject
        }
    }

    /// Whether Intune wrote it, and not the directory.
    var isOfIntune: Bool { format != .entraObject }
}
