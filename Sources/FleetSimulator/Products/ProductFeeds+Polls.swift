import EventCatalogue
import LedgerModel

extension ProductFeeds {
    /// What a poller asks an instance for.
    enum Question: Int, Sendable {
        case devices = 0
        case computers = 1
        case mobiles = 2
        case computerCompliance = 3
        case mobileCompliance = 4
        case reports = 5
    }

    /// The answer to one question, page by page. Nothing may happen while it is read.
    struct Listing: Sendable {
        let place: Int
        let poll: ProductPoll
        let question: Question
        /// The devices in the order of the pages, and how many the instance has.
        var order: [Int] = []
        var total = 0
        /// How many devices stand on no page that should.
        var missing = 0
        /// Pages of reports, the last first.
        var reports: [ProductPiece] = []
        fileprivate var number = 0
    }

    private static func questions(_ product: ManagingProduct) -> [Question] {
        switch product {
        case .jamf: [.computers, .mobiles, .computerCompliance, .mobileCompliance]
        case .workspaceOne, .ivanti: [.devices]
        case .maas360: [.devices, .reports]
        case .fleet: [.reports]
        case .nanoMDM, .intune: []
        }
    }

    /// How many questions a poll of an instance has one after the other.
    static func turns(_ product: ManagingProduct) -> Int { questions(product).count }

    /// Asks one thing of an instance.
    mutating func poll(_ place: Int, day: Int, turn: Int) -> Listing {
        let instance = instances[place]
        var listing = Listing(
            place: place, poll: ProductPoll(instance, day: day, fleet.plan),
            question: Self.questions(instance.product)[turn])
        guard !listing.poll.isFailed else {
            loseOne()
            return listing
        }
        switch listing.question {
        case .reports:
            let pages =
                instance.product == .fleet
                ? activities(place, listing.poll) : reports(place, listing.poll)
            listing.reports = pages.reversed()
        case .computerCompliance, .mobileCompliance:
            listing.order = listed(place, at: listing.poll.time, listing.question)
        default:
            let all = listed(place, at: listing.poll.time, listing.question)
            let drifted = listing.poll.drifted(all, kind: listing.question.rawValue)
            listing.order = drifted.devices
            listing.total = all.count
            listing.missing = drifted.missing == nil ? 0 : 1
        }
        return listing
    }

    /// The next page of an answer; nil behind the last one.
    func nextPage(of listing: inout Listing) -> ProductPiece? {
        if let report = listing.reports.popLast() { return report }
        let isCompliance =
            listing.question == .computerCompliance || listing.question == .mobileCompliance
        let size = isCompliance ? Self.answers : ProductPoll.pageSize
        let start = listing.number * size
        guard start < listing.order.count else { return nil }
        let devices = listing.order[start..<min(start + size, listing.order.count)]
        listing.number += 1
        return isCompliance ? compliance(devices, listing) : page(devices, listing)
    }

    /// How many answers on single devices stand in a file.
    private static let answers = 250

    /// Whether an instance's record of a device is still there.
    func lists(_ index: Int, _ place: Int, at time: Timestamp) -> Bool {
        let device = held.devices[index]
        guard device.number > 0, fleet.product(of: index) == instances[place].product else { return false }
        guard device.standing.isGone else { return true }
        // Somebody tidies up some days later, or does not; never what shows a planted fault.
        guard fleet.plan.faults.isEmpty || fleet.faults(of: index).isEmpty else { return true }
        var random = SeededRandom(seed: fleet.plan.seed, .ending, index, 1)
        guard random.chance(500) else { return true }
        return time < device.left.adding(seconds: Int64(random.int(86_400...6 * 86_400)))
    }

    /// In order of contact, the last one first.
    private func listed(_ place: Int, at time: Timestamp, _ question: Question) -> [Int] {
        held.devices(of: instances[place].tenant.index).filter { index in
            guard lists(index, place, at: time) else { return false }
            switch question {
            case .computers, .computerCompliance: return isMac(index)
            case .mobiles, .mobileCompliance: return !isMac(index)
            default: return true
            }
        }.sorted { left, right in
            let times = (held.devices[left].lastContact, held.devices[right].lastContact)
            return times.0 != times.1 ? times.0 > times.1 : left < right
        }
    }

    private func page(_ devices: ArraySlice<Int>, _ listing: Listing) -> ProductPiece {
        let instance = instances[listing.place]
        let number = listing.number
        let received = listing.poll.time.adding(
            seconds: Int64(number - 1 + listing.question.rawValue))
        var rows: [[UInt8]] = []
        var statements: [Statement] = []
        for index in devices {
            let row = row(ProductSubject(index, of: held, at: instance), received)
            rows.append(row.bytes)
            statements.append(row.statement)
        }
        let kind =
            switch listing.question {
            case .computers: "computers"
            case .mobiles: "mobile-devices"
            default: "devices"
            }
        let size = ProductPoll.pageSize
        let page: [UInt8] =
            switch instance.product {
            case .jamf: JamfPages.page(rows, total: listing.total)
            case .workspaceOne:
                WorkspaceOnePages.page(rows, number: number - 1, size: size, total: listing.total)
            case .maas360: MaaS360Pages.page(rows, number: number, size: size)
            default: IvantiPages.page(rows, total: listing.total)
            }
        return ProductPiece(
            received: received,
            name: "\(kind)-received-\(SourceText.stamp(received))-page-\(number).json",
            bytes: page, statements: statements)
    }

