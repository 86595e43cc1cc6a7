/// What really happened in a fleet, as JSON lines: one text each, without a line end.
///
/// Each line has a `kind`: first the `plan`; then a `fault` for each fact that shows a planted one (rule, ids
/// of its events, id of its record and source where a log has it); then `counts` per source (records that
/// differ in id, how many came by which road, how many deliveries repeated or revised one, how many were
/// late) and of the events; then each `device` as it ended; then each `planted` personal value, with the
/// outputs in which it stands. Costs as much as writing all events.
public struct FleetTruth: Sequence, Sendable {
    let plan: FleetPlan

    public func makeIterator() -> Iterator { Iterator(plan) }

    public struct Iterator: IteratorProtocol, Sendable {
        private enum Part: Sendable {
            case plan, facts, devices(Int), people(Int), done
        }

        private var facts: FleetSimulation.Iterator
        private var part = Part.plan
        private var ready: [[UInt8]] = []
        private var tally: SourceTally
        private var planted: PlantedValues

        init(_ plan: FleetPlan) {
            facts = FleetSimulation.Iterator(Fleet(plan))
            tally = SourceTally()
            planted = PlantedValues(facts.fleet)
        }

        public mutating func next() -> [UInt8]? {
            while ready.isEmpty {
                switch part {
                case .plan:
                    ready = [TruthLine.plan(facts.fleet.plan)]
                    part = .facts
                case .facts:
                    if let fact = facts.next() {
                        let events = EventWriter(facts.fleet, fact).events().count
                        tally.add(fact, events: events)
                        planted.add(fact)
                        if fact.fault != nil { ready = [TruthLine.fault(fact, facts.fleet, events: events)] }
                    } else {
                        ready = tally.lines().reversed()
                        part = .devices(0)
                    }
                case .devices(let index) where index < facts.lives.count:
                    ready = [TruthLine.device(facts.lives[index], facts.fleet)]
                    part = .devices(index + 1)
                case .devices:
                    ready = planted.shared().reversed()
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
    }
}
