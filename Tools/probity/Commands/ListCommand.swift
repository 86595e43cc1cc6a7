import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Many devices, users or tenants.",
        discussion: """
            EXAMPLES
              probity list devices
              probity list devices tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --as-of 2026-03-03 --format csv
              probity list users --json
              probity list tenants
            """,
        subcommands: [ListDevicesCommand.self, ListUsersCommand.self, ListTenantsCommand.self])
}

/// What all listings take.
struct ListOptions: ParsableArguments {
    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: FormatOptions
    @Argument(help: "Words of the filter: tenant:, device:, user:.")
    var filter: [String] = []

    /// Folds the prefix that was known, in one pass.
    func fold() throws -> (history: History, times: ResolvedTimes, fold: LedgerFold, tags: [Tag]?) {
        let history = History(try place.open())
        let times = try clocks.resolve(history)
        let parsed = try EventFilter(filter, in: history)
        let progress = ProgressBar("folding")
        let fold = try history.fold(below: times.prefix) { progress.show($0, of: times.prefix.value) }
        progress.end()
        times.tell()
        return (history, times, fold, filter.isEmpty ? nil : parsed.leadingTags ?? [])
    }
}

struct ListDevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "All devices and where they stand.",
        discussion: """
            EXAMPLES
              probity list devices --as-of -30d
              probity list devices tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --json
            """)

    @OptionGroup var options: ListOptions

    func run() throws {
        try carryOut("listing the devices of \(options.place.path)") {
            let (_, times, fold, tags) = try options.fold()
            let rows = Rows([
                "device", "tenant", "platform", "enrolment", "registration", "managed", "evaluated",
                "reported",
                "observed", "observedSince", "proof",
            ])
            fold.forEachDevice { device in
                guard device.facts.contains(where: { $0.occurred <= times.asOf }) else { return }
                if let tags,
                    !device.keys.contains(where: { tags.contains($0.tag) }),
                    !tags.contains(device.key.tenant.tag)
                {
                    return
                }
                let state = device.state(asOf: times.asOf)
                func word(_ region: Region) -> Rows.Cell {
                    state[region].map { .text($0.value.word(in: region)) } ?? .none
                }
                let observed = state[.complianceObserved]
                rows.add([
                    .text(device.key.text), .text(device.key.tenant.text), word(.platform), word(.enrolment),
                    word(.registration), word(.management), word(.complianceEvaluated),
                    word(.complianceReported),
                    word(.complianceObserved), observed.map { .text($0.since.description) } ?? .none,
                    observed.map { .number($0.position.value) } ?? .none,
                ])
            }
            rows.write(options.output.chosen)
        }
    }
}

struct ListUsersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "All persons and their last sign-ins.",
        discussion: """
            EXAMPLES
              probity list users --format csv
            """)

    @OptionGroup var options: ListOptions

    func run() throws {
        try carryOut("listing the users of \(options.place.path)") {
            let (history, times, fold, tags) = try options.fold()
            let reader = EvidenceReader(history.ledger)
            let rows = Rows([
                "user", "name", "tenant", "granted", "denied", "interrupted", "lastGranted", "lastFactor",
                "devices",
                "proof",
            ])
            for (key, user) in fold.users().sorted(by: { $0.key < $1.key }) {
                if let tags, !tags.contains(key.tag), !tags.contains(key.tenant.tag) { continue }
                let state = user.state(asOf: times.asOf)
                let last = user.timeline.facts.last { $0.occurred <= times.asOf }
                guard let last else { continue }
                let name = reader.label(
                    .userPrincipalName, among: user.timeline.facts.suffix(5).map(\.position))
                rows.add([
                    .text(key.identity.description), name.map { .text($0) } ?? .none, .text(key.tenant.text),
                    .number(UInt64(state.granted)), .number(UInt64(state.denied)),
                    .number(UInt64(state.interrupted)),
                    state.lastGranted.map { .text($0.occurred.description) } ?? .none,
                    state.lastFactorSatisfied.map { .text($0.occurred.description) } ?? .none,
                    .number(UInt64(state.devices.count)), .number(last.position.value),
                ])
            }
            rows.write(options.output.chosen)
        }
    }
}

struct ListTenantsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenants", abstract: "All tenants that events name.",
        discussion: """
            EXAMPLES
              probity list tenants --json
            """)

    @OptionGroup var options: ListOptions

    func run() throws {
        try carryOut("listing the tenants of \(options.place.path)") {
            let (_, times, fold, tags) = try options.fold()
            var devices: [TenantKey: UInt64] = [:]
            fold.forEachDevice { devices[$0.key.tenant, default: 0] += 1 }
            let rows = Rows(["tenant", "events", "devices", "policies", "applications", "first", "last"])
            for (key, tenant) in fold.tenants().sorted(by: { $0.key < $1.key }) {
                if let tags, !tags.contains(key.tag) { continue }
                guard tenant.counts.firstOccurred <= times.asOf else { continue }
                rows.add([
                    .text(key.text), .number(UInt64(tenant.counts.events)), .number(devices[key] ?? 0),
                    .number(UInt64(tenant.policies.count)), .number(UInt64(tenant.applications.count)),
                    .text(tenant.counts.firstOccurred.description),
                    .text(tenant.counts.lastOccurred.description),
                ])
            }
            rows.write(options.output.chosen)
        }
    }
}
