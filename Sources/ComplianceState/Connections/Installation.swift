public import EventCatalogue
public import LedgerModel

/// One of several installations of a device manager that work on one tenant.
public struct Installation: Hashable, Sendable {
    public let tenant: TenantKey
    /// Nil where events do not say which one it is.
    public let id: Bits128?
    public internal(set) var connection: Bits128?
    public internal(set) var product: ManagerProduct?
    public internal(set) var isConnected: Dated<Bool>?
    /// Whether its compliance policy is enabled.
    public internal(set) var policyIsEnabled: Dated<Bool>?
    public internal(set) var version: Dated<VersionNumber>?
    public internal(set) var versionBefore: VersionNumber?
    /// That its addresses were changed, last.
    public internal(set) var addressChanged: Dated<Bool>?
    /// How many addresses it has, as last said; which ones is private.
    public internal(set) var addresses: Int64?
    /// Whether it sends verdicts on Windows.
    public internal(set) var sendsWindows: Dated<Bool>?
    public internal(set) var mapping: Dated<IdentityAttribute>?
    public internal(set) var identityService: Dated<Bool>?
    public internal(set) var scope: Dated<ManagementScope>?
    public internal(set) var scopeGroups: [Bits128] = []
    public internal(set) var managementApp: Dated<Bits128>?
    public internal(set) var managementAppIsCustom: Bool?
    public internal(set) var intelligence: Dated<Bool>?
    public internal(set) var events: [SetupEvent] = []
    public internal(set) var deviations: [PartnershipDeviation] = []

    /// Whether it sends verdicts: connected, and with its compliance policy enabled. Nil where that is not
    /// known.
    public var uploads: Bool? {
        if isConnected?.value == false || policyIsEnabled?.value == false { return false }
        return isConnected != nil && policyIsEnabled != nil ? true : nil
    }

    init(_ tenant: TenantKey, _ id: Bits128?) {
        self.tenant = tenant
        self.id = id
    }

    mutating func take(_ event: SetupEvent) {
        let data = event.data
        events.append(event)
        if let connection = event.connection { self.connection = connection }
        if let product = event.product { self.product = product }
        switch event.kind {
        case .instanceConnected: isConnected.set(true, by: event)
        case .instanceDisconnected:
            // The documents ask it of MobileIron's Cores alone.
            if product == .ivantiEPMM {
                if policyIsEnabled?.value == true || data[InstanceEvents.policyIsEnabled] == true {
                    deviations.note(
                        PartnershipDeviation(
                            .policyStillEnabled, event, against: [policyIsEnabled?.position].compactMap { $0 }
                        ))
                }
            }
            isConnected.set(false, by: event)
        case .policyEnabled: policyIsEnabled.set(true, by: event)
        case .policyDisabled: policyIsEnabled.set(false, by: event)
        case .addressChanged:
            addressChanged = Dated(true, event)
            if let addresses = data[InstanceEvents.addresses] { self.addresses = addresses }
        case .versionObserved:
            let before = version?.value
            version.set(data[InstanceEvents.version], by: event)
            versionBefore =
                data[InstanceEvents.versionBefore] ?? (before == version?.value ? versionBefore : before)
        case .intelligenceSet: intelligence.set(data[InstanceEvents.isOptedIn], by: event)
        case .mappingSet: mapping.set(data[InstanceEvents.attribute].known, by: event)
        case .windowsSet: sendsWindows.set(data[InstanceEvents.isEnabled], by: event)
        case .identityServiceSet: identityService.set(data[InstanceEvents.isEnabled], by: event)
        case .managementScopeSet:
            scope.set(data[InstanceEvents.scope].known, by: event)
            scopeGroups = data[InstanceEvents.groups] ?? []
            if let app = data[InstanceEvents.managementApp] { managementApp.set(app, by: event) }
        case .managementAppAdded:
            managementApp.set(data[InstanceEvents.managementApp] ?? .zero, by: event)
            managementAppIsCustom = data[InstanceEvents.isCustom] ?? managementAppIsCustom
        default: break
        }
    }
}

extension [Installation] {
    mutating func take(_ event: SetupEvent, of tenant: TenantKey) {
        let id = event.instance
        let place =
            firstIndex {
                $0.id == id
                    && (id != nil || ($0.connection == event.connection && $0.product == event.product))
            } ?? count
        if place == count { append(Installation(tenant, id)) }
        self[place].take(event)
    }

    /// Judges what is about several installations: one that was disconnected while others were connected, and
    /// those were not disconnected as well before it was connected again. What happened stays noted.
    mutating func judgeTogether() {
        var judge = TogetherJudge()
        let events = indices.filter { self[$0].product == .ivantiEPMM }.flatMap { place in
            self[place].events.map { (place: place, event: $0) }
        }.sorted { $0.event < $1.event }
        for (place, event) in events { judge.take(event, of: place, isOnlyOne: count == 1) }
        for alone in judge.all {
            self[alone.place].deviations.note(
                PartnershipDeviation(.installationAlone, alone.event, against: alone.staying))
        }
    }
}

/// Follows which installations are connected, and which ones were disconnected while others stayed so.
private struct TogetherJudge {
    struct Alone {
        let place: Int
        let event: SetupEvent
        let staying: [GlobalPosition]
        /// Those that were connected then and are still.
        var remaining: Set<Int>
    }

    private var connected: [Int: Dated<Bool>] = [:]
    /// Of installations that are disconnected still, each by its place.
    private var open: [Int: Alone] = [:]
    private var settled: [Alone] = []

    var all: [Alone] { (settled + open.values).sorted { $0.event < $1.event } }

    mutating func take(_ event: SetupEvent, of place: Int, isOnlyOne: Bool) {
        switch event.kind {
        case .instanceConnected:
            connected[place].set(true, by: event)
            if let alone = open.removeValue(forKey: place) { settled.append(alone) }
        case .instanceDisconnected:
            let wasConnected = connected.removeValue(forKey: place) != nil
            settle(place)
            guard wasConnected || open[place] == nil else { return }
            let staying = connected.filter { $0.value.since < event.occurred }
            let says = event.data[InstanceEvents.others] ?? 0 > 0
            guard !staying.isEmpty || (says && isOnlyOne) else { return }
            open[place] = Alone(
                place: place, event: event, staying: staying.values.map(\.position),
                remaining: Set(staying.keys))
        default: break
        }
    }

    /// All of them may be disconnected, one after another.
    private mutating func settle(_ place: Int) {
        for other in Array(open.keys) {
            guard open[other]?.remaining.remove(place) != nil else { continue }
            if open[other]?.remaining.isEmpty == true { open[other] = nil }
        }
    }
}