    private func row(
        _ subject: ProductSubject, _ received: Timestamp
    ) -> (bytes: [UInt8], statement: Statement) {
        // The form of a page has whole seconds in its name, and so when it was received.
        let received = received.wholeSecond
        return switch subject.instance.product {
        case .jamf: JamfPages(received: received).row(subject)
        case .workspaceOne: WorkspaceOnePages(received: received).row(subject)
        case .maas360: MaaS360Pages(received: received).row(subject)
        default: IvantiPages(received: received).row(subject)
        }
    }

    /// One answer a line: the interface is asked for each device.
    private func compliance(_ devices: ArraySlice<Int>, _ listing: Listing) -> ProductPiece {
        let received = listing.poll.time.adding(
            seconds: Int64(59 + listing.number + listing.question.rawValue)
        ).wholeSecond
        var bytes: [UInt8] = []
        var statements: [Statement] = []
        for index in devices {
            let answer = JamfPages(received: received)
                .compliance(ProductSubject(index, of: held, at: instances[listing.place]))
            bytes += JSONLine(answer.bytes).bytes
            statements.append(answer.statement)
        }
        let kind = listing.question == .computerCompliance ? "computer" : "mobile"
        return ProductPiece(
            received: received,
            name: "device-compliance-\(kind)-received-\(SourceText.stamp(received)).jsonl",
            bytes: bytes, statements: statements)
    }

    /// Pages of MaaS360's reports, newest first, with what the last days had; so each entry comes again.
    private mutating func reports(_ place: Int, _ poll: ProductPoll) -> [ProductPiece] {
        let instance = instances[place]
        var random = SeededRandom(seed: fleet.plan.seed, .record, place, poll.day)
        let login = poll.time.adding(seconds: -Int64(random.int(600...30_000)))
        keep(
            2, MaaS360Entries.login(instance, at: login, minutes: random.below(40)), nil, place, at: login)
        let oldest = poll.time.adding(seconds: -4 * 86_400)
        keeps[place].entries.removeAll { $0.time < oldest }
        var pieces: [ProductPiece] = []
        for (kind, name) in ["compliance-events", "admin-changes", "login-events"].enumerated() {
            let entries = keeps[place].entries.filter { $0.kind == kind }.sorted { $0.time > $1.time }
            guard !entries.isEmpty else { continue }
            for (page, start) in stride(from: 0, to: entries.count, by: Self.answers).enumerated() {
                let part = entries[start..<min(start + Self.answers, entries.count)]
                let rows = part.map(\.bytes)
                let bytes: [UInt8] =
                    switch kind {
                    case 0: MaaS360Pages.compliancePage(rows, number: page + 1, size: Self.answers)
                    case 1: MaaS360Pages.changesPage(rows, number: page + 1, size: Self.answers)
                    default: MaaS360Pages.loginsPage(rows, number: page + 1, size: Self.answers)
                    }
                pieces.append(
                    ProductPiece(
                        received: poll.time.adding(seconds: Int64(40 + kind)),
                        name: "\(name)-\(SourceText.date(poll.time))-page-\(page + 1).json", bytes: bytes,
                        statements: part.compactMap(\.statement)))
            }
        }
        return pieces
    }

    /// A page of what is new in Fleet's feed, newest first; it ends with what the last one began with.
    private mutating func activities(_ place: Int, _ poll: ProductPoll) -> [ProductPiece] {
        let login = poll.time.adding(seconds: -240)
        keepActivity(
            "user_logged_in", Array("{\"public_ip\":\"\(instances[place].tenant.officeAddress)\"}".utf8),
            nil, place, at: login)
        let polled = keeps[place].polled
        keeps[place].entries.removeAll { $0.number + 3 <= polled }
        keeps[place].polled = keeps[place].made
        let entries = keeps[place].entries.sorted { $0.number > $1.number }
        return stride(from: 0, to: entries.count, by: Self.answers).enumerated().map { page, start in
            let part = entries[start..<min(start + Self.answers, entries.count)]
            return ProductPiece(
                received: poll.time,
                name: "activities-\(SourceText.date(poll.time))-page-\(page + 1).json",
                bytes: FleetActivities.page(
                    part.map(\.bytes), hasMore: part.endIndex < entries.count || polled > 0),
                statements: part.compactMap(\.statement))
        }
    }
}
