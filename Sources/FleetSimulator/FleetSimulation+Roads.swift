import LedgerModel

extension FleetSimulation {
    /// The same sign-ins by every road, for comparing roads.
    ///
    /// The first sign-ins of a person that the fleet has, as many as are asked for or there are, in their
    /// final version: `graph` (pages, one a line), `azure-monitor`, `log-analytics` and `unified-audit` (a
    /// record a line). A road's bytes hold nothing else, and each sign-in once. Takes memory in proportion to
    /// the count.
    ///
    /// - Precondition: `count` is not negative.
    public func signInsByRoad(count: Int) -> [(road: String, bytes: [UInt8])] {
        precondition(count >= 0, "a count of sign-ins is not negative")
        var facts: [SimulatedFact] = []
        let fleet = Fleet(plan)
        for fact in self where facts.count < count {
            if case .signIn(let row) = fact.content, row.isInteractive { facts.append(fact) }
            if facts.count == count { break }
        }
        var graph: [UInt8] = []
        for start in stride(from: 0, to: facts.count, by: GraphPages.pageSize) {
            let end = Swift.min(start + GraphPages.pageSize, facts.count)
            let next = end < facts.count ? end / GraphPages.pageSize + 1 : nil
            graph += JSONLine(GraphPages.page(of: facts[start..<end], .signIn, next: next, in: fleet)).bytes
        }
        var azureMonitor: [UInt8] = []
        var logAnalytics: [UInt8] = []
        var unified: [UInt8] = []
        for fact in facts {
            guard
                let record = AzureMonitorRecord.bytes(
                    of: fact, .final, at: fact.time.adding(seconds: 120), in: fleet)
            else { continue }
            azureMonitor += JSONLine(record).bytes
            let workspace = fleet.tenants[fact.tenant].workspace
            if let row = WorkspaceRow(record, table: .signIns, workspace: workspace) {
                logAnalytics += JSONLine(row.json()).bytes
            }
            if let record = UnifiedRecord(fleet, fact) { unified += JSONLine(record.auditData()).bytes }
        }
        return [
            ("graph", graph), ("azure-monitor", azureMonitor), ("log-analytics", logAnalytics),
            ("unified-audit", unified),
        ]
    }
}
