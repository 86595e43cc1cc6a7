import LedgerModel
import StrictJSON

/// How many records and events the outputs hold.
struct SourceTally: Sendable {
    private struct Counts: Sendable {
        var distinct = 0
        var azureMonitor = 0
        var graph = 0
        var both = 0
        var duplicates = 0
        var revisions = 0
        var late = 0
    }

    /// What the roads hold of which each has its own folder.
    private struct Copies: Sendable {
        var distinct = 0
        var duplicates = 0
        var revisions = 0
        /// Records in lines, and in tables.
        var lines = 0
        var cells = 0

        mutating func add(isTable: Bool) {
            if isTable { cells += 1 } else { lines += 1 }
        }
    }

    private let plan: FleetPlan
    private let formats: ExportFormats
    private var counts = LogSource.allCases.map { _ in Counts() }
    private var workspace = Copies()
    private var blob = Copies()
    private var unified = Copies()
    private var events = 0

    init(_ plan: FleetPlan, _ formats: ExportFormats) {
        self.plan = plan
        self.formats = formats
    }

    mutating func add(_ fact: SimulatedFact, events: Int) {
        self.events += events
        addCopies(of: fact)
        guard let source = Delivery.source(of: fact), let delivery = Delivery(fact) else { return }
        counts[source.rawValue].distinct += 1
        counts[source.rawValue].azureMonitor += delivery.copies.count
        if delivery.road != .azureMonitor { counts[source.rawValue].graph += 1 }
        if delivery.road == .both { counts[source.rawValue].both += 1 }
        counts[source.rawValue].duplicates += delivery.duplicates
        if delivery.revision != nil { counts[source.rawValue].revisions += 1 }
        if delivery.isLate { counts[source.rawValue].late += 1 }
    }

    private mutating func addCopies(of fact: SimulatedFact) {
        func time(_ delay: Int) -> Timestamp { fact.time.adding(seconds: Int64(delay)) }
        if let delivery = Delivery(fact), let settled = delivery.settled {
            let kept = time(delivery.copies[settled].delay)
            workspace.distinct += 1
            workspace.add(isTable: WorkspaceFiles.isTable(kept, plan))
        }
        if let delivery = BlobDelivery(fact) {
            blob.distinct += 1
            blob.lines += delivery.copies.count
            blob.duplicates += delivery.duplicates
            blob.revisions += delivery.copies.count - 1 - delivery.duplicates
        }
        if let delivery = UnifiedDelivery(fact) {
            unified.distinct += 1
            unified.duplicates += delivery.duplicates
            for copy in delivery.copies {
                unified.add(isTable: UnifiedFiles.isTable(time(copy), plan))
            }
        }
    }

    /// What the folders of the formats hold; the device manager's is not among them.
    func lines() -> [[UInt8]] {
        let sources = formats.contains(.entra) ? LogSource.allCases : []
        var made = sources.map { source in
            let count = counts[source.rawValue]
            return TruthLine.line("counts") { json in
                json.member("source", source.folder)
                json.member("distinct", count.distinct)
                json.member("azureMonitor", count.azureMonitor)
                json.member("graph", count.graph)
                json.member("bothRoads", count.both)
                json.member("duplicates", count.duplicates)
                json.member("revisions", count.revisions)
                json.member("late", count.late)
            }
        }
        if formats.contains(.logAnalytics) {
            made.append(
                TruthLine.line("counts") { json in
                    json.member("source", WorkspaceFiles.folder)
                    json.member("distinct", workspace.distinct)
                    json.member("lines", workspace.lines)
                    json.member("tableRows", workspace.cells)
                })
        }
        if formats.contains(.blob) {
            made.append(
                TruthLine.line("counts") { json in
                    json.member("source", BlobFiles.folder)
                    json.member("distinct", blob.distinct)
                    json.member("lines", blob.lines)
                    json.member("duplicates", blob.duplicates)
                    json.member("revisions", blob.revisions)
                })
        }
        if formats.contains(.unifiedAudit) {
            made.append(
                TruthLine.line("counts") { json in
                    json.member("source", UnifiedFiles.folder)
                    json.member("distinct", unified.distinct)
                    json.member("lines", unified.lines)
                    json.member("tableRows", unified.cells)
                    json.member("duplicates", unified.duplicates)
                })
        }
        return made
    }

    func eventsLine() -> [UInt8] {
        TruthLine.line("counts") { json in
            json.member("source", "events")
            json.member("events", events)
        }
    }
}
