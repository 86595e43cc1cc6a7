import LedgerModel
import StrictJSON

/// What the device manager's logs and reports hold, and which rows are missing.
struct InventoryTally: Sendable {
    private(set) var held: ManagedFleet
    private var day = 0
    private var enrollments = 0
    private var failures = 0
    private var alerts = 0
    private var acts = 0
    private var batches = 0
    private var omitted = 0
    /// By ``InventoryReport``.
    private var counts = [Int](repeating: 0, count: InventoryReport.allCases.count)

    init(_ fleet: Fleet) { held = ManagedFleet(fleet) }

    private var plan: FleetPlan { held.fleet.plan }

    /// Takes in the next fact, in order of time; the batches before it come first.
    mutating func add(_ fact: SimulatedFact) {
        for entry in ManagementEntry.entries(of: fact, before: held) {
            switch entry {
            case .enrolled: enrollments += 1
            case .enrollmentFailed: failures += 1
            case .foundNonCompliant: alerts += 1
            case .audit: acts += 1
            }
        }
        held.add(fact)
    }

    /// The batches that are made before the next fact; nil stands behind the last one.
    mutating func batches(before fact: SimulatedFact?) -> [InventoryBatch] {
        let time = fact?.time ?? .latest
        var made: [InventoryBatch] = []
        while day < plan.days, InventoryBatch.time(of: day, plan) <= time {
            made += batches(InventoryBatch.reports(of: day, plan), day: day)
            day += 1
        }
        return fact == nil ? made + batches([.directory], day: plan.days) : made
    }

    private mutating func batches(_ reports: [InventoryReport], day: Int) -> [InventoryBatch] {
        let held = held
        let made = (0..<plan.tenants).flatMap { tenant in
            reports.map { InventoryBatch($0, tenant: tenant, of: held, day: day) }
        }
        for batch in made {
            counts[Int(batch.report.rawValue)] += batch.count - (batch.omitted == nil ? 0 : 1)
            if batch.report == .devices, batch.count > 0 { batches += 1 }
            if batch.omitted != nil { omitted += 1 }
        }
        return made
    }

    func line() -> [UInt8] {
        TruthLine.line("counts") { json in
            json.member("source", IntuneFolder.folder)
            json.member("enrollments", enrollments)
            json.member("failedEnrollments", failures)
            json.member("alerts", alerts)
            json.member("audits", acts)
            json.member("batches", batches)
            json.member("deviceRows", count(.devices))
            json.member("omittedRows", omitted)
            json.member("complianceRows", count(.compliance))
            json.member("managedDevices", count(.managedDevices))
            json.member("directoryDevices", count(.directory))
        }
    }

    private func count(_ report: InventoryReport) -> Int { counts[Int(report.rawValue)] }
}
