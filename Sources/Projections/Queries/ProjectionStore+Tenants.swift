public import ComplianceState
import GRDB
public import LedgerModel

/// One tenant, as a list shows it.
public struct TenantSummary: Hashable, Sendable {
    public let tenant: TenantKey
    /// Events that name it, as they were recorded.
    public let events: Int
    public let firstOccurred: Timestamp?
    public let lastOccurred: Timestamp?
    /// Events by the first word of their type; `other` for types that the catalogue does not have.
    public let families: [String: Int]
    public let devices: Int
    public let users: Int
}

/// One conditional access policy at an instant.
public struct PolicySummary: Hashable, Sendable {
    public let tenant: TenantKey
    public let policy: Bits128
    /// What it demanded then.
    public let content: PolicyContent
    /// Its whole history, in the order of a timeline.
    public let intervals: [Interval]
}

/// How the tables stand, for a status.
public struct ProjectionCounts: Hashable, Sendable {
    public let progress: ProjectionProgress
    public let tenants: Int
    public let devices: Int
    public let users: Int
    public let policies: Int
    public let decisions: Int
    public let facts: Int
    public let intervals: Int
}

extension ProjectionStore {
    /// All tenants, by their text.
    public func tenants() throws(ProjectionError) -> [TenantSummary] {
        try onDatabase("list tenants") {
            try database.read { database in
                var families: [Int64: [String: Int]] = [:]
                let counts = try RawStatement(database, "SELECT tenant, family, events FROM tenant_family")
                while try counts.step() {
                    guard let family = counts.text(1) else { continue }
                    families[counts.integer(0), default: [:]][family] = Int(counts.integer(2))
                }
                let statement = try RawStatement(
                    database,
                    """
                    SELECT tenant, text, events, first_occurred, last_occurred,
                        (SELECT count(*) FROM device WHERE device.tenant = tenant.tenant),
                        (SELECT count(*) FROM user WHERE user.tenant = tenant.tenant)
                    FROM tenant ORDER BY text
                    """)
                var out: [TenantSummary] = []
                while try statement.step() {
                    guard let tenant = statement.text(1).flatMap(TenantKey.init(text:)) else { continue }
                    out.append(
                        TenantSummary(
                            tenant: tenant, events: Int(statement.integer(2)),
                            firstOccurred: statement.optionalTime(3), lastOccurred: statement.optionalTime(4),
                            families: families[statement.integer(0)] ?? [:],
                            devices: Int(statement.integer(5)),
                            users: Int(statement.integer(6))))
                }
                return out
            }
        }
    }

    /// The conditional access policies that any event up to an instant speaks of, by tenant and id; deleted
    /// ones too.
    public func policies(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [PolicySummary] {
        try onDatabase("list policies") {
            try database.read { database in
                let statement = try RawStatement(
                    database,
                    """
                    SELECT subject.subject, tenant.text, subject.id FROM subject
                    JOIN tenant ON tenant.tenant = subject.tenant
                    WHERE subject.kind = 3 AND (?1 IS NULL OR tenant.text = ?1)
                    ORDER BY tenant.text, subject.id
                    """)
                statement.bind(1, text: tenant?.text)
                var found: [(number: Int64, tenant: TenantKey, policy: Bits128)] = []
                while try statement.step() {
                    guard let tenant = statement.text(1).flatMap(TenantKey.init(text:)),
                        let id = statement.bits(2)
                    else { continue }
                    found.append((statement.integer(0), tenant, id))
                }
                let table = try IntervalTable(database)
                return try found.compactMap { entry in
                    let intervals = try table.read(entry.number)
                    guard let last = intervals.last(where: { $0.region == .policy && $0.from <= instant })
                    else {
                        return nil
                    }
                    return PolicySummary(
                        tenant: entry.tenant, policy: entry.policy, content: PolicyContent(last),
                        intervals: intervals)
                }
            }
        }
    }

    /// How many rows there are. Cost: one pass over the smallest index of each table.
    public func counts() throws(ProjectionError) -> ProjectionCounts {
        let operation = "count rows"
        let found = try onDatabase(operation) {
            try database.read { database -> ProjectionCounts? in
                guard let progress = try ProjectionProgress.read(database) else { return nil }
                func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
                return ProjectionCounts(
                    progress: progress, tenants: try count("SELECT count(*) FROM tenant"),
                    devices: try count("SELECT count(*) FROM device"),
                    users: try count("SELECT count(*) FROM user"),
                    policies: try count("SELECT count(*) FROM subject WHERE kind = 3"),
                    decisions: try count("SELECT count(*) FROM access_decision"),
                    facts: try count("SELECT count(*) FROM fact"),
                    intervals: try count("SELECT count(*) FROM interval"))
            }
        }
        guard let found else {
            throw ProjectionError(.corrupt, operation, "it does not say how far it has read")
        }
        return found
    }
}
