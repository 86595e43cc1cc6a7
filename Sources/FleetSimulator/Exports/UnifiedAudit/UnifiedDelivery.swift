/// When a fact stands in the Unified Audit Log, and how often an export of it repeats the record.
///
/// Drawn from the fact's own id, so that every output agrees without asking another.
struct UnifiedDelivery: Sendable {
    /// The deliveries in order: seconds after the fact. All are the same bytes.
    let copies: [Int]

    var duplicates: Int { copies.count - 1 }

    /// Nil for what the log does not have: what a device manager does, and sign-ins without a person.
    init?(_ fact: SimulatedFact) {
        switch fact.content {
        case .report, .step: return nil
        case .signIn(let row) where !row.isInteractive: return nil
        default: break
        }
        var random = fact.random(.unified)
        var copies = [random.int(1_800...43_200)]
        let more = random.chance(80) ? random.int(1...5) : 0
        for _ in 0..<more { copies.append(copies[copies.count - 1] + random.int(1...7_200)) }
        self.copies = copies
    }
}
