import EventCatalogue
public import LedgerModel

/// A batch of records that a source delivers as one, within its tenant.
public struct SourceBatch: Hashable, Comparable, Sendable {
    /// The tenant's tag, as the batch's records carry it.
    public let tenant: Tag
    public let id: Bits128

    public init(tenant: Tag, id: Bits128) {
        self.tenant = tenant
        self.id = id
    }

    /// The batch of a record; nil where the record names none.
    public init?(_ submission: borrowing Submission) {
        guard !submission.events.isEmpty else { return nil }
        self.init(submission.events[0].tags)
    }

    /// The batch that tags name.
    init?(_ tags: [Tag]) {
        var batch: Bits128?
        var tenant: Tag?
        for tag in tags {
            if tag.encodedCount == Self.head.count + 16, tag.withEncoded({ $0.starts(with: Self.head) }),
                case .id(let id)? = tag.components.last
            {
                batch = id
            } else if tag.withEncoded({ $0.starts(with: Self.tenantHead) }) {
                tenant = tag
            }
        }
        guard let batch, let tenant else { return nil }
        self.init(tenant: tenant, id: batch)
    }

    /// The tag that the batch's records carry.
    public var tag: Tag { Tag(.word("batch"), .id(id)) }

    /// The tenant as an event's subject; nil where the tag is none of a tenant.
    var tenantName: TenantName? {
        switch tenant.components.last {
        case .id(let id): TenantName(id: id)
        case .token(let name): TenantName(name: name)
        case .slot, nil: nil
        }
    }

    private static let head = Array(Tag(.word("batch"), .id(.zero)).encoded.dropLast(16))
    private static let tenantHead = Array(Tag(.word("tenant"), .id(.zero)).encoded.dropLast(17))

    public static func < (left: Self, right: Self) -> Bool {
        if left.tenant != right.tenant {
            return left.tenant.text.lexicographicallyPrecedes(right.tenant.text)
        }
        return left.id < right.id
    }
}
