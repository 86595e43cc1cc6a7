import LedgerModel

/// Sorts steps into sessions, never by guess; see ``EnrolmentSession/Telling``.
struct EnrolmentSorting {
    /// The steps of one session.
    struct Group {
        let tenant: TenantKey
        let telling: EnrolmentSession.Telling
        /// The id that the steps say; nil where none does.
        let id: Bits128?
        var steps: [EnrolmentStep]
    }

    private struct SessionKey: Hashable {
        let tenant: TenantKey
        let id: Bits128
    }

    private struct FlowKey: Hashable {
        let tenant: TenantKey
        let correlation: CorrelationID
    }

    /// A device, and who tells of it.
    private struct AccountKey: Hashable {
        let device: DeviceKey
        let source: SourceName
    }

    private struct Loose {
        let step: EnrolmentStep
        let tenant: TenantKey
        let correlation: CorrelationID?
    }

    /// The session of a flow; nil where it has several.
    private typealias Flows = [FlowKey: Int?]

    private let directory: DeviceDirectory
    private var groups: [Group] = []
    private var groupOf: [SessionKey: Int] = [:]
    private var flows: Flows = [:]
    private var loose: [Loose] = []

    init(_ directory: DeviceDirectory) { self.directory = directory }

    mutating func add(_ step: EnrolmentStep, of tenant: TenantKey, correlation: CorrelationID?) {
        guard let id = step.session else {
            loose.append(Loose(step: step, tenant: tenant, correlation: correlation))
            return
        }
        let key = SessionKey(tenant: tenant, id: id)
        let group = groupOf[key] ?? groups.count
        if group == groups.count {
            groups.append(Group(tenant: tenant, telling: .byID, id: id, steps: []))
            groupOf[key] = group
        }
        groups[group].steps.append(step)
        if let correlation { note(group, FlowKey(tenant: tenant, correlation: correlation)) }
    }

    private mutating func note(_ group: Int, _ flow: FlowKey) {
        if let known = flows[flow] {
            if known != group { flows[flow] = .some(nil) }
        } else {
            flows[flow] = .some(group)
        }
    }

    private func group(of loose: Loose, _ flows: Flows) -> Int? {
        guard let correlation = loose.correlation,
            let known = flows[FlowKey(tenant: loose.tenant, correlation: correlation)]
        else { return nil }
        return known
    }

    /// All sessions, by when they began.
    func sessions(_ make: (Group) -> EnrolmentSession) -> [EnrolmentSession] {
        var sorting = self
        sorting.joinLoose()
        // A sign-in has an id of its own, too: factors alone make no enrolment.
        return sorting.groups.filter { $0.steps.contains { !$0.kind.isOfFactor } }.map { group in
            var sorted = group
            sorted.steps.sort()
            return make(sorted)
        }
        .sorted { ($0.began, $0.steps[0].position) < ($1.began, $1.steps[0].position) }
    }

    private mutating func joinLoose() {
        let named = flows
        var accounts: [AccountKey: [Loose]] = [:]
        for entry in loose where !entry.step.kind.isOfFactor {
            if let group = group(of: entry, named) {
                groups[group].steps.append(entry.step)
            } else if let device = entry.step.devices.first {
                let key = AccountKey(device: directory.canonical(of: device), source: entry.step.source)
                accounts[key, default: []].append(entry)
            } else {
                begin(entry)
            }
        }
        for account in accounts.values { divide(account.sorted { $0.step < $1.step }) }
        let all = flows
        for entry in loose where entry.step.kind.isOfFactor {
            if let group = group(of: entry, all) { groups[group].steps.append(entry.step) }
        }
        loose = []
    }

    /// Divides what one source says of one device, in its order.
    private mutating func divide(_ account: [Loose]) {
        var isOpen = false
        for entry in account {
            if isOpen, entry.step.kind != .requested {
                groups[groups.count - 1].steps.append(entry.step)
                noteFlow(entry)
            } else {
                begin(entry)
            }
            isOpen = !entry.step.kind.isEnding
        }
    }

    private mutating func begin(_ entry: Loose) {
        groups.append(
            Group(tenant: entry.tenant, telling: .byDeviceAndTime, id: nil, steps: [entry.step]))
        noteFlow(entry)
    }

    private mutating func noteFlow(_ entry: Loose) {
        guard let correlation = entry.correlation else { return }
        note(groups.count - 1, FlowKey(tenant: entry.tenant, correlation: correlation))
    }
}
