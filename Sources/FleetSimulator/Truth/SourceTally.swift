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

    private var counts = LogSource.allCases.map { _ in Counts() }
    private var events = 0

    mutating func add(_ fact: SimulatedFact, events: Int) {
        self.events += events
        guard let source = Delivery.source(of: fact), let delivery = Delivery(fact) else { return }
        counts[source.rawValue].distinct += 1
        counts[source.rawValue].azureMonitor += delivery.copies.count
        if delivery.road != .azureMonitor { counts[source.rawValue].graph += 1 }
        if delivery.road == .both { counts[source.rawValue].both += 1 }
        counts[source.rawValue].duplicates += delivery.duplicates
        if delivery.revision != nil { counts[source.rawValue].revisions += 1 }
        if delivery.isLate { counts[source.rawValue].late += 1 }
    }

    func lines() -> [[UInt8]] {
        var made = LogSource.allCases.map { source in
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
        made.append(
            TruthLine.line("counts") { json in
                json.member("source", "events")
                json.member("events", events)
            })
        return made
    }
}
