import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Projections
import StrictJSON

/// A tenant as an administrator reads it.
struct TenantView {
    private let key: TenantKey
    private let events: Int
    private let first: Timestamp
    private let last: Timestamp
    private let families: [(name: String, count: Int)]
    private let deviceCount: Int
    private let compliantCount: Int
    private let notCompliantCount: Int
    private let deletedCount: Int
    /// By the kinds' order; of each kind that there is.
    private let endings: [(kind: DeviceEnding.Kind, count: Int)]
    private let userCount: Int
    private let policies: [(policy: Bits128, content: PolicyContent)]
    private let applications: [(application: Bits128, states: [RegionState])]
    let compliancePolicies: [PolicyStanding]
    let connections: [ConnectionStanding]
    let subscriptions: [SubscriptionStanding]
    /// What was said of licences beside what Microsoft lists; nil where nothing was.
    let licences: TenantLicences?
    /// For how long a device's compliance is valid, at the instant; nil where the tenant has not set it.
    private let validity: ValidityPeriods.Setting?

    /// What was said of a tenant by events that the read models do not have.
    struct Told {
        let licences: TenantLicences?
        let validity: ValidityPeriods.Setting?
    }

    /// The devices of a tenant, by what was observed of them.
    private struct Tally {
        var devices = 0
        var compliant = 0
        var notCompliant = 0
        /// Those whose directory object was deleted: its flags are gone with it.
        var deleted = 0
        var endings: [DeviceEnding.Kind: Int] = [:]

        mutating func count(_ state: DeviceState, _ ending: DeviceEnding?) {
            devices += 1
            if let ending { endings[ending.kind, default: 0] += 1 }
            guard state.registration != .deleted else {
                deleted += 1
                return
            }
            switch state.isCompliantObserved {
            case true: compliant += 1
            case false: notCompliant += 1
            case nil: break
            }
        }
    }

    /// The tenant as a fold knows it.
    ///
    /// - Parameter finder: how the management of its devices ended.
    init(
        _ key: TenantKey, _ tenant: TenantTimeline, _ fold: LedgerFold, _ finder: EndingFinder,
        _ instant: Timestamp, _ told: Told
    ) throws {
        var tally = Tally()
        var finder = finder
        fold.forEachDevice { device in
            guard device.key.tenant == key, device.facts.contains(where: { $0.occurred <= instant }) else {
                return
            }
            let state = device.state(asOf: instant)
            tally.count(state, finder.ending(of: device.key, state))
        }
        try finder.end()
        self.init(
            key, events: tenant.counts.events, first: tenant.counts.firstOccurred,
            last: tenant.counts.lastOccurred, families: tenant.counts.families, tally,
            userCount: fold.users().filter { user, timeline in
                user.tenant == key && timeline.timeline.facts.contains { $0.occurred <= instant }
            }.count,
            policies: tenant.policies.compactMap { policy in
                policy.content(asOf: instant).map { (policy.policy, $0) }
            },
            applications: tenant.applications.map { application in
                (application.application, application.timeline.state(asOf: instant).states)
            },
            configured: (
                tenant.policies.compactMap { PolicyStanding($0, asOf: instant) },
                tenant.connections.compactMap { ConnectionStanding($0, asOf: instant) },
                tenant.subscriptions.compactMap { SubscriptionStanding($0, asOf: instant) }
            ), told)
    }

    /// The tenant as the read models know it; nil where no event names one with this tag.
    init?(
        _ tag: Tag, _ reading: ProjectionReading, _ history: History, _ times: ResolvedTimes,
        _ told: Told
    ) throws(ProjectionError) {
        let instant = times.asOf
        let found = try reading.tenants().first { $0.tenant.tag == tag }
        guard let found, let first = found.firstOccurred, let last = found.lastOccurred else { return nil }
        var tally = Tally()
        let filter = SubjectFilter(tags: [tag])
        var finder = try EndingFinder(reading, history, times)
        try reading.forEachDevice(filter, asOf: instant, in: DeviceEnding.regions + [.complianceObserved]) {
            tally.count($1, finder.ending(of: $0, $1))
        }
        try finder.endProjection()
        var users = found.users
        if instant < last {
            users = 0
            try reading.forEachUser(filter, asOf: instant) { _ in users += 1 }
        }
        self.init(
            found.tenant, events: found.events, first: first, last: last, families: found.families, tally,
            userCount: users,
            policies: try reading.policies(tenant: found.tenant, asOf: instant).map {
                ($0.policy, $0.content)
            },
            applications: try reading.applications(of: found.tenant).map { application in
                let snapshot = StateSnapshot(intervals: application.intervals, asOf: instant)
                return (application.application, snapshot.states)
            },
            configured: (
                try reading.policyStandings(tenant: found.tenant, asOf: instant),
                try reading.connections(tenant: found.tenant, asOf: instant),
                try reading.subscriptions(tenant: found.tenant, asOf: instant)
            ), told)
    }

