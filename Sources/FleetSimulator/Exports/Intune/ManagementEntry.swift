import LedgerModel

/// A line that the device manager's own logs have of a fact.
enum ManagementEntry: Sendable {
    /// An enrolment that began at an instant; without the directory's id where it has none yet.
    case enrolled(at: Timestamp, isRegistered: Bool)
    case enrollmentFailed
    case foundNonCompliant
    case audit(ManagementAct)

    /// The lines of a fact, by how the fleet stood before it.
    ///
    /// An enrolment is told of when both of the device's ids are known, and at the latest when it is managed.
    /// Of a device that another product manages there is none.
    static func entries(of fact: SimulatedFact, before held: ManagedFleet) -> [ManagementEntry] {
        if case .report = fact.content, let device = fact.device,
            held.fleet.product(of: device) != .intune
        {
            return []
        }
        switch fact.content {
        case .report(.enrollmentFailed): return [.enrollmentFailed]
        case .report(.evaluated(isCompliant: false)): return [.foundNonCompliant]
        case .report(.retired): return [.audit(.deviceRetired)]
        case .report(.identityBound), .report(.managementSignalled):
            guard let device = fact.device.map({ held.devices[$0] }), !device.isLogged else { return [] }
            return [.enrolled(at: device.enrolled, isRegistered: device.isInDirectory)]
        case .change(.principalAdded): return [.audit(.partnerCreated)]
        case .change(.roleAssigned): return [.audit(.partnerEnabled)]
        case .change(.policyAdded(.compliantDevice)):
            return DevicePolicy.allCases.map { .audit(.policyCreated($0)) }
                + DevicePolicy.allCases.map { .audit(.policyAssigned($0)) }
        case .change(.policyEnabled(.compliantDevice)): return [.audit(.policyChanged(.windows))]
        default: return []
        }
    }
}

/// What somebody did in the device manager.
enum ManagementAct: Sendable {
    case deviceRetired
    case partnerCreated
    case partnerEnabled
    case policyCreated(DevicePolicy)
    case policyAssigned(DevicePolicy)
    case policyChanged(DevicePolicy)

    /// What is done, and to what kind of thing.
    var operation: String {
        switch self {
        case .deviceRetired: "retire ManagedDevice"
        case .partnerCreated: "Create ComplianceManagementPartner"
        case .partnerEnabled: "Patch ComplianceManagementPartner"
        case .policyCreated: "Create DeviceCompliancePolicy"
        case .policyAssigned: "Create DeviceCompliancePolicyAssignment"
        case .policyChanged: "Patch DeviceCompliancePolicy"
        }
    }

    /// The kind of operation, and its number in the logs.
    var kind: (word: String, number: Int) {
        switch self {
        case .partnerCreated, .policyCreated, .policyAssigned: ("Create", 0)
        case .partnerEnabled, .policyChanged: ("Patch", 2)
        case .deviceRetired: ("Action", 3)
        }
    }
}
