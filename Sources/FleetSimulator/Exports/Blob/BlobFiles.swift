import LedgerModel

/// The files that Azure Monitor writes to a storage account: one for each log, tenant and hour.
struct BlobFiles: Sendable {
    private let tenants: [String]
    /// By tenant and log.
    private var files: [TurningFile]

    init(_ fleet: Fleet) {
        tenants = fleet.tenants.map(\.id.guidText)
        files = [TurningFile](repeating: TurningFile(), count: tenants.count * WorkspaceTable.allCases.count)
    }

    /// Adds a record in order of delivery.
    mutating func add(
        _ record: [UInt8], of fact: SimulatedFact, at time: Timestamp, _ chunks: inout [ExportChunk]
    ) {
        guard let log = WorkspaceTable(fact) else { return }
        let place = fact.tenant * WorkspaceTable.allCases.count + log.rawValue
        let path = "\(Self.folder)/\(log.container)/tenantId=\(tenants[fact.tenant])/\(Self.hour(time))"
        files[place].add(line: JSONLine(record), to: path, &chunks)
    }

    mutating func close(_ chunks: inout [ExportChunk]) {
        for index in files.indices { files[index].close(&chunks) }
    }

    static let folder = "blob"

    /// The part of a path that names an hour of delivery.
    private static func hour(_ time: Timestamp) -> String {
        let civil = time.civil
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "y=\(civil.year)/m=\(two(civil.month))/d=\(two(civil.day))/h=\(two(civil.hour))/m=00/PT1H.json"
    }
}
