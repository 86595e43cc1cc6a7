import EventCatalogue
public import LedgerModel

/// For whom a partner works, as Microsoft shows it.
public struct SeenScope: Hashable, Sendable {
    public let allUsers: Bool
    /// Ascending.
    public let groups: [Bits128]
    public let excluded: [Bits128]
    /// Whether the event names every target.
    public let isWhole: Bool

    init(_ event: SetupEvent) {
        let data = event.data
        allUsers = data[ConnectionEvents.allUsers] ?? false
        groups = Set(data[ConnectionEvents.groups] ?? []).sorted()
        excluded = Set(data[ConnectionEvents.excludedGroups] ?? []).sorted()
        isWhole = data[ConnectionEvents.others] ?? 0 == 0
    }
}

/// That Microsoft shows a partner to work for others than it was set to.
public struct ScopeDisagreement: Hashable, Sendable {
    public let scope: PartnershipScope
    public let seen: Dated<SeenScope>
    /// Groups that were set to be meant, and that Microsoft does not show.
    public let missing: [Bits128]
    /// Groups that Microsoft shows, and that were not set.
    public let further: [Bits128]
    /// Whether all users are meant by one side alone.
    public let isOfAllUsers: Bool
}

extension Partnership {
    /// For whom it was set to work, and for whom Microsoft shows it later, where these differ.
    ///
    /// A list that Microsoft's event does not name whole says nothing of what it leaves out; what a device
    /// manager sets for itself is not what Microsoft shows.
    public var scopeDisagreements: [ScopeDisagreement] {
        scopes.compactMap { scope in
            guard !scope.isOwn,
                let seen = observedScopes.first(where: { $0.platform == scope.platform })?.value,
                seen.since >= scope.last.since
            else { return nil }
            let set = Set(scope.groups.filter { $0.included?.value == true }.map(\.id))
            let excluded = Set(scope.groups.filter { $0.excluded?.value == true }.map(\.id))
            let shown = Set(seen.value.groups)
            let left = Set(seen.value.excluded)
            let missing = seen.value.isWhole ? set.subtracting(shown).union(excluded.subtracting(left)) : []
            let further = shown.subtracting(set).union(left.subtracting(excluded))
            let isOfAllUsers = scope.allUsers.map { $0.value != seen.value.allUsers } ?? false
            guard !missing.isEmpty || !further.isEmpty || isOfAllUsers else { return nil }
            return ScopeDisagreement(
                scope: scope, seen: seen, missing: missing.sorted(), further: further.sorted(),
                isOfAllUsers: isOfAllUsers)
        }
    }
}
