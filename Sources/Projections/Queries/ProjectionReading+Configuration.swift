public import ComplianceState
import GRDB
public import LedgerModel

extension ProjectionReading {
    /// The policies of both kinds that any event up to an instant speaks of, by tenant and id; deleted ones
    /// too.
    public func policyStandings(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [PolicyStanding] {
        try onDatabase("list policies") {
            try standings(of: .policy, tenant, instant) { subject, intervals, snapshot in
                PolicyStanding(
                    tenant: subject.tenant, policy: subject.id, kind: PolicyKind(intervals),
                    snapshot: snapshot)
            }
        }
    }

    /// The partners' connections that any event up to an instant speaks of, by tenant and id; deleted ones
    /// too.
    public func connections(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [ConnectionStanding] {
        try onDatabase("list connections") {
            try standings(of: .connection, tenant, instant) { subject, _, snapshot in
                ConnectionStanding(tenant: subject.tenant, connection: subject.id, snapshot: snapshot)
            }
        }
    }

    /// The subscriptions that any event up to an instant speaks of, by tenant and product.
    public func subscriptions(
        tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [SubscriptionStanding] {
        try onDatabase("list subscriptions") {
            try standings(of: .subscription, tenant, instant) { subject, _, snapshot in
                SubscriptionStanding(tenant: subject.tenant, sku: subject.id, snapshot: snapshot)
            }
        }
    }

    /// The whole history of a policy of this id, in each tenant that has one.
    public func policyTimelines(_ policy: Bits128) throws(ProjectionError) -> [PolicyTimeline] {
        try onDatabase("read a policy") {
            let inForce = try ContestedRecords(database).inForce
            return try facts(of: .policy, policy).map { subject, facts in
                PolicyTimeline(tenant: subject.tenant, policy: policy, facts: facts, inForce: inForce)
            }
        }
    }

    /// The whole history of a partner's connection, in each tenant that has one.
    public func connectionTimelines(
        _ connection: Bits128
    ) throws(ProjectionError) -> [ConnectionTimeline] {
        try onDatabase("read a connection") {
            let inForce = try ContestedRecords(database).inForce
            return try facts(of: .connection, connection).map { subject, facts in
                ConnectionTimeline(
                    tenant: subject.tenant, connection: connection, facts: facts, inForce: inForce)
            }
        }
    }

    /// One subject of a kind that has an id of its own.
    struct Named {
        let number: Int64
        let tenant: TenantKey
        let id: Bits128
    }

    /// All subjects of a kind, by tenant and id.
    func named(_ kind: SubjectKind, _ tenant: TenantKey?) throws -> [Named] {
        let statement = try RawStatement(
            database,
            """
            SELECT subject.subject, tenant.text, subject.id FROM subject
            JOIN tenant ON tenant.tenant = subject.tenant
            WHERE subject.kind = ?1 AND (?2 IS NULL OR tenant.text = ?2)
            """)
        statement.bind(1, Int64(kind.rawValue))
        statement.bind(2, text: tenant?.text)
        var out: [Named] = []
        while try statement.step() {
            guard let tenant = statement.text(1).flatMap(TenantKey.init(text:)), let id = statement.bits(2)
            else { continue }
            out.append(Named(number: statement.integer(0), tenant: tenant, id: id))
        }
        return out.sorted { $0.tenant != $1.tenant ? $0.tenant < $1.tenant : $0.id < $1.id }
    }

    /// The subjects of a kind with their intervals, by tenant and id.
    func histories(
        of kind: SubjectKind, _ tenant: TenantKey?
    ) throws -> [(tenant: TenantKey, id: Bits128, intervals: [Interval])] {
        let table = try IntervalTable(database)
        return try named(kind, tenant).map { ($0.tenant, $0.id, try table.read($0.number)) }
    }

    /// What held of each subject of a kind. What was said after the instant is left out by folding the facts
    /// up to it; intervals alone tell where there is nothing later.
    private func standings<Standing>(
        of kind: SubjectKind, _ tenant: TenantKey?, _ instant: Timestamp,
        _ make: (Named, [Interval], StateSnapshot) -> Standing?
    ) throws -> [Standing] {
        let intervals = try IntervalTable(database)
        let facts = try FactTable(database)
        let inForce = try ContestedRecords(database).inForce
        var out: [Standing] = []
        for subject in try named(kind, tenant) {
            let rows = try intervals.read(subject.number)
            var snapshot = StateSnapshot(intervals: rows, asOf: instant)
            if rows.contains(where: { $0.confirmed > instant }) {
                var all: [Fact] = []
                try facts.read(subject.number, into: &all)
                snapshot = Timeline(facts: all, inForce: inForce).state(asOf: instant)
            }
            if let standing = make(subject, rows, snapshot) { out.append(standing) }
        }
        return out
    }

    private func facts(
        of kind: SubjectKind, _ id: Bits128
    ) throws -> [(subject: Named, facts: [Fact])] {
        let table = try FactTable(database)
        return try named(kind, nil).filter { $0.id == id }.compactMap { subject in
            var all: [Fact] = []
            try table.read(subject.number, into: &all)
            return all.isEmpty ? nil : (subject, all)
        }
    }
}
