import EventCatalogue
public import LedgerModel
public import RecordFormat

/// Folds records into partners' connections, as they were set up and as they were seen, their installations,
/// and licences.
///
/// Records are added in the order of their positions; a prefix of the log gives what was known then. Memory:
/// some hundred bytes and the public data per event of a partner, some hundred per licence given or taken.
/// Where the log was announced beforehand, nothing is kept of other records that came with one content; else
/// some sixty bytes per content. Adding an event of any other kind allocates nothing.
public struct PartnershipFold: ~Copyable {
    private var reader = FactReader(.tenants)
    private var revisions = RevisedRecords()
    private var twins = Twins()
    private var tenants: [TenantKey] = []
    private var numberOfTenant: [TenantKey: Int] = [:]
    private var events: [StoredSetupEvent] = []
    /// The public data of all events, one behind the other.
    private var bytes: [UInt8] = []
    private var licences: [StoredLicence] = []
    /// What was seen of connections.
    private var seen = FactStore()
    private var pending: [SubjectFact] = []
    private var noBindings: [Binding] = []

    public init() {}

    /// - Parameter ground: of all records that are to be added, and of no others.
    public init(_ ground: borrowing RecordGround) {
        let announced = ground.announced
        revisions = RevisedRecords(of: announced.contested)
        twins = Twins(givingWay: announced.givingWay)
    }

    /// How many events were kept, whatever they are about.
    public var eventCount: Int { events.count + licences.count }

    /// Whether a record may have to be added.
    public func wants(_ head: RecordHead) -> Bool {
        if reader.kinds.findOfSetup(head.type).setup != .none { return true }
        return revisions.wants(head) || twins.wants(head)
    }

    /// Adds a record, of whichever type.
    public mutating func add(_ view: RecordView) {
        let (kind, setup) = reader.kinds.findOfSetup(view.slice(view.typeRange))
        revisions.note(view, kind)
        // Which log's account of a fact counts is told by any of the record's events.
        twins.note(view)
        guard setup != .none else { return }
        reader.tags.read(view)
        guard let tenant = reader.tags.tenant else { return }
        let number = self.number(of: tenant)
        view.withCurrent { view in
            if setup.isOfPerson {
                guard let user = reader.tags.user else { return }
                licences.append(
                    StoredLicence(
                        content: RecordContent(view), occurred: view.occurred.instant, tenant: number,
                        user: user, isGiven: setup == .licenceAssigned, fields: LicenceFields(view)))
            } else {
                keep(view, setup, number)
            }
            revisions.noteIsKnown()
        }
        guard kind.isOfConnection else { return }
        reader.read(view, kind, &pending, &noBindings)
        for entry in pending { seen.add(entry) }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ view: RecordView, _ kind: SetupEventKind, _ tenant: Int) {
        let start = bytes.count
        bytes.append(contentsOf: view.slice(view.dataRange))
        events.append(
            StoredSetupEvent(
                content: RecordContent(view), occurred: view.occurred.instant,
                connection: reader.tags.connection, application: reader.tags.application,
                data: start..<bytes.count, tenant: tenant, kind: kind))
    }

    private mutating func number(of tenant: TenantKey) -> Int {
        if let last = tenants.last, last == tenant { return tenants.count - 1 }
        if let known = numberOfTenant[tenant] { return known }
        tenants.append(tenant)
        numberOfTenant[tenant] = tenants.count - 1
        return tenants.count - 1
    }

    /// What is in force, by all that was added.
    private func inForce() -> InForce {
        var out = announcedInForce()
        for event in events { event.content.note(in: &out) }
        for licence in licences { licence.content.note(in: &out) }
        return out
    }

    /// What is in force of the records of which events say that they came with more than one content.
    private func announcedInForce() -> InForce {
        var out = InForce()
        if !revisions.isEmpty {
            out = revisions.inForce { note in
                for event in events { note(event.content) }
                for licence in licences { note(licence.content) }
            }
        }
        for key in twins.givingWay { out.giveWay(key) }
        return out
    }