    private init(
        _ key: TenantKey, events: Int, first: Timestamp, last: Timestamp, families: [String: Int],
        _ tally: Tally, userCount: Int, policies: [(policy: Bits128, content: PolicyContent)],
        applications: [(application: Bits128, states: [RegionState])],
        configured: ([PolicyStanding], [ConnectionStanding], [SubscriptionStanding]),
        _ told: Told
    ) {
        self.key = key
        self.events = events
        self.first = first
        self.last = last
        self.families = families.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { (name: $0.key, count: $0.value) }
        deviceCount = tally.devices
        compliantCount = tally.compliant
        notCompliantCount = tally.notCompliant
        deletedCount = tally.deleted
        endings = DeviceEnding.Kind.allCases.compactMap { kind in
            tally.endings[kind].map { (kind, $0) }
        }
        self.userCount = userCount
        self.policies = policies
        self.applications = applications
        compliancePolicies = configured.0.filter { $0.kind == .compliance }
        connections = configured.1
        subscriptions = configured.2
        licences = told.licences
        validity = told.validity
    }

    func tell(_ reader: EvidenceReader, evidence: Bool, asOf instant: Timestamp) {
        Terminal.line("tenant \(key.text)")
        Terminal.line(
            "events \(events), \(first) to \(last)"
                + (instant < last ? ", all that are known, also those after the instant asked for" : ""))
        Terminal.line(
            "devices \(deviceCount): \(compliantCount) seen compliant, \(notCompliantCount) seen not compliant, "
                + "\(deviceCount - compliantCount - notCompliantCount - deletedCount) without a flag, "
                + "\(deletedCount) deleted from the directory")
        if !endings.isEmpty {
            Terminal.line(
                "ended or silent: "
                    + endings.map { "\($0.count) \($0.kind.text)" }.joined(separator: ", "))
        }
        Terminal.line("users \(userCount)")
        Terminal.line(
            "compliance is valid for "
                + (validity.map { "\($0.days) days, as set \($0.since) @\($0.position.value)" }
                    ?? "\(SilenceRule.validityPeriod.days) days, where a tenant sets nothing")
        )
        for (family, count) in families { Terminal.line("  \(family) \(count)") }
        if !policies.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["policy", "name", "state", "operator", "controls", "since", "proof"],
                policies.map { policy, content in
                    [
                        policy.guidText, reader.label(.policyNames, among: [content.interval.position]) ?? "",
                        content.isDeleted ? "deleted" : content.state?.word ?? "not said",
                        content.grantOperator?.inWords ?? "",
                        content.controls?.map(\.word).joined(separator: "+") ?? "",
                        content.interval.from.description, "@\(content.interval.position.value)",
                    ]
                })
        }
        tellConfigured(reader)
        tellLicences(reader, evidence: evidence)
        if !applications.isEmpty {
            Terminal.line("")
            Terminal.table(
                ["application", "region", "value", "since", "proof"],
                applications.flatMap { application, states in
                    states.map { state in
                        [
                            application.guidText, state.region.word, state.value.word(in: state.region),
                            state.since.description, "@\(state.position.value)",
                        ]
                    }
                })
        }
        guard evidence else { return }
        for (policy, content) in policies {
            reader.tell(content.interval.position, of: "policy \(policy.guidText)")
        }
    }

    func write(_ writer: inout JSONWriter, _ reader: EvidenceReader, evidence: Bool) {
        writer.beginObject()
        writer.key("tenant")
        writer.string(key.text)
        for (name, count) in [
            ("events", events), ("devices", deviceCount), ("compliant", compliantCount),
            ("notCompliant", notCompliantCount), ("deleted", deletedCount), ("users", userCount),
        ] {
            writer.key(name)
            writer.int64(Int64(count))
        }
        writer.key("endings")
        writer.beginObject()
        for (kind, count) in endings {
            writer.key(kind.word)
            writer.int64(Int64(count))
        }
        writer.endObject()
        writer.key("first")
        writer.string(first.description)
        writer.key("last")
        writer.string(last.description)
        writer.key("families")
        writer.beginObject()
        for (family, count) in families {
            writer.key(family)
            writer.int64(Int64(count))
        }
        writer.endObject()
        writer.key("complianceValidity")
        writer.beginObject()
        writer.key("days")
        writer.int64(validity?.days ?? SilenceRule.validityPeriod.days)
        writer.key("since")
        if let validity { writer.string(validity.since.description) } else { writer.null() }
        writer.key("position")
        if let validity { writer.uint64(validity.position.value) } else { writer.null() }
        writer.endObject()
        writer.key("policies")
        writer.beginArray()
        for (policy, content) in policies {
            writer.beginObject()
            writer.key("policy")
            writer.string(policy.guidText)
            writer.key("name")
            if let name = reader.label(.policyNames, among: [content.interval.position]) {
                writer.string(name)
            } else {
                writer.null()
            }
            writer.key("state")
            writer.string(content.isDeleted ? "deleted" : content.state?.word ?? "notSaid")
            writer.key("operator")
            if let joined = content.grantOperator { writer.string(joined.inWords) } else { writer.null() }
            writer.key("controls")
            writer.beginArray()
            for control in content.controls ?? [] { writer.string(control.word) }
            writer.endArray()
            writer.key("since")
            writer.string(content.interval.from.description)
            writer.key("position")
            writer.uint64(content.interval.position.value)
            if evidence { reader.write(content.interval.position, &writer) }
            writer.endObject()
        }
        writer.endArray()
        writeConfigured(&writer, reader, evidence: evidence)
        writeLicences(&writer, reader, evidence: evidence)
        writer.endObject()
    }
}
