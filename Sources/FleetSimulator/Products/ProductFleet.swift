import EventCatalogue
import LedgerModel

/// How the products hold each device that they manage, by the facts up to now. Intune's are not among them.
struct ProductFleet: Sendable {
    /// How a device stands with its product.
    enum Standing: UInt8, Sendable {
        case none, enrolled
        /// It was told to go, and has not said that it did.
        case leaving, wiping
        case retired, wiped
        /// It went without having been told to.
        case unenrolled

        var isGone: Bool { self == .retired || self == .wiped || self == .unenrolled }
    }

    struct Device: Sendable {
        var standing = Standing.none
        /// Its number at the instance, from 1; a record that was deleted leaves a gap.
        var number = 0
        var registration = 0
        /// Whether the registration's ids in the directory are known to the agent.
        var isBound = false
        var verdict: Bool?
        var updates = 0
        var enrolled = Timestamp.earliest
        var lastContact = Timestamp.earliest
        /// When it went, or was told to.
        var left = Timestamp.earliest
    }

    let fleet: Fleet
    private(set) var devices: [Device]
    /// By tenant, product and kind: the number given last.
    private var numbers: [Int]

    init(_ fleet: Fleet) {
        self.fleet = fleet
        devices = [Device](repeating: Device(), count: fleet.plan.devices)
        numbers = [Int](repeating: 0, count: fleet.plan.tenants * ManagingProduct.allCases.count * 2)
    }

    /// Takes in a fact about a device that a product manages, in order of time.
    mutating func add(_ fact: SimulatedFact, of product: ManagingProduct, isComputer: Bool) {
        guard let index = fact.device else { return }
        if case .report(.enrolled) = fact.content, devices[index].number == 0 || product.numbersAgain {
            devices[index].number = nextNumber(fact.tenant, product, isComputer: isComputer)
        }
        switch fact.content {
        case .report(let report): add(report, fact, &devices[index])
        case .signIn(let row) where row.namesDevice: contact(fact, &devices[index])
        case .change(.versionChanged(let updates)):
            devices[index].updates = updates
            contact(fact, &devices[index])
        default: break
        }
    }

    private func add(_ report: ManagerReport, _ fact: SimulatedFact, _ device: inout Device) {
        switch report {
        case .enrolled:
            device = Device(
                standing: .enrolled, number: device.number, registration: fact.registration,
                enrolled: fact.time, lastContact: fact.time)
        case .identityBound: device.isBound = true
        case .evaluated(let isCompliant):
            device.verdict = isCompliant
            contact(fact, &device)
        case .retired: (device.standing, device.left) = (.leaving, fact.time)
        case .wiped: (device.standing, device.left) = (.wiping, fact.time)
        case .unenrolled:
            switch device.standing {
            case .leaving: device.standing = .retired
            case .wiping: device.standing = .wiped
            default: device.standing = .unenrolled
            }
            device.left = fact.time
        default: break
        }
    }

    private func contact(_ fact: SimulatedFact, _ device: inout Device) {
        if device.standing == .enrolled { device.lastContact = fact.time }
    }

    private mutating func nextNumber(_ tenant: Int, _ product: ManagingProduct, isComputer: Bool) -> Int {
        let kind = isComputer && product == .jamf ? 1 : 0
        let place = (tenant * ManagingProduct.allCases.count + Int(product.rawValue)) * 2 + kind
        numbers[place] += 1
        return numbers[place]
    }

    /// The numbers of a tenant's devices.
    func devices(of tenant: Int) -> StrideTo<Int> {
        stride(from: tenant, to: devices.count, by: fleet.plan.tenants)
    }
}

extension ManagingProduct {
    /// Whether a device that enrols again is another record; others find it by its hardware.
    var numbersAgain: Bool { self == .workspaceOne || self == .ivanti }
}
