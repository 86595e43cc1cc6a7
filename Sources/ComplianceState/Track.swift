import LedgerModel

/// Folds the facts of one region, and of one object where the region has a track for each, into intervals.
struct Track {
    private(set) var intervals: [Interval] = []
    /// The verdicts that messages were sent with.
    private var verdicts: [Bits128: UInt8] = [:]

    /// - Precondition: facts come in their order.
    mutating func add(_ fact: Fact) {
        let value = fact.region == .complianceReported ? resolved(fact) : fact.value
        switch RegionRule.step(intervals.last, fact, value: value) {
        case .ignore: break
        case .confirm: intervals[intervals.count - 1].confirm(fact)
        case .begin(let value):
            if !intervals.isEmpty { intervals[intervals.count - 1].end(fact) }
            intervals.append(Interval(beginning: fact, value: value))
        }
    }

    private mutating func resolved(_ fact: Fact) -> RegionValue {
        guard fact.value.low == RegionRule.verdictOfMessage else {
            if let message = fact.object { verdicts[message] = fact.value.low }
            return fact.value
        }
        let verdict = fact.object.flatMap { verdicts[$0] } ?? 0
        return RegionValue(code: fact.value.code & 0xFF00 | UInt16(verdict))
    }
}
