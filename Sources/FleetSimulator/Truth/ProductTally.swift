import LedgerModel

/// What the products' files hold, and what of it was repeated, lost or left out.
struct ProductTally: Sendable {
    private struct Counts: Sendable {
        var notices = 0
        var repeated = 0
        var lost = 0
        var pages = 0
        var rows = 0
        var missing = 0
    }

    private var feeds: ProductFeeds
    private var polls = Schedule<(place: Int, day: Int)>()
    /// By ``ManagingProduct``.
    private var counts = ManagingProduct.allCases.map { _ in Counts() }
    private var lost = 0

    init(_ fleet: Fleet, _ formats: ExportFormats) {
        feeds = ProductFeeds(fleet, formats)
        for place in places where formats.contains(feeds.instances[place].product.format) {
            schedule(place, day: ProductPoll.firstDay(fleet.plan))
        }
    }

    private var places: [Int] {
        feeds.instances.indices.filter {
            !feeds.formats.isDisjoint(with: feeds.instances[$0].product.formats)
        }
    }

    var held: ProductFleet { feeds.held }

    private mutating func schedule(_ place: Int, day: Int) {
        guard ProductFeeds.turns(feeds.instances[place].product) > 0 else { return }
        let poll = ProductPoll(feeds.instances[place], day: day, feeds.fleet.plan)
        polls.add((place, day), at: poll.time.nanoseconds)
    }

    /// The pieces of the polls before the next fact, and of that fact; nil stands behind the last one.
    mutating func pieces(of fact: SimulatedFact?) -> [(product: ManagingProduct, piece: ProductPiece)] {
        var made: [(ManagingProduct, ProductPiece)] = []
        let time = fact?.time.nanoseconds ?? .max
        while let next = polls.time, next <= time, let due = polls.removeFirst() {
            let product = feeds.instances[due.place].product
            for turn in 0..<ProductFeeds.turns(product) {
                var listing = feeds.poll(due.place, day: due.day, turn: turn)
                counts[Int(product.rawValue)].missing += listing.missing
                while var page = feeds.nextPage(of: &listing) {
                    // What it says is wanted, not how.
                    page.bytes = []
                    counts[Int(product.rawValue)].pages += 1
                    counts[Int(product.rawValue)].rows += page.statements.count
                    made.append((product, page))
                }
            }
            noteLost(product)
            if let day = ProductPoll.nextDay(after: due.day, feeds.fleet.plan) {
                schedule(due.place, day: day)
            }
        }
        var notices: [(place: Int, piece: ProductPiece)] = []
        if let fact {
            notices = feeds.add(fact)
        } else {
            for place in places {
                notices += feeds.flushContacts(place, at: feeds.fleet.plan.end, isForced: true)
                    .map { (place, $0) }
            }
        }
        for notice in notices {
            let product = feeds.instances[notice.place].product
            made.append((product, notice.piece))
            guard notice.piece.form == .notice else { continue }
            counts[Int(product.rawValue)].notices += 1
            if notice.piece.isRepeated { counts[Int(product.rawValue)].repeated += 1 }
        }
        if let device = fact?.device { noteLost(feeds.fleet.product(of: device)) }
        return made
    }

    private mutating func noteLost(_ product: ManagingProduct) {
        counts[Int(product.rawValue)].lost += feeds.lost - lost
        lost = feeds.lost
    }

    func lines() -> [[UInt8]] {
        ManagingProduct.others.filter { feeds.formats.contains($0.format) }.map { product in
            let count = counts[Int(product.rawValue)]
            return TruthLine.line("counts") { json in
                json.member("source", product.word)
                json.member("notices", count.notices)
                json.member("repeated", count.repeated)
                json.member("lost", count.lost)
                json.member("pages", count.pages)
                json.member("rows", count.rows)
                json.member("missingRows", count.missing)
            }
        }
    }
}
