import EventCatalogue
import LedgerModel

/// What the products' instances write, fact by fact and poll by poll.
struct ProductFeeds: Sendable {
    /// What an instance keeps until it is asked for it, or has enough of it.
    struct Keep: Sendable {
        /// How many notifications it has sent; from ``ProductInstance/olderNotifications`` on it is of today.
        var notifications = 0
        /// Devices that checked in, for one message; and since when.
        var contacts: [(bytes: [UInt8], statement: Statement)] = []
        var began = Timestamp.earliest
        /// Entries of reports, oldest first.
        var entries: [Entry] = []
        /// How many entries were ever made.
        var made = 0
        /// How many of them a poller has had.
        var polled = 0
    }

    struct Entry: Sendable {
        let kind: Int
        let number: Int
        let time: Timestamp
        let bytes: [UInt8]
        let statement: Statement?
    }

    let formats: ExportFormats
    var held: ProductFleet
    let instances: [ProductInstance]
    var keeps: [Keep]
    /// Facts whose notices never reached anybody, and polls that failed.
    private(set) var lost = 0

    init(_ fleet: Fleet, _ formats: ExportFormats) {
        self.formats = formats
        held = ProductFleet(fleet)
        instances = fleet.tenants.indices.flatMap { tenant in
            ManagingProduct.others.map { ProductInstance(fleet, $0, tenant: tenant) }
        }
        keeps = instances.map { _ in Keep() }
    }

    var fleet: Fleet { held.fleet }

    func place(_ product: ManagingProduct, _ tenant: Int) -> Int {
        tenant * ManagingProduct.others.count + Int(product.rawValue) - 1
    }

    /// Takes in a fact, in order of time. Returns what is told of it at once.
    mutating func add(_ fact: SimulatedFact) -> [(place: Int, piece: ProductPiece)] {
        guard let index = fact.device, concerns(fact) else { return [] }
        let product = fleet.product(of: index)
        guard product != .intune, !formats.isDisjoint(with: product.formats) else { return [] }
        let place = place(product, fact.tenant)
        let before = held.devices[index]
        // Only Jamf Pro counts its computers by themselves.
        let isComputer = product == .jamf && isMac(index)
        held.add(fact, of: product, isComputer: isComputer)
        let subject = ProductSubject(index, of: held, at: instances[place])
        var pieces: [ProductPiece] = []
        let isOlder = keeps[place].notifications < ProductInstance.olderNotifications
        switch product {
        case .jamf:
            let notices = JamfWebhooks.notices(of: fact, subject, before: before, isOlder: isOlder)
            pieces = deliver(notices, of: fact, place)
            if isOlder, keeps[place].notifications >= ProductInstance.olderNotifications {
                pieces += deliver([upgrade(instances[place], at: fact.time)], of: fact, place, turn: 90)
            }
        case .workspaceOne:
            pieces = deliver(
                WorkspaceOneEvents.notices(of: fact, subject, before: before, isOlder: isOlder), of: fact,
                place)
        case .ivanti:
            pieces = flushContacts(place, at: fact.time, isForced: false)
            if case .signIn = fact.content, subject.held.standing == .enrolled {
                pieces += addContact(subject, place, at: fact.time)
            }
            pieces += deliver(IvantiMessages.notices(of: fact, subject, before: before), of: fact, place)
            if let entry = IvantiAuditLines.notice(of: fact, subject) {
                pieces.append(
                    ProductPiece(
                        received: fact.time, name: "audit-\(SourceText.date(fact.time)).log",
                        bytes: entry.bytes, statements: [entry.1], form: .audit))
            }
        case .nanoMDM: pieces = deliver(NanoMDMWebhooks.notices(of: fact, subject), of: fact, place)
        case .maas360: keepReports(of: fact, subject, place)
        case .fleet:
            for entry in FleetActivities.entries(of: fact, subject) {
                keepActivity(entry.type, entry.details, entry.statement, place, at: fact.time)
            }
        case .intune: break
        }
        return pieces.map { (place, $0) }
    }

    /// Whether any product could know of a fact.
    private func concerns(_ fact: SimulatedFact) -> Bool {
        guard !fact.isAside else { return false }
        return switch fact.content {
        case .report: true
        case .signIn(let row): row.namesDevice
        case .change(.versionChanged): true
        case .change, .step: false
        }
    }

    func isMac(_ index: Int) -> Bool { fleet.platform(of: index) == .macOS }

    private func upgrade(_ instance: ProductInstance, at time: Timestamp) -> ProductNotice {
        let body = JamfWebhooks.body("JSSStartup", at: instance.milliseconds(time)) { json in
            json.member("institution", instance.name)
            json.member("hostAddress", instance.host)
            json.member("webApplicationPath", "/")
            json.member("isClusterMaster", true)
            json.member("jssUrl", "https://\(instance.host)/")
        }
        return ProductNotice(Statement(device: -1, at: instance.clock(time)), body)
    }

    /// The pieces of notices by their ways to the receiver.
    private mutating func deliver(
        _ notices: [ProductNotice], of fact: SimulatedFact, _ place: Int, turn first: Int = 0
    ) -> [ProductPiece] {
        var pieces: [ProductPiece] = []
        let isSpared =
            !fleet.plan.faults.isEmpty && fact.device.map { !fleet.faults(of: $0).isEmpty } ?? false
        for (turn, notice) in notices.enumerated() {
            keeps[place].notifications += 1
            let delivery = NoticeDelivery(fact, first + turn, isSpared: isSpared)
            var isLost = true
            for (copy, delay) in delivery.delays.enumerated() {
                let sent = fact.time.adding(seconds: Int64(delay))
                guard let received = arrival(sent, place, of: fact.time) else { continue }
                isLost = false
                pieces.append(piece(notice, received, isRepeated: copy > 0))
            }
            if isLost { lost += 1 }
        }
        return pieces
    }

