public import LedgerModel

/// One tenant: how many events of each family name it, and what is configured in it.
public struct TenantTimeline: Sendable {
    public let tenant: TenantKey
    public let counts: TenantCounts
    /// Of both kinds, by the policies' ids.
    public let policies: [PolicyTimeline]
    /// By the applications' ids.
    public let applications: [ApplicationTimeline]
    /// By the partners' ids.
    public let connections: [ConnectionTimeline]
    /// By the products' ids.
    public let subscriptions: [SubscriptionTimeline]
    /// What is said of the tenant itself: for how long compliance is valid; and of applications that the
    /// records name only by their service principals.
    public let unnamedApplications: Timeline
}

/// Events that name a tenant. Events are counted as they were recorded, whether their content is in force or
/// not.
public struct TenantCounts: Hashable, Sendable {
    public internal(set) var events = 0
    public internal(set) var firstOccurred: Timestamp
    public internal(set) var lastOccurred: Timestamp
    /// By the number of the family.
    private var byFamily: [Int] = []

    init(first: Timestamp) {
        firstOccurred = first
        lastOccurred = first
    }

    mutating func count(_ occurred: Timestamp, family: UInt8) {
        events += 1
        firstOccurred = min(firstOccurred, occurred)
        lastOccurred = max(lastOccurred, occurred)
        let index = Int(family)
        while byFamily.count <= index { byFamily.append(0) }
        byFamily[index] += 1
    }

    /// Events by the first word of their type; `other` for types that the catalogue does not have.
    public var families: [String: Int] {
        var out: [String: Int] = [:]
        for (name, count) in zip(EventKindTable.shared.families, byFamily) where count > 0 {
            out[name] = count
        }
        return out
    }
}
