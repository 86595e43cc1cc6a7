public import LedgerModel

/// What a fact is about.
public enum Subject: Hashable, Sendable {
    case device(DeviceKey)
    case user(UserKey)
    case policy(TenantKey, Bits128)
    case application(TenantKey, Bits128)
    case tenant(TenantKey)
    /// A partner's connection, by the partner's id.
    case connection(TenantKey, Bits128)
    /// What a tenant has subscribed to, by the product's id.
    case subscription(TenantKey, Bits128)

    public var tenant: TenantKey {
        switch self {
        case .device(let key): key.tenant
        case .user(let key): key.tenant
        case .policy(let tenant, _), .application(let tenant, _), .connection(let tenant, _),
            .subscription(let tenant, _), .tenant(let tenant):
            tenant
        }
    }
}

/// A person within a tenant, by the random id that stands for them.
public struct UserKey: Hashable, Sendable, Comparable {
    public let tenant: TenantKey
    public let identity: IdentityID

    public init(tenant: TenantKey, identity: IdentityID) {
        self.tenant = tenant
        self.identity = identity
    }

    /// The tag that events of the person carry.
    public var tag: Tag { Tag(.word("user"), .id(identity.bits)) }

    public static func < (left: UserKey, right: UserKey) -> Bool {
        left.tenant != right.tenant ? left.tenant < right.tenant : left.identity < right.identity
    }
}

/// A fact and what it is about.
public struct SubjectFact: Hashable, Sendable {
    public var subject: Subject
    public var fact: Fact

    public init(subject: Subject, fact: Fact) {
        self.subject = subject
        self.fact = fact
    }
}
