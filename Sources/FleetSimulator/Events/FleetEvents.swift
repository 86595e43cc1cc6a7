/// The facts of a fleet and of its scenarios as CloudEvents 1.0 in JSON, for `append`: one text each, without
/// a line end, in the order in which they are told.
///
/// `data` holds `tenant`, `device`, `user`, `app`, `group` and `policies` (who and what it concerns; only
/// those that apply), in scenarios `actor` (who did it), the public fields of the type by their names and
/// with their words, and personal fields by theirs. In events of the `access` family `app` and `policies` are
/// the catalogue's fields of these names: `policies` is a list of objects.
public struct FleetEvents: Sequence, Sendable {
    let plan: FleetPlan

    public func makeIterator() -> Iterator { Iterator(plan) }

    public struct Iterator: IteratorProtocol, Sendable {
        private var facts: FleetSimulation.Iterator
        private var ready: [[UInt8]] = []

        init(_ plan: FleetPlan) { facts = FleetSimulation.Iterator(Fleet(plan)) }

        public mutating func next() -> [UInt8]? {
            while ready.isEmpty {
                guard let fact = facts.next() else { return nil }
                let writer = EventWriter(facts.fleet, fact)
                ready = writer.events().reversed()
            }
            return ready.popLast()
        }
    }
}
