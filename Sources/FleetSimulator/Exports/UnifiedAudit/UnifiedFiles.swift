import LedgerModel

/// The Unified Audit Log of each tenant, a file for each day of delivery: lines of `AuditData`, and every
/// third day a portal's download.
struct UnifiedFiles: Sendable {
    private let folders: [String]
    private let plan: FleetPlan
    private var files: [TurningFile]

    init(_ fleet: Fleet) {
        plan = fleet.plan
        folders = fleet.tenants.map { fleet.folder(Self.folder, $0) }
        files = [TurningFile](repeating: TurningFile(), count: folders.count)
    }

    /// Adds a fact's record in order of delivery.
    mutating func add(
        _ fact: SimulatedFact, in fleet: Fleet, at time: Timestamp, _ chunks: inout [ExportChunk]
    ) {
        guard let record = UnifiedRecord(fleet, fact) else { return }
        let data = record.auditData()
        let path = "\(folders[fact.tenant])/"
        if Self.isTable(time, plan) {
            files[fact.tenant].add(
                CSVText.row(record.cells(data)), to: path + "portal-\(SourceText.date(time)).csv",
                opening: CSVText.byteOrderMark + CSVText.row(UnifiedRecord.header), &chunks)
        } else {
            files[fact.tenant].add(
                line: JSONLine(data), to: path + "audit-data-\(SourceText.date(time)).jsonl", &chunks)
        }
    }

    mutating func close(_ chunks: inout [ExportChunk]) {
        for index in files.indices { files[index].close(&chunks) }
    }

    static let folder = "unified-audit"

    /// Whether what arrives at an instant was downloaded from a portal.
    static func isTable(_ time: Timestamp, _ plan: FleetPlan) -> Bool {
        (time.nanoseconds - plan.start.nanoseconds) / 86_400_000_000_000 % 3 == 2
    }
}
