import ArgumentParser
import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Many devices, users, tenants, policies, connections, enrolments or sources.",
        discussion: """
            EXAMPLES
              probity list devices
              probity list devices tenant:72f988bf-86f1-41af-91ab-2d7cd011db47
              probity list devices --as-of 2026-03-03 --format csv
              probity list users --json
              probity list tenants
              probity list policies tenant:72f988bf-86f1-41af-91ab-2d7cd011db47
              probity list connections --as-of -30d
              probity list enrollments user:alex@example.com
              probity list devices user:alex@example.com
              probity list users -- -tenant:contoso
              probity list sources --gaps

            The read models answer about all that is known. With --known-at, and where the read models do \
            not hold all of the log, the log is folded.
            """,
        subcommands: [
            ListDevicesCommand.self, ListUsersCommand.self, ListTenantsCommand.self,
            ListPoliciesCommand.self, ListConnectionsCommand.self, ListEnrollmentsCommand.self,
            ListSourcesCommand.self,
        ])
}

/// What all listings take.
struct ListOptions: ParsableArguments {
    @OptionGroup var place: LedgerOptions
    @OptionGroup var clocks: TimeOptions
    @OptionGroup var output: FormatOptions

    /// Answers from the read models where the question is about all that is known, else from a fold of the
    /// prefix that was known, in one pass.
    ///
    /// - Parameters:
    ///   - names: of the columns.
    ///   - member: the name of the member that has the rows of a JSON object.
    ///   - filter: words of the filter, of which only those in `words` can be applied.
    ///   - read: adds rows from the read models.
    ///   - fold: adds the same rows in the same order from a fold.
    func answer(
        _ names: [String], as member: String, filter: [String], taking words: [String],
        read: (ProjectionReading, Question, inout Rows) throws(ProjectionError) -> Void,
        fold: (LedgerFold, Question, inout Rows) throws -> Void
    ) throws {
        try answer(names, as: member, filter: filter, taking: words, read: read) { question, rows in
            let folded = try question.history.foldShowingProgress(below: question.times.prefix)
            question.tellTimes()
            try fold(folded, question, &rows)
        }
    }

    /// The same.
    ///
    /// - Parameter readLog: adds the same rows in the same order from the log; tells the times before the
    ///   first.
    func answer(
        _ names: [String], as member: String, filter: [String], taking words: [String],
        read: (ProjectionReading, Question, inout Rows) throws(ProjectionError) -> Void,
        readLog: (Question, inout Rows) throws -> Void
    ) throws {
        let history = History(try place.open())
        let lookup = PersonLookup(history)
        let devices = DeviceTagLookup(history)
        let parsed = try EventFilter(
            filter, in: history, taking: words,
            devices: { text throws(LedgerError) in try devices.tags(text) },
            people: { name throws(LedgerError) in try lookup.tags(name) })
        let times = try clocks.resolve(history)
        let isAboutDevices = words.contains("device")
        let clauses = try parsed.tagClauses.map { clause in
            // A person stands for the devices that signed in with them.
            guard isAboutDevices, clause.name.utf8.elementsEqual("user".utf8) else {
                return (isNegated: clause.isNegated, tags: clause.tags)
            }
            let tags = try history.devices(usedBy: clause.tags, asOf: times.asOf, below: times.prefix)
            return (isNegated: clause.isNegated, tags: tags)
        }
        let question = Question(
            history: history, times: times, filter: SubjectFilter(clauses: clauses), told: Told())
        var rows = Rows(names, output.chosen, of: Rows.Answer(member: member, times: times))
        if clocks.knownAt == nil {
            let isAnswered = ReadModels.answer(about: history.ledger) { reading throws(ProjectionError) in
                question.tellTimes()
                try read(reading, question, &rows)
            }
            if isAnswered { return rows.end() }
            rows.restart()
        }
        try readLog(question, &rows)
        rows.end()
    }