    /// All partners' connections as they were seen, by tenant and id: what ``LedgerFold/connections()``
    /// tells.
    public func connections() -> [ConnectionTimeline] {
        let inForce = announcedInForce()
        var out: [ConnectionTimeline] = []
        for (index, subject) in seen.subjects.enumerated() {
            guard case .connection(let tenant, let connection) = subject else { continue }
            out.append(
                ConnectionTimeline(
                    tenant: tenant, connection: connection, facts: seen.facts(of: index), inForce: inForce))
        }
        return out.sorted { ($0.tenant, $0.connection) < ($1.tenant, $1.connection) }
    }

    /// All partners of which something had happened at an instant, by tenant and by their keys.
    ///
    /// Cost: one pass over what was kept, and its sorting.
    public func partnerships(asOf instant: Timestamp) -> [Partnership] {
        let inForce = inForce()
        var byTenant: [Int: [SetupEvent]] = [:]
        for event in events where event.occurred <= instant && event.content.isInForce(inForce) {
            byTenant[event.tenant, default: []].append(event.read(bytes))
        }
        let firsts = firstLicences(asOf: instant, inForce)
        return byTenant.keys.sorted { tenants[$0] < tenants[$1] }.flatMap { number in
            TenantSetup(
                tenants[number], (byTenant[number] ?? []).sorted(), asOf: instant,
                firstLicence: firsts[number]
            ).partnerships()
        }
    }

    /// The first licence of each tenant by which a person's devices may be managed.
    private func firstLicences(
        asOf instant: Timestamp, _ inForce: InForce
    ) -> [Int: Dated<SetupEventKind>] {
        var out: [Int: Dated<SetupEventKind>] = [:]
        for licence in licences
        where licence.isGiven && licence.fields.includesIntune != false && licence.occurred <= instant
            && licence.content.isInForce(inForce)
        {
            let first = out[licence.tenant]
            if let first, (first.since, first.position) <= (licence.occurred, licence.content.position) {
                continue
            }
            out[licence.tenant] = Dated(
                .licenceAssigned, since: licence.occurred, position: licence.content.position)
        }
        return out
    }

    /// What licences people and tenants had at an instant, by tenant.
    public func licences(asOf instant: Timestamp) -> [TenantLicences] {
        let inForce = inForce()
        let tenants = tenants
        var out: [Int: TenantLicences] = [:]
        let sorted = licences.filter { $0.occurred <= instant && $0.content.isInForce(inForce) }
            .sorted { ($0.occurred, $0.content.position) < ($1.occurred, $1.content.position) }
        for licence in sorted {
            out[licence.tenant, default: TenantLicences(tenants[licence.tenant])].take(licence)
        }
        let changes = events.filter {
            ($0.kind == .licenceChanged || $0.kind == .subscriptionChanged) && $0.occurred <= instant
                && $0.content.isInForce(inForce)
        }.map { (tenant: $0.tenant, event: $0.read(bytes)) }.sorted { $0.event < $1.event }
        for change in changes {
            out[change.tenant, default: TenantLicences(tenants[change.tenant])].take(change.event)
        }
        return out.values.sorted { $0.tenant < $1.tenant }
    }
}

/// An event as the fold holds it: its data by their place.
private struct StoredSetupEvent: Sendable {
    let content: RecordContent
    let occurred: Timestamp
    let connection: Bits128?
    let application: Bits128?
    let data: Range<Int>
    let tenant: Int
    let kind: SetupEventKind

    func read(_ bytes: [UInt8]) -> SetupEvent {
        let view = PublicDataView(Array(bytes[data]))
        let namesPartner = kind.isOfPartner || kind.isOfInstallation
        let namesApplication = kind.isOfPartner && kind != .scopeChanged
        return SetupEvent(
            kind: kind, occurred: occurred, position: content.position,
            connection: connection ?? (namesPartner ? view[ConnectionEvents.partner] : nil),
            application: application ?? (namesApplication ? view[ConnectionEvents.app] : nil), data: view)
    }
}
