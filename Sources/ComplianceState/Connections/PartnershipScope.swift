public import EventCatalogue
public import LedgerModel

/// For whom a partner works, for one operating system or for all, as it was set: at the tenant's own device
/// manager, or by a setting of the partner's own.
public struct PartnershipScope: Hashable, Sendable {
    /// A group that was named at some time.
    public struct Group: Hashable, Sendable {
        public let id: Bits128
        /// Whether it is among those that are meant; nil where it was never named as one.
        public internal(set) var included: Dated<Bool>?
        /// Whether it is among those that are excluded.
        public internal(set) var excluded: Dated<Bool>?

        /// Whether its members are meant: an exclusion comes before all else.
        public var isMeant: Bool { included?.value == true && excluded?.value != true }
        /// Whether it is named on both sides.
        public var isOverridden: Bool { included?.value == true && excluded?.value == true }
    }

    /// Nil for all.
    public let platform: Platform?
    /// Whether it is the partner's own setting, and not the assignment at the tenant's device manager.
    public let isOwn: Bool
    public internal(set) var mode: Dated<ScopeMode>?
    public internal(set) var allUsers: Dated<Bool>?
    public internal(set) var allDevices: Dated<Bool>?
    private var groupOf: [Bits128: Group] = [:]
    /// How many groups it has, as last said, named here or not.
    public internal(set) var count: Dated<Int64>?
    public internal(set) var digest: Dated<DigestValue>?
    /// The last event that set it.
    public internal(set) var last: Dated<SetupEventKind>

    /// All that were ever named, by their ids. Cost: sorting them.
    public var groups: [Group] { groupOf.values.sorted { $0.id < $1.id } }

    /// Whether all are meant; nil where nothing says.
    public var isForAll: Bool? { isOwn ? mode.map { $0.value == .everybody } : allUsers?.value }

    fileprivate init(_ platform: Platform?, _ event: SetupEvent) {
        self.platform = platform
        isOwn = event.kind == .scopeChanged
        last = Dated(event.kind, event)
    }

    fileprivate mutating func take(_ event: SetupEvent) {
        last = Dated(event.kind, event)
        let data = event.data
        if isOwn {
            mode.set(data[ScopeEvents.mode].known, by: event)
            for id in data[ScopeEvents.added] ?? [] { mark(id, \.included, true, event) }
            for id in data[ScopeEvents.removed] ?? [] { mark(id, \.included, false, event) }
            count.set(data[ScopeEvents.count], by: event)
            digest.set(data[ScopeEvents.digest], by: event)
            return
        }
        allUsers.set(data[ConnectionEvents.allUsers], by: event)
        allDevices.set(data[ConnectionEvents.allDevices], by: event)
        // A list that is whole says of each group that it does not name that it is out.
        let isWhole = data[ConnectionEvents.others] ?? 0 == 0
        let included = data[ConnectionEvents.groups]
        if let included { replace(\.included, included, isWhole, event) }
        if let list = data[ConnectionEvents.excludedGroups] {
            replace(\.excluded, list, isWhole, event)
        } else if included != nil {
            replace(\.excluded, [], isWhole, event)
        }
        for id in data[PartnerSetupEvents.groupsAdded] ?? [] { mark(id, \.included, true, event) }
        for id in data[PartnerSetupEvents.groupsRemoved] ?? [] { mark(id, \.included, false, event) }
        digest.set(data[PartnerSetupEvents.digest], by: event)
    }

    private mutating func replace(
        _ side: WritableKeyPath<Group, Dated<Bool>?>, _ list: [Bits128], _ isWhole: Bool, _ event: SetupEvent
    ) {
        let named = Set(list)
        if isWhole {
            for (id, group) in groupOf where group[keyPath: side]?.value == true && !named.contains(id) {
                mark(id, side, false, event)
            }
        }
        for id in list { mark(id, side, true, event) }
    }

    private mutating func mark(
        _ id: Bits128, _ side: WritableKeyPath<Group, Dated<Bool>?>, _ isIn: Bool, _ event: SetupEvent
    ) {
        groupOf[id, default: Group(id: id)][keyPath: side].set(isIn, by: event)
    }
}

extension [PartnershipScope] {
    mutating func take(_ event: SetupEvent) {
        let platform = event.platform
        let isOwn = event.kind == .scopeChanged
        let place = firstIndex { $0.platform == platform && $0.isOwn == isOwn } ?? count
        if place == count { append(PartnershipScope(platform, event)) }
        self[place].take(event)
    }
}
