public import ComplianceState
public import LedgerModel

/// Which devices, people, policies or connections a list is about: those that pass each of its clauses.
public struct SubjectFilter: Hashable, Sendable {
    /// A device's id, in whichever tenant.
    struct DeviceID: Hashable {
        let kind: DeviceIDKind
        let id: Bits128
    }

    /// What carries one of some tags, or nothing of them where it is turned round.
    private struct Clause: Hashable {
        let isNegated: Bool
        var tenants: Set<TenantKey> = []
        var devices: Set<DeviceID> = []
        var people: Set<Bits128> = []
        var policies: Set<Bits128> = []
        var connections: Set<Bits128> = []
    }

    /// The ids of which a subject must have one, or none where it is turned round.
    struct IDClause<ID: Hashable> {
        let isNegated: Bool
        let ids: Set<ID>
    }

    private let clauses: [Clause]

    /// Lets everything through.
    public static let all = SubjectFilter(clauses: [])

    /// Lets through what carries one of the tags; nothing where there is none.
    public init(tags: [Tag]) { self.init(clauses: [(isNegated: false, tags: tags)]) }

    /// Lets through what passes each clause: what carries one of its tags, or where it is turned round none
    /// of them.
    public init(clauses: [(isNegated: Bool, tags: [Tag])]) {
        self.clauses = clauses.map { Self.clause($0.tags, isNegated: $0.isNegated) }
    }

    private static func clause(_ tags: [Tag], isNegated: Bool) -> Clause {
        var clause = Clause(isNegated: isNegated)
        for tag in tags {
            let components = tag.components
            guard components.count > 1, case .token(let word) = components[0] else { continue }
            switch (word, components[1], components.count) {
            case (Self.tenant, .id(let id), 2): clause.tenants.insert(.id(id))
            case (Self.tenant, .token(let name), 2): clause.tenants.insert(.name(name))
            case (Self.user, .id(let id), 2): clause.people.insert(id)
            case (Self.policy, .id(let id), 2): clause.policies.insert(id)
            case (Self.connection, .id(let id), 2): clause.connections.insert(id)
            case (Self.device, .token(let word), 3):
                guard case .id(let id) = components[2],
                    let kind = DeviceIDKind.allCases.first(where: {
                        word.bytes.elementsEqual($0.word.utf8)
                    })
                else { continue }
                clause.devices.insert(DeviceID(kind: kind, id: id))
            default: continue
            }
        }
        return clause
    }

    private static let tenant = Token(word: "tenant")
    private static let device = Token(word: "device")
    private static let user = Token(word: "user")
    private static let policy = Token(word: "policy")
    private static let connection = Token(word: "connection")

    /// Whether a tenant passes.
    public func holds(_ tenant: TenantKey) -> Bool {
        clauses.allSatisfy { $0.tenants.contains(tenant) != $0.isNegated }
    }

    /// Whether a device passes that has these keys.
    public func holds(deviceWith keys: [DeviceKey]) -> Bool {
        clauses.allSatisfy { clause in
            keys.contains { key in
                clause.tenants.contains(key.tenant)
                    || clause.devices.contains(DeviceID(kind: key.kind, id: key.id))
            } != clause.isNegated
        }
    }

    /// Whether a person passes.
    public func holds(_ key: UserKey) -> Bool {
        clauses.allSatisfy { clause in
            (clause.tenants.contains(key.tenant) || clause.people.contains(key.identity.bits))
                != clause.isNegated
        }
    }

    /// Whether a policy of a tenant passes.
    public func holds(policy: Bits128, of tenant: TenantKey) -> Bool {
        clauses.allSatisfy {
            ($0.tenants.contains(tenant) || $0.policies.contains(policy)) != $0.isNegated
        }
    }

    /// Whether a partner's connection to a tenant passes.
    public func holds(connection: Bits128, of tenant: TenantKey) -> Bool {
        clauses.allSatisfy {
            ($0.tenants.contains(tenant) || $0.connections.contains(connection)) != $0.isNegated
        }
    }

    /// What a device of a tenant must still pass; nil where none of the tenant's does.
    func deviceClauses(in tenant: TenantKey) -> [IDClause<DeviceID>]? { open(tenant, \.devices) }

    /// What a person of a tenant must still pass; nil where none of the tenant's does.
    func personClauses(in tenant: TenantKey) -> [IDClause<Bits128>]? { open(tenant, \.people) }

    /// The clauses that a tenant leaves open.
    private func open<ID>(_ tenant: TenantKey, _ ids: (Clause) -> Set<ID>) -> [IDClause<ID>]? {
        var out: [IDClause<ID>] = []
        for clause in clauses {
            let isOfTenant = clause.tenants.contains(tenant)
            if isOfTenant || ids(clause).isEmpty {
                guard isOfTenant != clause.isNegated else { return nil }
            } else {
                out.append(IDClause(isNegated: clause.isNegated, ids: ids(clause)))
            }
        }
        return out
    }
}
