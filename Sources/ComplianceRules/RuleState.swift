import EventCatalogue
import LedgerModel

/// What stands, as far as the rules ask for it: a fold over the events that a ``RuleScope`` names, in the
/// order of the log. What happened when is told by the events' own times.
///
/// Holds nothing of other tenants, enrolments and devices. Of one thing the latest 4,096 changes are kept, of
/// an enrolment 256 steps, and of a tenant's connections, installations and devices ``mostSubjects`` in all;
/// beyond these ``isOverfull`` tells that nothing can be judged.
public struct RuleState: Sendable {
    public static let mostSubjects = 10_000

    let scope: RuleScope
    private(set) var tenants: [Tag: TenantRecord] = [:]
    private(set) var enrollments: [SessionKey: EnrollmentRecord] = [:]
    private(set) var devices: [DeviceTagKey: DeviceRecord] = [:]
    /// Whether a tenant has more connections and installations than can be judged.
    public private(set) var isOverfull = false

    public init(_ scope: RuleScope) { self.scope = scope }

    /// Takes in an event; one that no rule asks for changes nothing.
    public mutating func add(_ event: RuleEvent) {
        guard let kind = event.kind, let tenant = event.tenant, scope.tenants.contains(tenant) else { return }
        switch kind.reach {
        case .tenant:
            tenants[tenant, default: TenantRecord()].add(event, kind)
            if let record = tenants[tenant],
                record.connections.count + record.instances.count > Self.mostSubjects
            {
                isOverfull = true
            }
        case .group:
            guard let group = event.group, scope.groups.contains(GroupKey(tenant: tenant, group: group))
            else { return }
            tenants[tenant, default: TenantRecord()].observe(group, event)
        case .session:
            guard let session = event.session else { return }
            let key = SessionKey(tenant: tenant, session: session)
            if scope.sessions.contains(key) {
                enrollments[key, default: EnrollmentRecord()].add(event, kind)
            }
        case .device:
            for device in event.devices {
                let key = DeviceTagKey(tenant: tenant, device: device)
                if scope.devices.contains(key) { devices[key, default: DeviceRecord()].add(event, kind) }
            }
        }
    }

    func tenant(of event: RuleEvent) -> TenantRecord {
        event.tenant.flatMap { tenants[$0] } ?? TenantRecord()
    }

    func enrollment(of event: RuleEvent) -> EnrollmentRecord? {
        guard let tenant = event.tenant, let session = event.session else { return nil }
        return enrollments[SessionKey(tenant: tenant, session: session)] ?? EnrollmentRecord()
    }

    /// What was said last of the event's device, up to its time, by any of its ids.
    func device<Value>(
        of event: RuleEvent, _ series: (DeviceRecord) -> Series<Value>?
    ) -> Series<Value>.Entry? {
        guard let tenant = event.tenant else { return nil }
        var found: Series<Value>.Entry?
        var seen: Set<DeviceTagKey> = []
        for device in event.devices {
            for key in scope.ids(of: DeviceTagKey(tenant: tenant, device: device))
            where seen.insert(key).inserted {
                guard let record = devices[key], let entry = series(record)?.at(event.occurred) else {
                    continue
                }
                if let last = found, (entry.since, entry.place) <= (last.since, last.place) { continue }
                found = entry
            }
        }
        return found
    }
}
