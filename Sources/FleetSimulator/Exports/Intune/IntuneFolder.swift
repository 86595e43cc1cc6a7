import LedgerModel

/// The files of one tenant's device manager.
struct IntuneFolder: Sendable {
    let tenant: TenantProfile
    let management: TenantManagement
    private let path: String
    private var operations = TurningFile()
    private var acts = TurningFile()
    private var reports = TurningFile()
    private var objects: GraphCollection?
    private var events: GraphCollection
    private var failures: GraphCollection

    init(_ fleet: Fleet, tenant index: Int) {
        tenant = fleet.tenants[index]
        management = TenantManagement(fleet, tenant: index)
        path = fleet.folder(Self.folder, tenant)
        events = GraphCollection(
            path: "\(path)/graph/auditEvents", address: "deviceManagement/auditEvents")
        failures = GraphCollection(
            path: "\(path)/graph/enrollmentTroubleshootingEvents",
            address: "deviceManagement/troubleshootingEvents", version: "beta")
    }

    static let folder = "intune"

    /// Adds the lines of a fact.
    mutating func add(
        _ entries: [ManagementEntry], of fact: SimulatedFact, in fleet: Fleet, _ chunks: inout [ExportChunk]
    ) {
        guard !entries.isEmpty else { return }
        let record = ManagementRecord(fleet, fact, management)
        let operational = "\(path)/operational-logs-\(SourceText.date(fact.time)).jsonl"
        for (turn, entry) in entries.enumerated() {
            switch entry {
            case .enrolled(let time, let isRegistered):
                let line = record.enrollment(at: time, isRegistered: isRegistered)
                operations.add(line: JSONLine(line), to: operational, &chunks)
            case .enrollmentFailed:
                let failure = EnrollmentFailure(fact)
                let line = record.enrollment(at: fact.time, isRegistered: false, failure: failure)
                operations.add(line: JSONLine(line), to: operational, &chunks)
                failures.add(record.troubleshooting(failure), &chunks)
            case .foundNonCompliant:
                operations.add(line: JSONLine(record.alert()), to: operational, &chunks)
            case .audit(let act):
                let line = record.audit(act, turn: turn)
                acts.add(line: JSONLine(line), to: "\(path)/audit-logs.jsonl", &chunks)
                events.add(record.auditEvent(act, turn: turn), &chunks)
            }
        }
    }

    /// Adds a device to the batch that is being written.
    mutating func add(_ device: DeviceInventory, _ chunks: inout [ExportChunk]) {
        let bytes = device.bytes()
        switch device.batch.report {
        case .devices, .compliance:
            reports.add(line: JSONLine(bytes), to: reportPath(device.batch), &chunks)
        case .managedDevices, .directory:
            if objects == nil { objects = collection(device.batch) }
            objects?.add(bytes, &chunks)
        }
    }

    /// Ends a batch.
    mutating func end(_ batch: InventoryBatch, _ chunks: inout [ExportChunk]) {
        if batch.report == .devices, batch.count > 0 {
            let ending = DeviceInventory.ending(batch, tenant)
            reports.add(line: JSONLine(ending), to: reportPath(batch), &chunks)
        }
        reports.close(&chunks)
        objects?.close(&chunks)
        objects = nil
    }

    /// Ends all files, and writes how the tenant's objects stand.
    mutating func close(_ held: ManagedFleet, _ chunks: inout [ExportChunk]) {
        operations.close(&chunks)
        acts.close(&chunks)
        events.close(&chunks)
        failures.close(&chunks)
        let objects = TenantObjects(
            fleet: held.fleet, tenant: tenant, management: management, held: held.tenants[tenant.index])
        write("deviceManagement/complianceManagementPartners", objects.compliancePartners(), &chunks)
        write("deviceManagement/deviceManagementPartners", objects.devicePartners(), &chunks)
        write("deviceManagement/deviceCompliancePolicies", objects.compliancePolicies(), &chunks)
        write(
            "identity/conditionalAccess/policies", objects.accessPolicies(),
            name: "conditionalAccessPolicies",
            &chunks)
        write("subscribedSkus", objects.subscriptions(), &chunks)
    }

    private func write(
        _ address: String, _ elements: [[UInt8]], name: String? = nil, _ chunks: inout [ExportChunk]
    ) {
        let file = name ?? address.split(separator: "/").last.map(String.init) ?? address
        var collection = GraphCollection(path: "\(path)/graph/\(file)", address: address)
        for element in elements { collection.add(element, &chunks) }
        collection.close(&chunks)
    }

    private func reportPath(_ batch: InventoryBatch) -> String {
        let name = batch.report == .devices ? "devices" : "device-compliance-org"
        return "\(path)/\(name)-\(SourceText.date(batch.time)).jsonl"
    }

    private func collection(_ batch: InventoryBatch) -> GraphCollection {
        guard batch.report == .managedDevices else {
            return GraphCollection(path: "\(path)/graph/devices", address: "devices")
        }
        return GraphCollection(
            path: "\(path)/graph/managedDevices-page-\(SourceText.date(batch.time))",
            address: "deviceManagement/managedDevices", numbersFirst: true)
    }
}
