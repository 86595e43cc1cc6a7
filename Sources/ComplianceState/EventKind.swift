/// The event types that say something about a state, and those that only count.
enum EventKind: UInt8 {
    /// Known to the catalogue or not, it changes no state.
    case other = 0
    case enrolled, unenrolled, retired, wiped
    case inventoryObserved, retireRequested, wipeRequested
    case retireConfirmed, wipeConfirmed, deleteRequested
    case checkedIn, inventoryUpdated, inventorySent
    case brokerInstalled, brokerSignedIn, brokerRemoved
    case registered, registrationObserved, identityBound, updated
    case joined, hybridJoined, identityRebound
    case registrationStarted, registrationFailed, registrationPolicyRun, redirected, certificateInstalled
    case disabled, enabled, unregistered, deleted
    case userLinked, userUnlinked
    case enrollmentRequested, enrollmentCompleted, enrollmentFailed, enrollmentAbandoned
    case evaluated, verdictObserved, sent, accepted, completed, failed, observed
    case callLogged, managementLost
    case managementSignalled, managementObserved
    case granted, denied, interrupted
    case challenged, satisfied, satisfiedByClaim, factorDenied, factorTimedOut, codeVerified, codeRefused
    case methodRegistered, methodRemoved
    case licenceAssigned, licenceRemoved
    case accountDisabled, accountEnabled
    case policyCreated, policyChanged, policyDeleted
    case applicationAdded, applicationRemoved, consentGranted, permissionGranted, permissionWithdrawn
    case compliancePolicyObserved, compliancePolicyNamed, compliancePolicyDeleted
    case connectionObserved, connectionHeartbeat, connectionAssigned, connectionChanged
    case subscriptionObserved, validitySet
    case recordRevised, recordCorroborated, recordRemapped

    /// Says something about a device, where it names one.
    var isOfDevice: Bool {
        rawValue >= Self.enrolled.rawValue && rawValue <= Self.managementObserved.rawValue
    }

    /// A device manager says it, of a device that it manages or managed.
    var isOfManager: Bool {
        switch self {
        case .enrolled, .unenrolled, .retired, .wiped, .retireConfirmed, .wipeConfirmed, .inventoryObserved,
            .inventoryUpdated, .checkedIn, .managementLost, .enrollmentCompleted, .evaluated,
            .verdictObserved:
            true
        default: false
        }
    }

    /// Says something about what an administrator configures, and what a conditional access policy is not.
    var isOfConfiguration: Bool {
        rawValue >= Self.compliancePolicyObserved.rawValue
            && rawValue <= Self.validitySet.rawValue
    }

    /// Says what is seen of a partner's connection at the tenant's device manager.
    var isOfConnection: Bool {
        rawValue >= Self.connectionObserved.rawValue && rawValue <= Self.connectionChanged.rawValue
    }

    /// Says which keys are of one device.
    var isBinding: Bool { self == .identityBound || self == .identityRebound }

    var isAccess: Bool { self == .granted || self == .denied || self == .interrupted }
}
