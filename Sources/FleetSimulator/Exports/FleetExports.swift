import LedgerModel

/// The facts of a fleet as files in the formats of Entra and Intune, with what the field sees.
///
/// A folder per format or source, and within it one per tenant where there are several:
/// - `entra-signin`, `entra-audit`: files by Azure Monitor hold records in order of delivery, with repeated
///   ones (same inner record, later envelope time), late ones and revised ones; pages by Graph hold some of
///   the same records, written the other road's way, and some that came by no other.
/// - `log-analytics`: the rows that a workspace made of what Azure Monitor delivered, in its final version:
///   JSON lines for a file of each table and day, and tables of comma-separated values of the last days.
/// - `blob`: what Azure Monitor delivered, an hour a file, some of it repeated.
/// - `unified-audit`: the log of that name, hours late, in lines and in a portal's downloads; its ids are
///   its own.
/// - `intune`: Intune's logs, its daily reports (of which a batch may lack a row) and Graph's objects, of the
///   devices that it manages; and the directory's objects of all.
/// - `jamf`, `workspace-one`, `maas360`, `ivanti`, `fleet`, `nanomdm`: what the other products tell of the
///   devices that they manage, a folder for each instance: notifications as they were received, some twice,
///   late or never, and pages that a poller read every third day. `sources.json` beside them says whose each
///   instance is; `xml` and `cef` have some of it in another form. A file whose records do not say when they
///   are of has that instant in its name.
///
/// The pieces of one file come in order, and a file that has been left is never written again; memory is that
/// of the fleet, one page and one buffer per file that is open, and what is on its way.
public struct FleetExports: Sequence, Sendable {
    let plan: FleetPlan
    /// What is written; a format that is left out changes nothing in the others.
    public let formats: ExportFormats

    public func makeIterator() -> Iterator { Iterator(plan, formats) }

    public struct Iterator: IteratorProtocol, Sendable {
        /// What is due at an instant.
        private enum Due: Sendable {
            /// The nth delivery by Azure Monitor.
            case azureMonitor(SimulatedFact, copy: Int)
            case blob(SimulatedFact, Delivery.Version)
            case unified(SimulatedFact)
            /// The reports of a day.
            case inventory(day: Int)
            /// Something of a product's instance arrives; the instance is asked for all that it has.
            case piece(ProductPiece, place: Int)
            case poll(place: Int, day: Int)
        }

        private let formats: ExportFormats
        private var facts: FleetSimulation.Iterator
        private var upcoming: SimulatedFact?
        private var due = Schedule<Due>()
        private var entra: EntraFiles
        private var workspace: WorkspaceFiles
        private var blob: BlobFiles
        private var unified: UnifiedFiles
        private var intune: IntuneFiles
        /// Nil where no product beside Intune is written.
        private var products: ProductFiles?
        private var chunks: [ExportChunk] = []
        private var given = 0
        private var hasEnded = false
        private var isClosed = false

        init(_ plan: FleetPlan, _ formats: ExportFormats) {
            self.formats = formats
            facts = FleetSimulation.Iterator(Fleet(plan))
            entra = EntraFiles(facts.fleet)
            workspace = WorkspaceFiles(facts.fleet)
            blob = BlobFiles(facts.fleet)
            unified = UnifiedFiles(facts.fleet)
            intune = IntuneFiles(facts.fleet)
            if formats.contains(.intune) {
                due.add(.inventory(day: 0), at: InventoryBatch.time(of: 0, plan).nanoseconds)
            }
            if !formats.isDisjoint(with: .unnamed) {
                let files = ProductFiles(facts.fleet, formats)
                products = files
                chunks.append(ExportChunk(path: ProductFiles.sources, bytes: files.sourcesFile()))
                for place in files.polled { schedule(place, day: ProductPoll.firstDay(plan), files) }
            }
            upcoming = facts.next()
        }

        private mutating func schedule(_ place: Int, day: Int, _ files: ProductFiles) {
            guard ProductFeeds.turns(files.feeds.instances[place].product) > 0 else { return }
            let poll = ProductPoll(files.feeds.instances[place], day: day, fleet.plan)
            due.add(.poll(place: place, day: day), at: poll.time.nanoseconds)
        }