    private func piece(_ notice: ProductNotice, _ received: Timestamp, isRepeated: Bool) -> ProductPiece {
        let name =
            notice.isDated
            ? "\(notice.stream)-\(SourceText.date(received)).jsonl"
            : "\(notice.stream)-received-\(SourceText.stamp(received)).jsonl"
        var statement = notice.statement
        // What does not say when it is of, is of when it was received.
        if !notice.isDated {
            statement = statement.moved(to: received.wholeSecond)
            statement.isDated = false
        }
        return ProductPiece(
            received: received, name: name, bytes: JSONLine(notice.body(isRepeated)).bytes,
            statements: [statement], form: .notice, isRepeated: isRepeated)
    }

    /// When a message is received that was sent at an instant. The broker of Ivanti's keeps one for three
    /// hours, and the consumer is at times down for longer; nil where it came too late.
    private func arrival(_ sent: Timestamp, _ place: Int, of time: Timestamp) -> Timestamp? {
        let instance = instances[place]
        guard instance.product == .ivanti else { return sent }
        let day = (sent.nanoseconds - fleet.plan.start.nanoseconds) / 86_400_000_000_000
        var random = SeededRandom(seed: fleet.plan.seed, .outage, instance.tenant.index, Int(day))
        guard random.chance(90) else { return sent }
        let from = fleet.plan.start.adding(seconds: day * 86_400 + Int64(random.below(14 * 3_600)))
        let until = from.adding(seconds: Int64(random.int(2 * 3_600...8 * 3_600)))
        guard sent >= from, sent < until else { return sent }
        return sent.adding(seconds: 180 * 60) < until ? nil : until.adding(seconds: 5)
    }

    // MARK: What is kept

    private mutating func addContact(
        _ subject: ProductSubject, _ place: Int, at time: Timestamp
    ) -> [ProductPiece] {
        if keeps[place].contacts.isEmpty { keeps[place].began = time }
        keeps[place].contacts.append(IvantiMessages.contact(subject, at: time))
        return flushContacts(place, at: time, isForced: keeps[place].contacts.count >= 4)
    }

    /// One message of all that checked in, once that was long ago or they are several.
    mutating func flushContacts(_ place: Int, at time: Timestamp, isForced: Bool) -> [ProductPiece] {
        let contacts = keeps[place].contacts
        guard !contacts.isEmpty, isForced || keeps[place].began.adding(seconds: 1_200) < time else {
            return []
        }
        keeps[place].contacts = []
        let instance = instances[place]
        let sent = isForced ? time : keeps[place].began.adding(seconds: 1_200)
        guard let received = arrival(time.adding(seconds: 2), place, of: time) else {
            lost += 1
            return []
        }
        let statements = contacts.map { $0.statement.moved(to: instance.clock(sent)) }
        let message = IvantiMessages.message(
            "device.check_in", at: instance.milliseconds(sent), contacts.map(\.bytes))
        return [
            ProductPiece(
                received: received, name: "webhooks-\(SourceText.date(received)).jsonl",
                bytes: JSONLine(message).bytes, statements: statements, form: .notice)
        ]
    }

    private mutating func keepReports(of fact: SimulatedFact, _ subject: ProductSubject, _ place: Int) {
        switch fact.content {
        case .report(.evaluated(isCompliant: false)):
            var statement = subject.statement(subject.instance.clock(fact.time))
            statement.values = [.deviceName]
            keep(0, MaaS360Entries.compliance(subject, at: fact.time), statement, place, at: fact.time)
        case .report(.retired), .report(.wiped):
            keep(
                1, MaaS360Entries.change("CHANGE", subject.instance, at: fact.time), nil, place, at: fact.time
            )
        default: break
        }
    }

    mutating func keepActivity(
        _ type: String, _ details: [UInt8], _ statement: Statement?, _ place: Int, at time: Timestamp
    ) {
        let number = keeps[place].made + 1
        let entry = FleetActivities.entry(number, type, details, instances[place], at: time)
        keep(0, entry, statement, place, at: time)
    }

    mutating func keep(
        _ kind: Int, _ bytes: [UInt8], _ statement: Statement?, _ place: Int, at time: Timestamp
    ) {
        keeps[place].made += 1
        keeps[place].entries.append(
            Entry(kind: kind, number: keeps[place].made, time: time, bytes: bytes, statement: statement))
    }

    mutating func loseOne() { lost += 1 }
}

extension Timestamp {
    /// As the name of a file has it.
    var wholeSecond: Timestamp { Timestamp(nanoseconds: nanoseconds / 1_000_000_000 * 1_000_000_000) }
}

extension Statement {
    /// The same, of another instant.
    func moved(to instant: Timestamp) -> Statement {
        Statement(
            device: device, at: instant, isDated: isDated, isSnapshot: isSnapshot, enrolment: enrolment,
            verdict: verdict, platform: platform, ownership: ownership, lastContact: lastContact,
            bindsDirectory: bindsDirectory, values: values)
    }
}
