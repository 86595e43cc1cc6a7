import LedgerModel

/// What a product tells at once of one thing that happened.
struct ProductNotice {
    /// The body; of one that is sent again, the second one.
    let body: (_ isRepeated: Bool) -> [UInt8]
    let statement: Statement
    /// The file to which receivers add it, before its day.
    var stream = "webhooks"
    /// Whether the body says itself when it is of.
    var isDated = true

    init(_ statement: Statement, stream: String = "webhooks", isDated: Bool = true, _ body: [UInt8]) {
        self.statement = statement
        self.stream = stream
        self.isDated = isDated
        self.body = { _ in body }
    }

    init(_ statement: Statement, repeating body: @escaping (_ isRepeated: Bool) -> [UInt8]) {
        self.statement = statement
        self.body = body
    }
}

/// How a notice reaches its receiver: after which pauses, or not at all. Drawn from the fact's own id.
struct NoticeDelivery {
    /// Seconds after the fact, one for each time that it arrives.
    let delays: [Int]

    /// - Parameters:
    ///   - turn: which of the fact's notices.
    ///   - isSpared: whether it must not be lost.
    init(_ fact: SimulatedFact, _ turn: Int, isSpared: Bool) {
        var random = fact.random(.notice, turn)
        let fate = random.below(1_000)
        let first = random.int(1...40)
        switch fate {
        case ..<15 where !isSpared: delays = []
        case ..<55: delays = [first, first + random.int(30...9_000)]
        // A receiver that was down takes what was kept for it.
        case ..<65: delays = [first + random.int(3_600...14_000)]
        default: delays = [first]
        }
    }
}
