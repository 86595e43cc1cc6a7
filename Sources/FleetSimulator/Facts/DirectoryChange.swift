import EventCatalogue

/// One row of the directory's audit log.
enum DirectoryChange: Sendable {
    case deviceAdded
    case ownerAdded
    case userAdded
    case managedChanged(to: Bool)
    case complianceChanged(from: Bool?, to: Bool)
    /// The system was updated for the nth time.
    case versionChanged(Int)
    case nothingChanged
    case deviceUnregistered
    case deviceDeleted
    case memberAdded
    case memberRemoved
    case licenceChanged
    case licenceDetail
    /// The detail of a licence that is taken away.
    case licenceWithdrawn
    case methodRegistered
    case phoneSet
    case policyAdded(AccessPolicy)
    case policyEnabled(AccessPolicy)
    case principalAdded
    case consentGiven
    case roleAssigned

    /// Its name in the log.
    var title: String {
        switch self {
        case .deviceAdded: "Add device"
        case .ownerAdded: "Add registered owner to device"
        case .userAdded: "Add registered users to device"
        case .managedChanged, .complianceChanged, .versionChanged, .nothingChanged: "Update device"
        case .deviceUnregistered: "Unregister device"
        case .deviceDeleted: "Delete device"
        case .memberAdded: "Add member to group"
        case .memberRemoved: "Remove member from group"
        case .licenceChanged: "Change user license"
        case .licenceDetail, .licenceWithdrawn, .phoneSet: "Update user"
        case .methodRegistered: "User registered security info"
        case .policyAdded: "Add conditional access policy"
        case .policyEnabled: "Update conditional access policy"
        case .principalAdded: "Add service principal"
        case .consentGiven: "Consent to application"
        case .roleAssigned: "Add app role assignment to service principal"
        }
    }

    var category: AuditCategory {
        switch self {
        case .deviceAdded, .ownerAdded, .userAdded, .managedChanged, .complianceChanged, .versionChanged,
            .nothingChanged, .deviceUnregistered, .deviceDeleted:
            .device
        case .memberAdded, .memberRemoved: .groupManagement
        case .licenceChanged, .licenceDetail, .licenceWithdrawn, .methodRegistered, .phoneSet: .userManagement
        case .policyAdded, .policyEnabled: .policy
        case .principalAdded, .consentGiven, .roleAssigned: .applicationManagement
        }
    }

    var operation: String {
        switch self {
        case .deviceAdded, .principalAdded, .policyAdded: "Add"
        case .ownerAdded, .userAdded, .memberAdded, .consentGiven, .roleAssigned: "Assign"
        case .deviceUnregistered, .deviceDeleted: "Delete"
        case .memberRemoved: "Unassign"
        default: "Update"
        }
    }

    var service: String {
        switch self {
        case .policyAdded, .policyEnabled: "Conditional Access"
        case .methodRegistered: "Authentication Methods"
        default: "Core Directory"
        }
    }

    /// Who made the change.
    enum Author: Sendable {
        case registrationService, complianceService, administrator, owner
    }

    var author: Author {
        switch self {
        case .deviceAdded, .ownerAdded, .userAdded, .versionChanged, .nothingChanged: .registrationService
        case .managedChanged, .complianceChanged: .complianceService
        case .deviceUnregistered, .methodRegistered, .phoneSet: .owner
        default: .administrator
        }
    }
}
