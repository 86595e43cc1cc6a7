import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import RecordFormat

/// That events name a person: many say nothing of one's sign-ins and factors, as a step of an enrolment, or
/// what an administrator set up.
struct PersonMentions {
    private(set) var count = 0
    private var positions: [GlobalPosition] = []
    private var first: (occurred: Timestamp, position: GlobalPosition)?
    private var last: (occurred: Timestamp, position: GlobalPosition)?

    /// Whether no event is about the person, and some say that the person acted.
    private var isActorOnly = false

    private init() {}

    /// Of how many of the newest events the positions are kept.
    private static let kept = 64

    /// By tenant and person, up to the instant asked for. Cost: one event read for each that names them; of a
    /// person whom none is about, one pass over the log for what they did.
    static func all(
        of tags: [Tag], _ history: History, _ times: ResolvedTimes
    ) throws(LedgerError) -> [UserKey: PersonMentions] {
        var out: [UserKey: PersonMentions] = [:]
        for tag in tags {
            guard case .id(let id)? = tag.components.last else { continue }
            func note(_ event: RecordedEvent, asActor: Bool) {
                guard event.occurred.instant <= times.asOf,
                    let tenant = event.tags.lazy.compactMap(Self.tenant).first
                else { return }
                let key = UserKey(tenant: tenant, identity: IdentityID(id))
                out[key, default: PersonMentions()].note(event)
                out[key]?.isActorOnly = asActor
            }
            let positions = try history.ledger.positions(tag: tag)
            for position in positions where times.prefix.holds(position) {
                let event = try history.ledger.event(at: position)
                if event.tags.contains(tag) { note(event, asActor: false) }
            }
            guard positions.isEmpty else { continue }
            try history.forEachEvent(EventFilter(), below: times.prefix) { event in
                if event.actor?.components == tag.components { note(event, asActor: true) }
                return true
            }
        }
        return out
    }

    private static func tenant(_ tag: Tag) -> TenantKey? {
        guard tag.components.count == 2, case .token(let word) = tag.components[0],
            word.bytes.elementsEqual("tenant".utf8)
        else { return nil }
        switch tag.components[1] {
        case .id(let id): return .id(id)
        case .token(let name): return .name(name)
        case .slot: return nil
        }
    }

    private mutating func note(_ event: RecordedEvent) {
        count += 1
        positions.append(event.position)
        if positions.count > 2 * Self.kept { positions.removeFirst(Self.kept) }
        let place = (occurred: event.occurred.instant, position: event.position)
        if first.map({ $0 > place }) ?? true { first = place }
        if last.map({ $0 < place }) ?? true { last = place }
    }

    /// For people.
    var text: String {
        guard let first, let last else { return "no event names them" }
        let role = isActorOnly ? " as who acted" : ""
        guard count > 1 else {
            return "one event names them\(role): \(last.occurred) @\(last.position.value)"
        }
        return "\(count) events name them\(role), from \(first.occurred) @\(first.position.value) to "
            + "\(last.occurred) @\(last.position.value)"
    }

    /// The principal name that stands beside the person's own id; an event may name the one who acted too.
    func name(of person: IdentityID, _ reader: EvidenceReader) -> String? {
        guard let entry = try? reader.ledger.identityEntry(of: person) else { return nil }
        for position in positions.reversed() {
            var names: [[UInt8]] = []
            var ids: [[UInt8]] = []
            for field in reader.personal(position) {
                if field.field == .userPrincipalName { names = field.values }
                if field.field == .userObjectID { ids = field.values }
            }
            guard names.count == ids.count else { continue }
            for (name, id) in zip(names, ids) where id == entry.value {
                return String(decoding: name, as: UTF8.self)
            }
        }
        return nil
    }
}
