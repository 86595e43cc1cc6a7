import LedgerModel

/// The files of the directory's logs: by Azure Monitor and by Graph, for each source of each tenant.
struct EntraFiles: Sendable {
    private var files: [AzureMonitorFile] = []
    private var pages: [GraphPages] = []

    init(_ fleet: Fleet) {
        for tenant in fleet.tenants {
            for source in LogSource.allCases {
                let folder = fleet.folder(source.folder, tenant)
                files.append(AzureMonitorFile(folder: folder))
                pages.append(GraphPages(folder: folder, source: source))
            }
        }
    }

    /// Adds what a poller of Graph sees.
    mutating func poll(_ fact: SimulatedFact, in fleet: Fleet, _ chunks: inout [ExportChunk]) {
        guard let place = Self.place(of: fact) else { return }
        pages[place].add(fact, in: fleet, to: &chunks)
    }

    /// Adds a record that Azure Monitor delivers, in order of delivery.
    mutating func add(
        _ record: [UInt8], of fact: SimulatedFact, at time: Timestamp, _ chunks: inout [ExportChunk]
    ) {
        guard let place = Self.place(of: fact) else { return }
        files[place].add(record, at: time, to: &chunks)
    }

    mutating func close(in fleet: Fleet, _ chunks: inout [ExportChunk]) {
        for index in files.indices {
            files[index].close(&chunks)
            pages[index].close(in: fleet, &chunks)
        }
    }

    private static func place(of fact: SimulatedFact) -> Int? {
        Delivery.source(of: fact).map { fact.tenant * LogSource.allCases.count + $0.rawValue }
    }
}