    /// What a listing is about.
    struct Question {
        let history: History
        let times: ResolvedTimes
        var ledger: Ledger { history.ledger }
        var asOf: Timestamp { times.asOf }
        /// What passes all words.
        let filter: SubjectFilter
        fileprivate let told: Told

        /// Says for which times the answer is, once.
        func tellTimes() {
            guard !told.isTold else { return }
            told.isTold = true
            times.tell()
        }
    }

    fileprivate final class Told {
        var isTold = false
    }
}

struct ListDevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "All devices and where they stand.",
        discussion: """
            EXAMPLES
              probity list devices --as-of -30d
              probity list devices tenant:72f988bf-86f1-41af-91ab-2d7cd011db47 --json
              probity list devices --conclusions --format csv

            --conclusions adds what documented rules conclude of a device's compliance, and folds each \
            device by its own events: a large fleet takes its time.
            """)

    @OptionGroup var options: ListOptions
    @Flag(name: .long, help: "Two more columns: what rules conclude of its compliance, and since when.")
    var conclusions = false
    @Argument(help: "Words of the filter: tenant:, device:, user: (who signed in with it).")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the devices of \(options.place.path)") {
            try options.answer(
                Self.names + (conclusions ? Self.conclusionNames : []), as: "devices", filter: filter,
                taking: ["tenant", "device", "user"]
            ) {
                reading, question, rows throws(ProjectionError) in
                var endings = try EndingFinder(reading, question.history, question.times)
                var concluding = concluding(question, endings)
                try reading.forEachDevice(question.filter, asOf: question.asOf, in: Self.regions) {
                    rows.add(Self.row($0, $1, endings.ending(of: $0, $1)) + Self.cells($0, &concluding))
                }
                try endings.endProjection()
                try concluding?.endProjection()
            } readLog: { question, rows in
                let sources = try question.history.coverage(below: question.times.prefix)
                var endings = try EndingFinder(sources, question.history, question.times)
                var concluding = concluding(question, endings)
                try question.history.forEachDeviceShowingProgress(question.times, in: Self.regions) {
                    key, keys, state in
                    question.tellTimes()
                    guard question.filter.holds(deviceWith: keys) else { return }
                    rows.add(
                        Self.row(key, state, endings.ending(of: key, state)) + Self.cells(key, &concluding))
                }
                question.tellTimes()
                try endings.end()
                try concluding?.end()
            }
        }
    }

    private static let names = [
        "device", "tenant", "platform", "enrolment", "registration", "managed", "evaluated", "reported",
        "observed", "observedSince", "proof", "ending", "endingSince", "registrationAttempt",
    ]
    /// Of several conclusions the instants stand in the same order.
    private static let conclusionNames = ["conclusions", "conclusionsSince"]

    private func concluding(_ question: ListOptions.Question, _ endings: EndingFinder) -> ConclusionFinder? {
        conclusions ? ConclusionFinder(question.history, question.times, endings.managers) : nil
    }

    private static func cells(_ key: DeviceKey, _ concluding: inout ConclusionFinder?) -> [Rows.Cell] {
        guard let found = concluding?.conclusions(of: key) else { return [] }
        guard !found.isEmpty else { return [.none, .none] }
        return [
            .text(found.map(\.rule.name).joined(separator: " ")),
            .text(found.map(\.since.description).joined(separator: " ")),
        ]
    }

    /// Those that have a column, in the order of the columns.
    private static let columns: [Region] = [
        .platform, .enrolment, .registration, .management, .complianceEvaluated, .complianceReported,
        .complianceObserved,
    ]
    private static let regions = columns + [.contact, .registrationAttempt]

    /// What was said of a directory object is gone with it, and has no cell any more.
    private static func row(
        _ key: DeviceKey, _ state: DeviceState, _ ending: DeviceEnding?
    ) -> [Rows.Cell] {
        func standing(_ region: Region) -> RegionState? {
            state[region].flatMap { state.snapshot.deletion(after: $0) == nil ? $0 : nil }
        }
        let observed = standing(.complianceObserved)
        return [.text(key.text), .text(key.tenant.text)]
            + columns.map { region in
                standing(region).map { .text($0.value.word(in: region)) } ?? .none
            } + [
                observed.map { .text($0.since.description) } ?? .none,
                observed.map { .number($0.position.value) } ?? .none,
                ending.map { .text($0.kind.word) } ?? .none,
                ending.map { .text($0.since.description) } ?? .none,
                state[.registrationAttempt].map { .text($0.value.word(in: .registrationAttempt)) } ?? .none,
            ]
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
    @Argument(help: "Words of the filter: tenant:, user:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the users of \(options.place.path)") {
            try options.answer(Self.names, as: "users", filter: filter, taking: ["tenant", "user"]) {
                reading, question, rows throws(ProjectionError) in
                let evidence = EvidenceReader(question.ledger)
                try reading.forEachUser(question.filter, asOf: question.asOf) {
                    rows.add(Self.row($0, evidence))
                }
            } fold: { fold, question, rows in
                let evidence = EvidenceReader(question.ledger)
                for (key, user) in fold.users().sorted(by: { $0.key < $1.key })
                where question.filter.holds(key) {
                    if let user = UserListing(user, asOf: question.asOf) {
                        rows.add(Self.row(user, evidence))
                    }
                }
            }
        }
    }

    private static let names = [
        "user", "name", "tenant", "granted", "denied", "interrupted", "lastGranted", "lastFactor", "devices",
        "proof",
    ]

    private static func row(_ user: UserListing, _ evidence: EvidenceReader) -> [Rows.Cell] {
        let name = evidence.label(.userPrincipalName, among: user.nameSources)
        return [
            .text(user.key.identity.description), name.map { .text($0) } ?? .none,
            .text(user.key.tenant.text), .number(UInt64(user.granted)), .number(UInt64(user.denied)),
            .number(UInt64(user.interrupted)),
            user.lastGranted.map { .text($0.description) } ?? .none,
            user.lastFactorSatisfied.map { .text($0.description) } ?? .none,
            .number(UInt64(user.devices)), .number(user.last.value),
        ]
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
    @Argument(help: "Words of the filter: tenant:.")
    var filter: [String] = []

    func run() throws {
        try carryOut("listing the tenants of \(options.place.path)") {
            try options.answer(Self.names, as: "tenants", filter: filter, taking: ["tenant"]) {
                reading, question, rows throws(ProjectionError) in
                for tenant in try reading.tenants() where question.filter.holds(tenant.tenant) {
                    guard let first = tenant.firstOccurred, let last = tenant.lastOccurred,
                        first <= question.asOf
                    else { continue }
                    let counts = [tenant.events, tenant.devices, tenant.policies, tenant.applications]
                    rows.add(Self.row(tenant.tenant, counts, first, last))
                }
            } fold: { fold, question, rows in
                var devices: [TenantKey: Int] = [:]
                fold.forEachDevice { devices[$0.key.tenant, default: 0] += 1 }
                for (key, tenant) in fold.tenants().sorted(by: { $0.key < $1.key })
                where question.filter.holds(key) && tenant.counts.firstOccurred <= question.asOf {
                    let counts = [
                        tenant.counts.events, devices[key] ?? 0, tenant.policies.count,
                        tenant.applications.count,
                    ]
                    rows.add(
                        Self.row(key, counts, tenant.counts.firstOccurred, tenant.counts.lastOccurred))
                }
            }
        }
    }

    private static let names = [
        "tenant", "events", "devices", "policies", "applications", "first", "last",
    ]

    private static func row(
        _ key: TenantKey, _ counts: [Int], _ first: Timestamp, _ last: Timestamp
    ) -> [Rows.Cell] {
        [.text(key.text)] + counts.map { .number(UInt64($0)) }
            + [.text(first.description), .text(last.description)]
    }
}
