import LedgerModel

/// Counts the events of each tenant; remembers the last one, which the next event mostly has too.
struct TenantCounting: Sendable {
    private(set) var all: [(tenant: TenantKey, counts: TenantCounts)] = []
    private var indexOf: [TenantKey: Int] = [:]
    private var last = 0

    @inline(__always)
    mutating func count(_ tenant: TenantKey, _ occurred: Timestamp, family: UInt8) {
        if last >= all.count || all[last].tenant != tenant { find(tenant, occurred) }
        all[last].counts.count(occurred, family: family)
    }

    private mutating func find(_ tenant: TenantKey, _ occurred: Timestamp) {
        if let known = indexOf[tenant] {
            last = known
        } else {
            last = all.count
            indexOf[tenant] = last
            all.append((tenant, TenantCounts(first: occurred)))
        }
    }
}
