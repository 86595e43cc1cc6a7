import LedgerModel

/// How Intune and the directory hold each device of a fleet, by the facts up to now. What another product
/// manages, the directory alone holds.
struct ManagedFleet: Sendable {
    struct Device: Sendable {
        var registration = 0
        /// With Intune.
        var isEnrolled = false
        /// Whether the manager's log has told of the enrolment.
        var isLogged = false
        var isInDirectory = false
        /// The manager's latest verdict; nil before the first.
        var verdict: Bool?
        /// The directory's flags; nil while unset.
        var isCompliant: Bool?
        var isManaged: Bool?
        var updates = 0
        var enrolled = Timestamp.earliest
        var registered = Timestamp.earliest
        var lastContact = Timestamp.earliest
        var lastSignIn = Timestamp.earliest
    }

    struct Tenant: Sendable {
        /// How many people have a licence.
        var licences = 0
        /// The last message that the partner sent; nil before the first.
        var heartbeat: Timestamp?
        /// When each access policy was made and last changed, by ``AccessPolicy``.
        var policies = [(made: Timestamp, changed: Timestamp)?](
            repeating: nil, count: AccessPolicy.allCases.count)
    }

    let fleet: Fleet
    private(set) var devices: [Device]
    private(set) var tenants: [Tenant]

    init(_ fleet: Fleet) {
        self.fleet = fleet
        devices = [Device](repeating: Device(), count: fleet.plan.devices)
        tenants = [Tenant](repeating: Tenant(), count: fleet.plan.tenants)
    }

    /// Takes in the next fact, in order of time.
    mutating func add(_ fact: SimulatedFact) {
        if let index = fact.device, !fact.isAside {
            switch fact.content {
            case .report(let report): add(report, fact, &devices[index])
            case .change(let change): add(change, fact, &devices[index])
            case .signIn(let row) where row.namesDevice: devices[index].lastSignIn = fact.time
            case .signIn, .step: break
            }
        }
        switch fact.content {
        case .change(.licenceDetail) where !fact.isAside: tenants[fact.tenant].licences += 1
        case .change(.policyAdded(let policy)):
            tenants[fact.tenant].policies[Int(policy.rawValue)] = (fact.time, fact.time)
        case .change(.policyEnabled(let policy)):
            tenants[fact.tenant].policies[Int(policy.rawValue)]?.changed = fact.time
        case .report(.accepted): tenants[fact.tenant].heartbeat = fact.time
        default: break
        }
    }

    private func add(_ report: ManagerReport, _ fact: SimulatedFact, _ device: inout Device) {
        switch report {
        case .enrollmentCompleted:
            let isIntune = fact.device.map { fleet.product(of: $0) } == .intune
            device = Device(
                registration: fact.registration, isEnrolled: isIntune, enrolled: fact.time,
                lastContact: fact.time)
        case .identityBound, .managementSignalled: device.isLogged = true
        case .evaluated(let isCompliant):
            device.verdict = isCompliant
            device.lastContact = fact.time
        case .unenrolled: device.isEnrolled = false
        default: break
        }
    }

    private func add(_ change: DirectoryChange, _ fact: SimulatedFact, _ device: inout Device) {
        switch change {
        case .deviceAdded:
            device.isInDirectory = true
            device.registered = fact.time
            device.lastSignIn = fact.time
        case .managedChanged(let isManaged): device.isManaged = isManaged
        case .complianceChanged(_, let isCompliant): device.isCompliant = isCompliant
        case .versionChanged(let updates):
            device.updates = updates
            device.lastContact = fact.time
        case .deviceDeleted: device.isInDirectory = false
        default: break
        }
    }

    /// The numbers of a tenant's devices.
    func devices(of tenant: Int) -> StrideTo<Int> {
        stride(from: tenant, to: devices.count, by: fleet.plan.tenants)
    }
}
