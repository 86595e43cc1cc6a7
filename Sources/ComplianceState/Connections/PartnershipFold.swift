import EventCatalogue
public import LedgerModel
public import RecordFormat

/// Folds records into partners' connections, their installations, and licences.
///
/// Records are added in the order of their positions; a prefix of the log gives what was known then. Memory:
/// some hundred bytes and the public data per event of a partner, some hundred per licence given or taken,
/// some sixty per content of a record that has neither. Adding an event of any other kind allocates nothing.
public struct PartnershipFold {
    private let kinds = EventKindTable.shared
    private var tags = SubjectTags()
    private var revisions = RevisedRecords()
    private var twins = Twins()
    private var tenants: [TenantKey] = []
    private var numberOfTenant: [TenantKey: Int] = [:]
    private var events: [StoredSetupEvent] = []
    /// The public data of all events, one behind the other.
    private var bytes: [UInt8] = []
    private var licences: [StoredLicence] = []

    public init() {}

    /// How many events were kept, whatever they are about.
    public var eventCount: Int { events.count + licences.count }

    /// Adds a record, of whichever type.
    public mutating func add(_ view: RecordView) {
        let (kind, setup) = kinds.findOfSetup(view.slice(view.typeRange))
        revisions.note(view, kind)
        guard setup != .none else {
            // Which log's account of a fact counts is told by any of the record's events.
            noteTwin(view)
            return
        }
        tags.read(view)
        if let twin = tags.twin { twins.note(twin, of: view.recordKey, isCopy: Twins.isCopy(view)) }
        guard let tenant = tags.tenant else { return }
        let number = self.number(of: tenant)
        Self.withCurrent(view) { view in
            if setup.isOfPerson {
                guard let user = tags.user else { return }
                licences.append(
                    StoredLicence(
                        content: RecordContent(view), occurred: view.occurred.instant, tenant: number,
                        user: user, isGiven: setup == .licenceAssigned, fields: LicenceFields(view)))
            } else {
                let start = bytes.count
                bytes.append(contentsOf: view.slice(view.dataRange))
                events.append(
                    StoredSetupEvent(
                        content: RecordContent(view), occurred: view.occurred.instant,
                        connection: tags.connection, application: tags.application, data: start..<bytes.count,
                        tenant: number, kind: setup))
            }
            revisions.noteIsKnown()
        }
    }

    private mutating func noteTwin(_ view: RecordView) {
        tags.read(view)
        if let twin = tags.twin { twins.note(twin, of: view.recordKey, isCopy: Twins.isCopy(view)) }
    }

    private mutating func number(of tenant: TenantKey) -> Int {
        if let last = tenants.last, last == tenant { return tenants.count - 1 }
        if let known = numberOfTenant[tenant] { return known }
        tenants.append(tenant)
        numberOfTenant[tenant] = tenants.count - 1
        return tenants.count - 1
    }

    /// Reads by the current revision of the event's type. Of a newer one nothing is known.
    private static func withCurrent(_ view: RecordView, _ body: (RecordView) -> Void) {
        switch EventCatalogue.standing(ofType: view.slice(view.typeRange), revision: view.schemaRevision) {
        case .current: body(view)
        case .earlier: view.withCurrentData(body)
        case .newer, .unknown: break
        }
    }

    /// What is in force, by all that was added.
    private func inForce() -> InForce {
        var out = InForce()
        if !revisions.isEmpty {
            out = revisions.inForce { note in
                for event in events { note(event.content) }
                for licence in licences { note(licence.content) }
            }
        }
        for key in twins.givingWay { out.giveWay(key) }
        for event in events { event.content.note(in: &out) }
        for licence in licences { licence.content.note(in: &out) }
        return out
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
