import LedgerModel

/// The rows that a workspace keeps of each tenant, a file for each table and day: JSON lines at first, and
/// tables of comma-separated values of the last third of the days.
struct WorkspaceFiles: Sendable {
    private let folders: [String]
    private let workspaces: [Bits128]
    private let plan: FleetPlan
    /// By tenant and table.
    private var files: [TurningFile]

    init(_ fleet: Fleet) {
        plan = fleet.plan
        folders = fleet.tenants.map { fleet.folder(Self.folder, $0) }
        workspaces = fleet.tenants.map(\.workspace)
        files = [TurningFile](repeating: TurningFile(), count: folders.count * WorkspaceTable.allCases.count)
    }

    /// Adds the row of a record in order of delivery.
    mutating func add(
        _ record: [UInt8], of fact: SimulatedFact, at time: Timestamp, _ chunks: inout [ExportChunk]
    ) {
        guard let table = WorkspaceTable(fact),
            let row = WorkspaceRow(record, table: table, workspace: workspaces[fact.tenant])
        else { return }
        let place = fact.tenant * WorkspaceTable.allCases.count + table.rawValue
        let path = "\(folders[fact.tenant])/\(table.name)-\(SourceText.date(time))"
        if Self.isTable(time, plan) {
            let header = CSVText.byteOrderMark + CSVText.row(table.columns.map(\.header))
            files[place].add(CSVText.row(row.cells()), to: path + ".csv", opening: header, &chunks)
        } else {
            files[place].add(line: JSONLine(row.json()), to: path + ".jsonl", &chunks)
        }
    }

    mutating func close(_ chunks: inout [ExportChunk]) {
        for index in files.indices { files[index].close(&chunks) }
    }

    static let folder = "log-analytics"

    /// Whether what arrives at an instant was downloaded as a table.
    static func isTable(_ time: Timestamp, _ plan: FleetPlan) -> Bool {
        time >= plan.start.adding(seconds: Int64(plan.days * 2 / 3) * 86_400)
    }
}