        private var fleet: Fleet { facts.fleet }

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

        /// Takes what comes next: more of a report, what is due, or the next fact.
        private mutating func advance() {
            if intune.hasOpenBatch {
                intune.write(&chunks)
            } else if products?.hasOpenPoll ?? false {
                products?.writePage(&chunks)
            } else if let time = due.time, time <= upcoming?.time.nanoseconds ?? .max,
                let entry = due.removeFirst()
            {
                deliver(entry, at: Timestamp(nanoseconds: time))
            } else if let fact = upcoming {
                upcoming = facts.next()
                accept(fact)
            } else if formats.contains(.intune), !hasEnded {
                hasEnded = true
                intune.begin([.directory], day: fleet.plan.days)
            } else {
                close()
            }
        }

        private mutating func accept(_ fact: SimulatedFact) {
            func add(_ entry: Due, after delay: Int) {
                due.add(entry, at: fact.time.adding(seconds: Int64(delay)).nanoseconds)
            }
            if formats.contains(.intune) { intune.add(fact, &chunks) }
            for (place, piece) in products?.add(fact) ?? [] {
                due.add(.piece(piece, place: place), at: piece.received.nanoseconds)
            }
            if !formats.isDisjoint(with: [.entra, .logAnalytics]), let delivery = Delivery(fact) {
                for (index, copy) in delivery.copies.enumerated() {
                    add(.azureMonitor(fact, copy: index), after: copy.delay)
                }
                if formats.contains(.entra), delivery.road != .azureMonitor {
                    entra.poll(fact, in: fleet, &chunks)
                }
            }
            if formats.contains(.blob) {
                for copy in BlobDelivery(fact)?.copies ?? [] {
                    add(.blob(fact, copy.version), after: copy.delay)
                }
            }
            if formats.contains(.unifiedAudit) {
                for delay in UnifiedDelivery(fact)?.copies ?? [] { add(.unified(fact), after: delay) }
            }
        }

        private mutating func deliver(_ entry: Due, at time: Timestamp) {
            switch entry {
            case .azureMonitor(let fact, let copy):
                guard let delivery = Delivery(fact), delivery.copies.indices.contains(copy) else { return }
                let isSettled = copy == delivery.settled
                guard formats.contains(.entra) || isSettled else { return }
                let version = delivery.copies[copy].version
                guard let record = AzureMonitorRecord.bytes(of: fact, version, at: time, in: fleet) else {
                    return
                }
                if formats.contains(.entra) { entra.add(record, of: fact, at: time, &chunks) }
                if formats.contains(.logAnalytics), isSettled {
                    workspace.add(record, of: fact, at: time, &chunks)
                }
            case .blob(let fact, let version):
                guard let record = AzureMonitorRecord.bytes(of: fact, version, at: time, in: fleet) else {
                    return
                }
                blob.add(record, of: fact, at: time, &chunks)
            case .piece(let piece, let place): products?.write(piece, place, &chunks)
            case .poll(let place, let day):
                products?.begin(place, day: day)
                if let next = ProductPoll.nextDay(after: day, fleet.plan), let products {
                    schedule(place, day: next, products)
                }
            case .unified(let fact): unified.add(fact, in: fleet, at: time, &chunks)
            case .inventory(let day):
                intune.begin(InventoryBatch.reports(of: day, fleet.plan), day: day)
                guard day + 1 < fleet.plan.days else { return }
                due.add(
                    .inventory(day: day + 1),
                    at: InventoryBatch.time(of: day + 1, fleet.plan).nanoseconds)
            }
        }

        private mutating func close() {
            entra.close(in: fleet, &chunks)
            workspace.close(&chunks)
            blob.close(&chunks)
            unified.close(&chunks)
            if formats.contains(.intune) { intune.close(&chunks) }
            let end = fleet.plan.end
            products?.finish(at: end, &chunks)
            isClosed = true
        }
    }
}
