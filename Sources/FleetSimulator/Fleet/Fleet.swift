import EventCatalogue
import LedgerModel

/// Who and what is in a fleet. People and devices are computed from the plan when they are asked for, so a
/// fleet of any size takes the memory of its tenants.
struct Fleet: Sendable {
    let plan: FleetPlan
    let tenants: [TenantProfile]
    /// When the policy for compliant devices goes from report-only to enabled.
    let enforced: Timestamp

    init(_ plan: FleetPlan) {
        self.plan = plan
        tenants = (0..<plan.tenants).map { TenantProfile(seed: plan.seed, index: $0) }
        enforced = plan.start.adding(seconds: Int64(plan.days) * 8_640)
    }

    func tenant(of device: Int) -> TenantProfile { tenants[device % plan.tenants] }

    /// The folder of a source, for one of the tenants: its own where there are several.
    func folder(_ source: String, _ tenant: TenantProfile) -> String {
        plan.tenants > 1 ? "\(source)/\(tenant.id.guidText)" : source
    }

    /// Whose device it is: every eighth is its owner's second.
    func person(of device: Int) -> Int {
        isSecond(device) ? device - plan.tenants : device
    }

    func isSecond(_ device: Int) -> Bool { device / plan.tenants % 8 == 7 }

    func owner(of device: Int) -> PersonProfile {
        PersonProfile(seed: plan.seed, index: person(of: device), domain: tenant(of: device).domain)
    }

    func profile(of device: Int, owner: PersonProfile, registration: Int) -> DeviceProfile {
        DeviceProfile(seed: plan.seed, index: device, owner: owner, registration: registration)
    }

    /// Who manages a device.
    func product(of device: Int) -> ManagingProduct {
        ManagingProduct(seed: plan.seed, index: device, platform: platform(of: device))
    }

    func platform(of device: Int) -> Platform { DeviceProfile.platform(seed: plan.seed, index: device) }

    /// The faults that a device's life will show: each selected one at one device for certain, if there are
    /// as many devices as faults, and at about five of a thousand others.
    ///
    /// A device that never registers has no further life, so it shows that fault and no other.
    func faults(of device: Int) -> FaultSelection {
        guard !plan.faults.isEmpty else { return .none }
        let spacing = max(1, plan.devices / PlantedFault.allCases.count)
        var planted = FaultSelection.none
        for fault in plan.faults.faults {
            var random = SeededRandom(seed: plan.seed, .fault, device, Int(fault.rawValue))
            let isCertain = device == Int(fault.rawValue) * spacing % plan.devices
            if isCertain, fault == .compliantUnregistered { return FaultSelection([fault]) }
            if isCertain || random.chance(5) && fault != .compliantUnregistered { planted.insert(fault) }
        }
        return planted
    }

    /// The address text of a place to sign in from.
    func text(of address: Address, person: PersonProfile, tenant: TenantProfile) -> String {
        switch address {
        case .home: person.homeAddress
        case .mobile: person.mobileAddress
        case .office: tenant.officeAddress
        case .stranger(let number): "192.0.2.\(Int(number) + 1)"
        }
    }
}
