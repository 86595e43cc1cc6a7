import ComplianceState
import LedgerModel

/// What a transaction has to do about one state.
struct SubjectChange {
    /// The subject whose rows hold the state.
    let subject: Subject
    let number: Int64
    /// The facts that are new, which may come under several of a device's keys.
    var facts: [Fact] = []
    /// Whether all facts count anew: keys were joined or parted, or a record has another content in force.
    var isWhole = false
    /// Regions of which all facts count anew, as something beside them has changed.
    var regions: Set<Region> = []

    /// The new facts by track; ascending, each once.
    var tracks: [TrackName: [Fact]] {
        var out: [TrackName: [Fact]] = [:]
        var last: Fact?
        for fact in facts.sorted() where !fact.region.isMomentary {
            if let last, last.position == fact.position, last.ordinal == fact.ordinal { continue }
            last = fact
            out[TrackName(fact.region, fact.object), default: []].append(fact)
        }
        return out
    }
}
