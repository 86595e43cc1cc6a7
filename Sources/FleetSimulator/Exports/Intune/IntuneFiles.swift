import LedgerModel

/// The files of the device managers of all tenants, and the batch that is being written.
struct IntuneFiles: Sendable {
    private var held: ManagedFleet
    private var folders: [IntuneFolder]
    /// The batches that are still to be written, the last first, and how far the first of them is.
    private var batches: [InventoryBatch] = []
    private var next = 0

    /// How many devices are written before the reader gets what there is.
    private static let stride = 64

    init(_ fleet: Fleet) {
        held = ManagedFleet(fleet)
        folders = fleet.tenants.indices.map { IntuneFolder(fleet, tenant: $0) }
    }

    /// Adds a fact in order of time. No batch may be open.
    mutating func add(_ fact: SimulatedFact, _ chunks: inout [ExportChunk]) {
        let entries = ManagementEntry.entries(of: fact, before: held)
        folders[fact.tenant].add(entries, of: fact, in: held.fleet, &chunks)
        held.add(fact)
    }

    /// Begins what is reported on a day, as the fleet stands.
    mutating func begin(_ reports: [InventoryReport], day: Int) {
        let held = held
        batches = folders.indices.flatMap { tenant in
            reports.map { InventoryBatch($0, tenant: tenant, of: held, day: day) }
        }.reversed()
        next = 0
    }

    /// Whether there is something of a batch still to be written.
    var hasOpenBatch: Bool { !batches.isEmpty }

    /// Writes some devices of the batch that is open.
    mutating func write(_ chunks: inout [ExportChunk]) {
        guard let batch = batches.last else { return }
        var left = Self.stride
        let tenants = held.fleet.plan.tenants
        while left > 0 {
            let index = batch.tenant + next * tenants
            guard index < held.devices.count else {
                folders[batch.tenant].end(batch, &chunks)
                batches.removeLast()
                next = 0
                return
            }
            next += 1
            left -= 1
            guard batch.report.holds(held.devices[index]), index != batch.omitted else { continue }
            folders[batch.tenant].add(
                DeviceInventory(index, in: batch, of: held, folders[batch.tenant].management), &chunks)
        }
    }

    mutating func close(_ chunks: inout [ExportChunk]) {
        for index in folders.indices { folders[index].close(held, &chunks) }
    }
}
