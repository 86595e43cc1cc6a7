import EventCatalogue
public import LedgerModel

/// Which events of a ledger have to be read to judge commands: those of their tenants, of their enrolments,
/// of their groups and of their devices.
public struct RuleScope: Hashable, Sendable {
    public private(set) var tenants: Set<Tag> = []
    /// Enrolments by the tenant and the enrolment's own id.
    private(set) var sessions: Set<SessionKey> = []
    /// Groups that a device manager is to work for.
    private(set) var groups: Set<GroupKey> = []
    /// Devices whose platform, broker and way into the directory decide.
    private(set) var devices: Set<DeviceTagKey> = []
    /// Whether what a tenant is set up with is to be read, and not its devices alone.
    private var needsTenants = false
    /// Whether any command is judged by what stands; where not, the ledger need not be read.
    public var needsState: Bool { !tenants.isEmpty }

    public init(_ commands: [RuleEvent]) {
        for command in commands {
            guard let tenant = command.tenant, let kind = command.kind, kind.isJudgedByState else { continue }
            tenants.insert(tenant)
            if let session = command.session {
                sessions.insert(SessionKey(tenant: tenant, session: session))
            }
            if !kind.isJudgedByDevice { needsTenants = true }
            if kind == .scopeChanged {
                for group in command.data[ScopeEvents.added] ?? [] {
                    groups.insert(GroupKey(tenant: tenant, group: group))
                }
            }
            if kind == .reportSent || kind == .deviceRegistered {
                for tag in command.devices { devices.insert(DeviceTagKey(tenant: tenant, device: tag)) }
            }
        }
    }

    /// The types of events to read, all their events of the tenants.
    public var types: [EventType] {
        guard needsTenants else { return [] }
        return RuleEventKind.kinds.filter { _, kind in
            switch kind.reach {
            case .tenant: true
            case .session: !sessions.isEmpty
            case .group: !groups.isEmpty
            case .device: false
            }
        }.map(\.key)
    }

    /// The tags of devices to read, all events that carry one of them.
    public var deviceTags: Set<Tag> { Set(devices.map(\.device)) }
}

struct SessionKey: Hashable, Sendable {
    var tenant: Tag
    var session: Bits128
}

struct GroupKey: Hashable, Sendable {
    var tenant: Tag
    var group: Bits128
}

struct DeviceTagKey: Hashable, Sendable {
    var tenant: Tag
    var device: Tag
}
