import LedgerModel

/// When a poller asks a product's instance for all that it has, and in which order it gets the devices.
struct ProductPoll {
    let day: Int
    let time: Timestamp
    /// Whether it came to nothing.
    let isFailed: Bool
    private let seed: UInt64
    private let turn: Int

    init(_ instance: ProductInstance, day: Int, _ plan: FleetPlan) {
        self.day = day
        seed = plan.seed
        turn = instance.tenant.index * ManagingProduct.allCases.count + Int(instance.product.rawValue)
        var random = SeededRandom(seed: seed, .poll, turn, day)
        isFailed = random.chance(40) && day + 1 < plan.days
        // One after the other, in the evening.
        let second = day * 86_400 + 81_000 + Int(instance.product.rawValue) * 420 + random.below(200)
        time = plan.start.adding(seconds: Int64(second))
    }

    /// Every third day, and on the last.
    static func isDue(_ day: Int, _ plan: FleetPlan) -> Bool { day % 3 == 2 || day == plan.days - 1 }

    static func firstDay(_ plan: FleetPlan) -> Int { nextDay(after: -1, plan) ?? plan.days - 1 }

    static func nextDay(after day: Int, _ plan: FleetPlan) -> Int? {
        var next = day + 1
        while next < plan.days {
            if isDue(next, plan) { return next }
            next += 1
        }
        return nil
    }

    /// How many devices a page has at most.
    static let pageSize = 25

    /// The devices as the pages have them.
    ///
    /// Those that were in touch last stand first. One that is in touch while pages are read moves to the
    /// front: the page that was read has it not, the next one begins with what ended the page before.
    func drifted(_ devices: [Int], kind: Int) -> (devices: [Int], missing: Int?) {
        var random = SeededRandom(seed: seed, .poll, turn * 8 + kind + 1_000_000, day)
        let boundaries = (devices.count - 1) / Self.pageSize
        guard boundaries > 0, random.chance(350) else { return (devices, nil) }
        let boundary = (1 + random.below(boundaries)) * Self.pageSize
        let moved = boundary + random.below(devices.count - boundary)
        var pages = Array(devices[..<boundary])
        pages.append(devices[boundary - 1])
        for index in boundary..<devices.count where index != moved { pages.append(devices[index]) }
        return (pages, devices[moved])
    }
}

extension SourceText {
    /// An instant for the name of a file.
    static func stamp(_ time: Timestamp) -> String {
        second(time, zone: "Z").filter { $0 != "-" && $0 != ":" }
    }
}
