import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import RecordFormat
import StrictJSON

struct ShowEventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event", abstract: "An event, by id or @position.",
        discussion: """
            EXAMPLES
              probity show event @1204
              probity show event 8f14e45f-ceea-4672-9d0a-1f2b3c4d5e6f --evidence
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source record.")
    var evidence = false
    @Argument(help: "An event id, or @POSITION.")
    var id: String

    /// Writes the event's members, and behind them `evidence`: the verbatim source record as text, with its
    /// road and when it was received; null where the event cites none; and `accounts`, all evidence of the
    /// same fact. `inForce` says whether the event's content counts, `supersededBy` which one does instead.
    private static func write(
        _ event: RecordedEvent, _ personal: [(field: PersonalField, values: [[UInt8]])],
        _ record: PrivateRecord?, _ source: [UInt8]?, _ accounts: [Account], _ standing: EventStanding,
        to writer: inout JSONWriter
    ) {
        var plain = JSONWriter()
        EventJSON.write(event, personal: personal, to: &plain)
        writer.beginObject()
        if let document = try? JSONDocument(plain.bytes) {
            for member in document.root.members {
                writer.key(bytes: member.key.stringBytes ?? [])
                writer.value(member.value)
            }
        }
        writer.key("road")
        if let record { writer.string(record.road.description) } else { writer.null() }
        writer.key("received")
        if let record { writer.string(record.received.description) } else { writer.null() }
        writer.key("evidence")
        if let bytes = source {
            writer.string(String(decoding: bytes, as: UTF8.self))
        } else {
            writer.null()
        }
        writer.key("inForce")
        writer.bool(standing == .inForce)
        writer.key("supersededBy")
        if let other = standing.other { writer.uint64(other.value) } else { writer.null() }
        writer.key("accounts")
        writer.beginArray()
        for account in accounts {
            writer.beginObject()
            writer.key("position")
            writer.uint64(account.of.position.value)
            writer.key("source")
            writer.string(account.of.source.description)
            writer.key("relation")
            writer.string(account.of.relation.rawValue)
            writer.key("road")
            if let road = account.road { writer.string(road) } else { writer.null() }
            writer.key("received")
            if let received = account.received { writer.string(received) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// A piece of evidence, and how it came.
    private struct Account {
        let of: RecordAccount
        var road: String?
        var received: String?
    }

    private static func accounts(of event: RecordedEvent, _ ledger: Ledger) throws -> [Account] {
        try History(ledger).accounts(of: event).map { account in
            let record = try ledger.privateRecord(of: try ledger.event(at: account.position))
            return Account(
                of: account, road: record?.road.description, received: record?.received.description)
        }
    }

    func run() throws {
        try carryOut("showing an event of \(place.path)") {
            let ledger = try place.open()
            var found: RecordedEvent?
            if case .position(let position) = TimeExpression(id) {
                found = try ledger.event(at: position)
            } else if let bits = Bits128(guid: id) {
                found = try ledger.event(EventID(bits))
            } else {
                throw ValidationError("an event is named by its id, or by @ and its position")
            }
            guard let event = found else {
                throw NotFound("no event has this id", hint: "probity log shows the events and their ids")
            }
            let record = evidence ? try ledger.privateRecord(of: event) : nil
            let personal = record.flatMap { PersonalData.read(part: event.part, from: $0.personal) } ?? []
            let source = try record.flatMap { try ledger.evidence(of: $0) }
            let accounts = evidence ? try Self.accounts(of: event, ledger) : []
            // What the ledger says of a record states nothing itself; that one was observed is its content.
            let isNote =
                event.type.family.elementsEqual("record".utf8)
                && event.type != RecordEvents.observed.type
            let standing = isNote ? EventStanding.inForce : try History(ledger).standing(of: event)
            Terminal.json { writer in
                guard evidence, output.json else {
                    return EventJSON.write(event, personal: personal, to: &writer)
                }
                Self.write(event, personal, record, source, accounts, standing, to: &writer)
            }
            if let text = standing.text { Terminal.note(text) }
            guard evidence else { return }
            guard let record else {
                if event.evidence != nil { return Terminal.note("its private record was erased") }
                return Terminal.note("the event cites no private record: it is its own evidence")
            }
            if !output.json {
                Terminal.note("evidence, as it came by \(record.road) at \(record.received):")
                Terminal.write((source ?? []) + [UInt8(ascii: "\n")])
                guard accounts.count > 1 else { return }
                Terminal.note("the fact has \(accounts.count) pieces of evidence:")
                for account in accounts {
                    Terminal.note(
                        "  @\(account.of.position.value) \(account.of.relation.rawValue) of "
                            + "\(account.of.source), by \(account.road ?? "an unknown road")")
                }
            }
        }
    }
}

extension EventStanding {
    /// What counts instead.
    fileprivate var other: GlobalPosition? {
        switch self {
        case .inForce: nil
        case .superseded(let other), .givesWay(let other): other
        }
    }

    /// What is to be said of an event that does not count.
    fileprivate var text: String? {
        let place = other.map { ", @\($0.value)" } ?? ""
        switch self {
        case .inForce: return nil
        case .superseded: return "not in force: another content of the same record counts\(place)"
        case .givesWay: return "not in force: another log's record of the same fact counts\(place)"
        }
    }
}
