/// Which keys belong to one device, by the bindings that records made; never by guess.
///
/// The smallest key of a device stands for it. The answer depends on which bindings there are, not on their
/// order. Cost: n bindings of any shape cost at most n log n moves.
public struct DeviceDirectory: Sendable {
    /// The keys of one device.
    private struct Group {
        var canonical: DeviceKey
        var members: [DeviceKey]
    }

    private var groupOf: [DeviceKey: Int] = [:]
    private var groups: [Group] = []

    public init() {}

    /// A device whose keys now stand under another one.
    public struct Merge: Hashable, Sendable {
        /// The key that no longer stands for a device.
        public let absorbed: DeviceKey
        /// The key that stands for both.
        public let canonical: DeviceKey
    }

    /// Joins two keys; nil where they already belonged together.
    @discardableResult
    public mutating func bind(_ first: DeviceKey, _ second: DeviceKey) -> Merge? {
        let left = group(of: first)
        let right = group(of: second)
        guard left != right else { return nil }
        let (kept, moved) =
            groups[left].members.count >= groups[right].members.count ? (left, right) : (right, left)
        let canonical = min(groups[left].canonical, groups[right].canonical)
        let absorbed = max(groups[left].canonical, groups[right].canonical)
        for key in groups[moved].members { groupOf[key] = kept }
        groups[kept].members += groups[moved].members
        groups[kept].canonical = canonical
        groups[moved].members = []
        return Merge(absorbed: absorbed, canonical: canonical)
    }

    /// The key that stands for a key's device; the key itself where nothing binds it.
    public func canonical(of key: DeviceKey) -> DeviceKey { groupOf[key].map { groups[$0].canonical } ?? key }

    /// All keys of a key's device, smallest first; the key alone where nothing binds it.
    public func members(of key: DeviceKey) -> [DeviceKey] {
        groupOf[key].map { groups[$0].members.sorted() } ?? [key]
    }

    private mutating func group(of key: DeviceKey) -> Int {
        if let known = groupOf[key] { return known }
        groups.append(Group(canonical: key, members: [key]))
        groupOf[key] = groups.count - 1
        return groups.count - 1
    }
}
