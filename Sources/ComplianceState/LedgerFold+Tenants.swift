import LedgerModel

extension LedgerFold {
    /// All tenants that events name.
    public func tenants() -> [TenantKey: TenantTimeline] {
        let inForce = inForce()
        var found: [TenantKey: Configured] = [:]
        for (index, subject) in store.subjects.enumerated() {
            switch subject {
            case .device, .user: break
            default:
                found[subject.tenant, default: Configured()].add(subject, store.facts(of: index), inForce)
            }
        }
        var out: [TenantKey: TenantTimeline] = [:]
        for (tenant, counts) in tenantCounts.all {
            out[tenant] = (found[tenant] ?? Configured()).timeline(tenant, counts)
        }
        return out
    }

    /// All policies, of both kinds, by tenant and id.
    public func policies() -> [PolicyTimeline] {
        tenants().sorted { $0.key < $1.key }.flatMap(\.value.policies)
    }

    /// All partners' connections, by tenant and id.
    public func connections() -> [ConnectionTimeline] {
        tenants().sorted { $0.key < $1.key }.flatMap(\.value.connections)
    }

    /// What is configured in one tenant.
    private struct Configured {
        private var policies: [PolicyTimeline] = []
        private var applications: [ApplicationTimeline] = []
        private var connections: [ConnectionTimeline] = []
        private var subscriptions: [SubscriptionTimeline] = []
        private var unnamed: Timeline?

        mutating func add(_ subject: Subject, _ facts: [Fact], _ inForce: InForce) {
            switch subject {
            case .policy(let tenant, let policy):
                policies.append(
                    PolicyTimeline(tenant: tenant, policy: policy, facts: facts, inForce: inForce))
            case .application(let tenant, let application):
                applications.append(
                    ApplicationTimeline(
                        tenant: tenant, application: application, facts: facts, inForce: inForce))
            case .connection(let tenant, let connection):
                connections.append(
                    ConnectionTimeline(
                        tenant: tenant, connection: connection, facts: facts, inForce: inForce))
            case .subscription(let tenant, let sku):
                subscriptions.append(
                    SubscriptionTimeline(tenant: tenant, sku: sku, facts: facts, inForce: inForce))
            case .tenant: unnamed = Timeline(facts: facts, inForce: inForce)
            case .device, .user: break
            }
        }

        func timeline(_ tenant: TenantKey, _ counts: TenantCounts) -> TenantTimeline {
            TenantTimeline(
                tenant: tenant, counts: counts, policies: policies.sorted { $0.policy < $1.policy },
                applications: applications.sorted { $0.application < $1.application },
                connections: connections.sorted { $0.connection < $1.connection },
                subscriptions: subscriptions.sorted { $0.sku < $1.sku },
                unnamedApplications: unnamed ?? Timeline(facts: []))
        }
    }
}
