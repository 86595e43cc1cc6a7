import LedgerModel

/// The facts of a fleet as files in the formats of Entra's sign-in and audit logs, with what the field sees.
///
/// A folder per source, and within it one per tenant where there are several. Files by Azure Monitor hold
/// records in order of delivery, with repeated ones (same inner record, later envelope time), late ones and
/// revised ones; pages by Graph hold some of the same records, written the other road's way, and some that
/// came by no other. What the device manager knows stands in neither. The pieces of one file come in order;
/// memory is that of the fleet, one page and one buffer per source, and what is on its way.
public struct FleetExports: Sequence, Sendable {
    let plan: FleetPlan

    public func makeIterator() -> Iterator { Iterator(plan) }

    public struct Iterator: IteratorProtocol, Sendable {
        private struct Due: Sendable {
            let fact: SimulatedFact
            let version: Delivery.Version
        }

        private var facts: FleetSimulation.Iterator
        private var upcoming: SimulatedFact?
        private var due = Schedule<Due>()
        private var files: [AzureMonitorFile] = []
        private var pages: [GraphPages] = []
        private var chunks: [ExportChunk] = []
        private var given = 0
        private var isClosed = false

        init(_ plan: FleetPlan) {
            facts = FleetSimulation.Iterator(Fleet(plan))
            for tenant in facts.fleet.tenants {
                for source in LogSource.allCases {
                    let folder = source.folder + (plan.tenants > 1 ? "/\(tenant.id.guidText)" : "")
                    files.append(AzureMonitorFile(folder: folder))
                    pages.append(GraphPages(folder: folder, source: source))
                }
            }
            upcoming = facts.next()
        }

        public mutating func next() -> ExportChunk? {
            while given == chunks.count {
                given = 0
                chunks.removeAll(keepingCapacity: true)
                guard !isClosed else { return nil }
                advance()
            }
            given += 1
            return chunks[given - 1]
        }

        /// Takes what comes next: the delivery that is due, or the next fact.
        private mutating func advance() {
            if let time = due.time, time <= upcoming?.time.nanoseconds ?? .max, let entry = due.removeFirst()
            {
                deliver(entry, at: Timestamp(nanoseconds: time))
            } else if let fact = upcoming {
                upcoming = facts.next()
                accept(fact)
            } else {
                for index in files.indices {
                    files[index].close(&chunks)
                    pages[index].close(in: facts.fleet, &chunks)
                }
                isClosed = true
            }
        }

        private mutating func accept(_ fact: SimulatedFact) {
            guard let delivery = Delivery(fact), let place = place(of: fact) else { return }
            for copy in delivery.copies {
                due.add(
                    Due(fact: fact, version: copy.version),
                    at: fact.time.adding(seconds: Int64(copy.delay)).nanoseconds)
            }
            if delivery.road != .azureMonitor { pages[place].add(fact, in: facts.fleet, to: &chunks) }
        }

        private mutating func deliver(_ entry: Due, at time: Timestamp) {
            guard let delivery = Delivery(entry.fact), let place = place(of: entry.fact) else { return }
            let context = RecordContext(
                facts.fleet, entry.fact, delivery, isGraph: false, version: entry.version)
            let record = AzureMonitorRecord(context: context, time: time).bytes()
            files[place].add(record, at: time, to: &chunks)
        }

        private func place(of fact: SimulatedFact) -> Int? {
            Delivery.source(of: fact).map { fact.tenant * LogSource.allCases.count + $0.rawValue }
        }
    }
}
