import LedgerModel

/// How a fact reaches the exports: by which roads, when, how often and in how many versions.
///
/// Drawn from the fact's own id, so that every output agrees without asking another.
struct Delivery: Sendable {
    enum Road: Sendable {
        case azureMonitor, graph, both
    }

    /// What the first delivery of a revised record did not know yet.
    enum Revision: Sendable {
        case risk, conditionalAccess
    }

    enum Version: Sendable {
        case preliminary, final
    }

    let road: Road
    let revision: Revision?
    let isLate: Bool
    /// The deliveries by Azure Monitor, in order: seconds after the fact, and what is delivered.
    let copies: [(delay: Int, version: Version)]
    /// How many of the copies only repeat.
    let duplicates: Int

    /// The delivery by Azure Monitor after which a workspace keeps the record as it stays; nil where none
    /// comes by that road.
    var settled: Int? { copies.firstIndex { $0.version == .final } }

    /// Nil for what no log of the directory shows.
    init?(_ fact: SimulatedFact) {
        let canBeRevised: Bool
        let canBeAsked: Bool
        switch fact.content {
        case .report, .step: return nil
        case .signIn(let row):
            canBeRevised = row.errorCode == 0 && fact.fault == nil
            canBeAsked = row.isInteractive
        case .change:
            canBeRevised = false
            canBeAsked = true
        }
        var random = fact.random(.delivery)
        let share = random.below(10)
        road = !canBeAsked || share > 2 ? .azureMonitor : share == 0 ? .graph : .both
        let isDelivered = road != .graph
        let fate = random.below(1_000)
        let first = random.int(70...400)
        switch fate {
        case ..<30 where isDelivered:
            let more = random.chance(160) ? 2 : 1
            var deliveries: [(delay: Int, version: Version)] = [(first, .final)]
            for _ in 0..<more {
                deliveries.append((deliveries[deliveries.count - 1].delay + random.int(300...40_000), .final))
            }
            (revision, isLate, copies, duplicates) = (nil, false, deliveries, more)
        case ..<36 where isDelivered:
            (revision, isLate, duplicates) = (nil, true, 0)
            copies = [(random.int(90_000...400_000), .final)]
        case ..<46 where isDelivered && canBeRevised:
            revision = random.chance(500) ? .risk : .conditionalAccess
            (isLate, duplicates) = (false, 0)
            copies = [(first, .preliminary), (first + random.int(600...20_000), .final)]
        default:
            (revision, isLate, duplicates) = (nil, false, 0)
            copies = isDelivered ? [(first, .final)] : []
        }
    }

    /// The folder of the fact's source.
    static func source(of fact: SimulatedFact) -> LogSource? {
        switch fact.content {
        case .signIn: .signIn
        case .change: .audit
        case .report, .step: nil
        }
    }
}

/// One of the directory's logs.
enum LogSource: Int, CaseIterable, Sendable {
    case signIn = 0
    case audit = 1

    var folder: String { self == .signIn ? "entra-signin" : "entra-audit" }
}
