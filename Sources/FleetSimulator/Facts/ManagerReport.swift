import LedgerModel

/// What the device manager knows and does itself. The directory's logs do not show it; the manager's do.
enum ManagerReport: Sendable {
    case enrollmentRequested
    case enrollmentFailed
    case enrolled
    case enrollmentCompleted
    case brokerInstalled
    case brokerSignedIn
    /// The agent stored the ids that registration gave.
    case identityBound
    case managementSignalled
    case evaluated(isCompliant: Bool)
    case sent(isCompliant: Bool, message: Bits128)
    case accepted(isCompliant: Bool, message: Bits128)
    case completed(isCompliant: Bool, message: Bits128)
    case retired
    /// The device was told to erase itself, and did.
    case wiped
    case unenrolled
}
