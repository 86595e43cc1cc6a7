public import LedgerModel

/// Which events of a ledger have to be read to judge commands: those of their tenants, of their enrolments
/// and of their devices.
public struct RuleScope: Hashable, Sendable {
    public private(set) var tenants: Set<Tag> = []
    /// Enrolments by the tenant and the enrolment's own id.
    private(set) var sessions: Set<SessionKey> = []
    /// Devices whose platform tells whether a report is due.
    private(set) var devices: Set<DeviceTagKey> = []
    /// Whether any command is judged by what stands; where not, the ledger need not be read.
    public var needsState: Bool { !tenants.isEmpty }

    public init(_ commands: [RuleEvent]) {
        for command in commands {
            guard let tenant = command.tenant, let kind = command.kind, kind.isJudgedByState else { continue }
            tenants.insert(tenant)
            if let session = command.session {
                sessions.insert(SessionKey(tenant: tenant, session: session))
            }
            if kind == .reportSent {
                for tag in command.devices { devices.insert(DeviceTagKey(tenant: tenant, device: tag)) }
            }
        }
    }

    /// The types of events to read, all their events of the tenants.
    public var types: [EventType] {
        guard needsState else { return [] }
        return RuleEventKind.kinds.filter { _, kind in
            switch kind.reach {
            case .tenant: true
            case .session: !sessions.isEmpty
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

struct DeviceTagKey: Hashable, Sendable {
    var tenant: Tag
    var device: Tag
}
