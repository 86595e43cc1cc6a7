import LedgerModel

/// What the device manager tells of all devices of a tenant at once.
enum InventoryReport: UInt8, CaseIterable, Sendable {
    /// The rows of the report `Devices`, which ends with their number.
    case devices = 0
    /// The rows of the report `DeviceComplianceOrg`.
    case compliance = 1
    /// Graph's objects of managed devices.
    case managedDevices = 2
    /// Graph's objects of the directory's devices.
    case directory = 3

    /// Whether a device is in it.
    func holds(_ device: ManagedFleet.Device) -> Bool {
        self == .directory ? device.isInDirectory : device.isEnrolled
    }
}

/// One time that a report was made of one tenant.
struct InventoryBatch: Sendable {
    let report: InventoryReport
    let tenant: Int
    let time: Timestamp
    let id: Bits128
    /// How many devices it should tell of.
    let count: Int
    /// The device whose row is missing, where one is.
    let omitted: Int?

    init(_ report: InventoryReport, tenant: Int, of held: ManagedFleet, day: Int) {
        let plan = held.fleet.plan
        var random = SeededRandom(
            seed: plan.seed, .inventory, tenant * InventoryReport.allCases.count + Int(report.rawValue), day)
        self.report = report
        self.tenant = tenant
        time = Self.time(of: day, plan)
        id = random.guid()
        count = held.devices(of: tenant).count { report.holds(held.devices[$0]) }
        // Only the batch that says how many rows it has can be seen to lack one.
        guard report == .devices, count > 1, random.chance(120) else {
            omitted = nil
            return
        }
        var left = random.below(count)
        omitted = held.devices(of: tenant).first { index in
            guard report.holds(held.devices[index]) else { return false }
            left -= 1
            return left < 0
        }
    }

    /// An hour before a day of the plan ends.
    static func time(of day: Int, _ plan: FleetPlan) -> Timestamp {
        plan.start.adding(seconds: Int64(day) * 86_400 + 82_800)
    }

    /// What is reported on a day: the reports each day, the objects once a week.
    static func reports(of day: Int, _ plan: FleetPlan) -> [InventoryReport] {
        let isWeekEnd = day % 7 == 6 || plan.days < 7 && day == plan.days - 1
        return isWeekEnd ? [.devices, .compliance, .managedDevices] : [.devices, .compliance]
    }
}
