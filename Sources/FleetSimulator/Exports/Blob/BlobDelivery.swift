/// When a fact's record is written to a storage account, and how often.
///
/// Drawn from the fact's own id, so that every output agrees without asking another.
struct BlobDelivery: Sendable {
    /// The deliveries in order: seconds after the fact, and what is delivered.
    let copies: [(delay: Int, version: Delivery.Version)]
    /// How many of the copies only repeat.
    let duplicates: Int

    /// Nil for what Azure Monitor does not deliver.
    init?(_ fact: SimulatedFact) {
        guard let delivery = Delivery(fact), delivery.road != .graph else { return nil }
        var random = fact.random(.blob)
        let first = random.int(240...420)
        var copies: [(delay: Int, version: Delivery.Version)] = [(first, .final)]
        if delivery.isLate {
            copies = [(delivery.copies[0].delay + first, .final)]
        } else if delivery.revision != nil {
            copies = [(first, .preliminary), (first + random.int(600...20_000), .final)]
        }
        duplicates = random.chance(33) ? random.int(1...3) : 0
        for _ in 0..<duplicates {
            copies.append((copies[copies.count - 1].delay + random.int(600...40_000), .final))
        }
        self.copies = copies
    }
}
