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
    /// Policies of both kinds, deleted ones too.
    public let policies: Int
    /// Applications that events about them name.
    public let applications: Int
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

/// One application that a tenant lets in.
public struct ApplicationSummary: Hashable, Sendable {
    public let application: Bits128
    /// Its whole history, in the order of a timeline.
    public let intervals: [Interval]
}

extension ProjectionReading {
    /// All tenants that events name, by their keys. Cost: one pass over the indexes of what is counted.
    public func tenants() throws(ProjectionError) -> [TenantSummary] {
        let operation = "list tenants"
        return try onDatabase(operation) {
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
                    (SELECT count(*) FROM user WHERE user.tenant = tenant.tenant),
                    (SELECT count(*) FROM subject WHERE kind = 3 AND subject.tenant = tenant.tenant),
                    (SELECT count(*) FROM subject WHERE kind = 4 AND subject.tenant = tenant.tenant)
                FROM tenant WHERE events > 0
                """)
            var out: [TenantSummary] = []
            while try statement.step() {
                guard let tenant = statement.text(1).flatMap(TenantKey.init(text:)) else {
                    statement.reset()
                    throw Self.unreadable(operation)
                }
                out.append(
                    TenantSummary(
                        tenant: tenant, events: Int(statement.integer(2)),
                        firstOccurred: statement.optionalTime(3), lastOccurred: statement.optionalTime(4),
                        families: families[statement.integer(0)] ?? [:],
                        devices: Int(statement.integer(5)), users: Int(statement.integer(6)),
                        policies: Int(statement.integer(7)), applications: Int(statement.integer(8))))
            }
            return out.sorted { $0.tenant < $1.tenant }
        }
    }

    /// The conditional access policies that any event up to an instant speaks of, by tenant and id; deleted
    /// ones too.
    public func policies(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [PolicySummary] {
        try onDatabase("list policies") {
            try histories(of: .policy, tenant).compactMap { entry in
                guard let last = entry.intervals.last(where: { $0.region == .policy && $0.from <= instant })
                else { return nil }
                return PolicySummary(
                    tenant: entry.tenant, policy: entry.id, content: PolicyContent(last),
                    intervals: entry.intervals)
            }
        }
    }

    /// The applications of a tenant that any event names, by their ids.
    public func applications(of tenant: TenantKey) throws(ProjectionError) -> [ApplicationSummary] {
        try onDatabase("list applications") {
            try histories(of: .application, tenant).map {
                ApplicationSummary(application: $0.id, intervals: $0.intervals)
            }
        }
    }
}

extension ProjectionStore {
    /// See ``ProjectionReading/tenants()``.
    public func tenants() throws(ProjectionError) -> [TenantSummary] {
        try read { reading throws(ProjectionError) in try reading.tenants() }
    }

    /// See ``ProjectionReading/policies(tenant:asOf:)``.
    public func policies(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [PolicySummary] {
        try read { reading throws(ProjectionError) in try reading.policies(tenant: tenant, asOf: instant) }
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
