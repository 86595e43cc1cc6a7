import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections
import RecordFormat
import StrictJSON

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One thing: its state, with the position that proves each part.",
        discussion: """
            EXAMPLES
              probity show device 4c299165-6e8f-4b45-a5ba-c5d250a707ff
              probity show device C02XK1ABCDEF --as-of 2026-03-03 --known-at 2026-03-04
              probity show user alex@example.com --evidence
              probity show tenant 72f988bf-86f1-41af-91ab-2d7cd011db47
              probity show policy 6b5e999b-0ba8-4186-a106-e0296c1c4358
              probity show connection d6d46d0d-6d0d-d6d4-0d6d-d4d60d6dd4d6
              probity show enrollment 26fa6a3f-c2e7-4cfa-8557-93e5b4400f13
              probity show event @1204 --evidence
            """,
        subcommands: [
            ShowDeviceCommand.self, ShowUserCommand.self, ShowTenantCommand.self, ShowPolicyCommand.self,
            ShowConnectionCommand.self, ShowEnrollmentCommand.self, ShowEventCommand.self,
        ])
}

struct ShowDeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "A device, by any of its ids or its serial number.",
        discussion: """
            EXAMPLES
              probity show device 4c299165-6e8f-4b45-a5ba-c5d250a707ff
              probity show device entra-object/0f1e… --as-of -30d --json
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each part.")
    var evidence = false
    @Argument(help: "A GUID, kind/GUID, or a serial number.")
    var id: String

    func run() throws {
        try carryOut("showing a device of \(place.path)") {
            let found = try DeviceLookup(id, place, clocks)
            let times = found.times
            var roll = try InventoryRoll(found.history, asOf: times.asOf, below: times.prefix)
            var reading = ConclusionReader(found.history, times, found.sources.managers)
            let factors = FactorStanding.byRecord(found.fold, asOf: times.asOf)
            let decided = found.fold.decisions()
            let views = try found.devices.map { device in
                let decisions = decided.filter { decision in
                    decision.occurred <= times.asOf && decision.device.map(device.keys.contains) == true
                }
                let basis = try reading.basis(for: device, decisions)
                return try DeviceView(
                    device: device, state: device.state(asOf: times.asOf),
                    aliases: found.fold.aliases(of: device, asOf: times.asOf),
                    decisions: decisions, sources: found.sources, absence: roll.absence(of: device),
                    standing: ManagerStanding(device, asOf: times.asOf, basis),
                    conclusions: DeviceConclusions(device, asOf: times.asOf, basis), factors: factors)
            }
            let reader = EvidenceReader(found.history.ledger)
            times.show(views, as: "devices", json: output.json) { view, writer in
                view.write(&writer, reader, evidence: evidence)
            } tell: { view in
                view.tell(reader, evidence: evidence)
            }
        }
    }
}

struct ShowUserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "A person, by user principal name, object id or the ledger's own id.",
        discussion: """
            EXAMPLES
              probity show user alex@example.com
              probity show user 26be570a-ae82-4189-b4e2-a37c6808512d --as-of -7d
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind the last events.")
    var evidence = false
    @Argument(help: "A user principal name or an id.")
    var id: String

    func run() throws {
        try carryOut("showing a user of \(place.path)") {
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            let tags = try PersonLookup(history).tags(id)
            guard !tags.isEmpty else { throw PersonLookup.nobody() }
            let fold = try history.fold(about: tags, below: times.prefix)
            var users = fold.users().filter { tags.contains($0.key.tag) }
            let licences = try history.licences(about: tags, below: times.prefix).licences(asOf: times.asOf)
            for tenant in licences {
                for user in Set(tenant.holdings.map(\.user)) {
                    let key = UserKey(tenant: tenant.tenant, identity: user)
                    // One of whom nothing but licences is told.
                    guard tags.contains(key.tag), users[key] == nil else { continue }
                    users[key] = UserTimeline(key: key, facts: [])
                }
            }
            let mentions = try PersonMentions.all(of: tags, history, times)
            for key in mentions.keys where users[key] == nil {
                users[key] = UserTimeline(key: key, facts: [])
            }
            let found = users.sorted { $0.key < $1.key }
            guard !found.isEmpty else {
                throw NotFound(
                    "no event names this person, as far as was known then",
                    hint: "probity list users shows those of whom a sign-in, a factor or a licence is told")
            }
            let reader = EvidenceReader(history.ledger)
            let views = found.map { key, user in
                let tenant = licences.first { $0.tenant == key.tenant }
                return UserView(
                    key, user, times.asOf, tenant?.holdings(of: key.identity) ?? [], mentions[key])
            }
            times.show(views, as: "users", json: output.json) { view, writer in
                view.write(&writer, reader, evidence: evidence)
            } tell: { view in
                view.tell(reader, evidence: evidence)
            }
        }
    }
}

struct ShowTenantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "A tenant: its policies, connections, licences, applications and counts.",
        discussion: """
            EXAMPLES
              probity show tenant 72f988bf-86f1-41af-91ab-2d7cd011db47 --as-of 2026-03-03
            """)

    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: JSONOption
    @Flag(name: .long, help: "The private fields and the verbatim source records behind each policy.")
    var evidence = false
    @Argument(help: "A tenant's GUID or short name.")
    var id: String

    func run() throws {
        try carryOut("showing a tenant of \(place.path)") {
            guard let name = TenantName(Array(id.utf8)) else {
                throw ValidationError("a tenant is a GUID or a short name")
            }
            let history = History(try place.open())
            let times = try clocks.resolve(history)
            guard let view = try view(name.tag, history, times) else {
                throw NotFound(
                    "no event names this tenant, as far as was known then",
                    hint: "probity list tenants shows all that events name")
            }
            let reader = EvidenceReader(history.ledger)
            if output.json {
                Terminal.json { writer in
                    writer.beginObject()
                    times.write(&writer)
                    writer.key("tenant")
                    view.write(&writer, reader, evidence: evidence)
                    writer.endObject()
                }
            } else {
                times.tell()
                view.tell(reader, evidence: evidence, asOf: times.asOf)
            }
        }
    }

    /// Asks the read models where the question is about all that is known; nil where no event names the
    /// tenant.
    private func view(_ tag: Tag, _ history: History, _ times: ResolvedTimes) throws -> TenantView? {
        let validity = try TenantKey(text: id).map {
            try history.validity(of: $0, below: times.prefix)
        }
        let told = TenantView.Told(
            licences: try history.licences(ofTenant: tag, asOf: times.asOf, below: times.prefix),
            validity: validity?.setting(at: times.asOf))
        return try ReadModels.find(about: history.ledger, isAboutNow: clocks.knownAt == nil) {
            reading throws(ProjectionError) in
            try TenantView(tag, reading, history, times, told)
        } otherwise: {
            let fold = try history.fold(below: times.prefix)
            guard let (key, tenant) = fold.tenants().first(where: { $0.key.tag == tag }) else { return nil }
            let sources = try history.coverage(below: times.prefix)
            let finder = try EndingFinder(sources, history, times)
            return try TenantView(key, tenant, fold, finder, times.asOf, told)
        }
    }
}
