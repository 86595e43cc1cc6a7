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
    /// Ids of devices whose platform, broker and way into the directory decide.
    private(set) var devices: Set<DeviceTagKey> = []
    /// For each id those of the same device.
    private var bound: [DeviceTagKey: Set<DeviceTagKey>] = [:]
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
        guard !devices.isEmpty else { return }
        for command in commands { bind(command) }
    }

    /// Takes note of an event that says which ids are one device's; any other one changes nothing.
    ///
    /// Ids are one device's whenever that was said: of a device's other ids all is to be read as well.
    public mutating func bind(_ event: RuleEvent) {
        guard event.kind == .deviceBound, let tenant = event.tenant, event.devices.count > 1 else { return }
        var group: Set<DeviceTagKey> = []
        for tag in event.devices {
            let key = DeviceTagKey(tenant: tenant, device: tag)
            group.insert(key)
            group.formUnion(bound[key] ?? [])
        }
        guard group.count <= Self.mostIDs else { return }
        for key in group { bound[key] = group }
        if !group.isDisjoint(with: devices) { devices.formUnion(group) }
    }

    /// Of a device with more ids than this the further ones count as others'.
    private static let mostIDs = 64

    /// All ids of a device of which one is known.
    func ids(of key: DeviceTagKey) -> Set<DeviceTagKey> { bound[key] ?? [key] }

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
