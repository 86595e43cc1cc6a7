/// What one source delivers by a rhythm of its own: its sign-ins, its audits, its daily inventory.
///
/// The raw values are stable.
public enum SourceFeed: UInt8, CaseIterable, Hashable, Sendable {
    /// Whatever no other feed has; all records of a service that no connector reads.
    case other = 0
    case signIns = 1
    /// Audits of the directory.
    case audits = 2
    /// Objects as they were seen: devices of the directory, policies, subscriptions, partners.
    case objects = 3
    /// Enrolments and verdicts of a device manager, as they happen.
    case operational = 4
    /// A device manager's inventory, which is reported once a day.
    case inventory = 5
    /// What people did in a device manager.
    case deviceManagementAudit = 6

    /// Its name in rows and reports.
    public var word: String {
        switch self {
        case .other: "other"
        case .signIns: "sign-ins"
        case .audits: "audits"
        case .objects: "objects"
        case .operational: "operational"
        case .inventory: "inventory"
        case .deviceManagementAudit: "device-management-audit"
        }
    }
}
