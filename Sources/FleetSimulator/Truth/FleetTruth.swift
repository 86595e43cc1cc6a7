/// What really happened in a fleet, as JSON lines: one text each, without a line end.
///
/// Each line has a `kind`: first the `plan`; then a `fault` for each fact that shows a planted one (rule, ids
/// of its events, id of its record and source where a log has it), and an `omission` for each row that is
/// missing from a report; then `counts` per source of the exports (records that differ in id, how many came
/// by which road or in which form, how many deliveries repeated or revised one, how many were late) and of
/// the events; then each `device` as it ended; then what the scenarios' companies came to (`company`,
/// `connection`, `installation`, `enrolment`, `pilot`); then each `planted` personal value, with the
/// outputs in which it stands. Costs as much as writing all events.
public struct FleetTruth: Sequence, Sendable {
    let plan: FleetPlan
    /// In which formats the exports are written that it speaks of.
    public let formats: ExportFormats

    public func makeIterator() -> Iterator { Iterator(plan, formats) }

    public struct Iterator: IteratorProtocol, Sendable {
        private enum Part: Sendable {
            case plan, facts, devices(Int), scenarios, people(Int), done
        }

        private var facts: FleetSimulation.Iterator
        private var part = Part.plan
        private var ready: [[UInt8]] = []
        private var tally: SourceTally
        private var planted: PlantedValues
        /// Nil where the exports hold nothing of the device manager.
        private var inventory: InventoryTally?
        private var products: ProductTally
        private var sheet: AnswerSheet
        private var scenarios: ScenarioTally
        private let formats: ExportFormats

        init(_ plan: FleetPlan, _ formats: ExportFormats) {
            self.formats = formats
            facts = FleetSimulation.Iterator(Fleet(plan))
            tally = SourceTally(plan, formats)
            planted = PlantedValues(facts.fleet, formats)
            inventory = formats.contains(.intune) ? InventoryTally(facts.fleet) : nil
            products = ProductTally(facts.fleet, formats)
            sheet = AnswerSheet(facts.fleet, formats)
            scenarios = ScenarioTally(plan)
        }

        public mutating func next() -> [UInt8]? {
            while ready.isEmpty {
                switch part {
                case .plan:
                    ready = [TruthLine.plan(facts.fleet.plan)]
                    part = .facts
                case .facts:
                    if let fact = facts.next() {
                        ready = omissions(before: fact)
                        listen(to: fact)
                        sheet.add(fact)
                        scenarios.add(fact)
                        let events = EventWriter(facts.fleet, fact).events().count
                        tally.add(fact, events: events)
                        planted.add(fact)
                        if let line = ScenarioTally.violation(fact) { ready.append(line) }
                        if fact.fault != nil {
                            ready.append(TruthLine.fault(fact, facts.fleet, events: events, formats))
                        }
                        ready.reverse()
                    } else {
                        ready = omissions(before: nil)
                        listen(to: nil)
                        sheet.products = products.held
                        if let inventory { sheet.addDirectory(inventory.held) }
                        ready += tally.lines()
                        if let inventory { ready.append(inventory.line()) }
                        ready += products.lines()
                        ready.append(tally.eventsLine())
                        ready.reverse()
                        part = .devices(0)
                    }
                case .devices(let index) where index < facts.lives.count:
                    ready = [TruthLine.device(facts.lives[index], facts.fleet, sheet)]
                    part = .devices(index + 1)
                case .devices:
                    ready = scenarios.lines().reversed()
                    part = .scenarios
                case .scenarios:
                    ready = (planted.shared() + scenarios.planted()).reversed()
                    part = .people(0)
                case .people(let index) where index < facts.lives.count:
                    ready = planted.lines(of: index).reversed()
                    part = .people(index + 1)
                case .people: part = .done
                case .done: return nil
                }
            }
            return ready.popLast()
        }

        /// What the reports lack that were made since the fact before; nil stands behind the last fact.
        private mutating func omissions(before fact: SimulatedFact?) -> [[UInt8]] {
            let batches = inventory?.batches(before: fact) ?? []
            var lines: [[UInt8]] = []
            if let inventory {
                let held = inventory.held
                for batch in batches {
                    planted.add(batch, of: held)
                    for statement in inventory.statements(of: batch) { sheet.add(statement, by: .intune) }
                    if let line = TruthLine.omission(batch, held) { lines.append(line) }
                }
            }
            if let fact, let inventory {
                for statement in inventory.statements(of: fact) { sheet.add(statement, by: .intune) }
            }
            if let fact { inventory?.add(fact) }
            return lines
        }

        /// Takes in what the products tell of a fact and told since the one before.
        private mutating func listen(to fact: SimulatedFact?) {
            for (product, piece) in products.pieces(of: fact) {
                let carriers = piece.formats(product).intersection(formats)
                guard !carriers.isEmpty else { continue }
                for statement in piece.statements {
                    sheet.add(statement, by: carriers)
                    planted.add(statement)
                }
            }
        }
    }
}
