import EventCatalogue
import LedgerModel

extension ProductFeeds {
    /// What a poller asks an instance for.
    private enum Question: Int {
        case devices = 0
        case computers = 1
        case mobiles = 2
        case computerCompliance = 3
        case mobileCompliance = 4
        case reports = 5
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

    /// How many answers a poll of an instance has one after the other.
    static func turns(_ product: ManagingProduct) -> Int { questions(product).count }

    /// Asks one thing of an instance.
    ///
    /// - Returns: its pages, and how many devices stand on none of them that should.
    mutating func poll(
        _ place: Int, day: Int, turn: Int
    ) -> (pieces: [ProductPiece], missing: Int) {
        let instance = instances[place]
        let poll = ProductPoll(instance, day: day, fleet.plan)
        let question = Self.questions(instance.product)[turn]
        guard !poll.isFailed else {
            loseOne()
            return ([], 0)
        }
        switch question {
        case .reports:
            return (instance.product == .fleet ? activities(place, poll) : reports(place, poll), 0)
        case .computerCompliance, .mobileCompliance:
            return (compliance(place, poll, isOfComputers: question == .computerCompliance), 0)
        default: return devices(place, poll, question)
        }
    }

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

    private func devices(
        _ place: Int, _ poll: ProductPoll, _ question: Question
    ) -> (pieces: [ProductPiece], missing: Int) {
        let instance = instances[place]
        let all = listed(place, at: poll.time, question)
        guard !all.isEmpty else { return ([], 0) }
        let (order, missing) = poll.drifted(all, kind: question.rawValue)
        let size = ProductPoll.pageSize
        var pieces: [ProductPiece] = []
        for (number, start) in stride(from: 0, to: order.count, by: size).enumerated() {
            let received = poll.time.adding(seconds: Int64(number + question.rawValue))
            var rows: [[UInt8]] = []
            var statements: [Statement] = []
            for index in order[start..<min(start + size, order.count)] {
                let subject = ProductSubject(index, of: held, at: instance)
                let row = row(subject, received)
                rows.append(row.bytes)
                statements.append(row.statement)
            }
            let kind =
                question == .computers ? "computers" : question == .mobiles ? "mobile-devices" : "devices"
            let page: [UInt8] =
                switch instance.product {
                case .jamf: JamfPages.page(rows, total: all.count)
                case .workspaceOne:
                    WorkspaceOnePages.page(rows, number: number, size: size, total: all.count)
                case .maas360: MaaS360Pages.page(rows, number: number + 1, size: size)
                default: IvantiPages.page(rows, total: all.count)
                }
            pieces.append(
                ProductPiece(
                    received: received,
                    name: "\(kind)-received-\(SourceText.stamp(received))-page-\(number + 1).json",
                    bytes: page, statements: statements))
        }
        return (pieces, missing == nil ? 0 : 1)
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
    private func compliance(_ place: Int, _ poll: ProductPoll, isOfComputers: Bool) -> [ProductPiece] {
        let question = isOfComputers ? Question.computerCompliance : .mobileCompliance
        let all = listed(place, at: poll.time, question)
        guard !all.isEmpty else { return [] }
        let received = poll.time.adding(seconds: Int64(60 + question.rawValue)).wholeSecond
        var bytes: [UInt8] = []
        var statements: [Statement] = []
        for index in all {
            let answer = JamfPages(received: received)
                .compliance(ProductSubject(index, of: held, at: instances[place]))
            bytes += JSONLine(answer.bytes).bytes
            statements.append(answer.statement)
        }
        let kind = isOfComputers ? "computer" : "mobile"
        return [
            ProductPiece(
                received: received,
                name: "device-compliance-\(kind)-received-\(SourceText.stamp(received)).jsonl",
                bytes: bytes, statements: statements)
        ]
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
            let rows = entries.map(\.bytes)
            let size = rows.count < 2 ? 25 : rows.count
            let page: [UInt8] =
                switch kind {
                case 0: MaaS360Pages.compliancePage(rows, number: 1, size: size)
                case 1: MaaS360Pages.changesPage(rows, number: 1, size: size)
                default: MaaS360Pages.loginsPage(rows, number: 1, size: size)
                }
            pieces.append(
                ProductPiece(
                    received: poll.time.adding(seconds: Int64(40 + kind)),
                    name: "\(name)-\(SourceText.date(poll.time)).json", bytes: page,
                    statements: entries.compactMap(\.statement)))
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
        return [
            ProductPiece(
                received: poll.time, name: "activities-\(SourceText.date(poll.time)).json",
                bytes: FleetActivities.page(entries.map(\.bytes), hasMore: polled > 0),
                statements: entries.compactMap(\.statement))
        ]
    }
}
